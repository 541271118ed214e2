/* account_sub.h: a parent's sub-accounts: open one, rename, suspend, close
 *
 * All of it needs a tenant that sees the tree, which only an Administrator of a parent gets.
 * The parent itself is never among them, so that nobody suspends or closes it here. What is
 * done is told in the log of the account that it was done to. */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"
#include "model/account/access.h"
#include "model/audit/audit.h"

enum { SUB_ACCOUNT_PAGE = 50, SUB_ACCOUNT_VOLUME_MOST = 10000, SUB_ACCOUNT_NAME_MOST = 120 };

struct sub_account {
    uint64_t account_id;
    struct str name;
    uint8_t line; /* colour 1 to 7 */
    unsigned state;
    struct str country;
    struct str zone;
    struct stamp state_at; /* STAMP_NONE: never suspended, closed or opened again */
    struct str state_by;   /* absent likewise, or if the operator did it */
    uint32_t people;
    uint32_t unread;   /* conversations */
    uint32_t numbers;  /* of ours */
    struct str sender; /* the oldest of them; empty if there is none */
};
extern const struct shape sub_account_shape;

/* By name; those behind (name, account_id), or the first with an empty name and 0. At most
 * SUB_ACCOUNT_PAGE and one more, which says that there are others. */
enum status sub_account_list(struct tenant *t, struct str name, uint64_t account_id,
                             struct list *out) MUST_USE NONNULL(1, 4);
/* One of them; NOT_FOUND for the parent. */
enum status sub_account_find(struct tenant *t, uint64_t account_id,
                             struct sub_account *out) MUST_USE NONNULL(1, 3);
/* The parent itself, to stand above them. */
enum status sub_account_parent(struct tenant *t, struct sub_account *out) MUST_USE
    NONNULL(1, 2);

/* What an account sent since an instant: one range of its messages, of which no more than
 * SUB_ACCOUNT_VOLUME_MOST are looked at. */
struct volume {
    uint32_t messages;
    uint32_t parts;
};
extern const struct shape volume_shape;
enum status sub_account_volume(struct tenant *t, uint64_t account_id, struct stamp since,
                               struct volume *out) MUST_USE NONNULL(1, 4);

/* What stands in an account, for the question before it is suspended or closed. */
struct standing {
    uint32_t people;
    uint32_t conversations;
    uint32_t contacts;
    uint32_t numbers;
    uint32_t waiting; /* texts that have not left yet */
};
extern const struct shape standing_shape;
enum status sub_account_standing(struct tenant *t, uint64_t account_id,
                                 struct standing *out) MUST_USE NONNULL(1, 3);

/* What a parent pays by, and whether it may have sub-accounts. */
struct parent {
    bool postpaid;
    struct str country;
    struct str zone;
    uint32_t children; /* sub-accounts, closed ones too */
};
extern const struct shape parent_shape;
enum status sub_account_allowed(struct tenant *t, struct parent *out) MUST_USE NONNULL(1, 2);

struct sub_account_new {
    struct str name;
    struct str country;
    struct str zone;
    uint8_t line;
};

/* Open one. DENIED if the parent pays first or is not open itself. CONFLICT if another of its
 * sub-accounts, a closed one too, has the name in whatever case and with whatever accents:
 * *taken has it as it is written there, and is absent otherwise. */
enum status sub_account_open(struct tenant *t, struct db *db, const struct audit_who *who,
                             const struct sub_account_new *new, uint64_t *account_id,
                             struct str *taken) MUST_USE NONNULL(1, 2, 3, 4, 5, 6);

/* Give it another name and colour. CONFLICT if its name is no longer `before->name`, or with
 * *taken as above; DENIED as above. */
enum status sub_account_rename(struct tenant *t, struct db *db, const struct audit_who *who,
                               const struct sub_account *before, struct str name,
                               uint8_t line, struct str *taken) MUST_USE
    NONNULL(1, 2, 3, 4, 7);

/* Suspend, close or open again. CONFLICT if its state is no longer `before->state`; DENIED as
 * above, for one that would open again. */
enum status sub_account_move(struct tenant *t, struct db *db, const struct audit_who *who,
                             const struct sub_account *before, enum account_state to) MUST_USE
    NONNULL(1, 2, 3, 4);

extern const struct stmt sub_account_page;
extern const struct stmt sub_account_one;
extern const struct stmt sub_account_sent;
extern const struct stmt sub_account_stands;
extern const struct stmt sub_account_of_parent;
extern const struct stmt sub_account_lock;
extern const struct stmt sub_account_next;
extern const struct stmt sub_account_add;
extern const struct stmt sub_account_count_row;
extern const struct stmt sub_account_named;
extern const struct stmt sub_account_set_name;
extern const struct stmt sub_account_set_state;
/* Statements of audit_write_in, as far as it writes into an account. */
#define SUB_ACCOUNT_ASKS                                                                       \
    &sub_account_page, &sub_account_one, &sub_account_sent, &sub_account_stands,               \
        &sub_account_of_parent, &sub_account_lock, &sub_account_next, &sub_account_add,        \
        &sub_account_count_row, &sub_account_named, &sub_account_set_name,                     \
        &sub_account_set_state,                                                                \
        &audit_head_open_in, &audit_head_take_in, &audit_head_read_in, &audit_head_move_in,    \
        &audit_add_in
