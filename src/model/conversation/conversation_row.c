/* conversation_row.c: a conversation's rows while a transaction changes them */
#include "model/conversation/conversation_row.h"

#include <assert.h>
#include <string.h>

SHAPE(held, FIELD(held, conversation_id), FIELD(held, sender_id), FIELD(held, closed),
      FIELD(held, unread), FIELD(held, last_message_id),
      FIELD_WORD(held, last_state, message_state_words), FIELD(held, out_message_id),
      FIELD(held, out_user_id), FIELD(held, out_at));

SHAPE(held_mine, FIELD(held_mine, unread), FIELD(held_mine, last_message_id),
      FIELD_WORD(held_mine, last_state, message_state_words));

#define HELD_COLUMNS                                                                           \
    "SELECT c.conversation_id, c.sender_id, c.closed, c.unread, c.last_message_id,"            \
    "       c.last_state, c.out_message_id, c.out_user_id, c.out_at"                           \
    "  FROM conversation AS c"

STMT(held_by_id, &held_shape,
     HELD_COLUMNS " WHERE " OWN("c") " AND c.conversation_id = ? FOR UPDATE");

STMT(held_by_pair, &held_shape,
     HELD_COLUMNS " WHERE " OWN("c") " AND c.sender_id = ? AND c.msisdn = ? FOR UPDATE");

/* Another transaction may have made it meanwhile: then this one waits for it, and its key
 * refuses. No upserts here and below: they would need the right to change root_id. */
STMT(held_add, NULL,
     "INSERT INTO conversation (" INTO ", sender_id, msisdn, first_message_id,"
     " last_message_id, last_at, last_direction, last_state, preview, version, tree_version)"
     " VALUES (" INTO_VALUES ", ?, ?, ?, 0, UTC_TIMESTAMP(6), 'out', 'queued', '', 0, 0)");

STMT(held_show, NULL,
     "UPDATE conversation AS c"
     "   SET c.closed = ?, c.unread = ?, c.last_message_id = ?, c.last_at = ?,"
     "       c.last_direction = ?, c.last_state = ?, c.last_user_id = ?,"
     "       c.last_user_name = ?, c.preview = ?, c.out_message_id = ?, c.out_user_id = ?,"
     "       c.out_at = ?, c.version = ?, c.tree_version = ?"
     " WHERE " OWN("c") " AND c.conversation_id = ?");

STMT(held_mark, NULL,
     "UPDATE conversation AS c"
     "   SET c.closed = ?, c.unread = ?, c.last_state = ?, c.out_message_id = ?,"
     "       c.out_user_id = ?, c.out_at = ?, c.version = ?, c.tree_version = ?"
     " WHERE " OWN("c") " AND c.conversation_id = ?");

/* Ids are made before their transactions queue up for the row, and a clock may be set back:
 * what comes later may be older than all that is there. */
STMT(held_early, NULL,
     "UPDATE conversation AS c"
     "   SET c.first_message_id = ?"
     " WHERE " OWN("c") " AND c.conversation_id = ? AND c.first_message_id > ?");

STMT(held_mine_early, NULL,
     "UPDATE conversation_own AS o"
     "   SET o.first_message_id = ?"
     " WHERE " OWN("o") " AND o.user_id = ? AND o.conversation_id = ?"
                        "   AND o.first_message_id > ?");

STMT(held_mine_by_id, &held_mine_shape,
     "SELECT o.unread, o.last_message_id, o.last_state"
     "  FROM conversation_own AS o"
     " WHERE " OWN("o") " AND o.user_id = ? AND o.conversation_id = ? FOR UPDATE");

