/* membership.h: the roles that a user can hold in an account */
#pragma once

#include "base/attr.h"
#include "base/list.h"
#include "base/status.h"
#include "db/db.h"
#include "db/tenant.h"

/* "Administrator" is one role; its power depends on the account it is held on. The stronger
 * is the greater. */
enum role { ROLE_NONE, BASIC, ADVANCED, ADMINISTRATOR };

/* The SQL ENUM's words in the order of enum role, with "none" first; ended by NULL. */
extern const char *const role_words[];

/* "Basic user", "Advanced user", "Administrator"; "No role". Static. */
const char *role_title(enum role role) RETURNS_NONNULL;
/* The same after "is" or "make": "a Basic user", "an Administrator". Static. */
const char *role_as(enum role role) RETURNS_NONNULL;

/* Somebody who administers the account itself; a parent's Administrators are not among a
 * sub-account's. */
struct administrator {
    struct str name;
};
extern const struct stmt administrator_page;

/* The first few by name, those who are suspended left out; may be empty. For readers who may
 * see the user list. Text lives as long as the visit. */
enum status administrator_list(struct tenant *t, struct list *out) MUST_USE NONNULL(1, 2);

/* A role that somebody holds. */
struct role_held {
    uint64_t account_id;
    struct str account_name;
    unsigned role; /* enum role */
};
extern const struct stmt role_held_page;

/* The first few of a user's own roles in one tree, by the account's name. */
enum status role_held_list(struct db *db, uint64_t user_id, uint64_t root_id,
                           struct list *out) MUST_USE NONNULL(1, 4);

/* To be run, with the user's id, when somebody becomes an Administrator. */
extern const struct stmt session_shorten;
