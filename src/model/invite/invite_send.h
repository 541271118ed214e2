/* invite_send.h: inviting, sending again, taking back
 *
 * An invitation is made on an account's page: a parent's may name any account of the tree, a
 * sub-account's only itself. Whether the one who invites administers each of them is asked in
 * the statement that writes the grant, whatever the page believed. The e-mail goes out the
 * same, and takes as long, whether the address has a login or not; only its reader is told. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"
#include "model/audit/audit.h"
#include "model/mail/mail.h"
#include "model/people/membership.h"

enum {
    INVITE_ADDRESSES_MOST = 50, /* at once */
    INVITE_ACCOUNTS_MOST = 100, /* that the page lists at once */
    INVITE_ROWS_MOST = 500,     /* addresses times accounts, of one transaction */
    INVITE_NOTE_POINTS = 300,
    /* Invitations of a tree that wait for an answer. Each is an e-mail to somebody who may not
     * have asked for it, under our name: enough for every person of a large customer, and an
     * end for whoever has come by an Administrator's session. */
    INVITE_WAITING_MOST = 1000,
};

/* On whose page, and who acts. */
struct inviting {
    struct db *db;
    struct arena *secret; /* where tokens are made */
    const struct mail_key *key;
    uint64_t root_id;
    uint64_t account_id; /* the page's */
    const struct audit_who *who;
};

struct invite_want {
    uint64_t account_id;
    struct str account_name;
    enum role role;
};

struct invite_order {
    const struct str *emails; /* good addresses, each once */
    size_t email_count;
    const struct invite_want *wants;
    size_t want_count;
    struct str note; /* or empty */
};

/* An account that somebody may invite into. */
struct invitable {
    uint64_t account_id;
    struct str account_name;
    uint8_t line;
    bool child;
    bool found; /* its name holds what is looked for */
};

/* An address that is a member of one of the accounts already. */
struct present {
    struct str email;
    struct str account_name;
    unsigned role; /* enum role */
};

/* One account of an invitation that waits for an answer; rows of one stand together. */
struct pending {
    uint64_t invite_id;
    struct str email;
    struct str account_name;
    uint8_t line;
    unsigned role;      /* enum role */
    struct str inviter; /* absent: the operator */
    struct stamp made_at;
    struct stamp ends_at;
    struct stamp declined_at;
    bool declined; /* by whom it is for */
    bool ran_out;  /* too old; it can be sent again */
    bool made_in; /* on this account's page or, for a parent, in its tree */
};

extern const struct shape invitable_shape;
extern const struct shape pending_shape;

extern const struct stmt invite_open_accounts;
extern const struct stmt invite_present_member;
extern const struct stmt invite_supersede;
extern const struct stmt invite_add;
extern const struct stmt invite_grant_add;
extern const struct stmt invite_has_login;
extern const struct stmt invite_renew;
extern const struct stmt invite_read;
extern const struct stmt invite_grants;
extern const struct stmt invite_grant_revoke;
extern const struct stmt invite_waiting_count;
extern const struct stmt invite_pending_own;
extern const struct stmt invite_pending_tree;
/* Statements of all that stands here; MAIL_ASKS come with them. */
#define INVITE_SEND_ASKS                                                                       \
    &invite_open_accounts, &invite_present_member, &invite_supersede, &invite_add,             \
        &invite_grant_add, &invite_has_login, &invite_renew, &invite_read, &invite_grants,     \
        &invite_grant_revoke, &invite_waiting_count, &invite_pending_own,                      \
        &invite_pending_tree, &audit_head_open_in, &audit_head_take_in, &audit_head_read_in,   \
        &audit_head_move_in, &audit_add_in

/* Rows of struct invitable, the parent first: the page's account or, on a parent's page, its
 * whole tree; `found` of each tells whether `sought` stands in its name, as the collation
 * compares; all have "". Closed and suspended ones are left out. */
enum status invite_accounts(const struct inviting *inviting, struct str sought,
                            struct list *out) MUST_USE NONNULL(1, 3);

/* Is the address a member of that account already? NOT_FOUND if not. */
enum status invite_present(const struct inviting *inviting, uint64_t account_id,
                           struct str email, struct present *out) MUST_USE NONNULL(1, 4);

/* Invite all of them, in one transaction with e-mails and audit rows. Older links of the same
 * address into one of the accounts no longer give it. NOT_FOUND, and nothing done, if one of
 * the accounts is not theirs to give; TOO_MUCH, the same, if more than INVITE_WAITING_MOST
 * would then wait in the tree, also with what others send at the same moment. */
enum status invite_send(const struct inviting *inviting,
                        const struct invite_order *order) MUST_USE NONNULL(1, 2);

/* Send it again, for seven more days; older links are dead. NOT_FOUND if it was not made here,
 * CONFLICT if it has been answered or taken back meanwhile, TOO_MUCH as above: one that ran out
 * waits anew. */
enum status invite_resend(const struct inviting *inviting, uint64_t invite_id) MUST_USE
    NONNULL(1);

/* Take back what it gives here: on a parent's page all of it, on a sub-account's its own part.
 * As above. */
enum status invite_revoke(const struct inviting *inviting, uint64_t invite_id) MUST_USE
    NONNULL(1);

/* Rows of struct pending, the newest invitation first, those before `before` (0: all), until 30
 * days after they ran out; those that were declined among them. *older: the list goes on before
 * that one, 0: it does not. `tree`: those of the whole tree, for the parent's Administrator who
 * `reader` then must be. */
enum status invite_waiting(struct tenant *t, struct db *db, bool tree, uint64_t before,
                           struct list *out, uint64_t *older) MUST_USE NONNULL(1, 2, 5, 6);
