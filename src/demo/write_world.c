/* write_world.c: accounts, people, memberships, senders, contacts */
#include "db/global.h"
#include "demo/write.h"

enum {
    CONTACTS_A_BATCH = 500,
    OPENED_DAYS = 400,
    NEWEST_CONTACT_DAYS = 58,
    CONTACT_DAYS = 250
};

STMT_GLOBAL(demo_account_add, NULL, DEMO_ONLY,
            "INSERT INTO account (root_id, account_id, name, payment, country, zone, line,"
            " opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

STMT_GLOBAL(demo_user_add, NULL, DEMO_ONLY,
            "INSERT INTO user (user_id, email, name, password, zone, verified, added_at)"
            " VALUES (?, ?, ?, ?, ?, 1, ?)");

STMT_GLOBAL(demo_membership_add, NULL, DEMO_ONLY,
            "INSERT INTO membership (root_id, account_id, user_id, role, added_at)"
            " VALUES (?, ?, ?, ?, ?)");

STMT_GLOBAL(demo_sender_add, NULL, DEMO_ONLY,
            "INSERT INTO sender (root_id, account_id, sender_id, msisdn, added_at)"
            " VALUES (?, ?, ?, ?, ?)");

STMT_GLOBAL(demo_contact_add, NULL, DEMO_ONLY,
            "INSERT INTO contact (root_id, account_id, name, msisdn, added_at)"
            " VALUES (?, ?, ?, ?, ?)");

static struct stamp days_ago(const struct writer *w, int64_t days)
{
    return stamp_add(w->plan->now, -days * STAMP_DAY);
}

static enum status firm_write(struct writer *w, size_t at)
{
    const struct firm *f = &firms[at];
    struct stamp opened = days_ago(w, OPENED_DAYS - (int64_t)at);

    TRY(global_run(w->db, &demo_account_add,
                   WITH(ID(f->root_id), ID(f->account_id), WORD(f->name), WORD(f->payment),
                        WORD(f->country), WORD(f->zone), ID(f->line), STAMP(opened))));
    return global_run(
        w->db, &demo_sender_add,
        WITH(ID(f->root_id), ID(f->account_id), ID(at + 1), WORD(f->sender), STAMP(opened)));
}

static enum status person_write(struct writer *w, size_t at)
{
    const struct person *p = &people[at];

    return global_run(w->db, &demo_user_add,
                      WITH(ID(at + 1), WORD(p->email), WORD(p->name), TEXT(w->password),
                           WORD(p->zone), STAMP(days_ago(w, OPENED_DAYS - 10))));
}

static enum status post_write(struct writer *w, size_t at)
{
    const struct post *post = &posts[at];
    const struct firm *firm = &firms[firm_place(post->account_id)];

    return global_run(w->db, &demo_membership_add,
                      WITH(ID(firm->root_id), ID(firm->account_id),
                           ID(person_number(str_of(post->person))), WORD(post->role),
                           STAMP(days_ago(w, OPENED_DAYS - 11))));
}

static enum status contact_write(struct writer *w, size_t at)
{
    const struct talk *talk = w->plan->talks[at];
    const struct firm *firm = talk->firm;
    int64_t days = NEWEST_CONTACT_DAYS + (int64_t)(dice_mix(at, 3) % CONTACT_DAYS);

    if (!talk->party.name.at)
        return OK;
    return global_run(w->db, &demo_contact_add,
                      WITH(ID(firm->root_id), ID(firm->account_id), TEXT(talk->party.name),
                           TEXT(talk->party.msisdn), STAMP(days_ago(w, days))));
}

static size_t post_count(void)
{
    size_t count = 0;

    while (posts[count].account_id)
        count++;
    return count;
}

enum status write_world(struct writer *w)
{
    TRY(write_batches(w, FIRMS, FIRMS, firm_write));
    TRY(write_batches(w, PEOPLE, PEOPLE, person_write));
    TRY(write_batches(w, post_count(), post_count(), post_write));
    return write_batches(w, w->plan->talk_count, CONTACTS_A_BATCH, contact_write);
}
