/* mail.h: a mail to one person, put in line to be sent
 *
 *     struct mail *mail = mail_make(arena, "invite", email, name);
 *
 *     mail_say(mail, "inviter", who->name);
 *     mail_link(mail, "accept", str_format(arena, "/invite/%.*s", STR_ARG(token)));
 *     TRY(mail_queue(db, key, mail));           … in the transaction of what it tells of;
 *     bell_ring(run_dir, "maild");              … and after its commit
 *
 * The row holds what the mail says sealed with the key `mail-key` of the secret folder, bound
 * to the row, and no longer than until it is sent: the database never sees a link's token.
 * maild (mail_out.h) renders templates/mail/KIND.html.tpl and KIND.txt.tpl. It sends at least
 * once: the same Message-ID at every try, so that a repeat can be told.
 *
 * Nothing here tells whether anybody reads the address, or has a login (AU-11). */
#pragma once

#include <stdbool.h>

#include "base/conf.h"
#include "crypto/seal.h"
#include "db/global.h"
#include "text/letter.h"

enum { MAIL_ADDRESS_MOST = 254, MAIL_NAME_MOST = 120 /* code points */ };

struct mail_key {
    struct seal_key seal;
};

/* From secret_dir/mail-key, at start. INVALID with a sentence in *why. */
enum status mail_key_read(struct arena *arena, const struct conf *conf, struct mail_key *out,
                          struct str *why) MUST_USE NONNULL(1, 2, 3, 4);

struct mail {
    const char *kind;
    struct str to;
    struct str to_name; /* empty: not known */
    struct letter letter;
};

/* A mail of that kind to one address (mail_kind.c has the kinds and what each says). Texts are
 * not copied: they live until it is queued. */
struct mail *mail_make(struct arena *arena, const char *kind, struct str to,
                       struct str to_name) MUST_USE RETURNS_NONNULL NONNULL(1, 2);

/* {{name}} is this text. */
void mail_say(struct mail *mail, const char *name, struct str value) NONNULL(1, 2);
/* {{name}} is base_url with this path behind it: "/invite/…". */
void mail_link(struct mail *mail, const char *name, struct str path) NONNULL(1, 2);
/* {{#section}} once more; names end with NULL. */
void mail_row(struct mail *mail, const char *section, const char *const *names,
              const struct str *values) NONNULL(1, 2, 3, 4);

/* Put it in line, inside the caller's transaction. INVALID if the kind, a name or a link is
 * unknown to mail_kind.c, address or
 * name can't stand in a header (IO-07), or what it says is no clean text; TOO_MUCH if it says
 * more than a row holds. */
enum status mail_queue(struct db *db, const struct mail_key *key,
                       const struct mail *mail) MUST_USE NONNULL(1, 2, 3);

/* Whether mail can be sent to it: local@domain in visible characters, at most 254 bytes. */
bool mail_address_is_good(struct str email);

extern const struct stmt mail_add_row;
#define MAIL_ASKS &mail_add_row
/* GRANT INSERT (message_ref, kind, to_email, to_name, sealed, not_before, queued_at,
 * give_up_at) ON branchline.mail */
