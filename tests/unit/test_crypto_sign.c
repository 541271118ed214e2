/* test_crypto_sign.c: Ed25519 as RFC 8032 has it, and nothing that was not signed (LG-04) */
#include "crypto/codec.h"
#include "crypto/sign.h"
#include "kit/unit.h"

static struct str bytes(struct arena *arena, const char *hex)
{
    struct str out = {0};

    assert_int_equal(hex_decode(arena, str_of(hex), &out), OK);
    return out;
}

/* RFC 8032, 7.1, tests 1 to 3. */
static const struct {
    const char *secret;
    const char *half;
    const char *text;
    const char *signature;
} vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
     "f9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
     "f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
     "4dc6594a7c15e9716ed28dc027beceea1ec40a"},
};

static struct sign_key key_of(struct arena *arena, const char *secret)
{
    struct sign_key key;

    memcpy(key.bytes, bytes(arena, secret).at, KEY_FILE_BYTES);
    return key;
}

static struct str made(struct arena *arena, const struct sign_key *key, struct str text)
{
    struct signature signature;

    assert_int_equal(sign_make(key, text, &signature), OK);
    return str_copy(arena,
                    (struct str){.at = (const char *)signature.bytes, .len = SIGN_BYTES});
}

static void signs_as_the_rfc_does(void **state)
{
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        struct sign_key key = key_of(*state, vectors[i].secret);
        struct str text = bytes(*state, vectors[i].text);
        struct str signature = made(*state, &key, text);
        struct sign_public half;

        assert_int_equal(sign_public_of(&key, &half), OK);
        assert_memory_equal(half.bytes, bytes(*state, vectors[i].half).at, SIGN_PUBLIC_BYTES);
        ASSERT_STR(*state, hex_encode(*state, signature), vectors[i].signature);
        assert_int_equal(sign_check(&half, text, signature), OK);
    }
}

/* Each bit counts; so do the key, the length, and a signature that is none. */
static void nothing_else_is_good(void **state)
{
    struct sign_key key = key_of(*state, vectors[0].secret);
    struct str text = STR("row 7 of tree 1");
    struct str signature = made(*state, &key, text);
    struct sign_public half;
    struct sign_public other;

    assert_int_equal(sign_public_of(&key, &half), OK);
    assert_int_equal(sign_public_read(bytes(*state, vectors[1].half), &other), OK);
    assert_int_equal(sign_check(&half, text, signature), OK);
    assert_int_equal(sign_check(&other, text, signature), INVALID);
    assert_int_equal(sign_check(&half, STR("row 8 of tree 1"), signature), INVALID);
    for (size_t bit = 0; bit < 8 * (size_t)SIGN_BYTES; bit++) {
        char *changed = arena_take(*state, SIGN_BYTES);

        memcpy(changed, signature.at, SIGN_BYTES);
        changed[bit / 8] = (char)(changed[bit / 8] ^ (1 << bit % 8));
        assert_int_equal(
            sign_check(&half, text, (struct str){.at = changed, .len = SIGN_BYTES}), INVALID);
    }
    assert_int_equal(sign_check(&half, text, str_upto(signature, SIGN_BYTES - 1)), INVALID);
    assert_int_equal(sign_check(&half, text, (struct str){0}), INVALID);
}

/* `echo d75a…511a | xxd -r -p | sha256sum | cut -c1-16` */
static void a_key_has_a_name(void **state)
{
    struct sign_public half;

    assert_int_equal(sign_public_read(bytes(*state, vectors[0].half), &half), OK);
    ASSERT_STR(
        *state,
        hex_encode(*state, (struct str){.at = (const char *)half.id, .len = SIGN_ID_BYTES}),
        "21fe31dfa154a261");
    assert_int_equal(sign_public_read(STR("short"), &half), INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(signs_as_the_rfc_does),
        UNIT(nothing_else_is_good),
        UNIT(a_key_has_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
