/* hash.c: SHA-256 and HMAC-SHA256 */
#include "crypto/hash.h"

#include <limits.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

static const void *bytes_of(struct str text)
{
    return text.at ? text.at : "";
}

enum status hash_sha256(struct str text, struct digest *out)
{
    struct digest made;
    unsigned len = 0;

    if (EVP_Digest(bytes_of(text), text.len, made.bytes, &len, EVP_sha256(), NULL) != 1)
        return BROKEN;
    if (len != DIGEST_BYTES)
        return BROKEN;
    *out = made;
    return OK;
}

enum status hash_hmac(struct str key, struct str text, struct digest *out)
{
    struct digest made;
    unsigned len = 0;

    if (key.len > INT_MAX)
        return BROKEN;
    if (!HMAC(EVP_sha256(), bytes_of(key), (int)key.len, bytes_of(text), text.len, made.bytes,
              &len))
        return BROKEN;
    if (len != DIGEST_BYTES)
        return BROKEN;
    *out = made;
    return OK;
}

struct str digest_str(const struct digest *digest)
{
    return (struct str){.at = (const char *)digest->bytes, .len = DIGEST_BYTES};
}
