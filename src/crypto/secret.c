/* secret.c: comparing and forgetting secrets */
#include "crypto/secret.h"

#include <openssl/crypto.h>

bool crypto_equal(const void *a, const void *b, size_t len)
{
    return CRYPTO_memcmp(a, b, len) == 0;
}

bool crypto_equal_str(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || crypto_equal(a.at, b.at, a.len));
}

void crypto_wipe(void *at, size_t len)
{
    OPENSSL_cleanse(at, len);
}
