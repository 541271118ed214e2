/* audit_list.c: the audit log as it is read
 *
 * One range of one index, newest first, whatever else narrows it: audit_list of an account,
 * audit_tree of a tree. */
#include "model/audit/audit_list.h"

#include <assert.h>

#include "model/conversation/talk_like.h"
#include "text/utf8.h"

SHAPE(audit_event, FIELD(audit_event, at), FIELD(audit_event, account_id),
      FIELD(audit_event, account_name), FIELD(audit_event, account_line),
      FIELD(audit_event, user_id), FIELD(audit_event, user_name), FIELD(audit_event, address),
      FIELD(audit_event, action), FIELD(audit_event, object), FIELD(audit_event, was),
      FIELD(audit_event, became));

/* clang-format off */
#define ROWS(index)                                                                            \
    "SELECT STRAIGHT_JOIN w.at, w.account_id, a.name AS account_name, a.line AS account_line," \
    " w.user_id, w.user_name, w.address, w.action, w.object, w.was, w.became"                  \
    "  FROM audit AS w FORCE INDEX (" index ") JOIN account AS a ON " SAME("a", "w") " WHERE "
#define NARROWED                                                                               \
    " AND w.at >= ? AND w.at < ? AND w.action LIKE ? AND w.user_name LIKE ?"                   \
    " AND CONCAT_WS(' ', w.object, w.was, w.became, w.address) LIKE ?"                         \
    " ORDER BY w.at DESC LIMIT "

STMT(audit_page_own, &audit_event_shape, ROWS("audit_list") OWN("w") NARROWED "51");
STMT(audit_page_tree, &audit_event_shape, ROWS("audit_tree") TREE("w") NARROWED "51");
STMT(audit_page_branch, &audit_event_shape,
     ROWS("audit_list") TREE("w") " AND w.account_id = ?" NARROWED "51");
STMT(audit_batch_own, &audit_event_shape, ROWS("audit_list") OWN("w") NARROWED "1000");
STMT(audit_batch_tree, &audit_event_shape, ROWS("audit_tree") TREE("w") NARROWED "1000");
STMT(audit_batch_branch, &audit_event_shape,
     ROWS("audit_list") TREE("w") " AND w.account_id = ?" NARROWED "1000");
/* clang-format on */

struct audit_reads {
    const struct stmt *own;
    const struct stmt *tree;
    const struct stmt *branch;
};

static struct stamp earlier(struct stamp a, struct stamp b)
{
    if (stamp_is_none(a))
        return b;
    return stamp_is_none(b) || a.us < b.us ? a : b;
}

static struct str pattern_of(struct arena *arena, struct str typed)
{
    return like_text(arena, typed.at ? typed : STR(""));
}

/* An action is one of the table's words or nothing: none of them holds a sign of LIKE. */
static enum status events_read(struct tenant *t, const struct audit_reads *reads,
                               const struct audit_query *query, struct stamp before,
                               struct list *out)
{
    static const struct stamp first = {.us = 0};
    static const struct civil never = {.year = 9999, .month = 1, .day = 1};
    struct arena *arena = tenant_arena(t);
    struct stamp until = earlier(query->until, before);
    const struct sql_param params[] = {
        ID(query->account_id),
        STAMP(stamp_is_none(query->from) ? first : query->from),
        STAMP(stamp_is_none(until) ? stamp_of(never) : until),
        TEXT(query->action.len > 0 ? query->action : STR("%")),
        TEXT(pattern_of(arena, query->person)),
        TEXT(pattern_of(arena, query->words)),
    };
    size_t count = COUNT_OF(params);

    assert(query->tree || query->account_id == 0);
    if (query->account_id != 0)
        return tenant_list(t, reads->branch, params, count, out);
    return tenant_list(t, query->tree ? reads->tree : reads->own, &params[1], count - 1, out);
}

static enum status query_check(const struct audit_query *query)
{
    if (utf8_count(query->words) > AUDIT_SEARCH_MOST ||
        utf8_count(query->person) > AUDIT_SEARCH_MOST)
        return TOO_MUCH;
    return OK;
}

enum status audit_page(struct tenant *t, const struct audit_query *query, struct stamp before,
                       struct list *out, bool *more)
{
    static const struct audit_reads reads = {&audit_page_own, &audit_page_tree,
                                             &audit_page_branch};
    struct list list = {0};

    TRY(query_check(query));
    TRY(events_read(t, &reads, query, before, &list));
    *more = list.count > AUDIT_PAGE;
    if (*more)
        list.count = AUDIT_PAGE;
    *out = list;
    return OK;
}

enum status audit_batch(struct tenant *t, const struct audit_query *query, struct stamp before,
                        struct list *out)
{
    static const struct audit_reads reads = {&audit_batch_own, &audit_batch_tree,
                                             &audit_batch_branch};

    TRY(query_check(query));
    return events_read(t, &reads, query, before, out);
}
