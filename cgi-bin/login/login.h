/* login.h: what the files of the login program share */
#pragma once

#include "crypto/blocklist.h"
#include "crypto/hash.h"
#include "crypto/password.h"
#include "crypto/seal.h"
#include "model/login/session.h"
#include "model/login/throttle.h"
#include "model/login/user.h"
#include "model/mail/notice.h"
#include "portal/page.h"

/* Made before the workers fork; each worker then has its own copy, but for the gate. */
struct porter {
    struct hasher hasher;
    struct blocklist *blocklist;
    struct seal_key totp_key; /* shuts what authenticator apps know */
    int64_t reported_us;      /* when a browser's report was last logged, monotonic */
};

enum status porter_start(struct arena *arena, struct house *house, struct str *why) MUST_USE;
struct porter *porter_of(const struct visit *visit) RETURNS_NONNULL NONNULL(1);

/* Sign the user in: a new session in place of the one there was, cookies, the device.
 * `password` is the PHC string of the one that was given; CONFLICT if it is another by now. */
enum status porter_admit(struct visit *visit, uint64_t user_id, struct str password) MUST_USE
    NONNULL(1);

/* Send one of our cookies; see cookie_make. */
enum status porter_cookie(struct visit *visit, const char *word, struct str value,
                          int age) MUST_USE NONNULL(1, 2);
/* The hash of the token in a cookie of ours. NOT_FOUND if there is none. */
enum status porter_token(struct visit *visit, const char *word, struct digest *out) MUST_USE
    NONNULL(1, 2, 3);

/* The browser's own token, if it has signed in for this user before (AU-06). NOT_FOUND: it has
 * not. */
enum status porter_device(struct visit *visit, uint64_t user_id, struct str *token) MUST_USE
    NONNULL(1, 3);

/* A session's new key: made, put into the transaction of what asks for it, then given to the
 * browser; pages of this visit go on with it. */
struct session_key {
    struct str token;
    struct digest *id_hash;
    struct str form_salt;
};
enum status porter_key_make(struct visit *visit, struct session_key *out) MUST_USE
    NONNULL(1, 2);
struct session_renewal porter_renewal(const struct visit *visit, const struct session_key *key)
    NONNULL(1, 2);
enum status porter_key_give(struct visit *visit, const struct session_key *key) MUST_USE
    NONNULL(1, 2);
/* All three, where nothing else changes (SE-03). */
enum status porter_renew(struct visit *visit) MUST_USE NONNULL(1);

/* Count a try of somebody known, apart from those of strangers; see throttle_try. */
enum status porter_count(struct visit *visit, const char *what, uint64_t user_id,
                         struct tries *out, uint32_t *wait) MUST_USE NONNULL(1, 2, 4, 5);
/* Is it the user's own password? DENIED if not, and the audit log is told; TOO_MUCH: too many
 * tries, nothing was hashed; *wait as in throttle_try. */
enum status porter_own_password(struct visit *visit, struct str typed, const struct user *user,
                                uint32_t *wait) MUST_USE NONNULL(1, 3, 4);

/* What somebody is told of a change to their login: a mail of that kind (NULL: none) and a row
 * in the audit log (NULL: none). mail_of is the mail alone: when, with what, from where, and
 * where whoever did not do it goes. */
struct audit_who who_of(const struct visit *visit, const struct user *user) NONNULL(1, 2);
struct mail *mail_of(struct visit *visit, const struct user *user,
                     const char *kind) RETURNS_NONNULL NONNULL(1, 2, 3);
struct notice notice_of(struct visit *visit, const struct user *user, const char *kind,
                        const char *action) NONNULL(1, 2);
/* Mail was queued: maild may look now. */
void notice_ring(const struct visit *visit) NONNULL(1);

/* A code that was typed: of the app, or from paper. */
struct code {
    uint64_t step;            /* of the app's; 0 if it is one from paper */
    struct str recovery_hash; /* absent if it is the app's; taking it tells if it is good */
    struct tries tries;
};
/* Read and judge the field `code`; what is wrong goes into the faults, and the try is counted
 * for the user before it is looked at. */
enum status code_read(struct visit *visit, const struct user *user, struct faults *faults,
                      struct code *out) MUST_USE NONNULL(1, 2, 3, 4);
/* The same for a secret that is only shown yet. */
enum status code_of_secret(struct visit *visit, const struct user *user, struct str secret,
                           int64_t now, struct faults *faults, struct code *out) MUST_USE
    NONNULL(1, 2, 5, 6);
/* It has been taken: the tries are forgotten. One that was good and is used wipes none out. */
enum status code_taken(struct visit *visit, const struct code *code) MUST_USE NONNULL(1, 2);
/* Taking it ended so: DENIED, it is none of the codes from paper; CONFLICT, it was taken
 * before. Say it at the field; the audit log is told of the first. */
enum status code_refused(struct visit *visit, const struct user *user, enum status status,
                         struct faults *faults) MUST_USE NONNULL(1, 2, 4);
/* Seal a user's secret for its row. */
enum status totp_shut(struct visit *visit, uint64_t user_id, struct str secret,
                      struct str *out) MUST_USE NONNULL(1, 4);
