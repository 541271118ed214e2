/* inbound.c: what handsets wrote, from the carrier's bytes to a conversation: the rows */
#include "model/message/inbound.h"

#include <assert.h>

#include "model/conversation/conversation_row.h"
#include "model/conversation/preview.h"
#include "text/segment.h"

#define NO_ACCOUNT_YET "what a carrier hands over has no account yet"

SHAPE(inbound_row, FIELD(inbound_row, raw_id), FIELD(inbound_row, route_id),
      FIELD(inbound_row, sender), FIELD(inbound_row, msisdn), FIELD(inbound_row, coding),
      FIELD(inbound_row, body), FIELD(inbound_row, concat_ref),
      FIELD(inbound_row, concat_count), FIELD(inbound_row, concat_no),
      FIELD(inbound_row, came_at), FIELD(inbound_row, repeated));

#define INBOUND_COLUMNS                                                                        \
    "SELECT r.raw_id, r.route_id, r.sender, r.msisdn, r.coding, r.body, r.concat_ref,"         \
    "       r.concat_count, r.concat_no, r.came_at,"                                           \
    "       EXISTS (SELECT x.raw_id FROM raw_inbound AS x"                                     \
    "                WHERE x.digest = r.digest AND x.route_id = r.route_id"                    \
    "                  AND x.raw_id < r.raw_id"                                                \
    "                  AND x.came_at >= r.came_at - INTERVAL 60 SECOND) AS repeated"           \
    "  FROM raw_inbound AS r"

STMT_GLOBAL(inbound_rows_new, &inbound_row_shape, NO_ACCOUNT_YET,
            INBOUND_COLUMNS " WHERE r.state = 'new' ORDER BY r.raw_id LIMIT 200");

STMT_GLOBAL(inbound_rows_stale, &inbound_row_shape, NO_ACCOUNT_YET,
            INBOUND_COLUMNS " WHERE r.state = 'waiting'"
                            "   AND r.came_at < UTC_TIMESTAMP(6) - INTERVAL 24 HOUR"
                            " ORDER BY r.raw_id LIMIT 50");

STMT_GLOBAL(inbound_rows_together, &inbound_row_shape, NO_ACCOUNT_YET,
            INBOUND_COLUMNS " WHERE r.msisdn = ? AND r.sender = ? AND r.concat_ref = ?"
                            "   AND r.state = 'waiting' AND r.route_id = ?"
                            "   AND r.concat_count = ?"
                            " ORDER BY r.raw_id DESC LIMIT 1000");

STMT_GLOBAL(inbound_aside_row, NULL, NO_ACCOUNT_YET,
            "UPDATE raw_inbound AS r SET r.state = 'orphan'"
            " WHERE r.raw_id = ? AND r.state IN ('new', 'waiting')");

STMT_GLOBAL(inbound_wait_row, NULL, NO_ACCOUNT_YET,
            "UPDATE raw_inbound AS r SET r.state = 'waiting'"
            " WHERE r.raw_id = ? AND r.state = 'new'");

STMT_GLOBAL(inbound_apply_row, NULL, "tells whose it was, found by the number",
            "UPDATE raw_inbound AS r"
            "   SET r.state = 'applied', r.account_id = ?, r.message_id = ?"
            " WHERE r.raw_id = ? AND r.state IN ('new', 'waiting')");

/* Joined to its like, which tells where it belongs; the like is not changed. */
STMT_GLOBAL(inbound_absorb_row, NULL, "a copy of a segment belongs where the other one went",
            "UPDATE raw_inbound AS r"
            "  JOIN raw_inbound AS x ON x.digest = r.digest AND x.route_id = r.route_id"
            "   AND x.raw_id <> r.raw_id AND x.state = 'applied'"
            "   AND x.came_at >= r.came_at - INTERVAL 1 DAY"
            "   AND x.came_at <= r.came_at + INTERVAL 1 DAY"
            "   SET r.state = 'applied', r.account_id = x.account_id,"
            "       r.message_id = x.message_id"
            " WHERE r.raw_id = ? AND r.state = 'waiting'");

struct answered {
    uint64_t message_id;
    uint64_t user_id;
    struct stamp accepted_at;
};
SHAPE(answered, FIELD(answered, message_id), FIELD(answered, user_id),
      FIELD(answered, accepted_at));

STMT(inbound_answered, &answered_shape,
     "SELECT m.message_id, m.user_id, m.accepted_at"
     "  FROM message AS m"
     " WHERE " OWN("m") " AND m.conversation_id = ? AND m.direction = 'out'"
                        "   AND m.accepted_at <= ?"
                        " ORDER BY m.message_id DESC LIMIT 1");

enum status inbound_list_new(struct db *db, struct list *out)
{
    return global_list(db, &inbound_rows_new, WITH_NOTHING, out);
}