STMT(held_mine_add, NULL,
     "INSERT INTO conversation_own (" INTO ", user_id, conversation_id, unread,"
     " first_message_id, last_message_id, last_at, last_direction, last_state, preview,"
     " version)"
     " VALUES (" INTO_VALUES ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

STMT(held_mine_show, NULL,
     "UPDATE conversation_own AS o"
     "   SET o.unread = ?, o.last_message_id = ?, o.last_at = ?, o.last_direction = ?,"
     "       o.last_state = ?, o.preview = ?, o.version = ?"
     " WHERE " OWN("o") " AND o.user_id = ? AND o.conversation_id = ?");

STMT(held_mine_mark, NULL,
     "UPDATE conversation_own AS o"
     "   SET o.unread = ?, o.last_state = ?, o.version = ?"
     " WHERE " OWN("o") " AND o.user_id = ? AND o.conversation_id = ?");

static void change_start(struct conversation_change *out, const struct held *row)
{
    *out = (struct conversation_change){.before = *row, .after = *row};
}

enum status change_of(struct tenant *t, uint64_t conversation_id,
                      struct conversation_change *out)
{
    struct held row;

    TRY(tenant_one(t, &held_by_id, WITH(ID(conversation_id)), &row));
    change_start(out, &row);
    return OK;
}

enum status change_of_pair(struct tenant *t, uint64_t sender_id, struct str msisdn,
                           uint64_t message_id, struct conversation_change *out)
{
    struct held row;
    enum status status = tenant_one(t, &held_by_pair, WITH(ID(sender_id), TEXT(msisdn)), &row);

    if (status == NOT_FOUND) {
        status = tenant_try(t, &held_add, WITH(ID(sender_id), TEXT(msisdn), ID(message_id)));
        if (status != CONFLICT)
            TRY(status);
        status = tenant_one(t, &held_by_pair, WITH(ID(sender_id), TEXT(msisdn)), &row);
    }
    TRY(status);
    change_start(out, &row);
    return OK;
}

enum status change_for(struct tenant *t, uint64_t user_id, struct conversation_change *change)
{
    struct held_mine row = {0};
    enum status status;

    assert(user_id != 0 && change->user_id == 0);
    status = tenant_one(t, &held_mine_by_id,
                        WITH(ID(user_id), ID(change->before.conversation_id)), &row);
    if (status != OK && status != NOT_FOUND)
        return status;
    change->user_id = user_id;
    change->mine_before = row;
    change->mine_after = row;
    return OK;
}

void change_last(struct conversation_change *change, const struct last *last)
{
    change->last = last;
    if (last->message_id > change->after.last_message_id) {
        change->after.last_message_id = last->message_id;
        change->after.last_state = last->state;
    }
    if (change->user_id && last->message_id > change->mine_after.last_message_id) {
        change->mine_after.last_message_id = last->message_id;
        change->mine_after.last_state = last->state;
    }
}

/* How a row counts: nothing before it has a message. */
static struct inbox_delta held_weight(const struct held *row)
{
    bool exists = row->last_message_id != 0;

    return (struct inbox_delta){.open = exists && !row->closed,
                                .unread = exists && row->unread,
                                .closed = exists && row->closed};
}

static struct inbox_delta mine_weight(const struct held_mine *row)
{
    bool exists = row->last_message_id != 0;

    return (struct inbox_delta){.open = exists, .unread = exists && row->unread};
}

static void delta_add(struct inbox_delta *sum, struct inbox_delta before,
                      struct inbox_delta after)
{
    sum->open += after.open - before.open;
    sum->unread += after.unread - before.unread;
    sum->closed += after.closed - before.closed;
}

static bool held_differs(const struct conversation_change *change)
{
    const struct held *a = &change->before;
    const struct held *b = &change->after;

    return change->last || a->closed != b->closed || a->unread != b->unread ||
           a->last_state != b->last_state;
}

static bool mine_differs(const struct conversation_change *change)
{
    const struct held_mine *a = &change->mine_before;
    const struct held_mine *b = &change->mine_after;

    return change->user_id &&
           (change->last || a->unread != b->unread || a->last_state != b->last_state);
}

void change_count(const struct conversation_change *change, struct inbox_change *sum)
{
    assert(!change->user_id || !sum->user_id || sum->user_id == change->user_id);
    if (held_differs(change)) {
        sum->account = true;
        delta_add(&sum->delta, held_weight(&change->before), held_weight(&change->after));
    }
    if (mine_differs(change)) {
        sum->user_id = change->user_id;
        delta_add(&sum->mine, mine_weight(&change->mine_before),
                  mine_weight(&change->mine_after));
    }
}

static enum status held_write(struct tenant *t, const struct conversation_change *change,
                              const struct inbox_version *version)
{
    const struct held *row = &change->after;
    const struct last *last = change->last;

    if (last && last->message_id < row->last_message_id)
        TRY(tenant_run(
            t, &held_early,
            WITH(ID(last->message_id), ID(row->conversation_id), ID(last->message_id))));
    if (!last || row->last_message_id != last->message_id)
        return tenant_try(t, &held_mark,
                          WITH(FLAG(row->closed), FLAG(row->unread),
                               WORD(message_state_words[row->last_state]),
                               ID_OR_NULL(row->out_message_id), ID_OR_NULL(row->out_user_id),
                               STAMP(row->out_at), ID(version->account), ID(version->tree),
                               ID(row->conversation_id)));
    return tenant_try(
        t, &held_show,
        WITH(FLAG(row->closed), FLAG(row->unread), ID(last->message_id), STAMP(last->at),
             WORD(direction_words[last->direction]), WORD(message_state_words[last->state]),
             ID_OR_NULL(last->user_id), TEXT(last->user_name), TEXT(last->preview),
             ID_OR_NULL(row->out_message_id), ID_OR_NULL(row->out_user_id), STAMP(row->out_at),
             ID(version->account), ID(version->tree), ID(row->conversation_id)));
}

static enum status mine_write(struct tenant *t, const struct conversation_change *change,
                              const struct inbox_version *version)
{
    const struct held_mine *row = &change->mine_after;
    const struct last *last = change->last;

    if (last && last->message_id < row->last_message_id)
        TRY(tenant_run(t, &held_mine_early,
                       WITH(ID(last->message_id), ID(change->user_id),
                            ID(change->before.conversation_id), ID(last->message_id))));
    if (!last || row->last_message_id != last->message_id)
        return tenant_try(t, &held_mine_mark,
                          WITH(FLAG(row->unread), WORD(message_state_words[row->last_state]),
                               ID(version->user), ID(change->user_id),
                               ID(change->before.conversation_id)));
    if (change->mine_before.last_message_id == 0)
        return tenant_run(t, &held_mine_add,
                          WITH(ID(change->user_id), ID(change->before.conversation_id),
                               FLAG(row->unread), ID(last->message_id), ID(last->message_id),
                               STAMP(last->at), WORD(direction_words[last->direction]),
                               WORD(message_state_words[last->state]), TEXT(last->preview),
                               ID(version->user)));
    return tenant_try(t, &held_mine_show,
                      WITH(FLAG(row->unread), ID(last->message_id), STAMP(last->at),
                           WORD(direction_words[last->direction]),
                           WORD(message_state_words[last->state]), TEXT(last->preview),
                           ID(version->user), ID(change->user_id),
                           ID(change->before.conversation_id)));
}

enum status change_write(struct tenant *t, const struct conversation_change *change,
                         const struct inbox_version *version)
{
    if (held_differs(change))
        TRY(held_write(t, change, version));
    if (mine_differs(change))
        TRY(mine_write(t, change, version));
    return OK;
}

enum status change_apply(struct tenant *t, const struct conversation_change *change)
{
    struct inbox_change sum = {0};
    struct inbox_version version;

    change_count(change, &sum);
    TRY(inbox_bump(t, &sum, &version));
    return change_write(t, change, &version);
}
