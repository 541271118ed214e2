/* people.h: who is in an account, and what somebody can reach
 *
 * For Administrators and Advanced users of the account. When somebody was last seen is told to
 * the day: a login may serve other trees too, and what is done there is nobody's business. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"
#include "model/audit/audit.h"

enum { PEOPLE_PAGE = 50, PEOPLE_SEARCH_MOST = 128 /* code points */ };

struct person {
    uint64_t user_id;
    struct str name;
    struct str email;
    unsigned role; /* enum role: the account's own */
    struct stamp added_at;
    struct stamp seen_at; /* none: never signed in */
    bool suspended;
    bool two_step; /* a code is asked for after the password; for Administrators to know */
};

/* Somebody who administers the parent, and with it this account. */
struct overseer {
    struct str name;
    struct str email;
};

/* An account in which somebody holds a role. */
struct reach {
    uint64_t account_id;
    struct str account_name;
    struct str root_name; /* the account's own name on a parent */
    uint8_t line;
    unsigned role;   /* enum role */
    bool child;      /* a sub-account */
    bool over_below; /* Administrator of a parent, and so of every account below */
};

/* What stays in the account when somebody leaves it. */
struct remains {
    uint32_t messages;      /* theirs, and the replies to them */
    uint32_t conversations; /* in which those stand */
};

extern const struct shape person_shape;
extern const struct shape overseer_shape;
extern const struct shape reach_shape;
extern const struct stmt people_page;
extern const struct stmt people_person;
extern const struct stmt people_count_row;
extern const struct stmt people_overseers;
extern const struct stmt people_reach;
extern const struct stmt people_remains;
extern const struct stmt people_parent_role;
extern const struct stmt people_end_sessions;
#define PEOPLE_ASKS                                                                            \
    &people_page, &people_person, &people_count_row, &people_overseers, &people_reach,         \
        &people_remains, &people_parent_role, &people_end_sessions

/* Up to PEOPLE_PAGE members by name whose name or address holds `wanted` (absent or empty:
 * all), those behind `after` in that order (NULL: from the first). *more: the list goes on.
 * TOO_MUCH if `wanted` is over PEOPLE_SEARCH_MOST. */
enum status people_list(struct tenant *t, struct str wanted, const struct person *after,
                        struct list *out, bool *more) MUST_USE NONNULL(1, 4, 5);

/* A member of the account. NOT_FOUND if it is none, whoever it is. */
enum status people_find(struct tenant *t, uint64_t user_id, struct person *out) MUST_USE
    NONNULL(1, 3);

enum status people_count(struct tenant *t, uint32_t *out) MUST_USE NONNULL(1, 2);

/* The parent's Administrators, rows of struct overseer; none unless `reader` is one of them. */
enum status people_above(struct db *db, uint64_t root_id, uint64_t reader,
                         struct list *out) MUST_USE NONNULL(1, 4);

/* The accounts in which `user_id` holds a role, rows of struct reach: those alone whose list
 * of users `reader` may see. */
enum status people_reached(struct db *db, uint64_t user_id, uint64_t reader,
                           struct list *out) MUST_USE NONNULL(1, 4);

enum status people_remaining(struct tenant *t, uint64_t user_id, struct remains *out) MUST_USE
    NONNULL(1, 3);

/* Does the user hold a role in the parent account? */
enum status people_is_of_parent(struct db *db, uint64_t root_id, uint64_t user_id,
                                bool *out) MUST_USE NONNULL(1, 4);

/* Sign a member of the account out everywhere, with a row in its audit log. */
enum status people_sign_out(struct tenant *t, struct db *db, const struct audit_who *who,
                            const struct person *person) MUST_USE NONNULL(1, 2, 3, 4);
