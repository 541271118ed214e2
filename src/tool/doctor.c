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
static enum status checks_run(struct tool *tool, const struct doctor_check *checks,
                              int *faults)
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
    &message_account_missing,
    &message_conversation_missing,
    &message_number_differs,
    &message_reply_astray,
    &part_message_missing,
    &part_beyond,
    &part_missing,
    &outbox_message_missing,
    &carrier_ref_part_missing,
    &receipt_part_missing,
    &inbound_message_missing,
    &event_order_astray,
    &conversation_ends_differ,
    &conversation_last_differs,
    &conversation_out_differs,
    &own_rows_missing,
    &own_ends_differ,
    &own_last_differs,
    &account_count_differs,
    &user_count_differs,
    &tree_count_differs,
    &count_version_behind,
    &message_state_differs,
    NULL,
};

const struct command doctor = {
    .name = "doctor",
    .what = "prove that parents lie in their account and counts equal rows; changes nothing",
    .options = options,
    .asks = asks,
    .run = doctor_run,
};
