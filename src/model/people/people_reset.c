/* people_reset.c: an Administrator starts a password reset for somebody */
#include "model/people/people_reset.h"

#include "crypto/token.h"

struct locked_person {
    uint64_t user_id;
};

struct resetting {
    struct tenant *t;
    struct db *db;
    const struct mail_key *key;
    const struct audit_who *who;
    const struct person *person;
    struct str token_hash;
    struct mail *mail;
};

static enum status resetting_body(void *arg)
{
    const struct resetting *r = arg;
    struct audit_entry entry = {.action = "password.ask"};
    struct locked_person locked;

    entry.object = str_format(tenant_arena(r->t), "%.*s, %.*s", STR_ARG(r->person->name),
                              STR_ARG(r->person->email));
    TRY(global_one(r->db, &reset_lock_user, WITH(ID(r->person->user_id)), &locked));
    TRY(global_try(r->db, &reset_insert, WITH(TEXT(r->token_hash), ID(r->person->user_id))));
    TRY(mail_queue(r->db, r->key, r->mail));
    return audit_write(r->t, r->who, &entry);
}

enum status people_reset(struct tenant *t, struct db *db, struct arena *secret,
                         const struct mail_key *key, const struct audit_who *who,
                         const struct person *person)
{
    struct resetting r = {.t = t, .db = db, .key = key, .who = who, .person = person};
    struct digest *digest = ARENA_NEW(secret, struct digest);
    struct str token;

    TRY(token_make(secret, &token));
    TRY(token_hash(token, digest));
    r.token_hash = digest_str(digest);
    r.mail = mail_make(secret, "reset", person->email, person->name);
    mail_link(r.mail, "reset", str_format(secret, "/reset/%.*s", STR_ARG(token)));
    return tenant_tx(t, resetting_body, NULL, &r);
}
