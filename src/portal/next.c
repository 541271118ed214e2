/* next.c: the way back, and going by way of the password where one must */
#include "portal/next.h"

#include "model/login/session.h"

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == '_' || c == '~';
}

struct str query_value(struct arena *arena, struct str text)
{
    struct strbuf value = {.arena = arena};

    for (size_t i = 0; i < text.len; i++)
        if (is_unreserved(text.at[i]))
            strbuf_put_byte(&value, text.at[i]);
        else
            strbuf_put_format(&value, "%%%02X", (unsigned)(unsigned char)text.at[i]);
    return strbuf_str(&value);
}

struct str next_path(struct str next)
{
    return next.at && path_is_own(next) ? next : STR("/");
}

struct str next_ask(struct arena *arena, const char *path, struct str next)
{
    return str_format(arena, "%s?next=%.*s", path, STR_ARG(query_value(arena, next)));
}

enum status visit_fresh(struct visit *visit, struct str back, bool *fresh)
{
    TRY(session_is_fresh(visit->db, visit_actor(visit)->id_hash, fresh));
    if (*fresh)
        return OK;
    return visit_leave(visit, next_ask(visit->arena, "/me/confirm", back));
}
