/* render.h: a mail's words, from its templates and what it says
 *
 * mail/KIND.html.tpl is the page. mail/KIND.txt.tpl is the same as plain text, and the subject:
 * its first line is that, each other line a paragraph, a point ("- …") or a quoted line
 * ("> …"), laid out here. Both are escaped as HTML by ctemplate; of the plain one the escapes,
 * which are all the markup there is, are then taken back. */
#pragma once

#include "base/conf.h"
#include "base/status.h"
#include "model/mail/mail_kind.h"
#include "text/letter.h"
#include "view/tpl.h"

struct press {
    struct tpl *tpl;
    struct str home; /* base_url */
};

struct print {
    struct str subject;
    struct str text;
    struct str html;
};

/* Load every kind's templates and prove that they say only what it says. INVALID with a
 * sentence in *why. */
enum status press_open(struct arena *arena, const struct conf *conf, struct press *out,
                       struct str *why) MUST_USE NONNULL(1, 2, 3, 4);

/* BROKEN if a template fails. */
enum status press_print(struct arena *arena, const struct press *press,
                        const struct mail_kind *kind, const struct letter *letter,
                        struct str to_name, struct print *out) MUST_USE NONNULL(1, 2, 3, 4, 6);
