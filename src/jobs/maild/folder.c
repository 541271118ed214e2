/* folder.c: mails kept as files instead of sent, for the local run */
#include "jobs/maild/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static enum status file_write(const char *path, struct str text)
{
    ON_EXIT(close_fd)
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0)
        return BROKEN;
    while (text.len > 0) {
        ssize_t put = write(fd, text.at, text.len);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return BROKEN;
        text = str_from(text, (size_t)put);
    }
    return fsync(fd) == 0 ? OK : BROKEN;
}

enum status folder_keep(struct arena *arena, const char *folder, struct str ref,
                        struct str message)
{
    struct str path = str_format(arena, "%s/%.*s.eml", folder, STR_ARG(ref));
    struct str aside = str_format(arena, "%s/.%.*s.new", folder, STR_ARG(ref));

    TRY(file_write(aside.at, message));
    return rename(aside.at, path.at) == 0 ? OK : BROKEN;
}
