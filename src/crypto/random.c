/* random.c: bytes that nobody can guess */
#include "crypto/random.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

enum status random_fill(void *out, size_t len)
{
    if (len <= INT_MAX && RAND_bytes(out, (int)len) == 1)
        return OK;
    OPENSSL_cleanse(out, len);
    return BROKEN;
}