/* Open a user's secret, into the wiped arena. BROKEN if another key sealed it. */
struct totp;
enum status totp_open(struct visit *visit, uint64_t user_id, const struct totp *totp,
                      struct str *out) MUST_USE NONNULL(1, 3, 4);
/* Say what is wrong at the field `code`. */
void code_fault(struct visit *visit, struct faults *faults, const char *text) NONNULL(1, 2, 3);
/* The password was right: the answer asks for the code, then leads to `next`. CONFLICT if it is
 * another one by now. */
enum status half_begin(struct visit *visit, const struct user *user, struct str next) MUST_USE
    NONNULL(1, 2);
/* Does a role of theirs demand two-step sign-in (AU-10)? */
enum status two_step_demanded(struct visit *visit, bool *out) MUST_USE NONNULL(1, 2);

/* A code for paper, shown once. */
struct recovery_text {
    struct str recovery_code;
};
extern const struct shape recovery_text_shape;

/* Whose new password it is, for the rules of crypto/passrule.h. */
struct person {
    struct str account;
    struct str parent;
    struct str name;
    struct str email;
    bool two_step;
};
enum status person_of(struct visit *visit, const struct user *user, struct person *out) MUST_USE
    NONNULL(1, 2, 3);

/* Fields: what is wrong goes into the faults, at the field's own name; other statuses as
 * visit_field. */
enum status field_name(struct visit *visit, struct faults *faults, struct str *out) MUST_USE
    NONNULL(1, 2, 3);
enum status field_email(struct visit *visit, struct faults *faults, struct str *out) MUST_USE
    NONNULL(1, 2, 3);
/* A password as it was typed, in NFC, in the wiped arena. */
enum status field_secret(struct visit *visit, const char *name, struct str *out) MUST_USE
    NONNULL(1, 2, 3);
enum status field_new_password(struct visit *visit, const struct person *person,
                               struct faults *faults, struct str *out) MUST_USE
    NONNULL(1, 2, 3, 4);

/* The browser and system of a User-Agent: "Firefox on Linux". */
struct str agent_words(struct arena *arena, struct str agent) NONNULL(1);

/* Fill the list `account` of a page. `at` is the account that is lit, 0: none. */
enum status entrances_say(struct visit *visit, struct dict *dict, uint64_t at,
                          bool merged) MUST_USE NONNULL(1, 2);

enum status home_show(struct visit *visit) MUST_USE;
enum status sign_in_show(struct visit *visit) MUST_USE;
enum status sign_in_try(struct visit *visit) MUST_USE;
enum status sign_out(struct visit *visit) MUST_USE;
enum status accounts_show(struct visit *visit) MUST_USE;
enum status accounts_tree(struct visit *visit) MUST_USE;
enum status me_show(struct visit *visit) MUST_USE;
enum status profile_show(struct visit *visit) MUST_USE;
enum status profile_take(struct visit *visit) MUST_USE;
enum status password_show(struct visit *visit) MUST_USE;
enum status password_take(struct visit *visit) MUST_USE;
enum status confirm_show(struct visit *visit) MUST_USE;
enum status confirm_take(struct visit *visit) MUST_USE;
enum status two_step_show(struct visit *visit) MUST_USE;
enum status two_step_off_show(struct visit *visit) MUST_USE;
enum status two_step_off_take(struct visit *visit) MUST_USE;
enum status set_up_begin(struct visit *visit) MUST_USE;
enum status set_up_show(struct visit *visit) MUST_USE;
enum status set_up_take(struct visit *visit) MUST_USE;
enum status codes_renew(struct visit *visit) MUST_USE;
enum status code_show(struct visit *visit) MUST_USE;
enum status code_take(struct visit *visit) MUST_USE;
enum status reset_show(struct visit *visit) MUST_USE;
enum status reset_ask(struct visit *visit) MUST_USE;
enum status reset_open(struct visit *visit) MUST_USE;
enum status reset_new_show(struct visit *visit) MUST_USE;
enum status reset_new_take(struct visit *visit) MUST_USE;
enum status email_show(struct visit *visit) MUST_USE;
enum status email_ask(struct visit *visit) MUST_USE;
enum status email_cancel(struct visit *visit) MUST_USE;
enum status email_open(struct visit *visit) MUST_USE;
enum status email_link_show(struct visit *visit) MUST_USE;
enum status email_link_take(struct visit *visit) MUST_USE;
enum status sessions_show(struct visit *visit) MUST_USE;
enum status session_end_one(struct visit *visit) MUST_USE;
enum status session_end_rest(struct visit *visit) MUST_USE;
enum status invite_open(struct visit *visit) MUST_USE;
enum status view_stop(struct visit *visit) MUST_USE NONNULL(1);
enum status invite_show(struct visit *visit) MUST_USE;
enum status invite_take(struct visit *visit) MUST_USE;
enum status invite_turn_down(struct visit *visit) MUST_USE;
enum status invite_switch(struct visit *visit) MUST_USE;
enum status report_take(struct visit *visit) MUST_USE;
