/* seal.c: keeping a text where others can read the bytes: AES-256-GCM */
#include "crypto/seal.h"

#include <openssl/evp.h>
#include <string.h>

#include "crypto/key_file.h"
#include "crypto/random.h"
#include "crypto/secret.h"

enum { VERSION = 1, NONCE = 12, TAG = 16, HEAD = 1 + NONCE };

enum status seal_key_read(struct arena *arena, const struct conf *conf, const char *name,
                          struct seal_key *out, struct str *why)
{
    return key_file_read(arena, conf, name, out->bytes, why);
}

static void context_end(EVP_CIPHER_CTX **context)
{
    EVP_CIPHER_CTX_free(*context);
}

static const unsigned char *bytes_of(struct str text)
{
    return (const unsigned char *)(text.at ? text.at : "");
}

/* The cipher with key and nonce, fed with what the text is bound to. */
static bool context_begin(EVP_CIPHER_CTX *context, const struct seal_key *key,
                          const unsigned char *nonce, struct str about, int shut)
{
    int len;

    return context && about.len <= SEAL_MOST &&
           EVP_CipherInit_ex(context, EVP_aes_256_gcm(), NULL, key->bytes, nonce, shut) == 1 &&
           EVP_CipherUpdate(context, NULL, &len, bytes_of(about), (int)about.len) == 1;
}

enum status seal_shut(struct arena *arena, const struct seal_key *key, struct str about,
                      struct str text, struct str *out)
{
    ON_EXIT(context_end) EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    unsigned char *sealed;
    unsigned char *at;
    int len = 0;

    if (text.len > SEAL_MOST)
        return TOO_MUCH;
    sealed = arena_take(arena, text.len + SEAL_EXTRA);
    at = sealed + HEAD;
    sealed[0] = VERSION;
    TRY(random_fill(sealed + 1, NONCE));
    if (!context_begin(context, key, sealed + 1, about, 1) ||
        EVP_CipherUpdate(context, at, &len, bytes_of(text), (int)text.len) != 1 ||
        EVP_CipherFinal_ex(context, at + len, &len) != 1 ||
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, TAG, at + text.len) != 1)
        return BROKEN;
    *out = (struct str){.at = (const char *)sealed, .len = text.len + SEAL_EXTRA};
    return OK;
}

enum status seal_open(struct arena *arena, const struct seal_key *key, struct str about,
                      struct str sealed, struct str *out)
{
    ON_EXIT(context_end) EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    const unsigned char *from = bytes_of(sealed);
    size_t text_len = sealed.len - SEAL_EXTRA;
    unsigned char tag[TAG];
    unsigned char *text;
    int len = 0;

    if (sealed.len < SEAL_EXTRA || text_len > SEAL_MOST || from[0] != VERSION)
        return INVALID;
    text = arena_take(arena, text_len + 1);
    memcpy(tag, from + HEAD + text_len, TAG);
    if (!context_begin(context, key, from + 1, about, 0))
        return BROKEN;
    if (EVP_CipherUpdate(context, text, &len, from + HEAD, (int)text_len) != 1 ||
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, TAG, tag) != 1 ||
        EVP_CipherFinal_ex(context, text + len, &len) != 1) {
        crypto_wipe(text, text_len);
        return INVALID;
    }
    *out = (struct str){.at = (const char *)text, .len = text_len};
    return OK;
}
