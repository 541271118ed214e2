/* link_hear.c: what the carrier says on a link */
#include "smpp/link_hear.h"

#include "smpp/answer.h"

static bool bind_answered(struct link *link, const struct pdu *pdu, struct link_event *event)
{
    if (link->state != BINDING)
        return false;
    if (pdu->status != ESME_ROK || pdu->command == GENERIC_NACK) {
        link_lose(link, answer_words(pdu->status ? pdu->status : ESME_RBINDFAIL));
        return false;
    }
    link->state = BOUND;
    link->pace = pace_new(link->config.window, link->pace.random);
    *event = (struct link_event){.news = LINK_UP};
    return true;
}

static bool submit_answered(struct link *link, const struct pdu *pdu, struct link_event *event)
{
    uint32_t status = pdu->status;
    struct link_event answered = {.news = LINK_ANSWERED};

    if (window_answer(&link->window, pdu->sequence, &answered.tag, &answered.late) != OK)
        return false;
    if (pdu->command == GENERIC_NACK && status == ESME_ROK)
        status = ESME_RSYSERR; /* a refusal without a reason is one still */

    link->failures = 0;
    if (answer_of(status) == ANSWER_TAKEN)
        pace_taken(&link->pace);
    else if (answer_of(status) == ANSWER_LATER)
        pace_refused(&link->pace, link->now);
    answered.status = status;
    answered.carrier_id = pdu->message_id;
    *event = answered;
    return true;
}

static bool message_came(struct link *link, struct str bytes, const struct pdu *pdu,
                         struct link_event *event)
{
    if (link->state != BOUND && link->state != LEAVING) {
        link_reply(link, pdu, ESME_RINVBNDSTS);
        return false;
    }
    *event = (struct link_event){.news = LINK_MESSAGE, .bytes = bytes, .pdu = *pdu};
    return true;
}

/* What cannot be read is answered by its head alone; an answer that cannot be read, not. */
static void unread_refuse(struct link *link, struct str bytes, enum status why)
{
    struct pdu_head head = {0};
    struct pdu answer = {.command = GENERIC_NACK};

    if (pdu_peek(bytes, &head) != OK || head.command & PDU_RESPONSE)
        return;
    answer.sequence = head.sequence;
    answer.status = why == NOT_FOUND ? ESME_RINVCMDID : ESME_RINVCMDLEN;
    if (head.command == DELIVER_SM)
        answer.command = DELIVER_SM_RESP;
    link_send_own(link, answer);
}

/* True if it is news for the caller. */
static bool pdu_came(struct link *link, struct str bytes, struct link_event *event)
{
    struct pdu pdu = {0};
    enum status status = pdu_read(bytes, &pdu);

    if (status != OK) {
        unread_refuse(link, bytes, status);
        return false;
    }
    switch (pdu.command) {
    case BIND_TRANSCEIVER_RESP:
        return bind_answered(link, &pdu, event);
    case GENERIC_NACK:
        if (link->state == BINDING)
            return bind_answered(link, &pdu, event);
        return submit_answered(link, &pdu, event);
    case SUBMIT_SM_RESP:
        return submit_answered(link, &pdu, event);
    case DELIVER_SM:
        return message_came(link, bytes, &pdu, event);
    case ENQUIRE_LINK:
        link_send_own(link,
                      (struct pdu){.command = ENQUIRE_LINK_RESP, .sequence = pdu.sequence});
        return false;
    case ENQUIRE_LINK_RESP:
        link->enquire_until = 0;
        link->failures = 0;
        return false;
    case UNBIND:
        link_send_own(link, (struct pdu){.command = UNBIND_RESP, .sequence = pdu.sequence});
        link_flush(link);
        link_lose(link, "the carrier said goodbye");
        return false;
    case UNBIND_RESP:
        if (link->state == LEAVING)
            link_lose(link, "goodbye was said");
        return false;
    default:
        if (!(pdu.command & PDU_RESPONSE))
            unread_refuse(link, bytes, NOT_FOUND);
        return false;
    }
}

bool link_hear(struct link *link, struct link_event *event)
{
    struct str bytes = {0};
    enum status status;

    while ((status = stream_take(&link->stream, &bytes)) == OK)
        if (pdu_came(link, bytes, event))
            return true;
    if (status == INVALID)
        link_lose(link, "the carrier sent what is not SMPP");
    return false;
}
