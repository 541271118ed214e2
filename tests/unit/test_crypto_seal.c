/* test_crypto_seal.c: what is sealed opens with its key, about its row, unchanged; else not */
#include "crypto/seal.h"
#include "kit/unit.h"

static const struct seal_key key = {.bytes = {1, 2, 3}};
static const struct seal_key other = {.bytes = {1, 2, 4}};

static struct str shut(struct arena *arena, struct str about, struct str text)
{
    struct str sealed = {0};

    assert_int_equal(seal_shut(arena, &key, about, text, &sealed), OK);
    return sealed;
}

static void what_is_sealed_opens(void **state)
{
    static const size_t lens[] = {0, 1, 15, 16, 17, 60000};

    for (size_t i = 0; i < COUNT_OF(lens); i++) {
        struct str text = repeated(*state, "x", lens[i]);
        struct str sealed = shut(*state, STR("row 7"), text);
        struct str out = {0};

        assert_int_equal(sealed.len, lens[i] + SEAL_EXTRA);
        assert_int_equal(seal_open(*state, &key, STR("row 7"), sealed, &out), OK);
        assert_true(str_equal(out, text.at ? text : STR("")));
    }
}

/* Made by Python's cryptography: AESGCM(key).encrypt(nonce 0 to 11, text, b"row 7"). */
static void another_s_seal_opens(void **state)
{
    static const unsigned char sealed[] = {
        0x01, 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0xc8,
        0xa6, 0xbf, 0xf4, 0xce, 0xe3, 0x29, 0xd0, 0x88, 0xd8, 0xb2, 0xaf, 0x93, 0x27, 0x13,
        0xca, 0x11, 0x13, 0x75, 0xaa, 0x86, 0xba, 0xb8, 0xe6, 0xf8, 0x45, 0x56, 0x4b,
    };
    struct str out = {0};

    assert_int_equal(seal_open(*state, &key, STR("row 7"),
                               (struct str){.at = (const char *)sealed, .len = sizeof(sealed)},
                               &out),
                     OK);
    ASSERT_STR(*state, out, "Mind the gap");
}

static void two_seals_differ(void **state)
{
    struct str a = shut(*state, STR("row 7"), STR("the same"));
    struct str b = shut(*state, STR("row 7"), STR("the same"));

    assert_false(str_equal(a, b));
    assert_memory_not_equal(a.at + 1, b.at + 1, 12);
}

static void nothing_else_opens(void **state)
{
    struct str sealed = shut(*state, STR("row 7"), STR("twelve bytes"));
    struct str out = STR("untouched");

    assert_int_equal(seal_open(*state, &other, STR("row 7"), sealed, &out), INVALID);
    assert_int_equal(seal_open(*state, &key, STR("row 8"), sealed, &out), INVALID);
    assert_int_equal(seal_open(*state, &key, (struct str){0}, sealed, &out), INVALID);
    for (size_t len = 0; len < sealed.len; len++)
        assert_int_equal(seal_open(*state, &key, STR("row 7"), str_upto(sealed, len), &out),
                         INVALID);
    for (size_t i = 0; i < sealed.len; i++) {
        char *changed = arena_take(*state, sealed.len);

        memcpy(changed, sealed.at, sealed.len);
        changed[i] ^= 1;
        assert_int_equal(seal_open(*state, &key, STR("row 7"),
                                   (struct str){.at = changed, .len = sealed.len}, &out),
                         INVALID);
    }
    ASSERT_STR(*state, out, "untouched");
}

static void too_much_is_refused(void **state)
{
    struct str text = {.at = arena_take(*state, SEAL_MOST + 1), .len = SEAL_MOST + 1};
    struct str out = {0};

    assert_int_equal(seal_shut(*state, &key, STR("a"), text, &out), TOO_MUCH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(what_is_sealed_opens), UNIT(another_s_seal_opens), UNIT(two_seals_differ),
        UNIT(nothing_else_opens),   UNIT(too_much_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
