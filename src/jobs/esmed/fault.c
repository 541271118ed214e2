/* fault.c: dying at an exact moment, for the crash tests */
#include "jobs/esmed/fault.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

const char *fault_file(struct arena *arena, const struct conf *conf)
{
    if (conf_number(conf, "esmed_faults", 0, 1, 0) == 0)
        return NULL;
    return str_format(arena, "%s/esmed.fault", conf_text(conf, "run_dir")).at;
}

void fault_point(const char *file, const char *point)
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
