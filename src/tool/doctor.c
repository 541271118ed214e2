/* doctor.c: is this installation well, and what to do where it is not
 *
 * It looks from the ground up, so that the first finding is often the cause of the rest: the
 * database, each program under its own rights, sockets, secrets, then what only a database that
 * answers can tell: clock, carriers, what waits too long. It changes nothing. */
#include "tool/doctor.h"

#include <stdio.h>

#include "tool/commands.h"

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
    &doctor_audit_end_differs,
    &doctor_clock,
    &doctor_lines,
    &doctor_outbox_age,
    &doctor_receipt_age,
    &doctor_inbound_age,
    &doctor_mail_age,
    &doctor_mail_trouble,
    &doctor_unsealed,
    NULL,
};

/* False: nothing of the database can be asked. */
static bool database_look(struct tool *tool, int *faults)
{
    struct str why;

    if (db_prove(tool->arena, tool->conf, "tool", asks, &why) == OK) {
        doctor_well("The database answers, is set as accepted messages need, and knows us.");
        return true;
    }
    doctor_wrong(
        faults,
        "Away: start MariaDB. A setting: see 70-branchline.cnf, and restart it. Users, "
        "grants or a statement: run branchline-setup (`make run` in a local run).",
        "%.*s", STR_ARG(why));
    return false;
}

static int house_look(struct tool *tool)
{
    int faults = 0;
    bool there = database_look(tool, &faults);
    enum status status = OK;

    doctor_programs(tool, &faults);
    doctor_secrets(tool, &faults);
    if (there)
        status = doctor_rows(tool, &faults);
    if (status != OK)
        return tool_database_failed(tool, status);
    if (faults > 0)
        return tool_fail("%d findings; what to do stands below each. Nothing was changed.",
                         faults);
    puts("All is well.");
    return EXIT_DONE;
}

static int doctor_run(struct tool *tool)
{
    struct str why;

    if (!tool_has(tool, "data"))
        return house_look(tool);
    if (db_prove(tool->arena, tool->conf, "tool", asks, &why) != OK)
        return tool_fail("The database can't be used: %.*s", STR_ARG(why));
    return doctor_data(tool);
}

static const struct tool_option options[] = {
    {"data", NULL, "instead: prove that parents lie in their account and counts equal rows",
     false},
    {0},
};

const struct command command_doctor = {
    .name = "doctor",
    .what = "look whether all is well, and say what to do where it is not; changes nothing",
    .options = options,
    .asks = asks,
    .run = doctor_run,
    .proves = true,
};
