/* kept.c: the mails in the folder of mail_to
 *
 * What a visitor asks for is compared with what lies there; no part of it is ever a file's
 * name. The files are ours, and are read as if they were anybody's. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mailbox.h"

enum { REF_CHARS = 32, ID_CHARS = 15, BYTES_MOST = 256 << 10, FILES_MOST = 20000 };

SHAPE(kept, FIELD(kept, kept_id), FIELD(kept, name), FIELD(kept, to), FIELD(kept, subject),
      FIELD(kept, came_at));

const char *kept_folder(const struct visit *visit)
{
    const char *folder = conf_text_or(visit->house->conf, "mail_to", "");

    return folder[0] ? folder : NULL;
}

static void dir_end(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

static void fd_end(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* 0: not a name that maild gives. */
static uint64_t id_of(struct str name)
{
    uint64_t id = 0;

    if (name.len != REF_CHARS + 4 || !str_ends(name, STR(".eml")))
        return 0;
    for (size_t i = 0; i < REF_CHARS; i++) {
        int digit = number_hex(name.at[i]);

        if (digit < 0)
            return 0;
        if (i < ID_CHARS)
            id = id << 4 | (unsigned)digit;
    }
    return id;
}

static int newest_first(const void *a, const void *b)
{
    const struct kept *one = a;
    const struct kept *other = b;

    return (one->came_at.us < other->came_at.us) - (one->came_at.us > other->came_at.us);
}

enum status kept_list(struct visit *visit, struct list *out, bool *more)
{
    const char *folder = kept_folder(visit);
    ON_EXIT(dir_end) DIR *dir = folder ? opendir(folder) : NULL;
    const struct dirent *entry;

    out->shape = &kept_shape;
    *more = false;
    while (dir && (entry = readdir(dir)) != NULL && out->count < FILES_MOST) {
        uint64_t id = id_of(str_of(entry->d_name));
        struct kept *kept;
        struct stat stat;

        if (id == 0 || fstatat(dirfd(dir), entry->d_name, &stat, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(stat.st_mode))
            continue;
        kept = list_append(out, visit->arena);
        kept->kept_id = id;
        kept->name = str_copy(visit->arena, str_of(entry->d_name));
        kept->came_at.us = stat.st_mtim.tv_sec * STAMP_SECOND + stat.st_mtim.tv_nsec / 1000;
    }
    if (out->count > 1)
        qsort(out->rows, out->count, sizeof(struct kept), newest_first);
    *more = out->count > KEPT_MOST;
    if (*more)
        out->count = KEPT_MOST;
    return OK;
}

enum status kept_read(struct visit *visit, const struct kept *kept, struct mime_seen *out)
{
    const char *folder = kept_folder(visit);
    struct str path =
        str_format(visit->arena, "%s/%.*s", folder ? folder : "", STR_ARG(kept->name));
    ON_EXIT(fd_end) int fd = open(path.at, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    char *bytes = arena_take(visit->arena, BYTES_MOST);
    size_t len = 0;

    if (!folder || fd < 0)
        return NOT_FOUND;
    while (len < BYTES_MOST) {
        ssize_t got = read(fd, bytes + len, BYTES_MOST - len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        len += (size_t)got;
    }
    return mime_read(visit->arena, (struct str){.at = bytes, .len = len}, out) == OK
               ? OK
               : NOT_FOUND;
}
