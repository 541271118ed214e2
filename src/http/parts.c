/* parts.c: multipart/form-data (RFC 7578), as strict as browsers are when they write it
 *
 * No text before the first or after the last boundary, no folded headers, no transfer
 * encoding, no parts in parts, no header but the two that browsers send: whatever could be
 * read in two ways is refused. */
#include "http/form.h"

#include <string.h>
#include <strings.h>

#include "text/utf8.h"

/* What a part's headers said. */
struct part_head {
    struct str name;
    struct str file_name;
    struct str type;
    bool has_disposition;
};

static bool str_is_nocase(struct str s, const char *word)
{
    return s.len == strlen(word) && strncasecmp(s.at, word, s.len) == 0;
}

static bool starts_nocase(struct str s, const char *word)
{
    return str_is_nocase(str_upto(s, strlen(word)), word);
}

/* bchars of RFC 2046, 5.1.1, without the blank. */
static bool boundary_is_good(struct str boundary)
{
    for (size_t i = 0; i < boundary.len; i++) {
        char c = boundary.at[i];
        bool alnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!alnum && (c == '\0' || !strchr("'()+_,-./:=?", c)))
            return false;
    }
    return boundary.len > 0 && boundary.len <= FORM_BOUNDARY;
}

/* ; key="value" off the front of *rest. */
static enum status param_take(struct str *rest, struct str *key, struct str *value)
{
    struct str after;

    if (!str_starts(*rest, STR(";")))
        return INVALID;
    after = str_from(*rest, 1);
    while (str_starts(after, STR(" ")))
        after = str_from(after, 1);
    *key = str_cut(&after, '=');
    if (!str_starts(after, STR("\"")))
        return INVALID;
    after = str_from(after, 1);
    if (str_find(after, '"') == after.len)
        return INVALID;
    *value = str_cut(&after, '"');
    *rest = after;
    return OK;
}

static enum status disposition_parse(struct str text, struct part_head *head)
{
    struct str kind = str_upto(text, str_find(text, ';'));
    struct str rest = str_from(text, kind.len);

    if (head->has_disposition || !str_is_nocase(kind, "form-data"))
        return INVALID;
    head->has_disposition = true;
    while (rest.len > 0) {
        struct str key;
        struct str value;
        struct str *into;

        TRY(param_take(&rest, &key, &value));
        into = str_is_nocase(key, "name")       ? &head->name
               : str_is_nocase(key, "filename") ? &head->file_name
                                                : NULL;
        if (!into || into->at)
            return INVALID;
        *into = value;
    }
    return head->name.len > 0 && head->name.len <= FORM_NAME ? OK : INVALID;
}

static enum status type_parse(struct str text, struct part_head *head)
{
    if (head->type.at || text.len == 0 || starts_nocase(text, "multipart/"))
        return INVALID;
    head->type = text;
    return OK;
}

static enum status head_line_parse(struct str line, struct part_head *head)
{
    struct str value = line;
    struct str name = str_cut(&value, ':');

    if (name.len == line.len || !utf8_is_valid(line, UTF8_ONE_LINE))
        return INVALID;
    value = str_trim(value);
    if (str_is_nocase(name, "Content-Disposition"))
        return disposition_parse(value, head);
    if (str_is_nocase(name, "Content-Type"))
        return type_parse(value, head);
    return INVALID;
}

static enum status head_parse(struct str block, struct part_head *head)
{
    while (block.len > 0) {
        size_t end = str_find_str(block, STR("\r\n"));

        TRY(head_line_parse(str_upto(block, end), head));
        block = str_from(block, end + 2);
    }
    return head->has_disposition ? OK : INVALID;
}

/* One part: headers, the empty line, content. `text` is what stands between two boundaries. */
static enum status part_parse(struct str text, struct entry *out)
{
    struct str end = STR("\r\n\r\n");
    struct part_head head = {0};
    size_t head_len = str_find_str(str_upto(text, FORM_PART_HEAD), end);
    struct entry entry;

    if (head_len == str_upto(text, FORM_PART_HEAD).len)
        return INVALID;
    TRY(head_parse(str_upto(text, head_len), &head));
    entry = (struct entry){
        .name = head.name,
        .value = str_from(text, head_len + end.len),
        .file_name = head.file_name,
        .type = head.type,
    };
    if (!entry.file_name.at && !utf8_is_valid(entry.value, UTF8_LINES))
        return INVALID;
    *out = entry;
    return OK;
}

/* What follows a boundary: CRLF and another part, or -- and the end. */
static enum status boundary_end(struct str *rest, bool *last)
{
    *last = str_is(*rest, "--") || str_is(*rest, "--\r\n");
    if (*last)
        return OK;
    if (!str_starts(*rest, STR("\r\n")))
        return INVALID;
    *rest = str_from(*rest, 2);
    return OK;
}

enum status form_parse_parts(struct arena *arena, struct str boundary, struct str body,
                             struct form *out)
{
    struct str line;
    struct str first;
    struct str rest;
    bool last = false;
    struct form form = {0};

    if (!boundary_is_good(boundary) || body.len > FORM_BYTES)
        return INVALID;
    line = str_format(arena, "\r\n--%.*s", STR_ARG(boundary));
    first = str_from(line, 2);
    if (!str_starts(body, first))
        return INVALID;
    rest = str_from(body, first.len);
    TRY(boundary_end(&rest, &last));
    form.entries = ARENA_NEW_N(arena, struct entry, FORM_PARTS);
    while (!last) {
        size_t len = str_find_str(rest, line);

        if (len == rest.len || form.count == FORM_PARTS)
            return INVALID;
        TRY(part_parse(str_upto(rest, len), &form.entries[form.count]));
        form.count++;
        rest = str_from(rest, len + line.len);
        TRY(boundary_end(&rest, &last));
    }
    *out = form;
    return OK;
}
