/* token.c: what a cookie or a link carries */
#include "crypto/token.h"

#include "crypto/codec.h"
#include "crypto/random.h"
#include "crypto/secret.h"

enum status token_make(struct arena *secret, struct str *out)
{
    unsigned char bytes[TOKEN_BYTES];

    TRY(random_fill(bytes, sizeof(bytes)));
    *out = base64url_encode(secret, (struct str){(const char *)bytes, sizeof(bytes)});
    crypto_wipe(bytes, sizeof(bytes));
    return OK;
}

static bool is_token_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_';
}

enum status token_hash(struct str token, struct digest *out)
{
    if (token.len != TOKEN_CHARS)
        return INVALID;
    for (size_t i = 0; i < token.len; i++)
        if (!is_token_letter(token.at[i]))
            return INVALID;
    return hash_sha256(token, out);
}
