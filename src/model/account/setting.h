/* setting.h: what an account has decided, and what its parent has decided for it
 *
 * One rule, in one place (SETTING_VALUE): what the parent has locked is the parent's; else the
 * account's own; else the parent's; else Branchline's standard. An account's own value stays
 * stored under a lock, and counts again when the lock is taken away. */
#pragma once

#include <stdbool.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"
#include "model/audit/audit.h"
#include "model/login/session.h"

/* What can be inherited, in the order of struct setting. */
enum setting_no {
    SETTING_FOOTER,
    SETTING_QUIET_HOURS,
    SETTING_DUPLICATE_HOURS,
    SETTING_DAY_MESSAGES,
    SETTING_SEND_RECIPIENTS,
    SETTING_APPROVAL_ABOVE,
    SETTING_REPLY_DAYS,
    SETTING_OPT_OUT_WORDS,
    SETTING_OPT_OUT_REPLY,
    SETTING_OPT_IN_REPLY,
    SETTING_RETENTION_MONTHS,
    SETTING_TWO_STEP,
    SETTING_OPT_OUT_SCOPE, /* the parent's alone, and never its sub-accounts' */
    SETTING_COUNT
};

/* What holds in an account, wherever it comes from. Texts are never absent. */
struct setting {
    struct str footer;        /* empty: none */
    struct str quiet_hours;   /* "21:00-07:00"; empty: never */
    uint32_t duplicate_hours; /* 0: never */
    uint32_t day_messages;    /* 0: no limit */
    uint32_t send_recipients;
    uint32_t approval_above; /* 0: never */
    uint32_t reply_days;
    struct str opt_out_words; /* beside the locked core: model/account/keyword.h */
    struct str opt_out_reply; /* empty: no answer */
    struct str opt_in_reply;
    uint32_t retention_months; /* 0: for ever */
    struct str two_step;       /* "required", "optional" */
    struct str opt_out_scope;  /* "account", "tree" */
    struct str own;            /* names of what the account decided itself, parted by commas */
    struct str locks;          /* names of what the parent has locked, likewise */
    uint64_t sender_id;        /* the number that texts come from; 0: the oldest */
    bool hands_down;           /* a parent that may have sub-accounts */
    uint64_t version;
    struct stamp changed_at; /* STAMP_NONE: never */
    struct str changed_by;   /* absent: nobody */
};
extern const struct shape setting_shape;

/* The value of a column, for account AS a, its own row AS s and its parent's AS p. */
#define SETTING_VALUE(column, standard)                                                        \
    "COALESCE(IF(a.account_id <> a.root_id AND FIND_IN_SET('" column                           \
    "', p.locks) > 0, NULL, s." column "), p." column ", " standard ")"

#define SETTING_STANDARD_REPLY_DAYS "7"
/* Somebody who administers a parent can do most harm. */
#define SETTING_STANDARD_TWO_STEP "IF(a.account_id = a.root_id, 'required', 'optional')"

/* What holds in the tenant's account. */
enum status setting_of(struct tenant *t, struct setting *out) MUST_USE NONNULL(1, 2);
/* What would hold if the account had decided nothing; on a parent, Branchline's standard. */
enum status setting_handed(struct tenant *t, struct setting *out) MUST_USE NONNULL(1, 2);

/* The name of a setting: its column, its member, its field in a form. */
const char *setting_name(enum setting_no no) RETURNS_NONNULL;
/* Has the account decided it itself? */
bool setting_is_own(const struct setting *setting, enum setting_no no) NONNULL(1);
/* Is it locked, in the parent's row? On a parent this says what it locks for those below. */
bool setting_is_locked(const struct setting *setting, enum setting_no no) NONNULL(1);
/* Its value as text, numbers in plain digits. */
struct str setting_text(struct arena *arena, const struct setting *setting, enum setting_no no)
    NONNULL(1, 2);

/* One decision. */
struct setting_new {
    enum setting_no no;
    struct str value; /* as setting_text has it; absent: as the parent decides */
};

/* What one press of a button changes, all or nothing. */
struct setting_change {
    uint64_t version; /* that the form was shown with */
    const struct setting_new *news;
    size_t count;
    struct str locks;   /* absent: as they are; else names parted by commas; a parent's */
    bool has_sender;    /* sender_id is a change */
    uint64_t sender_id; /* 0: the oldest */
    const struct audit_who *who;
    struct audit_entry entry;
};

/* What it says of two-step sign-in holds at once for sessions that began before. CONFLICT if
 * somebody changed the account's settings after `version` was read, or if the parent has locked
 * one of them by now; nothing is changed then. */
enum status setting_change(struct tenant *t, struct db *db,
                           const struct setting_change *change) MUST_USE NONNULL(1, 2, 3);

/* Inside a transaction, for what belongs on the same form but stands in another table: the
 * step from `version` to the next. CONFLICT as above. */
enum status setting_turn(struct tenant *t, uint64_t version, struct str by) MUST_USE NONNULL(1);

extern const struct stmt setting_of_own;
extern const struct stmt setting_of_handed;
extern const struct stmt setting_account_lock;
extern const struct stmt setting_open_row;
extern const struct stmt setting_turn_row;
extern const struct stmt setting_set_locks;
extern const struct stmt setting_set_sender;
extern const struct stmt setting_set_footer;
extern const struct stmt setting_set_quiet_hours;
extern const struct stmt setting_set_duplicate_hours;
extern const struct stmt setting_set_day_messages;
extern const struct stmt setting_set_send_recipients;
extern const struct stmt setting_set_approval_above;
extern const struct stmt setting_set_reply_days;
extern const struct stmt setting_set_opt_out_words;
extern const struct stmt setting_set_opt_out_reply;
extern const struct stmt setting_set_opt_in_reply;
extern const struct stmt setting_set_retention_months;
extern const struct stmt setting_set_two_step;
extern const struct stmt setting_set_opt_out_scope;
#define SETTING_READ_ASKS &setting_of_own, &setting_of_handed
#define SETTING_CHANGE_ASKS                                                                    \
    &setting_account_lock, &setting_open_row, &setting_turn_row, &setting_set_locks,           \
        &setting_set_sender, &setting_set_footer, &setting_set_quiet_hours,                    \
        &setting_set_duplicate_hours, &setting_set_day_messages, &setting_set_send_recipients, \
        &setting_set_approval_above, &setting_set_reply_days, &setting_set_opt_out_words,      \
        &setting_set_opt_out_reply, &setting_set_opt_in_reply, &setting_set_retention_months,  \
        &setting_set_two_step, &setting_set_opt_out_scope, &session_judge_tree_rows
