/* conversation.c: all messages between one of our numbers and one contact number */
#include "model/conversation/conversation.h"

#include <assert.h>

const char *const event_kind_words[] = {"closed", "reopened", NULL};

SHAPE(conversation, FIELD(conversation, conversation_id), FIELD(conversation, sender_id),
      FIELD(conversation, sender), FIELD(conversation, msisdn),
      FIELD(conversation, contact_name), FIELD(conversation, unread),
      FIELD(conversation, closed), FIELD(conversation, first_message_id),
      FIELD(conversation, last_message_id), FIELD(conversation, last_at),
      FIELD(conversation, version));

SHAPE(conversation_event, FIELD(conversation_event, event_id),
      FIELD_WORD(conversation_event, kind, event_kind_words),
      FIELD(conversation_event, user_name), FIELD(conversation_event, happened_at));

/* It would break statements in the middle of their marks. */
/* clang-format off */
STMT(conversation_by_id, &conversation_shape,
     "SELECT c.conversation_id, c.sender_id, s.msisdn AS sender, c.msisdn,"
     "       k.name AS contact_name, c.unread, c.closed, c.first_message_id,"
     "       c.last_message_id, c.last_at, c.version"
     "  FROM conversation AS c"
     "  JOIN sender AS s ON " SAME("s", "c") " AND s.sender_id = c.sender_id"
     "  LEFT JOIN contact AS k ON " SAME("k", "c") " AND k.msisdn = c.msisdn"
     " WHERE " OWN("c") " AND c.conversation_id = ?");

STMT(conversation_by_id_mine, &conversation_shape,
     "SELECT c.conversation_id, c.sender_id, s.msisdn AS sender, c.msisdn,"
     "       k.name AS contact_name, o.unread, 0 AS closed, o.first_message_id,"
     "       o.last_message_id, o.last_at, o.version"
     "  FROM conversation_own AS o"
     "  JOIN conversation AS c"
     "    ON " SAME("c", "o") " AND c.conversation_id = o.conversation_id"
     "  JOIN sender AS s ON " SAME("s", "c") " AND s.sender_id = c.sender_id"
     "  LEFT JOIN contact AS k ON " SAME("k", "c") " AND k.msisdn = c.msisdn"
     " WHERE " MINE("o") " AND o.conversation_id = ?");

/* clang-format on */

STMT(conversation_event_list, &conversation_event_shape,
     "SELECT e.event_id, e.kind, e.user_name, e.happened_at"
     "  FROM conversation_event AS e"
     " WHERE " OWN("e") " AND e.conversation_id = ? AND e.event_id >= ?"
                        " ORDER BY e.event_id LIMIT 200");

STMT(conversation_event_add, NULL,
     "INSERT INTO conversation_event (" INTO ", conversation_id, event_id, kind, user_id,"
     " user_name, happened_at)"
     " VALUES (" INTO_VALUES ", ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))");

/* Which message an account's and a user's row show, without a lock. */
struct shown {
    uint64_t account_shows;
    uint64_t user_shows;
};
SHAPE(shown, FIELD(shown, account_shows), FIELD(shown, user_shows));

STMT(conversation_shows, &shown_shape,
     "SELECT c.last_message_id AS account_shows, o.last_message_id AS user_shows"
     "  FROM conversation AS c"
     "  LEFT JOIN conversation_own AS o"
     "    ON " SAME("o", "c") " AND o.conversation_id = c.conversation_id AND o.user_id = ?"
                              " WHERE " OWN("c") " AND c.conversation_id = ?");

enum status conversation_find(struct tenant *t, enum inbox_scope scope,
                              uint64_t conversation_id, struct conversation *out)
{
    assert(scope == INBOX_ACCOUNT || scope == INBOX_MINE);
    return tenant_one(t, scope == INBOX_MINE ? &conversation_by_id_mine : &conversation_by_id,
                      WITH(ID(conversation_id)), out);
}

/* What a press of a button in a conversation wants. */
struct mark {
    struct tenant *t;
    enum inbox_scope scope;
    uint64_t conversation_id;
    uint64_t seen;
    bool unread;
    bool closed;
    uint64_t event_id;
    struct str user_name;
};

