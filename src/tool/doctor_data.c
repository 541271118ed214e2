/* doctor_data.c: prove that the rows agree with each other
 *
 * message, part and the post between rooms have no foreign keys (they are cut by month, or
 * have no account yet), so this is what holds them to their parents; and the inbox's counts
 * are kept beside the rows, so this is what holds them to those. It changes nothing. Rows
 * that are being written at the same moment may be reported; a second run tells. */
#include "tool/doctor.h"

#include <stdio.h>

#include "db/global.h"

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

int doctor_data(struct tool *tool)
{
    int faults = 0;
    enum status status = checks_run(tool, doctor_parents, &faults);

    if (status == OK)
        status = checks_run(tool, doctor_counts, &faults);
    if (status != OK)
        return tool_database_failed(tool, status);
    if (faults > 0)
        return tool_fail("%d rules are broken; nothing was changed.", faults);
    puts("All rows agree.");
    return EXIT_DONE;
}
