/* mail_kind.c: the mails there are, and what each of them says */
#include "model/mail/mail_kind.h"

#include <string.h>

enum { HALF_HOUR = 30, DAY = 1440 };

#define SAYS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Where somebody was: an instant in words, a browser, an IP address. */
#define SCENE "at", "device", "address"

/* One of them, with any value: it is on now, off, or has new recovery codes. */
#define SWITCH "on", "off", "codes"

#define INVITE                                                                                 \
    SAYS("organisation", "inviter", "note", "until", "grant", "account", "role", "accept")

/* clang-format off */
const struct mail_kind mail_kinds[] = {
    { "invite",           2 * DAY,   INVITE,                            SAYS("accept") },
    { "invite-known",     2 * DAY,   INVITE,                            SAYS("accept") },
    { "reset",            HALF_HOUR, SAYS("reset", SCENE),              SAYS("reset") },
    { "email-confirm",    DAY,       SAYS("email", "confirm"),          SAYS("confirm") },
    { "email-agree",      DAY,       SAYS("email", "confirm", SCENE),   SAYS("confirm") },
    { "email-changed",    2 * DAY,   SAYS("email", SCENE),              SAYS(NULL) },
    { "password-changed", 2 * DAY,   SAYS("reset", SCENE),              SAYS("reset") },
    { "new-device",       2 * DAY,   SAYS("sessions", SCENE),           SAYS("sessions") },
    { "recovery-used",    2 * DAY,   SAYS("security", "left", SCENE),   SAYS("security") },
    { "totp-changed",     2 * DAY,   SAYS("security", SWITCH, SCENE),   SAYS("security") },
    { "audit-seal",       7 * DAY,   SAYS("seal"),                      SAYS(NULL) },
    { 0 }
};
/* clang-format on */

const struct mail_kind *mail_kind_find(const char *name)
{
    for (const struct mail_kind *kind = mail_kinds; kind->name; kind++)
        if (strcmp(kind->name, name) == 0)
            return kind;
    return NULL;
}
