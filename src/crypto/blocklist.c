/* blocklist.c: passwords that everybody tries first */
#include "crypto/blocklist.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct blocklist {
    struct str text; /* the mapped file */
    size_t count;
};

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static void blocklist_unmap(void *arg)
{
    struct blocklist *list = arg;

    munmap((void *)(uintptr_t)list->text.at, list->text.len);
}

static enum status file_map(const char *path, struct str *out)
{
    ON_EXIT(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    void *at;

    if (fd < 0 || fstat(fd, &about) != 0 || about.st_size <= 0)
        return BROKEN;
    at = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED)
        return BROKEN;
    *out = (struct str){.at = at, .len = (size_t)about.st_size};
    return OK;
}

static int entry_compare(struct str a, struct str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;

    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

/* Count the entries; BROKEN if one does not come after the one before it. */
static enum status entries_count(struct str text, size_t *out)
{
    struct str before = STR("");
    size_t count = 0;

    while (text.len > 0) {
        struct str entry = str_cut(&text, '\n');

        if (entry_compare(before, entry) >= 0)
            return BROKEN;
        before = entry;
        count++;
    }
    *out = count;
    return OK;
}

enum status blocklist_open(struct arena *arena, const char *path, struct blocklist **out)
{
    struct blocklist *list = ARENA_NEW(arena, struct blocklist);

    TRY(file_map(path, &list->text));
    arena_defer(arena, blocklist_unmap, list);
    TRY(entries_count(list->text, &list->count));
    if (list->count < BLOCKLIST_LEAST)
        return BROKEN;
    *out = list;
    return OK;
}

/* Start of the line that holds a byte. */
static size_t line_start(struct str text, size_t at)
{
    while (at > 0 && text.at[at - 1] != '\n')
        at--;
    return at;
}

bool blocklist_has(const struct blocklist *list, struct str text)
{
    size_t low = 0;
    size_t high = list->text.len;

    while (low < high) {
        size_t start = line_start(list->text, low + (high - low) / 2);
        struct str rest = str_from(list->text, start);
        struct str entry = str_cut(&rest, '\n');
        int order = entry_compare(text, entry);

        if (order == 0)
            return true;
        if (order < 0)
            high = start;
        else
            low = start + entry.len + 1;
    }
    return false;
}

size_t blocklist_count(const struct blocklist *list)
{
    return list->count;
}
