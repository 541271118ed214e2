/* acts.c: what is done with a conversation: read, unread, closed, open again */
#include "inbox.h"

#include "base/number.h"

static struct str done_path(struct visit *visit, const char *done)
{
    return str_format(visit->arena, "/inbox/%llu%s", (unsigned long long)visit_id(visit, 0),
                      done);
}

static enum status go_back(struct visit *visit, const char *done)
{
    struct str path = done_path(visit, done);

    return visit_go(visit, "%.*s", STR_ARG(path));
}

/* Only what the reader was shown becomes read: `seen` is the newest message of the page. */
enum status thread_read(struct visit *visit)
{
    struct str seen_text = form_get(&visit->request.form, "seen");
    uint64_t seen;

    TRY(visit_only(visit, FIELDS("seen")));
    TRY(number_parse_id(seen_text, &seen));
    TRY(conversation_read(visit->tenant, scope_of(visit), visit_id(visit, 0), seen));
    if (!visit->request.live)
        return go_back(visit, "");
    response_nothing(&visit->response);
    return OK;
}

enum status thread_unread(struct visit *visit)
{
    TRY(visit_only(visit, FIELDS("token")));
    TRY(conversation_unread(visit->tenant, scope_of(visit), visit_id(visit, 0)));
    return visit_go(visit, "/inbox?done=unread");
}

/* A second press, or a colleague's, finds it done: that is no fault. */
static enum status done_or_already(struct visit *visit, enum status status, const char *done)
{
    if (status != OK && status != CONFLICT)
        return status;
    return go_back(visit, done);
}

enum status thread_close(struct visit *visit)
{
    struct str name = visit_actor(visit)->access.user_name;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(node_ready(visit->db, node_of(visit)));
    return done_or_already(
        visit,
        conversation_close(visit->tenant, &node_of(visit)->ids, visit_id(visit, 0), name),
        "?done=closed");
}

enum status thread_reopen(struct visit *visit)
{
    struct str name = visit_actor(visit)->access.user_name;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(node_ready(visit->db, node_of(visit)));
    return done_or_already(
        visit,
        conversation_reopen(visit->tenant, &node_of(visit)->ids, visit_id(visit, 0), name),
        "?done=reopened");
}
