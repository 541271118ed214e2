/* post.h: one mail from its row to the relay, and what became of it back into the row
 *
 * At least once: a mail whose outcome was not written down (a crash between the relay's answer
 * and our commit, a line that broke after DATA) goes out again, with the same Message-ID and
 * the same bytes. */
#pragma once

#include "daemon/daemon.h"
#include "jobs/maild/relay.h"
#include "jobs/maild/render.h"
#include "model/mail/mail.h"
#include "model/mail/mail_out.h"

enum post_phase {
    POST_IDLE,
    POST_AWAY,  /* claimed and at the relay */
    POST_ENDED, /* the verdict is to be written */
};

struct post {
    struct mail_key key;
    struct press press;
    struct relay *relay;
    const char *folder; /* mails are kept there; empty: they are sent */
    struct str from;
    struct str from_name;
    struct str owner;
    const char *faults; /* crash.h */
    uint32_t lease;     /* seconds that a try has */
    uint32_t retry;     /* seconds before the second try */
    struct arena *own;  /* of the mail under way; wiped, since it holds links */
    enum post_phase phase;
    struct mail_out mail;
    struct relay_verdict verdict;
    uint32_t downs;     /* tries in a row that found no relay */
    int64_t rest_until; /* monotonic: no try before */
};

/* From the configuration. INVALID with a sentence in *why. */
enum status post_open(struct arena *arena, const struct conf *conf, struct post *out,
                      struct str *why) MUST_USE NONNULL(1, 2, 3, 4);

/* Do what can be done now. Returns when there is more to do, monotonic; sets duty->polls. */
int64_t post_work(struct post *post, struct duty *duty) NONNULL(1, 2);

/* Claims of processes of this machine that are no more are free at once. */
enum status post_recover(struct duty *duty) MUST_USE NONNULL(1);
