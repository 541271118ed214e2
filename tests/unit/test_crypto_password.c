/* test_crypto_password.c: Argon2id in PHC strings (AU-03) */
#include <argon2.h>

#include "base/stamp.h"
#include "crypto/codec.h"
#include "crypto/password.h"
#include "kit/unit.h"

static const struct hasher floor_hasher = {
    .memory_kib = PASSWORD_MEMORY_LEAST,
    .passes = PASSWORD_PASSES_LEAST,
};

static void a_hash_is_a_phc_string(void **state)
{
    struct str phc;
    struct str rest;
    struct str bytes;

    assert_int_equal(password_hash(*state, &floor_hasher, STR("green bulbs in april"), &phc),
                     OK);
    assert_true(str_starts(phc, STR("$argon2id$v=19$m=19456,t=2,p=1$")));
    rest = str_from(phc, sizeof("$argon2id$v=19$m=19456,t=2,p=1$") - 1);
    assert_int_equal(base64_decode(*state, str_cut(&rest, '$'), &bytes), OK);
    assert_int_equal(bytes.len, 16);
    assert_int_equal(base64_decode(*state, rest, &bytes), OK);
    assert_int_equal(bytes.len, 32);
    /* the library reads it as its own */
    assert_int_equal(argon2id_verify(phc.at, "green bulbs in april", 20), ARGON2_OK);
}

static void only_the_password_opens(void **state)
{
    static const char *const others[] = {"green bulbs in apri", "green bulbs in april ",
                                         "Green bulbs in april", "", "green bulbs in maí"};
    struct str phc;

    assert_int_equal(password_hash(*state, &floor_hasher, STR("green bulbs in april"), &phc),
                     OK);
    assert_int_equal(password_verify(*state, &floor_hasher, STR("green bulbs in april"), phc),
                     OK);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(password_verify(*state, &floor_hasher, str_of(others[i]), phc),
                         DENIED);
}

/* Nothing is cut, trimmed or stopped at a NUL. */
static void every_byte_counts(void **state)
{
    struct str longest = repeated(*state, "😎", 128);
    struct str phc;

    assert_int_equal(password_hash(*state, &floor_hasher, longest, &phc), OK);
    assert_int_equal(password_verify(*state, &floor_hasher, longest, phc), OK);
    assert_int_equal(
        password_verify(*state, &floor_hasher, str_upto(longest, longest.len - 1), phc),
        DENIED);
    assert_int_equal(password_hash(*state, &floor_hasher, (struct str){"a\0b", 3}, &phc), OK);
    assert_int_equal(password_verify(*state, &floor_hasher, (struct str){"a\0c", 3}, phc),
                     DENIED);
}

static void salts_differ(void **state)
{
    struct str first;
    struct str second;

    assert_int_equal(password_hash(*state, &floor_hasher, STR("same"), &first), OK);
    assert_int_equal(password_hash(*state, &floor_hasher, STR("same"), &second), OK);
    assert_false(str_equal(first, second));
}

static void the_floor_holds(void **state)
{
    const struct hasher weak = {.memory_kib = 8, .passes = 1};
    struct str phc;

    assert_int_equal(password_hash(*state, &weak, STR("x"), &phc), OK);
    assert_true(str_starts(phc, STR("$argon2id$v=19$m=19456,t=2,p=1$")));
}

static void the_pepper_is_needed(void **state)
{
    struct hasher peppered = floor_hasher;
    struct str phc;

    peppered.pepper = STR("0123456789abcdef0123456789abcdef");
    assert_int_equal(password_hash(*state, &peppered, STR("green bulbs"), &phc), OK);
    assert_int_equal(password_verify(*state, &peppered, STR("green bulbs"), phc), OK);
    assert_int_equal(password_verify(*state, &floor_hasher, STR("green bulbs"), phc), DENIED);
    peppered.pepper = STR("another");
    assert_int_equal(password_verify(*state, &peppered, STR("green bulbs"), phc), DENIED);
}