static void mark_account(const struct mark *mark, struct held *row)
{
    if (mark->scope != INBOX_ACCOUNT)
        return;
    if (mark->unread || row->last_message_id <= mark->seen)
        row->unread = mark->unread;
}

/* Marking unread for the account leaves the reader's own mark alone. */
static void mark_mine(const struct mark *mark, struct held_mine *row)
{
    if (row->last_message_id == 0 || (mark->unread && mark->scope != INBOX_MINE))
        return;
    if (mark->unread || row->last_message_id <= mark->seen)
        row->unread = mark->unread;
}

static enum status mark_body(void *arg)
{
    const struct mark *mark = arg;
    struct conversation_change change;

    TRY(change_of(mark->t, mark->conversation_id, &change));
    if (tenant_user(mark->t))
        TRY(change_for(mark->t, tenant_user(mark->t), &change));
    if (mark->scope == INBOX_MINE && change.mine_before.last_message_id == 0)
        return NOT_FOUND;
    mark_account(mark, &change.after);
    mark_mine(mark, &change.mine_after);
    return change_apply(mark->t, &change);
}

enum status conversation_read(struct tenant *t, enum inbox_scope scope,
                              uint64_t conversation_id, uint64_t seen)
{
    struct mark mark = {.t = t,
                        .scope = scope,
                        .conversation_id = conversation_id,
                        .seen = seen ? seen : UINT64_MAX};

    assert(scope == INBOX_ACCOUNT || scope == INBOX_MINE);
    return tenant_tx(t, mark_body, NULL, &mark);
}

enum status conversation_unread(struct tenant *t, enum inbox_scope scope,
                                uint64_t conversation_id)
{
    struct mark mark = {
        .t = t, .scope = scope, .conversation_id = conversation_id, .unread = true};

    assert(scope == INBOX_ACCOUNT || scope == INBOX_MINE);
    return tenant_tx(t, mark_body, NULL, &mark);
}

static enum status close_body(void *arg)
{
    const struct mark *mark = arg;
    struct conversation_change change;

    TRY(change_of(mark->t, mark->conversation_id, &change));
    if (change.before.closed == mark->closed)
        return CONFLICT;
    change.after.closed = mark->closed;
    if (mark->closed)
        change.after.unread = false;
    TRY(tenant_run(mark->t, &conversation_event_add,
                   WITH(ID(mark->conversation_id), ID(mark->event_id),
                        WORD(event_kind_words[mark->closed ? EVENT_CLOSED : EVENT_REOPENED]),
                        ID_OR_NULL(tenant_user(mark->t)), TEXT(mark->user_name))));
    return change_apply(mark->t, &change);
}

enum status conversation_close(struct tenant *t, struct idgen *ids, uint64_t conversation_id,
                               struct str user_name)
{
    struct mark mark = {.t = t,
                        .conversation_id = conversation_id,
                        .closed = true,
                        .event_id = idgen_next(ids),
                        .user_name = user_name};

    return tenant_tx(t, close_body, NULL, &mark);
}

enum status conversation_reopen(struct tenant *t, struct idgen *ids, uint64_t conversation_id,
                                struct str user_name)
{
    struct mark mark = {.t = t,
                        .conversation_id = conversation_id,
                        .event_id = idgen_next(ids),
                        .user_name = user_name};

    return tenant_tx(t, close_body, NULL, &mark);
}

enum status conversation_events(struct tenant *t, uint64_t conversation_id, uint64_t least,
                                struct list *out)
{
    return tenant_list(t, &conversation_event_list, WITH(ID(conversation_id), ID(least)), out);
}

enum status conversation_follow(struct tenant *t, const struct message *message,
                                enum message_state state)
{
    struct conversation_change change;
    struct shown shown;
    enum status status =
        tenant_one(t, &conversation_shows,
                   WITH(ID(message->user_id), ID(message->conversation_id)), &shown);

    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    if (shown.account_shows != message->message_id && shown.user_shows != message->message_id)
        return OK;
    TRY(change_of(t, message->conversation_id, &change));
    if (message->user_id)
        TRY(change_for(t, message->user_id, &change));
    if (change.after.last_message_id == message->message_id)
        change.after.last_state = state;
    if (change.mine_after.last_message_id == message->message_id)
        change.mine_after.last_state = state;
    return change_apply(t, &change);
}
