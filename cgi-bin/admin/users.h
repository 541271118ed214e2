/* users.h: what the pages about people share */
#pragma once

#include "model/people/membership_change.h"
#include "model/people/people.h"
#include "portal/page.h"

/* The member that the path names. NOT_FOUND if the account has none of that number. */
enum status user_of_path(struct visit *visit, struct person *out) MUST_USE NONNULL(1, 2);

/* Whom the audit log names: "Tess Okafor, tess@…". */
struct str user_whom(struct visit *visit, const struct person *person) NONNULL(1, 2);

/* The role that a field of the form holds. INVALID if it is none. */
enum status role_field(struct visit *visit, const char *name, enum role *out) MUST_USE
    NONNULL(1, 2, 3);

/* A role to choose. */
struct choice_of_role {
    struct str word;
    struct str title;
    bool chosen;
};
extern const struct shape choice_of_role_shape;

/* All roles as a list of that name; ROLE_NONE: none is chosen. */
void roles_say(struct visit *visit, struct dict *dict, const char *name, enum role chosen)
    NONNULL(1, 2, 3);

/* What page and row say of somebody beside what their shape says. */
void user_say(struct visit *visit, struct dict *dict, const struct person *person)
    NONNULL(1, 2, 3);

/* Is the login looked after by the parent, of whose Administrators the reader is none? Then
 * nobody here ends its sessions or has its password set anew (TN-16). */
enum status user_is_of_parent(struct visit *visit, const struct person *person,
                              bool *out) MUST_USE NONNULL(1, 2, 3);

/* Change it and say what it came to: to `path` of the account if it is done, else back to the
 * person's page, which tells why not. */
enum status change_answer(struct visit *visit, const struct membership_change *change,
                          const char *path) MUST_USE NONNULL(1, 2, 3);
