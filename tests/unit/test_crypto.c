/* test_crypto.c: randomness, hashes, codecs, tokens (AU-18); RAND_bytes can be made to fail */
#include <dlfcn.h>

#include "crypto/codec.h"
#include "crypto/formtoken.h"
#include "crypto/hash.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "crypto/secret.h"
#include "crypto/token.h"
#include "kit/unit.h"

/* This definition is found before libcrypto's; it passes on unless a failure is wanted. */
static int random_fails;

int RAND_bytes(unsigned char *out, int len);

int RAND_bytes(unsigned char *out, int len)
{
    int (*real)(unsigned char *, int) = NULL;

    if (random_fails) {
        memset(out, 0x41, (size_t)len / 2);
        return random_fails == 1 ? 0 : -1;
    }
    *(void **)&real = dlsym(RTLD_NEXT, "RAND_bytes");
    return real(out, len);
}

static void random_bytes_differ(void **state)
{
    unsigned char a[32] = {0};
    unsigned char b[32] = {0};

    (void)state;
    assert_int_equal(random_fill(a, sizeof(a)), OK);
    assert_int_equal(random_fill(b, sizeof(b)), OK);
    assert_memory_not_equal(a, b, sizeof(a));
}

static void no_randomness_ends_the_visit(void **state)
{
    static const unsigned char zero[32];
    struct hasher hasher = {.memory_kib = PASSWORD_MEMORY_LEAST, .passes = 2};
    unsigned char bytes[32];
    struct str out = STR("untouched");

    for (random_fails = 1; random_fails <= 2; random_fails++) {
        memset(bytes, 0xff, sizeof(bytes));
        assert_int_equal(random_fill(bytes, sizeof(bytes)), BROKEN);
        assert_memory_equal(bytes, zero, sizeof(bytes));
        assert_int_equal(token_make(*state, &out), BROKEN);
        assert_int_equal(password_hash(*state, &hasher, STR("green bulbs in april"), &out),
                         BROKEN);
        ASSERT_STR(*state, out, "untouched");
    }
    random_fails = 0;
    assert_int_equal(token_make(*state, &out), OK);
}

static struct str sha256_hex(struct arena *arena, struct str text)
{
    struct digest digest;

    assert_int_equal(hash_sha256(text, &digest), OK);
    return hex_encode(arena, digest_str(&digest));
}

