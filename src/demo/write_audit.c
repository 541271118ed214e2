/* write_audit.c: what the demo's people did to accounts, people and settings, and when they
 * signed in: the audit log as it would be had they worked here for weeks */
#include <stdlib.h>
#include <string.h>

#include "db/global.h"
#include "demo/write.h"
#include "model/audit/audit.h"
#include "model/audit/audit_chain.h"

enum { SIGN_IN_DAYS = 6, DEEDS_MOST = 200, FIRST_MINUTE = 8 * 60, SPREAD_MINUTES = 110 };

#define AT_TALLOWOOD "203.0.113.24"
#define FROM_HOME    "198.51.100.61"
#define FROM_NOWHERE "192.0.2.177"

STMT_GLOBAL(demo_audit_head_add, NULL, DEMO_ONLY,
            "INSERT INTO audit_head (root_id, seq, at, hash) VALUES (?, ?, ?, ?)");

/* Written by hand: so many days ago, at this minute of the account's day. */
struct deed {
    uint64_t account_id;
    const char *person; /* NULL: the operator's command */
    const char *address;
    const char *action;
    const char *object;
    const char *before;
    const char *after;
    int32_t days;
    int32_t minute;
};

struct planned {
    struct deed deed;
    struct stamp at;
};

static const struct deed deeds[] = {
    {1, NULL, "", "account.create", "Tallowood Garden Group", NULL, NULL, 399, 602},
    {6, NULL, "", "account.create", "Harbour Lane Dental", NULL, NULL, 394, 640},
    {7, NULL, "", "account.create", "Lantern Street Books", NULL, NULL, 393, 655},
    {2, "mara", AT_TALLOWOOD, "account.create", "Marketing", NULL, NULL, 398, 671},
    {3, "mara", AT_TALLOWOOD, "account.create", "Sales", NULL, NULL, 398, 674},
    {4, "mara", AT_TALLOWOOD, "account.create", "Finance", NULL, NULL, 398, 675},
    {5, "mara", AT_TALLOWOOD, "account.create", "Rosters", NULL, NULL, 398, 677},
    {5, "mara", AT_TALLOWOOD, "account.rename", "Rostering", "Rosters", "Rostering", 397, 561},
    {8, "ada", FROM_HOME, "account.create", "Lantern Street Events", NULL, NULL, 391, 701},
    {2, "mara", AT_TALLOWOOD, "role.change", "Noor Haddad, noor.haddad@tallowood.example",
     "Basic user", "Advanced user", 41, 688},
    {5, "bec", AT_TALLOWOOD, "role.change", "Tess Okafor, tess.okafor@tallowood.example",
     "Basic user", "Advanced user", 33, 905},
    {2, "priya", AT_TALLOWOOD, "user.remove", "Callum Reyes, callum.reyes@tallowood.example",
     "Basic user", NULL, 26, 1001},
    {2, "priya", AT_TALLOWOOD, "setting.change", "Reply window", "5 days", "7 days", 19, 842},
    {3, "dev", AT_TALLOWOOD, "invite.make", "jonah.petrie@tallowood.example", NULL,
     "Basic user", 13, 544},
    {3, "jonah", FROM_HOME, "invite.accept", "Jonah Petrie, jonah.petrie@tallowood.example",
     NULL, "Basic user", 12, 1130},
    {2, "petra", FROM_NOWHERE, "sign-in.fail", "petra.novak@tallowood.example", NULL, NULL, 9,
     141},
    {2, "petra", FROM_NOWHERE, "sign-in.fail", "petra.novak@tallowood.example", NULL, NULL, 9,
     142},
    {2, "petra", AT_TALLOWOOD, "password.change", "Petra Novak, petra.novak@tallowood.example",
     NULL, NULL, 9, 527},
    {4, "anh", AT_TALLOWOOD, "audit.export", "Finance, 38 rows", NULL, NULL, 6, 963},
    {5, "tess", AT_TALLOWOOD, "access.deny", "Administrators read the audit log of an account.",
     NULL, NULL, 4, 777},
    {6, "freya", FROM_HOME, "setting.change", "Reply window", "3 days", "7 days", 17, 833},
    {8, "ada", FROM_HOME, "role.change", "Jules Fontaine, jules.fontaine@lanternstreet.example",
     "Basic user", "Advanced user", 22, 650},
};

static const char *const devices[] = {"Firefox on Windows", "Chrome on Windows",
                                      "Safari on iPhone", "Safari on macOS"};

