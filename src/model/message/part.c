/* part.c: one segment of an outbound message, once it goes to a carrier */
#include "model/message/part.h"

SHAPE(part, FIELD(part, part_no), FIELD_WORD(part, state, message_state_words));

STMT(part_rows, &part_shape,
     "SELECT p.part_no, p.state"
     "  FROM part AS p"
     " WHERE " OWN("p") " AND p.message_id = ?"
                        " ORDER BY p.part_no LIMIT 255");

STMT(part_add, NULL,
     "INSERT INTO part (" INTO ", message_id, part_no, state, route_id, sent_at)"
     " VALUES (" INTO_VALUES ", ?, ?, 'sending', ?, UTC_TIMESTAMP(6))");

STMT(part_again, NULL,
     "UPDATE part AS p"
     "   SET p.state = 'sending', p.route_id = ?, p.sent_at = UTC_TIMESTAMP(6),"
     "       p.error = NULL"
     " WHERE " OWN("p") " AND p.message_id = ? AND p.part_no = ? AND p.state = 'claimed'");

STMT(part_answer_row, NULL,
     "UPDATE part AS p"
     "   SET p.state = ?, p.carrier_id = ?, p.error = ?,"
     "       p.answered_at = IF(?, UTC_TIMESTAMP(6), p.answered_at)"
     " WHERE " OWN("p") " AND p.message_id = ? AND p.part_no = ? AND p.state = 'sending'");

enum status part_list(struct tenant *t, uint64_t message_id, struct list *out)
{
    return tenant_list(t, &part_rows, WITH(ID(message_id)), out);
}

enum status part_begin(struct tenant *t, uint64_t message_id, uint8_t part_no,
                       uint64_t route_id)
{
    enum status again =
        tenant_try(t, &part_again, WITH(ID(route_id), ID(message_id), ID(part_no)));

    if (again != CONFLICT)
        return again;
    return tenant_run(t, &part_add, WITH(ID(message_id), ID(part_no), ID(route_id)));
}

enum status part_answered(struct tenant *t, const struct part_answer *answer)
{
    return tenant_try(t, &part_answer_row,
                      WITH(WORD(message_state_words[answer->to]), TEXT(answer->carrier_id),
                           TEXT(answer->error), FLAG(answer->to != STATE_UNKNOWN),
                           ID(answer->message_id), ID(answer->part_no)));
}
