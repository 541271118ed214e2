/* session.c: one line to a carrier: bound, kept alive, brought back */
#include "smpp/session.h"

#include <poll.h>

#include "smpp/answer.h"
#include "smpp/dial.h"
#include "smpp/line.h"
#include "smpp/pace.h"
#include "smpp/window.h"

enum { INTERFACE_3_4 = 0x34, SECOND = 1000000 };
#define SEQUENCE_MOST UINT32_C(0x7fffffff)

enum session_state { DOWN, CONNECTING, BINDING, BOUND, LEAVING };

struct session {
    struct session_config config;
    enum session_state state;
    int64_t now;
    int64_t deadline;      /* of what the state waits for; DOWN: the next attempt */
    int64_t heard_at;      /* last bytes from the carrier */
    int64_t enquire_until; /* an enquire_link waits for its answer; 0: none does */
    unsigned failures;     /* attempts in a row that led to nothing */
    bool left;             /* goodbye was said: stay down */
    const char *lost;      /* the line is gone, why; not yet told */
    uint32_t sequence;
    struct pace pace;
    struct window window;
    struct line line;
};

struct session *session_new(struct arena *arena, const struct session_config *config)
{
    struct session *s = ARENA_NEW(arena, struct session);
    struct session_config *set = &s->config;

    *set = *config;
    if (set->window == 0)
        set->window = 10;
    if (set->window > WINDOW_MOST)
        set->window = WINDOW_MOST;
    if (set->enquire_us == 0)
        set->enquire_us = INT64_C(30) * SECOND;
    if (set->response_us == 0)
        set->response_us = INT64_C(60) * SECOND;
    if (set->retry_first_us == 0)
        set->retry_first_us = SECOND;
    if (set->retry_most_us == 0)
        set->retry_most_us = INT64_C(60) * SECOND;
    s->pace = pace_new(set->window, set->seed);
    line_open(&s->line, -1);

    return s;
}

static void lose(struct session *s, const char *why)
{
    if (!s->lost)
        s->lost = why;
}

static uint32_t sequence_next(struct session *s)
{
    s->sequence = s->sequence < SEQUENCE_MOST ? s->sequence + 1 : 1;
    return s->sequence;
}

static void send_own(struct session *s, struct pdu pdu)
{
    if (line_put(&s->line, &pdu) != OK)
        lose(s, pdu.command == BIND_TRANSCEIVER ? "the system id or password is too long"
                                                : "the carrier does not read");
}

static void connect_start(struct session *s)
{
    int fd = dial_start(s->config.host, s->config.port, s->failures);

    line_open(&s->line, fd);
    s->state = CONNECTING;
    s->deadline = s->now + s->config.response_us;
    s->enquire_until = 0;
    if (fd < 0)
        lose(s, "the carrier cannot be reached");
}

static void connect_finish(struct session *s)
{
    int connected = dial_finish(s->line.fd);

    if (connected < 0)
        lose(s, "the carrier cannot be reached");
    if (connected <= 0)
        return;

    s->state = BINDING;
    s->deadline = s->now + s->config.response_us;
    s->heard_at = s->now;
    send_own(s, (struct pdu){ .command = BIND_TRANSCEIVER, .sequence = sequence_next(s),
                              .system_id = s->config.system_id,
                              .password = s->config.password,
                              .system_type = s->config.system_type,
                              .interface_version = INTERFACE_3_4 });
}

/* Time that passed without what was waited for. */
static void timers_look(struct session *s)
{
    if (s->state != BOUND) {
        if (s->now >= s->deadline)
            lose(s, "the carrier did not answer in time");
        return;
    }
    if (s->enquire_until != 0) {
        if (s->now >= s->enquire_until)
            lose(s, "the carrier did not answer enquire_link");
        return;
    }
    if (s->now - s->heard_at < s->config.enquire_us)
        return;
    s->enquire_until = s->now + s->config.response_us;
    send_own(s, (struct pdu){ .command = ENQUIRE_LINK, .sequence = sequence_next(s) });
}

void session_flush(struct session *s)
{
    if (s->line.fd >= 0 && s->state != CONNECTING && line_flush(&s->line) != OK)
        lose(s, "the carrier closed the line");
}

