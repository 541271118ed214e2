/* rights.c: whose rights the command works with */
#include "tool/rights.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

static const char *prefix_of(const struct tool *tool)
{
    return conf_text_or(tool->conf, "user_prefix", NULL);
}

static const struct passwd *user_of(const struct tool *tool, const char *program)
{
    return getpwnam(str_format(tool->arena, "%s%s", prefix_of(tool), program).at);
}

enum status rights_of(const struct tool *tool, const char *program, struct rights *out)
{
    const struct passwd *user;

    *out = (struct rights){.user = geteuid(), .group = getegid()};
    if (!prefix_of(tool))
        return OK;
    user = user_of(tool, program);
    if (!user)
        return NOT_FOUND;
    *out = (struct rights){.user = user->pw_uid, .group = user->pw_gid};
    return OK;
}

enum status rights_lay_down(const struct tool *tool)
{
    struct rights own;

    if (rights_of(tool, "tool", &own) != OK) {
        (void)tool_fail("There is no unix user %stool; branchline-setup makes it.",
                        prefix_of(tool));
        return BROKEN;
    }
    if (own.user == geteuid())
        return OK;
    if (setegid(own.group) == 0 && seteuid(own.user) == 0)
        return OK;
    (void)tool_fail("Only root may look after this installation; try sudo.");
    return BROKEN;
}

uid_t rights_take_up(void)
{
    uid_t own = geteuid();
    uid_t real = getuid();

    if (own != real && seteuid(real) != 0)
        return own; /* what needs more then says that it may not */
    return own;
}

void rights_give_back(const uid_t *own)
{
    if (*own != geteuid() && seteuid(*own) != 0)
        _exit(EXIT_NOT_DONE); /* never go on with more than was meant */
}

enum status rights_become(const struct tool *tool, const char *program)
{
    const char *prefix = prefix_of(tool);
    const struct passwd *user;

    if (!prefix)
        return OK;
    user = user_of(tool, program);
    if (!user)
        return NOT_FOUND;
    if (seteuid(getuid()) != 0 || initgroups(user->pw_name, user->pw_gid) != 0 ||
        setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)
        return BROKEN;
    return OK;
}
