/* shelf.c: the template files of a program, read and put in order
 *
 * An include in lower case is looked up by its name among all files below the folder, so the
 * folder is listed once. Files are read in full before ctemplate gets them: nothing on disk
 * matters after the start. */
#include "view/shelf.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/list.h"
#include "view/mark.h"

enum { SHEET_BYTES = 256 << 10, INCLUDE_DEPTH = 8 };

static void fd_close(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static void walk_close(FTS **walk)
{
    if (*walk)
        fts_close(*walk);
}

/* FNV-1a: names are short, and it can go on from one piece to the next. */
static uint64_t name_hash(uint64_t hash, struct str piece)
{
    for (size_t i = 0; i < piece.len; i++)
        hash = (hash ^ (unsigned char)piece.at[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static uint64_t key_hash(struct str name, struct str suffix)
{
    return name_hash(name_hash(UINT64_C(0xcbf29ce484222325), name), suffix);
}

static struct key *key_find(const struct shelf *shelf, struct str name, struct str suffix)
{
    uint64_t hash = key_hash(name, suffix);
    struct key *key = shelf->slots[hash % SHELF_SLOTS];

    for (; key; key = key->next)
        if (key->hash == hash && key->name.len == name.len + suffix.len &&
            str_starts(key->name, name) && str_ends(key->name, suffix))
            break;
    return key;
}

const struct key *shelf_key(const struct shelf *shelf, struct str name, struct str suffix)
{
    return key_find(shelf, name, suffix);
}

/* Where an id stands or would stand: the table is never full. */
static size_t id_slot(const struct shelf *shelf, uint64_t id)
{
    size_t slot = (id >> 1) % ID_SLOTS;

    while (shelf->by_id[slot] && shelf->by_id[slot]->id != id)
        slot = (slot + 1) % ID_SLOTS;
    return slot;
}

void shelf_learn(struct shelf *shelf, struct key *key, uint64_t id)
{
    key->id = id;
    shelf->by_id[id_slot(shelf, id)] = key;
}

const struct key *shelf_key_by_id(const struct shelf *shelf, uint64_t id)
{
    return shelf->by_id[id_slot(shelf, id)];
}

static struct key *key_add(struct shelf *shelf, struct str name)
{
    struct key *key = key_find(shelf, name, STR(""));

    if (!key) {
        key = ARENA_NEW(shelf->arena, struct key);
        key->name = str_copy(shelf->arena, name);
        key->hash = key_hash(name, STR(""));
        key->next = shelf->slots[key->hash % SHELF_SLOTS];
        shelf->slots[key->hash % SHELF_SLOTS] = key;
        assert(shelf->key_count < KEYS_MOST);
        key->number = (uint16_t)shelf->key_count;
        shelf->keys[shelf->key_count++] = key;
    }
    return key;
}

static struct sheet *sheet_find(const struct shelf *shelf, const char *file)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->sheets[i].file, file) == 0)
            return &shelf->sheets[i];
    return NULL;
}

const struct sheet *shelf_find(const struct shelf *shelf, const char *file)
{
    return sheet_find(shelf, file);
}

static struct sheet *sheet_add(struct shelf *shelf, const char *file)
{
    if (shelf->count == shelf->room) {
        size_t room = shelf->room ? shelf->room * 2 : 16;
        struct sheet *wider = ARENA_NEW_N(shelf->arena, struct sheet, room);

        if (shelf->count > 0)
            memcpy(wider, shelf->sheets, shelf->count * sizeof(*wider));
        shelf->sheets = wider;
        shelf->room = room;
    }
    shelf->sheets[shelf->count] = (struct sheet){.file = file};
    return &shelf->sheets[shelf->count++];
}

/* Blanks before an include at the start of a line would be put before every line of what is
 * included, values among them: a text's second line would begin with blanks nobody typed. */
static struct str includes_outdent(struct arena *arena, struct str text)
{
    struct strbuf out = {.arena = arena};

    while (text.len > 0) {
        struct str line = str_upto(text, str_find(text, '\n') + 1);
        struct str bare = line;

        while (bare.len > 0 && (bare.at[0] == ' ' || bare.at[0] == '\t'))
            bare = str_from(bare, 1);
        strbuf_put(&out, str_starts(bare, STR("{{>")) ? bare : line);
        text = str_from(text, line.len);
    }
    return strbuf_str(&out);
}

/* Read until the end or until `room` bytes are there. */
static enum status fd_read(int fd, char *text, size_t room, size_t *len)
{
    for (*len = 0; *len < room;) {
        ssize_t n = read(fd, text + *len, room - *len);

        if (n == 0)
            break;
        if (n < 0 && errno != EINTR)
            return BROKEN;
        *len += n > 0 ? (size_t)n : 0;
    }
    return OK;
}

static enum status file_read(struct shelf *shelf, const char *file, struct str *out)
{
    struct str path = str_format(shelf->arena, "%s/%s", shelf->dir, file);
    ON_EXIT(fd_close) const int fd = open(path.at, O_RDONLY | O_CLOEXEC);
    struct stat about;
    char *text;
    size_t len;

    if (fd < 0 || fstat(fd, &about) != 0)
        return NOT_FOUND;
    if (about.st_size > SHEET_BYTES)
        return TOO_MUCH;
    text = arena_take(shelf->arena, (size_t)about.st_size + 1);
    TRY(fd_read(fd, text, (size_t)about.st_size, &len));
    *out = (struct str){.at = text, .len = len};
    return memchr(text, '\0', len) ? INVALID : OK;
}

/* "frame/message-row.tpl" is what {{>message_row}} means. */
static bool file_is_named(const char *file, struct str name)
{
    const char *slash = strrchr(file, '/');
    struct str base = str_of(slash ? slash + 1 : file);

    if (base.len != name.len + strlen(".tpl") || !str_ends(base, STR(".tpl")))
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (base.at[i] != name.at[i] && (base.at[i] != '-' || name.at[i] != '_'))
            return false;
    return true;
}

/* The only file below the folder that an include means. */
static enum status include_find(struct shelf *shelf, struct str name, const char **out,
                                size_t *found)
{
    char *const roots[] = {(char *)(uintptr_t)shelf->dir, NULL};
    ON_EXIT(walk_close) FTS *walk = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    size_t below = strlen(shelf->dir) + 1;
    FTSENT *entry;

    *found = 0;
    if (!walk)
        return BROKEN;
    while ((entry = fts_read(walk))) {
        if (entry->fts_info != FTS_F || !file_is_named(entry->fts_path, name))
            continue;
        *out = str_z(shelf->arena, str_of(entry->fts_path + below));
        ++*found;
    }
    return *found == 1 ? OK : *found == 0 ? NOT_FOUND : CONFLICT;
}

static enum status file_say(struct shelf *shelf, const char *file, struct str *why)
{
    struct sheet *sheet;
    struct str text;
    enum status read = file_read(shelf, file, &text);

    if (read != OK) {
        *why = str_format(shelf->arena, "template %s/%s can't be used: %s", shelf->dir, file,
                          read == INVALID    ? "it holds a NUL byte"
                          : read == TOO_MUCH ? "it is larger than 256 KiB"
                                             : strerror(errno));
        return INVALID;
    }
    sheet = sheet_add(shelf, file);
    sheet->text = includes_outdent(shelf->arena, text);
    return mark_scan(shelf->arena, str_of(file), sheet->text, &sheet->marks, &sheet->mark_count,
                     why);
}

static bool name_is_slot(struct str name)
{
    return name.at[0] >= 'A' && name.at[0] <= 'Z';
}

/* Which file the include means, once and for all. */
static enum status include_know(struct shelf *shelf, const struct tpl_name *mark,
                                struct key *key, struct str *why)
{
    const char *file = NULL;
    size_t found;

    if (name_is_slot(mark->name) || key->file)
        return OK;
    if (include_find(shelf, mark->name, &file, &found) != OK) {
        *why = str_format(shelf->arena,
                          "template %.*s, line %u: {{>%.*s}} fits %zu files, not one",
                          STR_ARG(mark->file), mark->line, STR_ARG(mark->name), found);
        return INVALID;
    }
    key->file = file;
    return OK;
}

static enum status sheet_know(struct shelf *shelf, const struct tpl_name *marks, size_t count,
                              struct str *why)
{
    for (size_t i = 0; i < count; i++) {
        struct key *key = key_add(shelf, marks[i].name);

        if (marks[i].use != TPL_INCLUDE)
            continue;
        TRY(include_know(shelf, &marks[i], key, why));
        if (key->file && !sheet_find(shelf, key->file))
            TRY(file_say(shelf, key->file, why));
    }
    return OK;
}

/* The marks of a sheet and of what it includes, to a depth that only a circle exceeds. */
static enum status marks_gather(struct shelf *shelf, const struct sheet *sheet, size_t depth,
                                struct list *all, struct str *why)
{
    if (depth > INCLUDE_DEPTH) {
        *why =
            str_format(shelf->arena, "template %s: its includes go in a circle", sheet->file);
        return INVALID;
    }
    for (size_t i = 0; i < sheet->mark_count; i++) {
        const struct tpl_name *mark = &sheet->marks[i];
        const struct key *key = shelf_key(shelf, mark->name, STR(""));
        const struct sheet *inner = NULL;
        struct tpl_name *row = list_append(all, shelf->arena);

        *row = *mark;
        if (mark->use == TPL_INCLUDE && key->file)
            inner = sheet_find(shelf, key->file);
        if (inner)
            TRY(marks_gather(shelf, inner, depth + 1, all, why));
    }
    return OK;
}

static void says_note(const struct shelf *shelf, struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->mark_count; i++) {
        uint16_t number = shelf_key(shelf, sheet->marks[i].name, STR(""))->number;

        sheet->says[number / 64] |= UINT64_C(1) << number % 64;
    }
}

