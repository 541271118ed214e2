/* password.c: password hashes: Argon2id in PHC strings
 *
 * The string is read here, not by the library, so that costs out of range in a damaged row
 * are refused before they are paid, and the tag is compared in constant time. */
#include "crypto/password.h"

#include <argon2.h>

#include "base/number.h"
#include "crypto/codec.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "crypto/secret.h"

enum { SALT_BYTES = 16, TAG_BYTES = 32, LANES = 1, LANES_MOST = 4, BYTES_MOST = 64 };

struct phc {
    uint32_t memory_kib;
    uint32_t passes;
    uint32_t lanes;
    struct str salt;
    struct str tag;
};

static bool piece_is(struct str *rest, const char *piece)
{
    return str_is(str_cut(rest, '$'), piece);
}

static enum status cost_parse(struct str *rest, char end, struct str key, uint32_t most,
                              uint32_t *out)
{
    struct str piece = str_cut(rest, end);
    int64_t number;

    if (!str_starts(piece, key))
        return INVALID;
    TRY(number_parse(str_from(piece, key.len), 1, most, &number));
    *out = (uint32_t)number;
    return OK;
}

static enum status bytes_parse(struct arena *arena, struct str piece, size_t least,
                               struct str *out)
{
    TRY(base64_decode(arena, piece, out));
    return out->len >= least && out->len <= BYTES_MOST ? OK : INVALID;
}

static enum status phc_parse(struct arena *arena, struct str text, struct phc *out)
{
    struct str rest = text;
    struct phc phc = {0};

    if (!piece_is(&rest, "") || !piece_is(&rest, "argon2id") || !piece_is(&rest, "v=19"))
        return INVALID;
    TRY(cost_parse(&rest, ',', STR("m="), PASSWORD_MEMORY_MOST, &phc.memory_kib));
    TRY(cost_parse(&rest, ',', STR("t="), PASSWORD_PASSES_MOST, &phc.passes));
    TRY(cost_parse(&rest, '$', STR("p="), LANES_MOST, &phc.lanes));
    TRY(bytes_parse(arena, str_cut(&rest, '$'), SALT_BYTES, &phc.salt));
    TRY(bytes_parse(arena, rest, TAG_BYTES, &phc.tag));
    *out = phc;
    return OK;
}

static uint32_t at_least(uint32_t value, uint32_t floor)
{
    return value < floor ? floor : value;
}

/* What a new hash is made with, and an unknown user's is compared with. */
static struct phc phc_of(const struct hasher *hasher, struct str salt)
{
    return (struct phc){.memory_kib = at_least(hasher->memory_kib, PASSWORD_MEMORY_LEAST),
                        .passes = at_least(hasher->passes, PASSWORD_PASSES_LEAST),
                        .lanes = LANES,
                        .salt = salt,
                        .tag = {.len = TAG_BYTES}};
}

static enum status pepper_add(struct arena *secret, const struct hasher *hasher,
                              struct str password, struct str *out)
{
    struct digest *digest;

    if (hasher->pepper.len == 0) {
        *out = password;
        return OK;
    }
    digest = ARENA_NEW(secret, struct digest);
    TRY(hash_hmac(hasher->pepper, password, digest));
    *out = digest_str(digest);
    return OK;
}

/* The one call that costs; under the gate. */
static enum status tag_make(struct arena *secret, const struct hasher *hasher,
                            const struct phc *phc, struct str password, struct str *out)
{
    ON_EXIT(gate_leave) struct gate_pass pass = {0};
    char *tag = arena_take(secret, phc->tag.len);
    struct str peppered;
    int answer;

    TRY(pepper_add(secret, hasher, password, &peppered));
    if (hasher->gate)
        TRY(gate_enter(hasher->gate, &pass));
    answer = argon2id_hash_raw(phc->passes, phc->memory_kib, phc->lanes, peppered.at,
                               peppered.len, phc->salt.at, phc->salt.len, tag, phc->tag.len);
    if (answer != ARGON2_OK)
        return BROKEN;
    *out = (struct str){.at = tag, .len = phc->tag.len};
    return OK;
}

enum status password_hash(struct arena *secret, const struct hasher *hasher,
                          struct str password, struct str *phc)
{
    char *salt = arena_take(secret, SALT_BYTES);
    struct phc fresh = phc_of(hasher, (struct str){.at = salt, .len = SALT_BYTES});
    struct str salt_text;
    struct str tag_text;
    struct str tag;

    TRY(random_fill(salt, SALT_BYTES));
    TRY(tag_make(secret, hasher, &fresh, password, &tag));
    salt_text = base64_encode(secret, fresh.salt);
    tag_text = base64_encode(secret, tag);
    *phc = str_format(secret, "$argon2id$v=19$m=%u,t=%u,p=%u$%.*s$%.*s", fresh.memory_kib,
                      fresh.passes, fresh.lanes, STR_ARG(salt_text), STR_ARG(tag_text));
    return OK;
}

enum status password_verify(struct arena *secret, const struct hasher *hasher,
                            struct str password, struct str phc)
{
    struct phc kept;
    struct str tag;

    if (phc_parse(secret, phc, &kept) != OK)
        return password_verify_nobody(secret, hasher, password);
    TRY(tag_make(secret, hasher, &kept, password, &tag));
    return crypto_equal_str(tag, kept.tag) ? OK : DENIED;
}

enum status password_verify_nobody(struct arena *secret, const struct hasher *hasher,
                                   struct str password)
{
    struct phc nobody = phc_of(hasher, STR("salt of nobody's"));
    struct str tag;

    TRY(tag_make(secret, hasher, &nobody, password, &tag));
    return DENIED;
}

bool password_is_stale(struct arena *secret, const struct hasher *hasher, struct str phc)
{
    struct phc now = phc_of(hasher, STR(""));
    struct phc kept;

    if (phc_parse(secret, phc, &kept) != OK)
        return true;
    return kept.memory_kib < now.memory_kib || kept.passes < now.passes;
}
