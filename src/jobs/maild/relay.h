/* relay.h: one mail at a time to the configured relay, by SMTP (RFC 5321), through libcurl
 *
 * Nothing here waits: relay_drive does what can be done and says what to poll. */
#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/status.h"
#include "base/str.h"

struct relay;

/* How a try ended. */
enum relay_end {
    RELAY_TAKEN,   /* the relay has answered for it: 250 after DATA */
    RELAY_REFUSED, /* 5xx to this mail: it never will */
    RELAY_LATER,   /* 4xx to this mail */
    RELAY_DOWN,    /* nothing to do with this mail: no line, no TLS, no sign-in, line lost */
};

struct relay_verdict {
    enum relay_end end;
    struct str why; /* at most 250 visible ASCII characters: what the relay said, or curl */
};

/* From smtp_host, smtp_port, smtp_tls (none, starttls, tls), smtp_user with the secret
 * smtp-password (not without TLS, but on this machine), smtp_ca (a file of certificates in
 * place of the system's), smtp_seconds.
 * INVALID with a sentence in *why. Lives as long as the process. */
enum status relay_open(struct arena *arena, const struct conf *conf, struct relay **out,
                       struct str *why) MUST_USE NONNULL(1, 2, 3, 4);

/* Begin to send. The texts must live until the end. Only when nothing is under way. */
void relay_send(struct relay *relay, struct str from, struct str to, struct str message)
    NONNULL(1);

/* Go on. True when the mail that was under way has ended; *out lives in the arena. */
bool relay_drive(struct relay *relay, struct arena *arena, struct relay_verdict *out) MUST_USE
    NONNULL(1, 2, 3);

/* Descriptors to wait for, at most `most`; their number. *wait_us: how long at most. */
size_t relay_polls(struct relay *relay, struct pollfd *polls, size_t most, int64_t *wait_us)
    NONNULL(1, 2, 4);
