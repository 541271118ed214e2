/* secret_file.c: putting a carrier's password into the installation's secret folder */
#include "tool/secret_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tool/rights.h"

enum { PASSWORD_MOST = 8 };

static void fd_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static bool is_password(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] <= ' ' || text.at[i] > '~')
            return false;
    return text.len > 0 && text.len <= PASSWORD_MOST;
}

static struct str kept_path(struct tool *tool, struct str route)
{
    return str_format(tool->arena, "%s/route-%.*s", conf_text(tool->conf, "secret_dir"),
                      STR_ARG(route));
}

enum status secret_route_read(struct tool *tool, struct str route, struct str from,
                              struct str *out)
{
    const char *path = from.at ? str_z(tool->arena, from) : kept_path(tool, route).at;
    ON_EXIT(rights_give_back) UNUSED uid_t own = rights_take_up();
    struct str password;

    if (conf_secret(tool->secret, path, &password) != OK) {
        (void)tool_fail("%s can't be read: it holds the password for the carrier.%s", path,
                        from.at ? "" : " Give --password-file.");
        return BROKEN;
    }
    if (!is_password(password)) {
        (void)tool_fail("%s holds no SMPP password: 1 to %d printable characters, no blanks.",
                        path, PASSWORD_MOST);
        return INVALID;
    }
    *out = password;
    return OK;
}

/* Under another name first, so that a reader never finds half of it. */
enum status secret_route_keep(struct tool *tool, struct str route, struct str password)
{
    struct str path = kept_path(tool, route);
    struct str new_path = str_format(tool->arena, "%.*s.new", STR_ARG(path));
    ON_EXIT(rights_give_back) UNUSED uid_t own = rights_take_up();
    ON_EXIT(fd_close) int fd = -1;
    struct rights esmed;

    if (rights_of(tool, "esmed", &esmed) != OK) {
        (void)tool_fail("There is no unix user for esmed; branchline-setup makes it.");
        return BROKEN;
    }
    unlink(new_path.at);
    fd = open(new_path.at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    if (fd >= 0 && write(fd, password.at, password.len) == (ssize_t)password.len &&
        fchown(fd, esmed.user, esmed.group) == 0 && fsync(fd) == 0 &&
        rename(new_path.at, path.at) == 0)
        return OK;
    (void)tool_fail("%s can't be written: %s.", path.at, strerror(errno));
    return BROKEN;
}
