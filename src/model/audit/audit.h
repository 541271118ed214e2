/* audit.h: one row for each thing that somebody did and may be asked about
 *
 * A row is written in the transaction of what it tells of, as that transaction's last
 * statement: who adds a row holds the chain's head from then on, and the others of the tree
 * wait. If it can't be written, the thing is not done (LG-06). Rows are only ever added; the
 * chain of hashes shows whether anybody did otherwise (audit_chain.h). */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"

enum { AUDIT_TEXT_POINTS = 400, AUDIT_NAME_POINTS = 120 };

/* Who did it and from where, for the row. */
struct audit_who {
    uint64_t user_id; /* 0: a program, or nobody who is known */
    struct str user_name;
    struct str address; /* empty or absent: not over the network */
};

/* What was done. Texts beyond AUDIT_TEXT_POINTS are cut; no secret belongs in them. */
struct audit_entry {
    const char *action; /* a word of audit_word.c: "role.change" */
    struct str object;  /* whom or what, as people read it: "Tess Okafor, tess@…" */
    struct str before;  /* absent: nothing. Short plain words: "Basic user" */
    struct str after;   /* absent: nothing */
};

/* One row in the tenant's account. Inside the caller's tenant_tx body, as its last statement.
 * A status other than OK must end the body with it. */
enum status audit_write(struct tenant *t, const struct audit_who *who,
                        const struct audit_entry *entry) MUST_USE NONNULL(1, 2, 3);

/* The same inside a global_tx body, in a named account: who accepts an invite, the operator's
 * command. root_id 0: in no account, on the operator's chain. */
enum status audit_write_in(struct db *db, uint64_t root_id, uint64_t account_id,
                           const struct audit_who *who,
                           const struct audit_entry *entry) MUST_USE NONNULL(1, 4, 5);

/* Something that a person did outside every account (signing in, changing a password), inside
 * a global_tx body: one row in each tree where who->user_id is a member, in the account that
 * they are a member of, or in the parent if there are several; on the operator's chain if
 * there is none. Trees are taken in the order of their ids. */
enum status audit_person(struct db *db, const struct audit_who *who,
                         const struct audit_entry *entry) MUST_USE NONNULL(1, 2, 3);

extern const struct stmt audit_head_open;
extern const struct stmt audit_head_take;
extern const struct stmt audit_head_read;
extern const struct stmt audit_head_move;
extern const struct stmt audit_add;
/* Statements of audit_write. */
#define AUDIT_ASKS                                                                             \
    &audit_head_open, &audit_head_take, &audit_head_read, &audit_head_move, &audit_add

extern const struct stmt audit_head_open_in;
extern const struct stmt audit_head_take_in;
extern const struct stmt audit_head_read_in;
extern const struct stmt audit_head_move_in;
extern const struct stmt audit_add_in;
extern const struct stmt audit_add_outside;
extern const struct stmt audit_trees_of_user;
/* Statements of audit_write_in. */
#define AUDIT_IN_ASKS                                                                          \
    &audit_head_open_in, &audit_head_take_in, &audit_head_read_in, &audit_head_move_in,        \
        &audit_add_in, &audit_add_outside
/* Statements of audit_write_in and audit_person. */
#define AUDIT_GLOBAL_ASKS AUDIT_IN_ASKS, &audit_trees_of_user
