/* message.c: one text to or from one number, and the thread it stands in */
#include "model/message/message.h"

#include <assert.h>
#include <stdlib.h>

const char *const direction_words[] = {"out", "in", NULL};
const char *const message_class_words[] = {"normal", "campaign", "alert", NULL};
const char *const message_origin_words[] = {"page", "api", "email", "rule", "handset", NULL};

SHAPE(message, FIELD(message, message_id), FIELD(message, account_id),
      FIELD(message, conversation_id), FIELD_WORD(message, direction, direction_words),
      FIELD(message, sender), FIELD(message, msisdn), FIELD(message, msisdn_typed),
      FIELD(message, body), FIELD_WORD(message, encoding, encoding_words),
      FIELD(message, parts), FIELD_WORD(message, class, message_class_words),
      FIELD_WORD(message, state, message_state_words), FIELD(message, why),
      FIELD_WORD(message, origin, message_origin_words), FIELD(message, user_id),
      FIELD(message, user_name), FIELD(message, in_reply_to), FIELD(message, repeated),
      FIELD(message, accepted_at), FIELD(message, due_at), FIELD(message, queued_at),
      FIELD(message, final_at));

STMT(message_by_id, &message_shape, MESSAGE_COLUMNS " WHERE " OWN("m") " AND m.message_id = ?");

STMT(message_by_id_mine, &message_shape,
     MESSAGE_COLUMNS " WHERE " MINE("m") " AND m.message_id = ?");

/* FORCE INDEX: far up a thread the optimiser would walk over all newer messages. */
#define IN_THREAD                                                                              \
    " AND m.conversation_id = ? AND m.message_id >= ? AND m.message_id < ?"                    \
    " ORDER BY m.message_id DESC LIMIT 51"

STMT(message_thread_account, &message_shape,
     MESSAGE_COLUMNS " FORCE INDEX (message_thread) WHERE " OWN("m") IN_THREAD);

STMT(message_thread_mine, &message_shape,
     MESSAGE_COLUMNS " FORCE INDEX (message_own) WHERE " MINE("m") IN_THREAD);

STMT(message_advance_row, NULL,
     "UPDATE message AS m"
     "   SET m.state = ?, m.why = ?, m.due_at = UTC_TIMESTAMP(6) + INTERVAL ? HOUR,"
     "       m.final_at = IF(?, UTC_TIMESTAMP(6), m.final_at)"
     " WHERE " OWN("m") " AND m.message_id = ? AND m.state = ?");

STMT(message_add_row, NULL,
     "INSERT INTO message (" INTO ", message_id, conversation_id, direction, sender, msisdn,"
     " msisdn_typed, body, encoding, parts, class, state, why, origin, user_id, user_name,"
     " in_reply_to, repeated, accepted_at, due_at)"
     " VALUES (" INTO_VALUES ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

/* How long the outcome of a message may stay unknown. */
enum { UNKNOWN_HOURS = 48 };

enum status message_find(struct tenant *t, enum inbox_scope scope, uint64_t message_id,
                         struct message *out)
{
    assert(scope == INBOX_ACCOUNT || scope == INBOX_MINE);
    return tenant_one(t, scope == INBOX_MINE ? &message_by_id_mine : &message_by_id,
                      WITH(ID(message_id)), out);
}

static void thread_turn(struct list *rows)
{
    for (size_t i = 0, j = rows->count; i + 1 < j; i++) {
        struct message *above = LIST_AT(rows, struct message, i);
        struct message *below = LIST_AT(rows, struct message, --j);
        struct message row = *above;

        *above = *below;
        *below = row;
    }
}

enum status message_thread(struct tenant *t, const struct thread_query *query, struct list *out,
                           bool *more)
{
    struct list rows = {0};
    uint64_t before = query->before ? query->before : UINT64_MAX;

    assert(query->scope == INBOX_ACCOUNT || query->scope == INBOX_MINE);
    TRY(tenant_list(t,
                    query->scope == INBOX_MINE ? &message_thread_mine : &message_thread_account,
                    WITH(ID(query->conversation_id), ID(query->least), ID(before)), &rows));
    *more = rows.count > THREAD_PAGE;
    if (*more)
        rows.count = THREAD_PAGE;
    thread_turn(&rows);
    *out = rows;
    return OK;
}

enum status message_advance(struct tenant *t, const struct message_step *step)
{
    struct sql_param look = step->to == STATE_UNKNOWN ? NUMBER(UNKNOWN_HOURS)
                                                      : (struct sql_param){.kind = PARAM_NULL};

    return tenant_try(t, &message_advance_row,
                      WITH(WORD(message_state_words[step->to]), TEXT(step->why), look,
                           FLAG(message_state_is_final(step->to)), ID(step->message_id),
                           WORD(message_state_words[step->from])));
}

enum status message_add(struct tenant *t, const struct message *m)
{
    return tenant_run(
        t, &message_add_row,
        WITH(ID(m->message_id), ID(m->conversation_id), WORD(direction_words[m->direction]),
             TEXT(m->sender), TEXT(m->msisdn), TEXT(m->msisdn_typed), TEXT(m->body),
             WORD(encoding_words[m->encoding]), ID(m->parts),
             WORD(message_class_words[m->class]), WORD(message_state_words[m->state]),
             TEXT(m->why), WORD(message_origin_words[m->origin]), ID_OR_NULL(m->user_id),
             TEXT(m->user_name), ID_OR_NULL(m->in_reply_to), FLAG(m->repeated),
             STAMP(m->accepted_at), STAMP(m->due_at)));
}
