/* owner.c: the name of a process in leases, and whether its bearer still lives */
#include "daemon/owner.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "base/number.h"
#include "base/stamp.h"

enum { HOST_MOST = 40 };

static struct str host_name(struct arena *arena)
{
    char *host = arena_take(arena, HOST_MOST);

    if (gethostname(host, HOST_MOST - 1) != 0 || host[0] == '\0')
        return STR("unnamed");
    return str_of(host);
}

struct str owner_name(struct arena *arena)
{
    struct str host = host_name(arena);

    return str_format(arena, "%.*s:%ld:%lld", STR_ARG(host), (long)getpid(),
                      (long long)clock_monotonic_us());
}

bool owner_is_dead(struct arena *arena, struct str owner)
{
    struct str rest = owner;
    struct str host = str_cut(&rest, ':');
    int64_t pid;

    if (!str_equal(host, host_name(arena)) ||
        number_parse(str_cut(&rest, ':'), 1, INT32_MAX, &pid) != OK)
        return false;
    return kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}
