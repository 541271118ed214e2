/* write_invites.c: invitations that wait for an answer, one of them in vain
 *
 * Nobody has their links; "Send again" makes one that works. */
#include "db/global.h"
#include "demo/write.h"

struct invited {
    uint64_t made_in;
    const char *email;
    const char *person; /* who invites */
    const char *note;
    int64_t days; /* ago */
};

struct invited_to {
    size_t invite; /* its place above */
    uint64_t account_id;
    const char *role;
};

static const struct invited invites[] = {
    {4, "anh.dao@tallowood.example", "mara", "", 3},
    {5, "ops@contractor.example", "bec", "", 8},
    {1, "c.reid@contractor.example", "mara", "Welcome! You help with the Christmas campaign.", 1},
};

static const struct invited_to grants[] = {
    {0, 4, "advanced"},
    {1, 5, "basic"},
    {2, 2, "advanced"},
    {2, 3, "basic"},
};

STMT_GLOBAL(demo_invite_add, NULL, DEMO_ONLY,
            "INSERT INTO invite (root_id, invite_id, made_in, token_hash, email, user_id,"
            " user_name, note, made_at, ends_at)"
            " VALUES (1, ?, ?, RANDOM_BYTES(32), ?, ?, ?, ?, ?, ?)");

STMT_GLOBAL(demo_invite_grant_add, NULL, DEMO_ONLY,
            "INSERT INTO invite_grant (root_id, account_id, invite_id, role)"
            " VALUES (1, ?, ?, ?)");

static enum status invite_write(struct writer *w, size_t at)
{
    const struct invited *i = &invites[at];
    uint32_t number = person_number(str_of(i->person));
    struct stamp made = stamp_add(w->plan->now, -i->days * STAMP_DAY);

    return global_run(w->db, &demo_invite_add,
                      WITH(ID(at + 1), ID(i->made_in), WORD(i->email), ID(number),
                           WORD(person_at(number)->name), WORD(i->note), STAMP(made),
                           STAMP(stamp_add(made, 7 * STAMP_DAY))));
}

static enum status grant_write(struct writer *w, size_t at)
{
    const struct invited_to *g = &grants[at];

    return global_run(w->db, &demo_invite_grant_add,
                      WITH(ID(g->account_id), ID(g->invite + 1), WORD(g->role)));
}

enum status write_invites(struct writer *w)
{
    TRY(write_batches(w, COUNT_OF(invites), COUNT_OF(invites), invite_write));
    return write_batches(w, COUNT_OF(grants), COUNT_OF(grants), grant_write);
}
