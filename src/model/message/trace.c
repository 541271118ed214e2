/* trace.c: where a message is: what is known of its way */
#include "model/message/trace.h"

#include "model/message/trace_facts.h"

SHAPE(stop, FIELD(stop, at), FIELD(stop, name), FIELD(stop, why), FIELD(stop, here),
      FIELD(stop, next), FIELD(stop, bad));

SHAPE(trace_part, FIELD(trace_part, part_no),
      FIELD_WORD(trace_part, state, message_state_words), FIELD(trace_part, route),
      FIELD(trace_part, carrier_id), FIELD(trace_part, error), FIELD(trace_part, sent_at),
      FIELD(trace_part, answered_at));

SHAPE(trace_receipt, FIELD(trace_receipt, part_no),
      FIELD_WORD(trace_receipt, outcome, message_state_words), FIELD(trace_receipt, error),
      FIELD(trace_receipt, came_at));

SHAPE(trace_wait, FIELD(trace_wait, found), FIELD(trace_wait, route),
      FIELD(trace_wait, line_up), FIELD(trace_wait, line_at), FIELD(trace_wait, later),
      FIELD(trace_wait, not_before), FIELD(trace_wait, tries));

struct trace_name {
    struct str name;
};
SHAPE(trace_name, FIELD(trace_name, name));

struct trace_answer {
    struct stamp accepted_at;
    struct str user_name;
};
SHAPE(trace_answer, FIELD(trace_answer, accepted_at), FIELD(trace_answer, user_name));

STMT(trace_account, &trace_name_shape, "SELECT a.name FROM account AS a WHERE " OWN("a"));

STMT(trace_parts, &trace_part_shape,
     "SELECT p.part_no, p.state, r.name AS route, p.carrier_id, p.error, p.sent_at,"
     "       p.answered_at"
     "  FROM part AS p"
     "  LEFT JOIN route AS r ON r.route_id = p.route_id"
     " WHERE " OWN("p") " AND p.message_id = ?"
                        " ORDER BY p.part_no LIMIT 255");

STMT(trace_receipts, &trace_receipt_shape,
     "SELECT r.part_no, r.outcome, r.error, r.came_at"
     "  FROM raw_receipt AS r"
     " WHERE " OWN("r") " AND r.message_id = ? AND r.state = 'applied'"
                        " ORDER BY r.raw_id LIMIT 500");

/* A line is up only while its holder keeps the lease: a killed process can't say goodbye. */
STMT(trace_outbox, &trace_wait_shape,
     "SELECT 1 AS found, r.name AS route,"
     "       COALESCE(b.line = 'up' AND b.until_at > UTC_TIMESTAMP(6), 0) AS line_up,"
     "       IF(b.line = 'up' AND b.until_at <= UTC_TIMESTAMP(6), b.until_at, b.changed_at)"
     "         AS line_at,"
     "       o.not_before > UTC_TIMESTAMP(6) AS later, o.not_before, o.tries"
     "  FROM outbox AS o"
     "  JOIN route AS r ON r.route_id = o.route_id"
     "  LEFT JOIN route_bind AS b ON b.route_id = o.route_id"
     " WHERE " OWN("o") " AND o.message_id = ?");

STMT(trace_answered, &trace_answer_shape,
     "SELECT m.accepted_at, m.user_name"
     "  FROM message AS m"
     " WHERE " OWN("m") " AND m.message_id = ?");

static enum status way_in(struct tenant *t, struct trace_facts *facts)
{
    struct trace_answer answer;
    enum status status;

    facts->answers_at = STAMP_NONE;
    if (facts->message->in_reply_to == 0)
        return OK;
    status = tenant_one(t, &trace_answered, WITH(ID(facts->message->in_reply_to)), &answer);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    facts->answers_at = answer.accepted_at;
    facts->answers_name = answer.user_name;
    return OK;
}

static enum status way_out(struct tenant *t, struct trace_facts *facts)
{
    struct sql_param id = ID(facts->message->message_id);
    enum status status = tenant_one(t, &trace_outbox, WITH(id), &facts->wait);

    if (status != OK && status != NOT_FOUND)
        return status;
    TRY(tenant_list(t, &trace_parts, WITH(id), &facts->parts));
    return tenant_list(t, &trace_receipts, WITH(id), &facts->receipts);
}

enum status trace_read(struct tenant *t, const struct message *message, struct clock *clock,
                       struct trace *out)
{
    struct trace_facts facts = {.message = message};
    struct trace_name account;

    TRY(tenant_one(t, &trace_account, WITH_NOTHING, &account));
    facts.account_name = account.name;
    TRY(message->direction == DIRECTION_IN ? way_in(t, &facts) : way_out(t, &facts));
    trace_tell(tenant_arena(t), clock, &facts, out);
    return OK;
}
