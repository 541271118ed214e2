/* write_settings.c: what some of the demo's accounts have decided for themselves
 *
 * A parent hands down quiet hours and answers, and locks one of them; Marketing and Rostering
 * keep hours of their own. Everything else is as Branchline has it. */
#include "base/shape.h"
#include "db/global.h"
#include "demo/write.h"

struct decided {
    uint64_t account_id;
    const char *person; /* who changed it last; NULL: as the account was opened */
    int64_t days;       /* so many days ago */
    const char *locks;
    const char *footer; /* NULL: as the parent decides, likewise below */
    const char *quiet_hours;
    const char *opt_out_reply;
    uint64_t approval_above; /* 0: as the parent decides, likewise below */
    uint64_t day_messages;
};

/* clang-format off */
static const struct decided decisions[] = {
    { 1, NULL,    0,  "opt_out_reply", NULL, "21:00-07:00", "You get no more messages from Tallowood Garden Group. START brings them back.", 500, 0 },
    { 2, "priya", 19, "",              "Tallowood Garden Group. STOP ends it.", "20:00-08:00", NULL, 250, 0 },
    { 5, NULL,    0,  "",              NULL, "22:00-04:30", NULL, 0, 0 },
    { 6, "freya", 17, "",              NULL, "20:00-08:00", NULL, 0, 2000 },
};
/* clang-format on */

STMT_GLOBAL(demo_setting_add, NULL, DEMO_ONLY,
            "INSERT INTO setting (root_id, account_id, version, changed_at, changed_by, locks,"
            " footer, quiet_hours, opt_out_reply, approval_above, day_messages)"
            " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)");

static enum status decided_write(struct writer *w, size_t at)
{
    const struct decided *d = &decisions[at];
    const struct firm *firm = &firms[firm_place(d->account_id)];
    struct stamp changed_at = stamp_add(w->plan->now, -d->days * STAMP_DAY);

    return global_run(
        w->db, &demo_setting_add,
        WITH(ID(firm->root_id), ID(firm->account_id),
             STAMP(d->person ? changed_at : STAMP_NONE),
             WORD(d->person ? person_at(person_number(str_of(d->person)))->name : NULL),
             WORD(d->locks), WORD(d->footer), WORD(d->quiet_hours), WORD(d->opt_out_reply),
             ID_OR_NULL(d->approval_above), ID_OR_NULL(d->day_messages)));
}

enum status write_settings(struct writer *w)
{
    return write_batches(w, COUNT_OF(decisions), COUNT_OF(decisions), decided_write);
}
