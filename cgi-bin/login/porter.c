/* porter.c: what signing in needs, and how somebody is let in */
#include "login.h"

#include "crypto/codec.h"
#include "crypto/random.h"
#include "crypto/token.h"
#include "http/cookie.h"
#include "model/device.h"
#include "model/session.h"

enum { SALT_BYTES = FORM_SALT_BYTES };

static enum status pepper_read(struct arena *arena, const struct conf *conf, struct str *out)
{
    struct str path = str_format(arena, "%s/pepper", conf_text(conf, "secret_dir"));
    struct str hex;

    TRY(conf_secret(arena, path.at, &hex));
    return hex_decode(arena, hex, out);
}

enum status porter_start(struct arena *arena, struct house *house, struct str *why)
{
    struct porter *porter = ARENA_NEW(arena, struct porter);
    struct str path =
        str_format(arena, "%s/blocklist.txt", conf_text(house->conf, "share_dir"));

    porter->hasher.memory_kib = (uint32_t)conf_number(
        house->conf, "hash_memory_kib", PASSWORD_MEMORY_LEAST, PASSWORD_MEMORY_MOST, 65536);
    porter->hasher.passes =
        (uint32_t)conf_number(house->conf, "hash_passes", PASSWORD_PASSES_LEAST,
                              PASSWORD_PASSES_MOST, PASSWORD_PASSES_LEAST);
    if (pepper_read(arena, house->conf, &porter->hasher.pepper) != OK) {
        *why = STR("the file pepper in secret_dir must hold random bytes in hex");
        return INVALID;
    }
    if (blocklist_open(arena, path.at, &porter->blocklist) != OK) {
        *why = str_format(
            arena, "%s must be the sorted list of refused passwords (make builds it)", path.at);
        return INVALID;
    }
    if (gate_new(0, &porter->hasher.gate) != OK) {
        *why = STR("the system gives no shared memory for the hashing gate");
        return BROKEN;
    }
    house->own = porter;
    return OK;
}

struct porter *porter_of(const struct visit *visit)
{
    return visit->house->own;
}

static enum status cookie_send(struct visit *visit, const char *word, struct str value, int age)
{
    struct str header;

    TRY(cookie_make(visit->arena, &visit->house->site, word, value, age, &header));
    return response_header(&visit->response, "Set-Cookie", header);
}

/* The device keeps its cookie, or gets one; then its user is never slowed down by others. */
static enum status device_remember(struct visit *visit, uint64_t user_id)
{
    struct digest digest;
    struct device device;
    struct str token;

    if (cookie_find(visit->arena, &visit->house->site, visit->request.cookie, "device",
                    &token) != OK ||
        token_hash(token, &digest) != OK ||
        device_find(visit->db, digest_str(&digest), &device) != OK || device.user_id != user_id)
        TRY(token_make(visit->secret, &token));
    TRY(token_hash(token, &digest));
    TRY(device_keep(visit->db, digest_str(&digest), user_id));
    return cookie_send(visit, "device", token, DEVICE_SECONDS);
}

/* The session that the browser brought ends with the new one's beginning (SE-03). */
static struct str old_session(struct visit *visit, struct digest *digest)
{
    struct str token;

    if (cookie_find(visit->arena, &visit->house->site, visit->request.cookie, "sid", &token) ==
            OK &&
        token_hash(token, digest) == OK)
        return digest_str(digest);
    return (struct str){0};
}

enum status porter_admit(struct visit *visit, uint64_t user_id)
{
    struct session_new session = {.user_id = user_id,
                                  .address = visit->request.address,
                                  .agent = str_upto(visit->request.agent, AGENT_BYTES)};
    struct digest id_hash;
    struct digest old_hash;
    struct str token;
    char salt[SALT_BYTES];

    TRY(token_make(visit->secret, &token));
    TRY(token_hash(token, &id_hash));
    TRY(random_fill(salt, sizeof(salt)));
    session.id_hash = digest_str(&id_hash);
    session.old_hash = old_session(visit, &old_hash);
    session.form_salt = (struct str){.at = salt, .len = sizeof(salt)};
    if (!session.agent.at)
        session.agent = STR("");
    TRY(session_start(visit->db, &session));
    TRY(device_remember(visit, user_id));
    return cookie_send(visit, "sid", token, COOKIE_SESSION);
}
