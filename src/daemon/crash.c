/* crash.c: dying at an exact moment, for the crash tests */
#include "daemon/crash.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

const char *crash_file(struct arena *arena, const struct conf *conf, const char *name)
{
    struct str key = str_format(arena, "%s_faults", name);

    if (conf_number(conf, key.at, 0, 1, 0) == 0)
        return NULL;
    return str_format(arena, "%s/%s.fault", conf_text(conf, "run_dir"), name).at;
}

void crash_point(const char *file, const char *point)
{
    char text[64];
    ssize_t len;
    int fd;

    if (!file || (fd = open(file, O_RDONLY | O_CLOEXEC)) < 0)
        return;
    len = read(fd, text, sizeof(text));
    close(fd);
    if (len <= 0 || !str_is(str_trim((struct str){.at = text, .len = (size_t)len}), point))
        return;
    unlink(file);
    raise(SIGKILL);
}