void session_step(struct session *s, int64_t now)
{
    enum status status = OK;

    s->now = now;
    if (s->state == DOWN) {
        if (!s->left && now >= s->deadline)
            connect_start(s);
        return;
    }
    if (s->lost)
        return;
    if (s->state == CONNECTING)
        connect_finish(s);
    if (s->state != CONNECTING) {
        status = line_read(&s->line);
        if (status == OK)
            s->heard_at = now;
        if (status == BROKEN)
            lose(s, "the carrier closed the line");
        session_flush(s);
    }
    if (status != OK)
        timers_look(s);
    session_flush(s);
}

static bool bind_answered(struct session *s, const struct pdu *pdu,
                          struct session_event *event)
{
    if (s->state != BINDING)
        return false;
    if (pdu->status != ESME_ROK || pdu->command == GENERIC_NACK) {
        lose(s, answer_words(pdu->status ? pdu->status : ESME_RBINDFAIL));
        return false;
    }
    s->state = BOUND;
    s->pace = pace_new(s->config.window, s->pace.random);
    *event = (struct session_event){ .news = SESSION_UP };
    return true;
}

static bool submit_answered(struct session *s, const struct pdu *pdu,
                            struct session_event *event)
{
    uint32_t status = pdu->status;
    struct session_event answered = { .news = SESSION_ANSWERED };

    if (window_answer(&s->window, pdu->sequence, &answered.tag, &answered.late) != OK)
        return false;
    if (pdu->command == GENERIC_NACK && status == ESME_ROK)
        status = ESME_RSYSERR; /* a refusal without a reason is one still */

    s->failures = 0;
    if (answer_of(status) == ANSWER_TAKEN)
        pace_taken(&s->pace);
    else if (answer_of(status) == ANSWER_LATER)
        pace_refused(&s->pace, s->now);
    answered.status = status;
    answered.carrier_id = pdu->message_id;
    *event = answered;
    return true;
}

static bool message_came(struct session *s, struct str bytes, const struct pdu *pdu,
                         struct session_event *event)
{
    if (s->state != BOUND && s->state != LEAVING) {
        session_reply(s, pdu, ESME_RINVBNDSTS);
        return false;
    }
    *event = (struct session_event){ .news = SESSION_MESSAGE, .bytes = bytes, .pdu = *pdu };
    return true;
}

/* What cannot be read is answered by its head alone; an answer that cannot be read, not. */
static void unread_refuse(struct session *s, struct str bytes, enum status why)
{
    struct pdu_head head = { 0 };
    struct pdu answer = { .command = GENERIC_NACK };

    if (pdu_peek(bytes, &head) != OK || head.command & PDU_RESPONSE)
        return;
    answer.sequence = head.sequence;
    answer.status = why == NOT_FOUND ? ESME_RINVCMDID : ESME_RINVCMDLEN;
    if (head.command == DELIVER_SM)
        answer.command = DELIVER_SM_RESP;
    send_own(s, answer);
}

/* True if it is news for the caller. */
static bool pdu_came(struct session *s, struct str bytes, struct session_event *event)
{
    struct pdu pdu = { 0 };
    enum status status = pdu_read(bytes, &pdu);

    if (status != OK) {
        unread_refuse(s, bytes, status);
        return false;
    }
    switch (pdu.command) {
    case BIND_TRANSCEIVER_RESP:
        return bind_answered(s, &pdu, event);
    case GENERIC_NACK:
        if (s->state == BINDING)
            return bind_answered(s, &pdu, event);
        return submit_answered(s, &pdu, event);
    case SUBMIT_SM_RESP:
        return submit_answered(s, &pdu, event);
    case DELIVER_SM:
        return message_came(s, bytes, &pdu, event);
    case ENQUIRE_LINK:
        send_own(s, (struct pdu){ .command = ENQUIRE_LINK_RESP, .sequence = pdu.sequence });
        return false;
    case ENQUIRE_LINK_RESP:
        s->enquire_until = 0;
        s->failures = 0;
        return false;
    case UNBIND:
        send_own(s, (struct pdu){ .command = UNBIND_RESP, .sequence = pdu.sequence });
        session_flush(s);
        lose(s, "the carrier said goodbye");
        return false;
    case UNBIND_RESP:
        if (s->state == LEAVING)
            lose(s, "goodbye was said");
        return false;
    default:
        if (!(pdu.command & PDU_RESPONSE))
            unread_refuse(s, bytes, NOT_FOUND);
        return false;
    }
}

