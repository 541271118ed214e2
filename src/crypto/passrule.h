/* passrule.h: which passwords a person may choose
 *
 * Length is what counts (NIST SP 800-63B-4): no rule about kinds of characters, nothing cut,
 * nothing trimmed, any Unicode. Refused is what a guesser tries first: the blocklist, also
 * with a year behind it, doubled or spelt p4ssw0rd; runs such as 123456789012345; and what
 * can be read off the account (requirements AU-01, AU-02). */
#pragma once

#include <stddef.h>

#include "base/status.h"
#include "base/str.h"
#include "crypto/blocklist.h"

enum {
    PASSWORD_LEAST = 15, /* code points */
    PASSWORD_LEAST_WITH_TOTP = 8,
    PASSWORD_MOST = 128,
};

enum password_fault {
    PASSWORD_FINE = 0,
    PASSWORD_SHORT,
    PASSWORD_LONG,
    PASSWORD_NOT_TEXT, /* no UTF-8, or a NUL in it: the form must answer 400 */
    PASSWORD_COMMON,   /* on the blocklist, or a small change of something on it */
    PASSWORD_RUN,      /* one character again and again, or neighbours in a row */
    PASSWORD_CONTEXT,  /* made of the account's or the person's own names */
};

/* What a guesser knows of the person; absent ones are left out. The product's name and "sms"
 * are always included. */
struct password_context {
    struct str account;
    struct str parent;
    struct str person;
    struct str email;
};

/* `least` is PASSWORD_LEAST or PASSWORD_LEAST_WITH_TOTP. Works in the wiped arena. */
enum password_fault password_check(struct arena *secret, const struct blocklist *list,
                                   size_t least, struct str password,
                                   const struct password_context *context) MUST_USE
    NONNULL(1, 2, 5);

/* A sentence for the person; "" for PASSWORD_FINE. `least` as above. */
struct str password_fault_say(struct arena *arena, enum password_fault fault, size_t least)
    NONNULL(1);
