/* audit_seal_make.h: sealing the ends of all audit chains, for seald
 *
 * A round signs each end that has no seal yet. Its seals and the mail that carries them are one
 * transaction; two rounds at once can't both be written, since a row and a number are sealed
 * once. */
#pragma once

#include <stdbool.h>

#include "base/list.h"
#include "db/global.h"
#include "model/audit/audit_seal.h"
#include "model/mail/mail.h"

enum { AUDIT_SEALS_AT_ONCE = 2000 };

struct audit_sealing {
    const struct sign_key *key;
    const struct mail_key *mail_key;
    struct str mail_to; /* empty: nobody */
    uint64_t last;      /* number of the newest seal that this process knows of; grows */
};

/* What a round has come to. */
struct audit_sealed {
    struct list seals;  /* of struct audit_seal, made and written */
    uint64_t astray;    /* a tree whose end is not behind its last seal … */
    uint64_t count;     /* … and how many such there are: rows were changed or taken away */
    uint64_t lost_from; /* numbers of seals that this process has made or seen, and that are */
    uint64_t lost_to;   /* in the table no more; 0: none */
    bool more;          /* there are more ends than one round takes */
};

/* One round, at the time `at` of this machine. In the visit's arena. */
enum status audit_seal_round(struct db *db, struct audit_sealing *sealing, struct stamp at,
                             struct audit_sealed *out) MUST_USE NONNULL(1, 2, 4);

/* When the newest was made; STAMP_NONE if there is none. */
enum status audit_seal_newest(struct db *db, struct stamp *at) MUST_USE NONNULL(1, 2);

/* The seals of the newest round, in case that nobody was told of them. */
enum status audit_seal_again(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

extern const struct stmt audit_ends;
extern const struct stmt audit_seal_add;
extern const struct stmt audit_seal_tail;
#define AUDIT_SEAL_MAKE_ASKS &audit_ends, &audit_seal_add, &audit_seal_tail, MAIL_ASKS