bool shelf_says(const struct shelf *shelf, const char *file, const struct key *key)
{
    const struct sheet *sheet = sheet_find(shelf, file);

    return sheet && (sheet->says[key->number / 64] >> key->number % 64 & 1);
}

static enum status shelf_gather(struct shelf *shelf, struct str *why)
{
    struct list *all = ARENA_NEW_N(shelf->arena, struct list, shelf->count);

    for (size_t i = 0; i < shelf->count; i++) {
        all[i].shape = &mark_shape;
        TRY(marks_gather(shelf, &shelf->sheets[i], 0, &all[i], why));
    }
    for (size_t i = 0; i < shelf->count; i++) {
        shelf->sheets[i].marks = (struct tpl_name *)(void *)all[i].rows;
        shelf->sheets[i].mark_count = all[i].count;
        says_note(shelf, &shelf->sheets[i]);
    }
    return OK;
}

/* Everything below the line that every file begins with. */
static struct str below_first_line(struct str text)
{
    return str_from(text, str_find(text, '\n') + 1);
}

/* Put what is included in the place of its mark: which file that is does not change any more,
 * and the template library would look it up again for each row. */
static void text_splice(const struct shelf *shelf, struct str text, struct strbuf *out)
{
    for (;;) {
        size_t at = str_find_str(text, STR("{{>"));
        struct str mark = str_from(text, at);
        struct str name = str_from(str_upto(mark, str_find(mark, '}')), 3);
        const struct key *key = mark.len > 0 ? shelf_key(shelf, name, STR("")) : NULL;

        strbuf_put(out, str_upto(text, at));
        if (mark.len == 0)
            return;
        text = str_from(mark, name.len + strlen("{{>}}"));
        if (key && key->file)
            text_splice(shelf, below_first_line(sheet_find(shelf, key->file)->text), out);
        else
            strbuf_put(out, str_upto(mark, mark.len - text.len));
    }
}

static void shelf_splice(struct shelf *shelf)
{
    struct str *whole = ARENA_NEW_N(shelf->arena, struct str, shelf->count);

    for (size_t i = 0; i < shelf->count; i++) {
        struct strbuf out = {.arena = shelf->arena};

        text_splice(shelf, shelf->sheets[i].text, &out);
        whole[i] = strbuf_str(&out);
    }
    for (size_t i = 0; i < shelf->count; i++)
        shelf->sheets[i].text = whole[i];
}

enum status shelf_read(struct shelf *shelf, const char *const *files, struct str *why)
{
    for (size_t i = 0; files[i]; i++)
        if (!sheet_find(shelf, files[i]))
            TRY(file_say(shelf, files[i], why));
    /* Includes are added at the end while this goes on. */
    for (size_t i = 0; i < shelf->count; i++)
        TRY(sheet_know(shelf, shelf->sheets[i].marks, shelf->sheets[i].mark_count, why));
    TRY(shelf_gather(shelf, why));
    shelf_splice(shelf);
    return OK;
}
