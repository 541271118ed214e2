/* doctor.h: what `branchline doctor` looks at, and with --data */
#pragma once

#include "base/shape.h"
#include "db/stmt.h"
#include "tool/tool.h"

/* A statement's one row. */
struct finding {
    uint64_t wrong;   /* rows that break the rule */
    uint64_t example; /* the smallest id of one of them */
};
extern const struct shape finding_shape;

struct doctor_check {
    const struct stmt *stmt;
    const char *rule; /* as it should be, a sentence */
};

extern const struct doctor_check doctor_parents[]; /* ended by { 0 } */
extern const struct doctor_check doctor_counts[];  /* ended by { 0 } */

/* The statements of those tables, for the list of what the command asks. */
extern const struct stmt doctor_message_account_missing, doctor_message_conversation_missing,
    doctor_message_number_differs, doctor_message_reply_astray, doctor_part_message_missing,
    doctor_part_beyond, doctor_part_missing, doctor_outbox_message_missing,
    doctor_carrier_ref_part_missing, doctor_receipt_part_missing,
    doctor_inbound_message_missing, doctor_event_order_astray;
extern const struct stmt doctor_conversation_ends_differ, doctor_conversation_last_differs,
    doctor_conversation_out_differs, doctor_own_rows_missing, doctor_own_ends_differ,
    doctor_own_last_differs, doctor_account_count_differs, doctor_user_count_differs,
    doctor_tree_count_differs, doctor_count_version_behind, doctor_message_state_differs,
    doctor_audit_end_differs;
extern const struct stmt doctor_clock, doctor_lines, doctor_outbox_age, doctor_receipt_age,
    doctor_inbound_age, doctor_mail_age, doctor_mail_trouble, doctor_unsealed;

/* The rows of all accounts; the command's exit code. */
int doctor_data(struct tool *tool) MUST_USE NONNULL(1);

/* One line each for what is well and what is not; `cure` is what the operator shall do. */
void doctor_well(const char *format, ...) PRINTF(1, 2) NONNULL(1);
void doctor_wrong(int *faults, const char *cure, const char *format, ...) PRINTF(3, 4)
    NONNULL(1, 2, 3);

/* Each program's own proof (statements, grants, templates) and whether its socket answers; the
 * modes of the secrets; clock, carriers and queues by the database. *faults grows. */
void doctor_programs(struct tool *tool, int *faults) NONNULL(1, 2);
void doctor_secrets(struct tool *tool, int *faults) NONNULL(1, 2);
enum status doctor_rows(struct tool *tool, int *faults) MUST_USE NONNULL(1, 2);
/* The relay, and the mails that wait for it. */
enum status doctor_mail(struct tool *tool, int *faults) MUST_USE NONNULL(1, 2);
/* Whether the audit log is sealed. */
enum status doctor_seal(struct tool *tool, int *faults) MUST_USE NONNULL(1, 2);
