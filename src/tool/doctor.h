/* doctor.h: what `branchline doctor --data` looks for */
#pragma once

#include "base/shape.h"
#include "db/stmt.h"

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
    doctor_tree_count_differs, doctor_count_version_behind, doctor_message_state_differs;
