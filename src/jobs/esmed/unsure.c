/* unsure.c: going on after a COMMIT whose answer was lost */
#include "jobs/esmed/unsure.h"

#include "model/message/part.h"

enum status unsure_state(struct tenant *t, const struct flight *flight,
                         enum message_state found, enum message_state *out)
{
    struct part_answer undo = {
        .message_id = flight->message_id, .part_no = flight->tried, .to = STATE_CLAIMED};
    enum status status;

    if (flight->tried != 0) {
        status = part_answered(t, &undo);
        if (status != CONFLICT) /* else it has not landed */
            TRY(status);
    }
    *out = flight->unsure && found == STATE_SENDING ? STATE_SENDING : flight->state;
    return OK;
}

enum status unsure_let_go(struct lane *lane, const struct flight *flight, uint32_t seconds)
{
    struct tenant *t = lane_tenant(lane, flight->root_id, flight->account_id);
    struct outbox_text text = {0};
    enum status status = outbox_text_find(t, flight->message_id, &text);

    if (status == OK && text.state == STATE_QUEUED)
        return outbox_release(lane->duty->db, flight->message_id, seconds, false);
    if (status != NOT_FOUND)
        TRY(status);
    return outbox_remove(lane->duty->db, flight->message_id);
}
