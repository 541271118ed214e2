/* sign.c: who wrote a text: Ed25519 */
#include "crypto/sign.h"

#include <openssl/evp.h>
#include <string.h>

#include "crypto/hash.h"

static void key_end(EVP_PKEY **key)
{
    EVP_PKEY_free(*key);
}

static void context_end(EVP_MD_CTX **context)
{
    EVP_MD_CTX_free(*context);
}

static const unsigned char *bytes_of(struct str text)
{
    return (const unsigned char *)(text.at ? text.at : "");
}

enum status sign_public_read(struct str bytes, struct sign_public *out)
{
    struct digest digest;

    if (bytes.len != SIGN_PUBLIC_BYTES)
        return INVALID;
    TRY(hash_sha256(bytes, &digest));
    memcpy(out->bytes, bytes.at, SIGN_PUBLIC_BYTES);
    memcpy(out->id, digest.bytes, SIGN_ID_BYTES);
    return OK;
}

enum status sign_public_of(const struct sign_key *key, struct sign_public *out)
{
    ON_EXIT(key_end)
    EVP_PKEY *own =
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, key->bytes, KEY_FILE_BYTES);
    char bytes[SIGN_PUBLIC_BYTES];
    size_t len = sizeof(bytes);

    if (!own || EVP_PKEY_get_raw_public_key(own, (unsigned char *)bytes, &len) != 1)
        return BROKEN;
    return sign_public_read((struct str){.at = bytes, .len = len}, out);
}

enum status sign_make(const struct sign_key *key, struct str text, struct signature *out)
{
    ON_EXIT(key_end)
    EVP_PKEY *own =
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, key->bytes, KEY_FILE_BYTES);
    ON_EXIT(context_end) EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t len = SIGN_BYTES;

    if (!own || !context || EVP_DigestSignInit(context, NULL, NULL, NULL, own) != 1 ||
        EVP_DigestSign(context, out->bytes, &len, bytes_of(text), text.len) != 1)
        return BROKEN;
    return len == SIGN_BYTES ? OK : BROKEN;
}

enum status sign_check(const struct sign_public *key, struct str text, struct str signature)
{
    ON_EXIT(key_end)
    EVP_PKEY *theirs =
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key->bytes, SIGN_PUBLIC_BYTES);
    ON_EXIT(context_end) EVP_MD_CTX *context = EVP_MD_CTX_new();

    if (!theirs || !context || EVP_DigestVerifyInit(context, NULL, NULL, NULL, theirs) != 1)
        return BROKEN;
    return EVP_DigestVerify(context, bytes_of(signature), signature.len, bytes_of(text),
                            text.len) == 1
               ? OK
               : INVALID;
}
