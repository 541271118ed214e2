/* visit.c: one request from beginning to end */
#include "portal/visit.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

const struct actor *visit_actor(const struct visit *visit)
{
    assert(visit->guard.signed_in);
    return &visit->guard.actor;
}

struct audit_who visit_who(const struct visit *visit)
{
    const struct actor *actor = &visit->guard.actor;
    const struct access *access = &actor->access;

    return (struct audit_who){
        .user_id = actor->viewing ? actor->viewer.user_id : access->user_id,
        .user_name = actor->viewing ? actor->viewer.name : access->user_name,
        .address = visit->request.address};
}

const struct inbox_count *visit_inbox(const struct visit *visit)
{
    assert(visit->tenant);
    return actor_inbox(visit_actor(visit), tenant_sees_tree(visit->tenant));
}

uint64_t visit_id(const struct visit *visit, size_t place)
{
    assert(place < ROUTE_IDS && visit->found.ids[place] != 0);
    return visit->found.ids[place];
}

struct str visit_query(const struct visit *visit, const char *name)
{
    return form_get(&visit->request.query, name);
}

enum status visit_field(struct visit *visit, const char *name, enum utf8_lines lines,
                        size_t points, struct str *out)
{
    struct utf8_limit limit = {.lines = lines, .points = points};
    struct str typed = form_get(&visit->request.form, name);

    if (!typed.at)
        return INVALID;
    return utf8_take(visit->arena, &limit, typed, out);
}

enum status visit_only(struct visit *visit, const char *const *names)
{
    return form_only(&visit->request.form, names);
}

enum status visit_leave(struct visit *visit, struct str path)
{
    enum status status = response_redirect(&visit->response, &visit->request, path);

    return status == OK ? OK : BROKEN; /* our own paths are always fine */
}

enum status visit_go(struct visit *visit, const char *format, ...)
{
    char path[TARGET_BYTES];
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(path, sizeof(path), format, args);
    va_end(args);
    if (len < 0 || (size_t)len >= sizeof(path))
        return BROKEN;
    return visit_leave(visit, str_format(visit->arena, "/%llu%s",
                                         (unsigned long long)visit->found.account_id, path));
}