static void sha256_is_the_standard_s(void **state)
{
    ASSERT_STR(*state, sha256_hex(*state, STR("abc")),
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ASSERT_STR(*state, sha256_hex(*state, STR("")),
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    ASSERT_STR(*state, sha256_hex(*state, str_of(NULL)),
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    ASSERT_STR(*state, sha256_hex(*state, repeated(*state, "a", 1000000)),
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static struct str hmac_hex(struct arena *arena, struct str key, struct str text)
{
    struct digest digest;

    assert_int_equal(hash_hmac(key, text, &digest), OK);
    return hex_encode(arena, digest_str(&digest));
}

/* RFC 4231, cases 1, 2 and 6 */
static void hmac_is_the_standard_s(void **state)
{
    ASSERT_STR(*state, hmac_hex(*state, repeated(*state, "\x0b", 20), STR("Hi There")),
               "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    ASSERT_STR(*state, hmac_hex(*state, STR("Jefe"), STR("what do ya want for nothing?")),
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    ASSERT_STR(*state,
               hmac_hex(*state, repeated(*state, "\xaa", 131),
                        STR("Test Using Larger Than Block-Size Key - Hash Key First")),
               "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void equal_is_equal(void **state)
{
    char secret[8] = "1234567";

    (void)state;
    assert_true(crypto_equal("abc", "abc", 3));
    assert_false(crypto_equal("abc", "abd", 3));
    assert_true(crypto_equal_str(STR(""), str_of(NULL)));
    assert_false(crypto_equal_str(STR("abc"), STR("ab")));
    assert_true(crypto_equal_str(STR("abc"), STR("abc")));
    crypto_wipe(secret, sizeof(secret));
    assert_memory_equal(secret, "\0\0\0\0\0\0\0\0", 8);
}

static const char *const rfc4648[][2] = {
    {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
    {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xbf", "-_-_"},
};

static void base64url_is_the_standard_s(void **state)
{
    struct str bytes;

    for (size_t i = 0; i < COUNT_OF(rfc4648); i++) {
        ASSERT_STR(*state, base64url_encode(*state, str_of(rfc4648[i][0])), rfc4648[i][1]);
        assert_int_equal(base64url_decode(*state, str_of(rfc4648[i][1]), &bytes), OK);
        ASSERT_STR(*state, bytes, rfc4648[i][0]);
    }
    ASSERT_STR(*state, base64_encode(*state, STR("\xfb\xff\xbf")), "+/+/");
    assert_int_equal(base64_decode(*state, STR("-_-_"), &bytes), INVALID);
    assert_int_equal(base64url_decode(*state, STR("+/+/"), &bytes), INVALID);
}

static void a_value_has_one_spelling(void **state)
{
    static const char *const odd[] = {"Z", "Zh", "Zm9", "Zg==", "Zm9v\n", " Zg", "Zm9vY"};
    struct str bytes = STR("untouched");

    for (size_t i = 0; i < COUNT_OF(odd); i++)
        assert_int_equal(base64url_decode(*state, str_of(odd[i]), &bytes), INVALID);
    assert_int_equal(hex_decode(*state, STR("0"), &bytes), INVALID);
    assert_int_equal(hex_decode(*state, STR("0g"), &bytes), INVALID);
    ASSERT_STR(*state, bytes, "untouched");
    assert_int_equal(hex_decode(*state, STR("00fFA1"), &bytes), OK);
    ASSERT_STR(*state, hex_encode(*state, bytes), "00ffa1");
}

static void all_lengths_come_back(void **state)
{
    char bytes[200];

    assert_int_equal(random_fill(bytes, sizeof(bytes)), OK);
    for (size_t len = 0; len <= sizeof(bytes); len++) {
        struct str in = {bytes, len};
        struct str out;

        assert_int_equal(base64url_decode(*state, base64url_encode(*state, in), &out), OK);
        assert_true(str_equal(in, out));
        assert_int_equal(hex_decode(*state, hex_encode(*state, in), &out), OK);
        assert_true(str_equal(in, out));
    }
}

static void tokens_are_43_characters(void **state)
{
    struct digest first;
    struct digest again;
    struct str token;
    struct str other;
    struct str bytes;

    assert_int_equal(token_make(*state, &token), OK);
    assert_int_equal(token_make(*state, &other), OK);
    assert_int_equal(token.len, TOKEN_CHARS);
    assert_false(str_equal(token, other));
    assert_int_equal(base64url_decode(*state, token, &bytes), OK);
    assert_int_equal(bytes.len, TOKEN_BYTES);
    assert_int_equal(token_hash(token, &first), OK);
    assert_int_equal(token_hash(token, &again), OK);
    assert_memory_equal(first.bytes, again.bytes, DIGEST_BYTES);
    assert_int_equal(token_hash(other, &again), OK);
    assert_memory_not_equal(first.bytes, again.bytes, DIGEST_BYTES);
}

static void what_is_no_token_is_refused(void **state)
{
    struct digest digest;

    assert_int_equal(token_hash(STR(""), &digest), INVALID);
    assert_int_equal(token_hash(str_of(NULL), &digest), INVALID);
    assert_int_equal(token_hash(repeated(*state, "a", 42), &digest), INVALID);
    assert_int_equal(token_hash(repeated(*state, "a", 44), &digest), INVALID);
    assert_int_equal(token_hash(repeated(*state, "+", 43), &digest), INVALID);
    assert_int_equal(token_hash(repeated(*state, "a", 43), &digest), OK);
}

/* One claim, and others that differ in one piece each; no two give the same token. */
static void form_tokens_bind_every_piece(void **state)
{
    const struct form_claim claims[] = {
        {STR("hash"), STR("salt"), "POST", "/send", 7},
        {STR("hasi"), STR("salt"), "POST", "/send", 7},
        {STR("hash"), STR("sall"), "POST", "/send", 7},
        {STR("hash"), STR("salt"), "PUT", "/send", 7},
        {STR("hash"), STR("salt"), "POST", "/sent", 7},
        {STR("hash"), STR("salt"), "POST", "/send", 8},
        {STR("hash"), STR("salt"), "POST", "/send", 0},
        {STR("has"), STR("hsalt"), "POST", "/send", 7},
        {STR("hashs"), STR("alt"), "POST", "/send", 7},
        {STR("hash"), STR("salt"), "POST/", "send", 7},
    };
    struct str key = STR("0123456789abcdef0123456789abcdef");
    struct str token;

    for (size_t i = 0; i < COUNT_OF(claims); i++) {
        assert_int_equal(form_token_make(*state, key, &claims[i], &token), OK);
        assert_int_equal(token.len, TOKEN_CHARS);
        for (size_t k = 0; k < COUNT_OF(claims); k++)
            assert_int_equal(form_token_check(*state, key, &claims[k], token),
                             i == k ? OK : DENIED);
        assert_int_equal(form_token_check(*state, STR("another key"), &claims[i], token),
                         DENIED);
        assert_int_equal(form_token_check(*state, key, &claims[i], str_upto(token, 42)),
                         DENIED);
        assert_int_equal(form_token_check(*state, key, &claims[i], STR("")), DENIED);
        assert_int_equal(form_token_check(*state, key, &claims[i], str_of(NULL)), DENIED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(random_bytes_differ),
        UNIT(no_randomness_ends_the_visit),
        UNIT(sha256_is_the_standard_s),
        UNIT(hmac_is_the_standard_s),
        UNIT(equal_is_equal),
        UNIT(base64url_is_the_standard_s),
        UNIT(a_value_has_one_spelling),
        UNIT(all_lengths_come_back),
        UNIT(tokens_are_43_characters),
        UNIT(what_is_no_token_is_refused),
        UNIT(form_tokens_bind_every_piece),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
