/* formtoken.c: proof that a form came from a page that we gave to this session */
#include "crypto/formtoken.h"

#include "crypto/codec.h"
#include "crypto/hash.h"
#include "crypto/secret.h"

static void piece_put(struct strbuf *buf, struct str piece)
{
    strbuf_put_format(buf, "%zu:", piece.len);
    strbuf_put(buf, piece);
}

static enum status claim_hash(struct arena *arena, struct str key,
                              const struct form_claim *claim, struct digest *out)
{
    struct strbuf buf = {.arena = arena};

    piece_put(&buf, STR("branchline form 1"));
    piece_put(&buf, claim->id_hash);
    piece_put(&buf, claim->form_salt);
    piece_put(&buf, str_of(claim->method));
    piece_put(&buf, str_of(claim->route));
    strbuf_put_format(&buf, "%llu", (unsigned long long)claim->account_id);
    return hash_hmac(key, strbuf_str(&buf), out);
}

enum status form_token_make(struct arena *arena, struct str key, const struct form_claim *claim,
                            struct str *out)
{
    struct digest digest;

    TRY(claim_hash(arena, key, claim, &digest));
    *out = base64url_encode(arena, digest_str(&digest));
    return OK;
}

enum status form_token_check(struct arena *arena, struct str key,
                             const struct form_claim *claim, struct str given)
{
    struct str expected;

    TRY(form_token_make(arena, key, claim, &expected));
    return crypto_equal_str(expected, given) ? OK : DENIED;
}