static bool line_next(struct session *s, struct session_event *event)
{
    struct str bytes = { 0 };
    enum status status;

    while ((status = line_take(&s->line, &bytes)) == OK)
        if (pdu_came(s, bytes, event))
            return true;
    if (status == INVALID)
        lose(s, "the carrier sent what is not SMPP");
    return false;
}

/* The pause before the next attempt doubles from first to most. */
static void retry_plan(struct session *s)
{
    int64_t pause = s->config.retry_first_us;

    for (unsigned i = 0; i < s->failures && pause < s->config.retry_most_us; i++)
        pause *= 2;
    if (pause > s->config.retry_most_us)
        pause = s->config.retry_most_us;
    s->failures++;
    s->deadline = s->now + pace_jitter(&s->pace.random, pause);
}

bool session_next(struct session *s, struct session_event *event)
{
    uint64_t tag = 0;

    if (s->state != DOWN && s->state != CONNECTING && line_next(s, event))
        return true;
    if (window_expire(&s->window, s->now, &tag)
        || (s->lost && window_drain(&s->window, &tag))) {
        *event = (struct session_event){ .news = SESSION_UNANSWERED, .tag = tag };
        return true;
    }
    if (!s->lost)
        return false;

    *event = (struct session_event){ .news = SESSION_LOST, .why = s->lost };
    s->lost = NULL;
    s->state = DOWN;
    line_close(&s->line);
    retry_plan(s);
    return true;
}

size_t session_room(const struct session *s)
{
    if (s->state != BOUND || s->lost)
        return 0;
    return pace_room(&s->pace, s->window.open, s->now);
}

enum status session_submit(struct session *s, const struct pdu *pdu, uint64_t tag)
{
    struct pdu numbered = *pdu;

    if (session_room(s) == 0)
        return BUSY;
    numbered.command = SUBMIT_SM;
    numbered.sequence = sequence_next(s);
    switch (line_put(&s->line, &numbered)) {
    case OK:
        return window_open(&s->window, numbered.sequence, tag, s->now + s->config.response_us);
    case TOO_MUCH:
        return BUSY;
    default:
        return INVALID;
    }
}

void session_reply(struct session *s, const struct pdu *pdu, uint32_t status)
{
    send_own(s, (struct pdu){ .command = pdu->command | PDU_RESPONSE, .status = status,
                              .sequence = pdu->sequence });
}

void session_leave(struct session *s)
{
    s->left = true;
    if (s->state == DOWN || s->state == LEAVING)
        return;
    if (s->state == BOUND)
        send_own(s, (struct pdu){ .command = UNBIND, .sequence = sequence_next(s) });
    else
        lose(s, "goodbye was said");
    s->state = LEAVING;
    s->deadline = s->now + 2 * SECOND;
}

bool session_is_bound(const struct session *s)
{
    return s->state == BOUND && !s->lost;
}

bool session_is_down(const struct session *s)
{
    return s->state == DOWN;
}

size_t session_open(const struct session *s)
{
    return s->window.open;
}

int session_fd(const struct session *s)
{
    return s->line.fd;
}

short session_wants(const struct session *s)
{
    return s->state == CONNECTING ? POLLOUT : line_wants(&s->line);
}

int64_t session_deadline(const struct session *s)
{
    int64_t at = s->deadline;

    if (s->lost)
        return s->now;
    if (s->state == DOWN && s->left)
        return INT64_MAX;
    if (s->state != BOUND)
        return at;
    at = s->enquire_until ? s->enquire_until : s->heard_at + s->config.enquire_us;
    if (window_deadline(&s->window) < at)
        at = window_deadline(&s->window);
    if (s->pace.resume_at > s->now && s->pace.resume_at < at)
        at = s->pace.resume_at;
    return at;
}
