/* log.c: what was said in a conversation, and what was done with it, in one line of time */
#include "inbox.h"

#include "model/message/message.h"
#include "portal/dial.h"
#include "text/clock.h"
#include "turn.h"

static const struct field turn_fields[] = {
    FIELD(turn, turn_id),
    FIELD(turn, is_message),
    FIELD(turn, is_out),
    FIELD(turn, new_day),
    FIELD(turn, body),
    FIELD(turn, user_name),
    FIELD(turn, happened_at),
    FIELD_WORD(turn, state, message_state_words),
    FIELD(turn, state_word),
    FIELD(turn, lost),
    FIELD(turn, reason),
    FIELD(turn, repeated),
    FIELD(turn, closed_event),
    FIELD(turn, reopened_event),
    /* `signed` is a word of C, so that the member has a tail */
    {.name = "signed", .kind = KIND_FLAG, .offset = offsetof(struct turn, signed_)},
};

const struct shape turn_shape = {.name = "turn",
                                 .size = sizeof(struct turn),
                                 .count = COUNT_OF(turn_fields),
                                 .fields = turn_fields};

static void turn_of_message(struct turn *turn, const struct message *message)
{
    enum message_state state = (enum message_state)message->state;

    *turn = (struct turn){.turn_id = message->message_id,
                          .is_message = true,
                          .is_out = message->direction == DIRECTION_OUT,
                          .signed_ = message->user_name.len > 0,
                          .body = message->body,
                          .user_name = message->user_name,
                          .happened_at = message->accepted_at,
                          .state = message->state,
                          .state_word = str_of(message_state_people(state)),
                          .lost = message_state_is_bad(state),
                          .reason = message_why_people(message->why),
                          .repeated = message->repeated};
    if (turn->lost && turn->reason.len == 0)
        turn->reason = STR("Why?");
}

static void turn_of_event(struct turn *turn, const struct conversation_event *event)
{
    *turn = (struct turn){.turn_id = event->event_id,
                          .signed_ = event->user_name.len > 0,
                          .user_name = event->user_name,
                          .happened_at = event->happened_at,
                          .closed_event = event->kind == EVENT_CLOSED,
                          .reopened_event = event->kind == EVENT_REOPENED};
}

/* Both lists are sorted by id; so is what becomes of them. */
static void turns_merge(struct visit *visit, const struct list *messages,
                        const struct list *events, struct list *out)
{
    size_t m = 0;
    size_t e = 0;

    while (m < messages->count || e < events->count) {
        const struct message *message =
            m < messages->count ? LIST_AT(messages, struct message, m) : NULL;
        const struct conversation_event *event =
            e < events->count ? LIST_AT(events, struct conversation_event, e) : NULL;
        struct turn *turn = list_append(out, visit->arena);

        if (message && (!event || message->message_id < event->event_id)) {
            turn_of_message(turn, message);
            m++;
        } else if (event) {
            turn_of_event(turn, event);
            e++;
        }
    }
}

static void days_mark(struct visit *visit, struct list *turns)
{
    int64_t before = INT64_MIN;

    for (size_t i = 0; i < turns->count; i++) {
        struct turn *turn = LIST_AT(turns, struct turn, i);
        int64_t day = clock_day_number(visit_clock(visit), turn->happened_at);

        turn->new_day = day != before;
        before = day;
    }
}

/* Events tell of others' work: who reads own messages only is not told them. An older page
 * has those up to the first message of the page above it. */
static enum status events_read(struct visit *visit, const struct thread_query *query,
                               const struct list *messages, bool more, struct list *out)
{
    uint64_t least = more ? LIST_AT(messages, struct message, 0)->message_id : 0;

    out->shape = &conversation_event_shape;
    if (query->scope != INBOX_ACCOUNT)
        return OK;
    TRY(conversation_events(visit->tenant, query->conversation_id, least, out));
    while (query->before != 0 && out->count > 0 &&
           LIST_AT(out, struct conversation_event, out->count - 1)->event_id >= query->before)
        out->count--;
    return OK;
}

static enum status log_say(struct visit *visit, struct dict *dict,
                           const struct thread_query *query)
{
    struct list messages = {.shape = &message_shape};
    struct list events = {0};
    struct list turns = {.shape = &turn_shape};
    bool more = false;

    TRY(message_thread(visit->tenant, query, &messages, &more));
    TRY(events_read(visit, query, &messages, more, &events));
    turns_merge(visit, &messages, &events, &turns);
    days_mark(visit, &turns);
    view_rows(dict, "turn", &turns, &visit->dial, NULL, NULL);
    dict_flag(dict, "turn_older", more);
    if (more)
        dict_number(dict, "turn_before", LIST_AT(&messages, struct message, 0)->message_id);
    return OK;
}

enum status thread_say(struct visit *visit, struct dict *dict,
                       const struct conversation *conversation, uint64_t before)
{
    struct thread_query query = {.scope = scope_of(visit),
                                 .conversation_id = conversation->conversation_id,
                                 .before = before,
                                 .least = conversation->first_message_id};
    const struct actor *actor = visit_actor(visit);

    dict_number(dict, "conversation_id", conversation->conversation_id);
    dict_text(dict, "name", talk_name(visit, conversation->contact_name, conversation->msisdn));
    dict_number(dict, "seen", conversation->last_message_id);
    dict_flag(dict, "closed", conversation->closed);
    dict_flag(dict, "unread", conversation->unread);
    dict_flag(dict, "may_close", actor_may(actor, MAY_CLOSE_CONVERSATIONS));
    dict_flag(dict, "writable", actor_account_is_open(actor) && !actor->viewing);
    dict_flag(dict, "only_looks", actor->viewing);
    return log_say(visit, dict, &query);
}
