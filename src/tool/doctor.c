/* doctor.c: prove that the rows agree with each other
 *
 * message, part and the post between rooms have no foreign keys (they are cut by month, or
 * have no account yet), so this is what holds them to their parents; and the inbox's counts
 * are kept beside the rows, so this is what holds them to those. It changes nothing. Rows
 * that are being written at the same moment may be reported; a second run tells. */
#include "tool/doctor.h"

#include <stdio.h>

#include "db/global.h"
#include "tool/commands.h"

SHAPE(finding, FIELD(finding, wrong), FIELD(finding, example));

/* Run the checks of one table; *faults grows by the rules that are broken. */
static enum status checks_run(struct tool *tool, const struct doctor_check *checks, int *faults)
{
    for (const struct doctor_check *check = checks; check->stmt; check++) {
        struct finding finding;

        TRY(global_one(tool->db, check->stmt, WITH_NOTHING, &finding));
        if (finding.wrong == 0) {
            printf("ok      %s\n", check->rule);
            continue;
        }
        printf("WRONG   %s\n        %llu rows break this, the first is %llu\n", check->rule,
               (unsigned long long)finding.wrong, (unsigned long long)finding.example);
        ++*faults;
    }
    return OK;
}

static int doctor_run(struct tool *tool)
{
    int faults = 0;
    enum status status;

    if (!tool_has(tool, "data"))
        return tool_refuse("doctor needs --data: what it shall look at.");
    status = checks_run(tool, doctor_parents, &faults);
    if (status == OK)
        status = checks_run(tool, doctor_counts, &faults);
    if (status != OK)
        return tool_database_failed(tool, status);
    if (faults > 0)
        return tool_fail("%d rules are broken; nothing was changed.", faults);
    puts("All rows agree.");
    return EXIT_DONE;
}

static const struct tool_option options[] = {
    {"data", NULL, "look at the rows of all accounts", false},
    {0},
};

static const struct stmt *const asks[] = {
    &doctor_message_account_missing,
    &doctor_message_conversation_missing,
    &doctor_message_number_differs,
    &doctor_message_reply_astray,
    &doctor_part_message_missing,
    &doctor_part_beyond,
    &doctor_part_missing,
    &doctor_outbox_message_missing,
    &doctor_carrier_ref_part_missing,
    &doctor_receipt_part_missing,
    &doctor_inbound_message_missing,
    &doctor_event_order_astray,
    &doctor_conversation_ends_differ,
    &doctor_conversation_last_differs,
    &doctor_conversation_out_differs,
    &doctor_own_rows_missing,
    &doctor_own_ends_differ,
    &doctor_own_last_differs,
    &doctor_account_count_differs,
    &doctor_user_count_differs,
    &doctor_tree_count_differs,
    &doctor_count_version_behind,
    &doctor_message_state_differs,
    NULL,
};

const struct command command_doctor = {
    .name = "doctor",
    .what = "prove that parents lie in their account and counts equal rows; changes nothing",
    .options = options,
    .asks = asks,
    .run = doctor_run,
};
