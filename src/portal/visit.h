/* visit.h: one request from beginning to end
 *
 * Everything a page needs, in one place; it lives in the visit's arena and is gone with it. */
#pragma once

#include "auth/guard.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/number.h"
#include "http/response.h"
#include "model/audit/audit.h"
#include "model/mail/mail.h"
#include "portal/route.h"
#include "text/utf8.h"
#include "view/view.h"

/* Made once at start, the same for every visit of the program. */
struct house {
    const struct program *program;
    const struct conf *conf;
    struct site site;
    struct tpl *tpl;
    struct str form_key;      /* the server's key for form tokens */
    struct str asset;         /* "/static/<version>" */
    bool two_step_parents;    /* configuration: must their Administrators have it? */
    struct mail_key mail_key; /* of a program with .mails */
    void *own;                /* what the program's start hook made */
};

struct visit {
    const struct house *house;
    struct arena *arena;
    struct arena *secret; /* wiped at the end: passwords and tokens */
    struct db *db;
    struct clocks *clocks; /* the worker's, as db is */
    struct request request;
    struct response response;
    struct found found;
    struct guard_out guard; /* who asks; zero before the guard */
    struct tenant *tenant;  /* NULL outside an account */
    struct stamp now;
    struct dial dial; /* how the reader's zone shows instants */
    struct str request_id;
    struct str report;   /* the body of a BROWSER route, as it came */
    const char *trouble; /* for the log: what a BROKEN came from; NULL: none */
    /* What is done once the answer has left, so that its time tells nothing; NULL: nothing. */
    enum status (*after)(struct visit *visit);
};

/* The signed-in actor; only on routes that need one. */
const struct actor *visit_actor(const struct visit *visit) RETURNS_NONNULL NONNULL(1);

/* Who the logs say did it: the signed-in person, also while they see with a member's eyes, and
 * their address; before sign-in only the address. Texts live as long as the visit. */
struct audit_who visit_who(const struct visit *visit) NONNULL(1);

/* Counts and version of the inbox that the actor reads in this account, or merged. */
const struct inbox_count *visit_inbox(const struct visit *visit) RETURNS_NONNULL NONNULL(1);

/* The id at a place of the route's pattern, 0 the first. */
uint64_t visit_id(const struct visit *visit, size_t place) NONNULL(1);

/* The value of a query parameter; absent if there is none. */
struct str visit_query(const struct visit *visit, const char *name) NONNULL(1, 2);

/* Take a field of the posted form as it is stored: valid UTF-8, NFC, LF. INVALID if it is
 * missing or holds what no form of ours sends. TOO_MUCH if it is longer than `points`; *out has
 * it all the same, so that what was typed is not lost. */
enum status visit_field(struct visit *visit, const char *name, enum utf8_lines lines,
                        size_t points, struct str *out) MUST_USE NONNULL(1, 2, 5);

/* INVALID if the posted form has other fields than these (and `token`): TN-14. */
enum status visit_only(struct visit *visit, const char *const *names) MUST_USE NONNULL(1, 2);
#define FIELDS(...) ((const char *const[]){__VA_ARGS__, "token", NULL})

/* Answer with a redirect inside the account: format gives the path behind `/7`. */
enum status visit_go(struct visit *visit, const char *format, ...) PRINTF(2, 3) MUST_USE
    NONNULL(1, 2);
/* The same outside an account: the whole path. */
enum status visit_leave(struct visit *visit, struct str path) MUST_USE NONNULL(1);