enum status inbound_list_stale(struct db *db, struct list *out)
{
    return global_list(db, &inbound_rows_stale, WITH_NOTHING, out);
}

enum status inbound_set_aside(struct db *db, uint64_t raw_id)
{
    return global_run(db, &inbound_aside_row, WITH(ID(raw_id)));
}

enum status inbound_wait(struct db *db, uint64_t raw_id)
{
    return global_run(db, &inbound_wait_row, WITH(ID(raw_id)));
}

enum status inbound_absorb(struct db *db, uint64_t raw_id)
{
    return global_try(db, &inbound_absorb_row, WITH(ID(raw_id)));
}

struct writing {
    struct db *db;
    struct tenant *t;
    const struct inbound_letter *letter;
    uint64_t message_id;
    uint64_t event_id;
    struct stamp came_at; /* of the last segment */
    struct message message;
    struct last last;
};

/* Whom it answers: the newest outbound message before it, if it is not too old. The
 * conversation names the newest of all, which is another only if somebody has written since
 * it came. */
static enum status writing_reply(struct writing *w, const struct held *row)
{
    int64_t window = w->letter->owner->reply_days * STAMP_DAY;
    struct answered before = {row->out_message_id, row->out_user_id, row->out_at};

    if (before.message_id != 0 && before.accepted_at.us > w->came_at.us) {
        enum status status =
            tenant_one(w->t, &inbound_answered,
                       WITH(ID(row->conversation_id), STAMP(w->came_at)), &before);

        if (status == NOT_FOUND)
            return OK;
        TRY(status);
    }
    if (before.message_id == 0 || w->came_at.us - before.accepted_at.us > window)
        return OK;
    w->message.in_reply_to = before.message_id;
    w->message.user_id = before.user_id;
    return OK;
}

static void writing_message(struct writing *w, const struct held *row)
{
    const struct inbound *text = w->letter->text;
    struct arena *arena = tenant_arena(w->t);

    w->message = (struct message){
        .message_id = w->message_id,
        .conversation_id = row->conversation_id,
        .direction = DIRECTION_IN,
        .sender = w->letter->owner->msisdn,
        .msisdn = w->letter->msisdn,
        .body = text->body,
        .encoding = segments_of(arena, text->body).encoding,
        .parts = text->parts,
        .class = CLASS_NORMAL,
        .state = STATE_RECEIVED,
        .origin = ORIGIN_HANDSET,
        .repeated = text->repeated,
        .accepted_at = w->came_at,
        .due_at = STAMP_NONE,
    };
    w->last = (struct last){
        .message_id = w->message_id,
        .at = w->came_at,
        .direction = DIRECTION_IN,
        .state = STATE_RECEIVED,
        .preview = message_preview(arena, text->body),
    };
}

static enum status writing_claim(struct writing *w)
{
    const struct inbound *text = w->letter->text;

    for (size_t i = 0; i < text->count; i++)
        TRY(global_try(w->db, &inbound_apply_row,
                       WITH(ID(w->letter->owner->account_id), ID(w->message_id),
                            ID(text->rows[i]->raw_id))));
    return OK;
}

static enum status writing_body(void *arg)
{
    struct writing *w = arg;
    const struct owner *owner = w->letter->owner;
    struct conversation_change change;

    TRY(writing_claim(w));
    TRY(change_of_pair(w->t, owner->sender_id, w->letter->msisdn, w->message_id, &change));
    writing_message(w, &change.before);
    TRY(writing_reply(w, &change.before));
    if (w->message.user_id)
        TRY(change_for(w->t, w->message.user_id, &change));
    TRY(message_add(w->t, &w->message));
    if (change.before.closed)
        TRY(tenant_run(w->t, &conversation_event_add,
                       WITH(ID(change.before.conversation_id), ID(w->event_id),
                            WORD(event_kind_words[EVENT_REOPENED]), ID_OR_NULL(0),
                            TEXT((struct str){0}))));
    change.after.closed = false;
    change.after.unread = true;
    change.mine_after.unread = true;
    change_last(&change, &w->last);
    return change_apply(w->t, &change);
}

enum status inbound_write(struct db *db, struct tenant *t, struct idgen *ids,
                          const struct inbound_letter *letter)
{
    struct writing w = {.db = db, .t = t, .letter = letter};
    enum status status;

    assert(letter->text->count > 0);
    w.event_id = idgen_next(ids);
    w.message_id = idgen_next(ids);
    for (size_t i = 0; i < letter->text->count; i++)
        if (i == 0 || letter->text->rows[i]->came_at.us > w.came_at.us)
            w.came_at = letter->text->rows[i]->came_at;
    status = tenant_tx(t, writing_body, NULL, &w);
    return status == CONFLICT ? OK : status; /* another process has written the rows */
}
