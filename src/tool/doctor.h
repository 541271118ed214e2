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
extern const struct stmt message_account_missing, message_conversation_missing,
    message_number_differs, message_reply_astray, part_message_missing, part_beyond,
    part_missing, outbox_message_missing, carrier_ref_part_missing, receipt_part_missing,
    inbound_message_missing, event_order_astray;
extern const struct stmt conversation_ends_differ, conversation_last_differs,
    conversation_out_differs, own_rows_missing, own_ends_differ, own_last_differs,
    account_count_differs, user_count_differs, tree_count_differs, count_version_behind,
    message_state_differs;
