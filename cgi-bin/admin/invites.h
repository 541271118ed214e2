/* invites.h: what the pages about invitations share */
#pragma once

#include "model/invite/invite_send.h"
#include "portal/page.h"

/* The form as it was typed, and what of it is good. */
struct invite_form {
    struct str who;       /* the pasted list, as typed */
    struct str note;      /* as typed */
    struct list accounts; /* of struct invitable: those that can be named */
    enum role *roles;     /* for each of them; ROLE_NONE: not named */
    struct str find;      /* part of a name, or empty */
    bool finding;         /* the button of that was pressed: nothing is sent yet */
    struct str *emails;
    size_t email_count;
    struct invite_want *wants;
    size_t want_count;
};

/* An invitation without an answer: a row of the page; its accounts are said inside it. */
struct waiting {
    uint64_t invite_id;
    struct str email;
    struct str inviter;
    bool invited_by; /* somebody did, not the operator */
    struct stamp made_at;
    struct stamp ends_at;
    struct stamp declined_at;
    bool declined;
    bool ran_out;
    bool made_in; /* here: it can be sent again */
};
extern const struct shape waiting_shape;

/* Whose page this is and who acts. */
struct inviting invites_here(struct visit *visit, const struct audit_who *who) NONNULL(1, 2);

/* The empty form: the accounts, and on a page with one account Basic user chosen. */
enum status invite_form_begin(struct visit *visit, const struct inviting *inviting,
                              struct invite_form *out) MUST_USE NONNULL(1, 2, 3);
/* The posted one; what is wrong goes into the faults, unless it only asks for other accounts.
 * INVALID if no form of ours sends it. */
enum status invite_form_read(struct visit *visit, const struct inviting *inviting,
                             struct invite_form *out, struct faults *faults) MUST_USE
    NONNULL(1, 2, 3, 4);

/* Say that no more may wait for an answer. */
void invite_full_say(struct visit *visit, struct faults *faults) NONNULL(1, 2);
