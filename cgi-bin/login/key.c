/* key.c: a signed-in person proves that it is still them, and the session gets a new key */
#include "login.h"

#include "http/address.h"
#include "http/cookie.h"

struct session_renewal porter_renewal(const struct visit *visit, const struct session_key *key)
{
    return (struct session_renewal){.old_hash = visit_actor(visit)->id_hash,
                                    .id_hash = digest_str(key->id_hash),
                                    .form_salt = key->form_salt};
}

enum status porter_key_give(struct visit *visit, const struct session_key *key)
{
    visit->guard.actor.id_hash = digest_str(key->id_hash);
    visit->guard.actor.access.form_salt = key->form_salt;
    return porter_cookie(visit, "sid", key->token, COOKIE_SESSION);
}

enum status porter_renew(struct visit *visit)
{
    struct session_renewal renewal;
    struct session_key key;

    TRY(porter_key_make(visit, &key));
    renewal = porter_renewal(visit, &key);
    TRY(session_renew(visit->db, &renewal));
    return porter_key_give(visit, &key);
}

/* Tries of whoever is past the first door have a counter of their own, so that nobody outside
 * can slow them down. */
enum status porter_count(struct visit *visit, const char *what, uint64_t user_id,
                         struct tries *out, uint32_t *wait)
{
    struct digest *own = ARENA_NEW(visit->arena, struct digest);
    struct digest *address = ARENA_NEW(visit->arena, struct digest);

    TRY(hash_sha256(str_format(visit->arena, "%s %llu", what, (unsigned long long)user_id),
                    own));
    TRY(hash_sha256(address_network(visit->arena, visit->request.address), address));
    *out = (struct tries){.email_hash = digest_str(own), .address_hash = digest_str(address)};
    return throttle_try(visit->db, out, wait);
}

enum status porter_own_password(struct visit *visit, struct str typed, const struct user *user,
                                uint32_t *wait)
{
    struct notice notice = notice_of(visit, user, NULL, "confirm.fail");
    struct tries tries;
    enum status status;

    TRY(porter_count(visit, "confirm", user->user_id, &tries, wait));
    status = password_verify(visit->secret, &porter_of(visit)->hasher, typed, user->password);
    if (status == OK)
        return throttle_succeeded(visit->db, &tries);
    if (status == DENIED)
        TRY(notice_tell(visit->db, &notice));
    return status;
}
