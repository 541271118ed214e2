/* porter.c: what signing in needs, and how somebody is let in */
#include "login.h"

#include "crypto/codec.h"
#include "crypto/random.h"
#include "crypto/token.h"
#include "crypto/totp.h"
#include "http/cookie.h"
#include "model/login/device.h"

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
    TRY(seal_key_read(arena, house->conf, "totp-key", &porter->totp_key, why));
    if (totp_start() != OK) {
        *why = STR("liboath can't be used");
        return BROKEN;
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

enum status porter_cookie(struct visit *visit, const char *word, struct str value, int age)
{
    struct str header;

    TRY(cookie_make(visit->arena, &visit->house->site, word, value, age, &header));
    return response_header(&visit->response, "Set-Cookie", header);
}

enum status porter_token(struct visit *visit, const char *word, struct digest *out)
{
    struct str token;

    if (cookie_find(visit->arena, &visit->house->site, visit->request.cookie, word, &token) !=
            OK ||
        token_hash(token, out) != OK)
        return NOT_FOUND;
    return OK;
}

enum status porter_device(struct visit *visit, uint64_t user_id, struct str *token)
{
    struct digest digest;
    struct device device;

    if (cookie_find(visit->arena, &visit->house->site, visit->request.cookie, "device",
                    token) != OK ||
        token_hash(*token, &digest) != OK)
        return NOT_FOUND;
    TRY(device_find(visit->db, digest_str(&digest), &device));
    return device.user_id == user_id ? OK : NOT_FOUND;
}

/* A row in the audit log; and whoever has signed in before, but never with this browser, is
 * told by mail. */
static enum status sign_in_notice(struct visit *visit, uint64_t user_id, bool known,
                                  struct notice *out)
{
    struct user user;
    enum status any = known ? NOT_FOUND : device_any(visit->db, user_id);

    if (any != OK && any != NOT_FOUND)
        return any;
    TRY(user_read(visit->db, user_id, &user));
    *out = notice_of(visit, &user, any == OK ? "new-device" : NULL, "sign-in.ok");
    out->entry.object = agent_words(visit->arena, visit->request.agent);
    return OK;
}

enum status porter_key_make(struct visit *visit, struct session_key *out)
{
    char *salt = arena_take(visit->secret, FORM_SALT_BYTES);

    out->id_hash = ARENA_NEW(visit->arena, struct digest);
    TRY(token_make(visit->secret, &out->token));
    TRY(token_hash(out->token, out->id_hash));
    TRY(random_fill(salt, FORM_SALT_BYTES));
    out->form_salt = (struct str){.at = salt, .len = FORM_SALT_BYTES};
    return OK;
}

/* The device keeps its cookie, or gets one; then its user is never slowed down by others. */
enum status porter_admit(struct visit *visit, uint64_t user_id, struct str password)
{
    struct session_new session = {.user_id = user_id,
                                  .password = password,
                                  .address = visit->request.address,
                                  .agent = str_upto(visit->request.agent, AGENT_BYTES)};
    struct session_key key;
    struct digest old_hash;
    struct digest device_hash;
    struct notice notice;
    struct str device;
    enum status known = porter_device(visit, user_id, &device);

    if (known != OK && known != NOT_FOUND)
        return known;
    if (known == NOT_FOUND)
        TRY(token_make(visit->secret, &device));
    TRY(token_hash(device, &device_hash));
    session.device_hash = digest_str(&device_hash);
    TRY(sign_in_notice(visit, user_id, known == OK, &notice));
    TRY(porter_key_make(visit, &key));
    session.id_hash = digest_str(key.id_hash);
    session.form_salt = key.form_salt;
    if (porter_token(visit, "sid", &old_hash) == OK)
        session.old_hash = digest_str(&old_hash); /* ends as the new one begins (SE-03) */
    if (!session.agent.at)
        session.agent = STR("");
    session.notice = &notice;
    TRY(session_start(visit->db, &session));
    if (notice.mail)
        notice_ring(visit);
    TRY(porter_cookie(visit, "device", device, DEVICE_SECONDS));
    return porter_cookie(visit, "sid", key.token, COOKIE_SESSION);
}