#define SALT "c29tZXNhbHRzb21lc2FsdA"
#define TAG  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static const char *const damaged[] = {
    "",
    "x",
    "$argon2id$v=19$m=19456,t=2,p=1$" SALT,
    "$argon2id$v=19$m=19456,t=2,p=1$" SALT "$",
    "$argon2i$v=19$m=19456,t=2,p=1$" SALT "$" TAG,
    "$argon2id$v=16$m=19456,t=2,p=1$" SALT "$" TAG,
    "$argon2id$v=19$m=4294967295,t=2,p=1$" SALT "$" TAG,
    "$argon2id$v=19$m=19456,t=99,p=1$" SALT "$" TAG,
    "$argon2id$v=19$m=19456,t=2,p=99$" SALT "$" TAG,
    "$argon2id$v=19$m=-1,t=2,p=1$" SALT "$" TAG,
    "$argon2id$v=19$t=2,m=19456,p=1$" SALT "$" TAG,
    "$argon2id$v=19$m=19456,t=2,p=1$" SALT "$" TAG "=",
    "$argon2id$v=19$m=19456,t=2,p=1$c29t$" TAG,
    "$argon2id$v=19$m=19456,t=2,p=1$" SALT "$AAAA",
};

static void damaged_hashes_open_to_nobody(void **state)
{
    for (size_t i = 0; i < COUNT_OF(damaged); i++) {
        assert_int_equal(password_verify(*state, &floor_hasher, STR(""), str_of(damaged[i])),
                         DENIED);
        assert_true(password_is_stale(*state, &floor_hasher, str_of(damaged[i])));
    }
    assert_int_equal(password_verify(*state, &floor_hasher, STR(""), str_of(NULL)), DENIED);
}

static void stale_hashes_are_known(void **state)
{
    const struct hasher dearer = {.memory_kib = 65536, .passes = 2};
    const struct hasher longer = {.memory_kib = PASSWORD_MEMORY_LEAST, .passes = 3};
    const char *kept = "$argon2id$v=19$m=19456,t=2,p=1$" SALT "$" TAG;

    assert_false(password_is_stale(*state, &floor_hasher, str_of(kept)));
    assert_true(password_is_stale(*state, &dearer, str_of(kept)));
    assert_true(password_is_stale(*state, &longer, str_of(kept)));
    /* a hash that cost more than today's is left alone */
    assert_false(password_is_stale(*state, &floor_hasher,
                                   STR("$argon2id$v=19$m=65536,t=3,p=1$" SALT "$" TAG)));
}

/* Half of the tries with a hash, half without one; each costs one hash of the same kind. */
static void an_unknown_user_costs_a_hash(void **state)
{
    struct str phc;
    int64_t known = 0;
    int64_t unknown = 0;

    assert_int_equal(password_hash(*state, &floor_hasher, STR("green bulbs"), &phc), OK);
    for (int i = 0; i < 10; i++) {
        int64_t begin = clock_monotonic_us();

        assert_int_equal(password_verify(*state, &floor_hasher, STR("wrong"), phc), DENIED);
        known += clock_monotonic_us() - begin;
        begin = clock_monotonic_us();
        assert_int_equal(password_verify_nobody(*state, &floor_hasher, STR("wrong")), DENIED);
        unknown += clock_monotonic_us() - begin;
    }
    /* generous, since other tests run beside this one */
    assert_true(unknown > known / 3 && known > unknown / 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(a_hash_is_a_phc_string),
        UNIT(only_the_password_opens),
        UNIT(every_byte_counts),
        UNIT(salts_differ),
        UNIT(the_floor_holds),
        UNIT(the_pepper_is_needed),
        UNIT(damaged_hashes_open_to_nobody),
        UNIT(stale_hashes_are_known),
        UNIT(an_unknown_user_costs_a_hash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
