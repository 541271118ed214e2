/* link.c: one line to a carrier: bound, kept alive, brought back */
#include "smpp/link.h"

#include <poll.h>

#include "smpp/dial.h"
#include "smpp/link_hear.h"
#include "smpp/link_own.h"

enum { INTERFACE_3_4 = 0x34, SECOND = 1000000 };
#define SEQUENCE_MOST UINT32_C(0x7fffffff)

struct link *link_new(struct arena *arena, const struct link_config *config)
{
    struct link *link = ARENA_NEW(arena, struct link);
    struct link_config *set = &link->config;

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
    link->pace = pace_new(set->window, set->seed);
    stream_open(&link->stream, -1);

    return link;
}

static uint32_t sequence_next(struct link *link)
{
    link->sequence = link->sequence < SEQUENCE_MOST ? link->sequence + 1 : 1;
    return link->sequence;
}

static void connect_start(struct link *link)
{
    int fd = dial_start(link->config.host, link->config.port, link->failures);

    stream_open(&link->stream, fd);
    link->state = CONNECTING;
    link->deadline = link->now + link->config.response_us;
    link->enquire_until = 0;
    if (fd < 0)
        link_lose(link, "the carrier cannot be reached");
}

static void connect_finish(struct link *link)
{
    int connected = dial_finish(link->stream.fd);

    if (connected < 0)
        link_lose(link, "the carrier cannot be reached");
    if (connected <= 0)
        return;

    link->state = BINDING;
    link->deadline = link->now + link->config.response_us;
    link->heard_at = link->now;
    link_send_own(link, (struct pdu){.command = BIND_TRANSCEIVER,
                                     .sequence = sequence_next(link),
                                     .system_id = link->config.system_id,
                                     .password = link->config.password,
                                     .system_type = link->config.system_type,
                                     .interface_version = INTERFACE_3_4});
}

/* Time that passed without what was waited for. */
static void timers_look(struct link *link)
{
    if (link->state != BOUND) {
        if (link->now >= link->deadline)
            link_lose(link, "the carrier did not answer in time");
        return;
    }
    if (link->enquire_until != 0) {
        if (link->now >= link->enquire_until)
            link_lose(link, "the carrier did not answer enquire_link");
        return;
    }
    if (link->now - link->heard_at < link->config.enquire_us)
        return;
    link->enquire_until = link->now + link->config.response_us;
    link_send_own(link, (struct pdu){.command = ENQUIRE_LINK, .sequence = sequence_next(link)});
}

void link_step(struct link *link, int64_t now)
{
    enum status status = OK;

    link->now = now;
    if (link->state == DOWN) {
        if (!link->left && now >= link->deadline)
            connect_start(link);
        return;
    }
    if (link->lost)
        return;
    if (link->state == CONNECTING)
        connect_finish(link);
    if (link->state != CONNECTING) {
        status = stream_read(&link->stream);
        if (status == OK)
            link->heard_at = now;
        if (status == BROKEN)
            link_lose(link, "the carrier closed the line");
        link_flush(link);
    }
    if (status != OK)
        timers_look(link);
    link_flush(link);
}

/* The pause before the next attempt doubles from first to most. */
static void retry_plan(struct link *link)
{
    int64_t pause = link->config.retry_first_us;

    for (unsigned i = 0; i < link->failures && pause < link->config.retry_most_us; i++)
        pause *= 2;
    if (pause > link->config.retry_most_us)
        pause = link->config.retry_most_us;
    link->failures++;
    link->deadline = link->now + pace_jitter(&link->pace.random, pause);
}

bool link_next(struct link *link, struct link_event *event)
{
    uint64_t tag = 0;

    if (link->state != DOWN && link->state != CONNECTING && link_hear(link, event))
        return true;
    if (window_expire(&link->window, link->now, &tag) ||
        (link->lost && window_drain(&link->window, &tag))) {
        *event = (struct link_event){.news = LINK_UNANSWERED, .tag = tag};
        return true;
    }
    if (!link->lost)
        return false;

    *event = (struct link_event){.news = LINK_LOST, .why = link->lost};
    link->lost = NULL;
    link->state = DOWN;
    stream_close(&link->stream);
    retry_plan(link);
    return true;
}

size_t link_room(const struct link *link)
{
    if (link->state != BOUND || link->lost)
        return 0;
    return pace_room(&link->pace, link->window.open, link->now);
}

enum status link_submit(struct link *link, const struct pdu *pdu, uint64_t tag)
{
    struct pdu numbered = *pdu;

    if (link_room(link) == 0)
        return BUSY;
    numbered.command = SUBMIT_SM;
    numbered.sequence = sequence_next(link);
    switch (stream_put(&link->stream, &numbered)) {
    case OK:
        return window_open(&link->window, numbered.sequence, tag,
                           link->now + link->config.response_us);
    case TOO_MUCH:
        return BUSY;
    default:
        return INVALID;
    }
}

void link_cut(struct link *link)
{
    uint64_t tag;

    stream_close(&link->stream);
    while (window_drain(&link->window, &tag))
        ;
    link->lost = NULL;
    link->state = DOWN;
    link->deadline = link->now;
}

void link_leave(struct link *link)
{
    link->left = true;
    if (link->state == DOWN || link->state == LEAVING)
        return;
    if (link->state == BOUND)
        link_send_own(link, (struct pdu){.command = UNBIND, .sequence = sequence_next(link)});
    else
        link_lose(link, "goodbye was said");
    link->state = LEAVING;
    link->deadline = link->now + 2 * SECOND;
}

bool link_is_bound(const struct link *link)
{
    return link->state == BOUND && !link->lost;
}

bool link_is_down(const struct link *link)
{
    return link->state == DOWN;
}

size_t link_open(const struct link *link)
{
    return link->window.open;
}

int link_fd(const struct link *link)
{
    return link->stream.fd;
}

short link_wants(const struct link *link)
{
    return link->state == CONNECTING ? POLLOUT : stream_wants(&link->stream);
}

int64_t link_deadline(const struct link *link)
{
    int64_t at = link->deadline;

    if (link->lost)
        return link->now;
    if (link->state == DOWN && link->left)
        return INT64_MAX;
    if (link->state != BOUND)
        return at;
    at = link->enquire_until ? link->enquire_until : link->heard_at + link->config.enquire_us;
    if (window_deadline(&link->window) < at)
        at = window_deadline(&link->window);
    if (link->pace.resume_at > link->now && link->pace.resume_at < at)
        at = link->pace.resume_at;
    return at;
}
