/* link_own.h: the inside of a link, for link.c, link_hear.c and link_own.c alone */
#pragma once

#include "smpp/link.h"
#include "smpp/pace.h"
#include "smpp/stream.h"
#include "smpp/window.h"

enum link_state { DOWN, CONNECTING, BINDING, BOUND, LEAVING };

struct link {
    struct link_config config;
    enum link_state state;
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
    struct stream stream;
};

/* The line is gone; the first reason counts. */
void link_lose(struct link *link, const char *why) NONNULL(1, 2);

/* Send a PDU that is no submit. */
void link_send_own(struct link *link, struct pdu pdu) NONNULL(1);
