/* membership.h: the roles that a user can hold in an account */
#pragma once

/* "Administrator" is one role; its power depends on the account it is held on. The stronger
 * is the greater. */
enum role { ROLE_NONE, BASIC, ADVANCED, ADMINISTRATOR };

/* The SQL ENUM's words in the order of enum role, with "none" first; ended by NULL. */
extern const char *const role_words[];