/* Where a person's own doings are told: their account, or the parent if there are several. */
static uint64_t home_of(size_t person)
{
    uint64_t home = 0;

    for (const struct post *post = posts; post->account_id; post++) {
        if (person_number(str_of(post->person)) != person + 1)
            continue;
        home = home ? firms[firm_place(post->account_id)].root_id : post->account_id;
    }
    return home;
}

static struct stamp moment(const struct writer *w, const struct deed *deed)
{
    struct clock *clock = w->plan->clocks[firm_place(deed->account_id)];
    struct stamp day = clock_day_start(clock, stamp_add(w->plan->now, -deed->days * STAMP_DAY));

    return stamp_add(day, deed->minute * 60 * STAMP_SECOND + (int64_t)deed->minute * 7919);
}

/* Signing in of a morning, most days; a few people do it at home. */
static size_t sign_ins_plan(struct planned *all)
{
    size_t count = 0;

    for (size_t person = 0; person < PEOPLE; person++)
        for (int32_t day = 1; day <= SIGN_IN_DAYS; day++) {
            uint64_t dice = dice_mix(person * 31 + (uint64_t)day, 5);

            if (dice % 3 == 0 || strcmp(people[person].key, "jonah") == 0)
                continue;
            all[count++].deed =
                (struct deed){.account_id = home_of(person),
                              .person = people[person].key,
                              .address = dice % 7 == 1 ? FROM_HOME : AT_TALLOWOOD,
                              .action = "sign-in.ok",
                              .object = devices[person % COUNT_OF(devices)],
                              .days = day,
                              .minute = FIRST_MINUTE + (int32_t)(dice / 64 % SPREAD_MINUTES)};
        }
    return count;
}

static int deed_order(const void *a, const void *b)
{
    const struct planned *one = a;
    const struct planned *other = b;

    return (one->at.us > other->at.us) - (one->at.us < other->at.us);
}

static struct audit_row row_of(const struct planned *planned, uint64_t root_id)
{
    const struct deed *deed = &planned->deed;
    struct audit_row row = {.root_id = root_id,
                            .account_id = deed->account_id,
                            .at = planned->at,
                            .user_name = STR("Operator"),
                            .address = str_of(deed->address),
                            .action = str_of(deed->action),
                            .object = str_of(deed->object),
                            .was = str_of(deed->before),
                            .became = str_of(deed->after)};

    if (deed->person) {
        row.user_id = person_number(str_of(deed->person));
        row.user_name = str_of(person_at((uint32_t)row.user_id)->name);
    }
    return row;
}

static enum status chain_write(struct writer *w, uint64_t root_id, const struct planned *all,
                               size_t count)
{
    struct digest digest = {0};
    struct audit_row row = {.at = STAMP_NONE};
    uint64_t seq = 0;

    for (size_t i = 0; i < count; i++) {
        struct digest before = digest;
        struct stamp last = row.at;

        if (firms[firm_place(all[i].deed.account_id)].root_id != root_id)
            continue;
        row = row_of(&all[i], root_id);
        if (seq > 0 && row.at.us <= last.us)
            row.at.us = last.us + 1;
        row.seq = ++seq;
        row.prev = digest_str(&before);
        TRY(audit_hash(w->scratch, &row, &digest));
        row.hash = digest_str(&digest);
        TRY(global_run(w->db, &audit_add_in,
                       WITH(ID(root_id), ID(row.account_id), ID(row.seq), STAMP(row.at),
                            ID_OR_NULL(row.user_id), TEXT(row.user_name), TEXT(row.address),
                            TEXT(row.action), TEXT(row.object), TEXT(row.was), TEXT(row.became),
                            TEXT(row.prev), TEXT(row.hash))));
    }
    return global_run(w->db, &demo_audit_head_add,
                      WITH(ID(root_id), ID(seq), STAMP(row.at), TEXT(digest_str(&digest))));
}

static enum status chains_write(struct writer *w, size_t at)
{
    struct planned *all = ARENA_NEW_N(w->scratch, struct planned, DEEDS_MOST);
    size_t count = sign_ins_plan(all);

    for (size_t i = 0; i < COUNT_OF(deeds); i++)
        all[count++].deed = deeds[i];
    for (size_t i = 0; i < count; i++)
        all[i].at = moment(w, &all[i].deed);
    qsort(all, count, sizeof(*all), deed_order);
    (void)at; /* all of them are one */
    for (size_t i = 0; i < FIRMS; i++)
        if (firms[i].root_id == firms[i].account_id)
            TRY(chain_write(w, firms[i].root_id, all, count));
    return OK;
}

enum status write_audit(struct writer *w)
{
    return write_batches(w, 1, 1, chains_write);
}
