/* audit_seal.c: the end of an audit chain, signed */
#include "model/audit/audit_seal.h"

#include <string.h>

#include "base/number.h"
#include "crypto/codec.h"
#include "crypto/hash.h"

#define MARK "branchline-seal:1:"

SHAPE(audit_seal, FIELD(audit_seal, number), FIELD(audit_seal, root_id), FIELD(audit_seal, seq),
      FIELD(audit_seal, at), FIELD(audit_seal, hash), FIELD(audit_seal, key_id),
      FIELD(audit_seal, signature));

/* What is signed. */
static struct str seal_text(struct arena *arena, const struct audit_seal *seal)
{
    struct str at = stamp_text(arena, seal->at);
    struct str hash = hex_encode(arena, seal->hash);
    struct str key_id = hex_encode(arena, seal->key_id);

    return str_format(arena, MARK "%llu:%llu:%llu:%.*s:%.*s:%.*s",
                      (unsigned long long)seal->number, (unsigned long long)seal->root_id,
                      (unsigned long long)seal->seq, STR_ARG(at), STR_ARG(hash),
                      STR_ARG(key_id));
}

enum status audit_seal_sign(struct arena *arena, const struct sign_key *key,
                            struct audit_seal *seal)
{
    struct sign_public half;
    struct signature signature;

    TRY(sign_public_of(key, &half));
    seal->key_id =
        str_copy(arena, (struct str){.at = (const char *)half.id, .len = SIGN_ID_BYTES});
    TRY(sign_make(key, seal_text(arena, seal), &signature));
    seal->signature =
        str_copy(arena, (struct str){.at = (const char *)signature.bytes, .len = SIGN_BYTES});
    return OK;
}

struct str audit_seal_word(struct arena *arena, const struct audit_seal *seal)
{
    struct str text = seal_text(arena, seal);
    struct str signature = hex_encode(arena, seal->signature);

    return str_format(arena, "%.*s:%.*s", STR_ARG(text), STR_ARG(signature));
}

static bool is_of_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == ':' || c == '.' || c == '-';
}

struct str audit_seal_find(struct str line)
{
    struct str word = str_from(line, str_find_str(line, STR(MARK)));
    size_t len = 0;

    while (len < word.len && is_of_word(word.at[len]))
        len++;
    return len > 0 ? str_upto(word, len) : (struct str){0};
}

static enum status bytes_read(struct arena *arena, struct str hex, size_t len, struct str *out)
{
    TRY(hex_decode(arena, hex, out));
    return out->len == len ? OK : INVALID;
}

/* AT has two colons of its own. */
enum status audit_seal_read(struct arena *arena, struct str word, struct audit_seal *out)
{
    struct str rest = str_from(word, sizeof(MARK) - 1);
    int64_t root_id;

    if (!str_starts(word, STR(MARK)))
        return INVALID;
    *out = (struct audit_seal){.at = STAMP_NONE};
    TRY(number_parse_id(str_cut(&rest, ':'), &out->number));
    TRY(number_parse(str_cut(&rest, ':'), 0, UINT32_MAX, &root_id));
    out->root_id = (uint64_t)root_id;
    TRY(number_parse_id(str_cut(&rest, ':'), &out->seq));
    for (int i = 0; i < 3; i++)
        (void)str_cut(&rest, ':');
    TRY(bytes_read(arena, str_cut(&rest, ':'), DIGEST_BYTES, &out->hash));
    TRY(bytes_read(arena, str_cut(&rest, ':'), SIGN_ID_BYTES, &out->key_id));
    return bytes_read(arena, rest, SIGN_BYTES, &out->signature);
}

enum status audit_keys_read(struct arena *arena, const char *path, struct audit_keys *out,
                            struct str *why)
{
    struct str text;
    struct str bytes;

    *out = (struct audit_keys){0};
    *why = str_format(arena, "%s must hold public keys, 64 hex digits a line", path);
    if (conf_secret(arena, path, &text) != OK || text.len == 0)
        return INVALID;
    out->keys = ARENA_NEW_N(arena, struct sign_public, text.len / SIGN_PUBLIC_BYTES + 1);
    while (text.len > 0) {
        struct str line = str_trim(str_cut(&text, '\n'));

        TRY(bytes_read(arena, line, SIGN_PUBLIC_BYTES, &bytes));
        TRY(sign_public_read(bytes, &out->keys[out->count++]));
    }
    return OK;
}

enum status audit_seal_prove(struct arena *arena, const struct audit_keys *keys,
                             struct str word)
{
    struct audit_seal seal;
    struct str text =
        str_upto(word, word.len > 2 * SIGN_BYTES + 1 ? word.len - 2 * SIGN_BYTES - 1 : 0);

    TRY(audit_seal_read(arena, word, &seal));
    for (size_t i = 0; i < keys->count; i++)
        if (memcmp(keys->keys[i].id, seal.key_id.at, SIGN_ID_BYTES) == 0)
            return sign_check(&keys->keys[i], text, seal.signature);
    return NOT_FOUND;
}
