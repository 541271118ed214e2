/* letter.c: what a mail says, kept as JSON; the one place that knows jansson */
#include "text/letter.h"

#include <assert.h>
#include <jansson.h>
#include <string.h>

#include "text/utf8.h"

static struct letter_word *word_add(struct letter *letter)
{
    if (!letter->words)
        letter->words = ARENA_NEW_N(letter->arena, struct letter_word, LETTER_WORDS);
    letter->count++;
    return letter->count <= LETTER_WORDS ? &letter->words[letter->count - 1] : NULL;
}

void letter_say(struct letter *letter, const char *name, struct str value)
{
    struct letter_word *word = word_add(letter);

    if (word)
        *word = (struct letter_word){.name = str_of(name), .value = value};
}

void letter_link(struct letter *letter, const char *name, struct str path)
{
    struct letter_word *word = word_add(letter);

    if (word)
        *word = (struct letter_word){.name = str_of(name), .value = path, .link = true};
}

/* The section's number of rows. */
static uint32_t row_count(const struct letter *letter, struct str section)
{
    uint32_t rows = 0;

    for (size_t i = 0; i < letter->count && i < LETTER_WORDS; i++)
        if (letter->words[i].section.at && str_equal(letter->words[i].section, section))
            rows = letter->words[i].row + 1;
    return rows;
}

void letter_row(struct letter *letter, const char *section, const char *const *names,
                const struct str *values)
{
    uint32_t row = row_count(letter, str_of(section));

    assert(names[0]);
    for (size_t i = 0; names[i]; i++) {
        struct letter_word *word = word_add(letter);

        if (word)
            *word = (struct letter_word){.section = str_of(section),
                                         .row = row,
                                         .name = str_of(names[i]),
                                         .value = values[i]};
    }
}

/* Letters, digits and the few signs that our paths are made of: nothing that would need
 * spelling in a URL, and no second slash that would make a host of what follows. */
static bool is_path(struct str path)
{
    static const char signs[] = "/-_.~?=&";

    if (path.len == 0 || path.at[0] != '/' || (path.len > 1 && path.at[1] == '/'))
        return false;
    for (size_t i = 0; i < path.len; i++) {
        char c = path.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

        if (!plain && (c == '\0' || !strchr(signs, c)))
            return false;
    }
    return true;
}

static void json_end(json_t **json)
{
    json_decref(*json);
}

/* The object that the word's name stands in; NULL if memory is out. */
static json_t *place_of(json_t *root, const struct letter_word *word)
{
    json_t *rows;
    json_t *row;

    if (!word->section.at)
        return json_object_get(root, word->link ? "link" : "say");
    rows = json_object_get(json_object_get(root, "rows"), word->section.at);
    if (!rows) {
        rows = json_array();
        if (json_object_set_new(json_object_get(root, "rows"), word->section.at, rows) != 0)
            return NULL;
    }
    row = json_array_get(rows, word->row);
    if (!row) {
        row = json_object();
        if (json_array_append_new(rows, row) != 0)
            return NULL;
    }
    return row;
}

static enum status word_write(json_t *root, const struct letter_word *word)
{
    const char *at = word->value.at ? word->value.at : "";

    if (word->link ? !is_path(word->value) : !utf8_is_valid(word->value, UTF8_LINES))
        return INVALID;
    return json_object_set_new(place_of(root, word), word->name.at,
                               json_stringn(at, word->value.len)) == 0
               ? OK
               : BROKEN;
}

enum status letter_write(const struct letter *letter, struct str *out)
{
    ON_EXIT(json_end)
    json_t *root = json_pack("{s:{}, s:{}, s:{}}", "say", "link", "rows");
    char *text;
    size_t len;

    if (!root)
        return BROKEN;
    if (letter->count > LETTER_WORDS)
        return TOO_MUCH;
    for (size_t i = 0; i < letter->count; i++)
        TRY(word_write(root, &letter->words[i]));
    len = json_dumpb(root, NULL, 0, JSON_COMPACT);
    if (len == 0)
        return BROKEN;
    text = arena_take(letter->arena, len + 1);
    if (json_dumpb(root, text, len, JSON_COMPACT) != len)
        return BROKEN;
    *out = (struct str){.at = text, .len = len};
    return OK;
}

/* One object's texts as words like `like`. */
static enum status words_read(struct letter *letter, json_t *object, struct letter_word like)
{
    const char *name;
    json_t *value;

    if (!json_is_object(object))
        return INVALID;
    json_object_foreach(object, name, value)
    {
        struct letter_word *word = word_add(letter);

        if (!word || !json_is_string(value))
            return INVALID;
        *word = like;
        word->name = str_copy(letter->arena, str_of(name));
        word->value = str_copy(letter->arena, (struct str){.at = json_string_value(value),
                                                           .len = json_string_length(value)});
        if (word->link && !is_path(word->value))
            return INVALID;
    }
    return OK;
}

static enum status rows_read(struct letter *letter, json_t *sections)
{
    const char *name;
    json_t *rows;

    if (!json_is_object(sections))
        return INVALID;
    json_object_foreach(sections, name, rows)
    {
        struct str section = str_copy(letter->arena, str_of(name));

        if (!json_is_array(rows))
            return INVALID;
        for (size_t i = 0; i < json_array_size(rows); i++)
            TRY(words_read(letter, json_array_get(rows, i),
                           (struct letter_word){.section = section, .row = (uint32_t)i}));
    }
    return OK;
}

enum status letter_read(struct str text, struct letter *letter)
{
    ON_EXIT(json_end)
    json_t *root = json_loadb(text.at ? text.at : "", text.len, JSON_REJECT_DUPLICATES, NULL);

    TRY(words_read(letter, json_object_get(root, "say"), (struct letter_word){0}));
    TRY(words_read(letter, json_object_get(root, "link"), (struct letter_word){.link = true}));
    return rows_read(letter, json_object_get(root, "rows"));
}
