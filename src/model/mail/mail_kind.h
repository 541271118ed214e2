/* mail_kind.h: the mails there are, and what each of them says
 *
 * templates/mail/NAME.html.tpl and NAME.txt.tpl are its words. maild proves at its start that
 * they say no other names than these; mail_queue refuses a mail that does. {{#name}} is
 * there once for each line of the value, so not at all for an empty one. Besides, each may say
 * to_name, and site and home, the configured address without and with its scheme. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct mail_kind {
    const char *name;
    uint16_t minutes;         /* for which it is tried: a link runs out */
    const char *const *words; /* ended by NULL; also a section and the names of its rows */
    const char *const *links; /* of them, those that lead here; ended by NULL */
};

/* Ended by { 0 }. */
extern const struct mail_kind mail_kinds[];

/* NULL: there is no such kind. */
const struct mail_kind *mail_kind_find(const char *name) NONNULL(1);
