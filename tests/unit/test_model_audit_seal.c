/* test_model_audit_seal.c: a seal as one word, and what is none (LG-04)
 *
 * The signature comes from Node's own Ed25519, over the words written out below. */
#include "kit/unit.h"

#include "model/audit/audit_seal.h"

#define HASH  "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
#define TEXT_ "branchline-seal:1:17:5:40:2026-11-24T05:27:34.123456Z:" HASH ":fe812c12f3ab4ce6"
#define WORD_                                                                                  \
    TEXT_ ":2d2d32b22302116ac505f47d1c371ea42a9af3b980d57658614258a1a8c1eba6"                  \
          "9a804e34ecb4679951a74b7c2c334c40b380716a58c5b0fa477a3721cd0d2806"

/* 32 bytes of 7, and its public half beside another one. */
static const struct sign_key key = {.bytes = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
                                              7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7}};

static struct audit_keys keys_of(struct arena *arena, unsigned char first)
{
    struct sign_key own = key;
    struct audit_keys keys = {.keys = ARENA_NEW(arena, struct sign_public), .count = 1};

    own.bytes[0] = first;
    assert_int_equal(sign_public_of(&own, keys.keys), OK);
    return keys;
}

static struct audit_seal sealed(struct arena *arena)
{
    struct audit_seal seal = {.number = 17,
                              .root_id = 5,
                              .seq = 40,
                              .at = {.us = INT64_C(1795498054123456)},
                              .hash = repeated(arena, "\xa1", 32)};

    assert_int_equal(audit_seal_sign(arena, &key, &seal), OK);
    return seal;
}

static void test_word(void **state)
{
    struct audit_seal seal = sealed(*state);
    struct audit_keys keys = keys_of(*state, 7);
    struct audit_keys others = keys_of(*state, 8);

    ASSERT_STR(*state, audit_seal_word(*state, &seal), WORD_);
    assert_int_equal(audit_seal_prove(*state, &keys, STR(WORD_)), OK);
    assert_int_equal(audit_seal_prove(*state, &others, STR(WORD_)), NOT_FOUND);
}

/* Whatever of it is changed, it is not signed, or it is no seal. */
static void test_each_byte_counts(void **state)
{
    struct audit_keys keys = keys_of(*state, 7);

    for (size_t i = 0; i < sizeof(WORD_) - 1; i++) {
        char *word = (char *)(uintptr_t)str_z(*state, STR(WORD_));
        enum status status;

        word[i] = word[i] == '0' ? '1' : '0';
        status = audit_seal_prove(*state, &keys, str_of(word));
        assert_true(status == INVALID || status == NOT_FOUND);
    }
}

static void test_found_in_a_line(void **state)
{
    static const char *const lines[] = {
        WORD_, "{\"event\":\"sealed\",\"root\":5,\"seal\":\"" WORD_ "\"}",
        "Nov 24 05:27:34 sms branchline-seald[7]: " WORD_ " and more", "> " WORD_ "\r\n"};
    struct audit_seal seal;

    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        struct str word = audit_seal_find(str_of(lines[i]));

        ASSERT_STR(*state, word, WORD_);
        assert_int_equal(audit_seal_read(*state, word, &seal), OK);
        assert_int_equal(seal.number, 17);
        assert_int_equal(seal.root_id, 5);
        assert_int_equal(seal.seq, 40);
    }
    assert_null(audit_seal_find(STR("branchline-seal:2:17")).at);
    assert_null(audit_seal_find(STR("")).at);
}

static void test_no_seal(void **state)
{
    static const char *const words[] = {
        "",
        "branchline-seal:1:",
        "branchline-seal:1:17:5:40",
        TEXT_,
        WORD_ "0",
        WORD_ ":",
        "branchline-seal:1:017:5:40:2026-11-24T05:27:34.123456Z:" HASH ":fe812c12f3ab4ce6:00"};
    struct audit_seal seal;

    for (size_t i = 0; i < COUNT_OF(words); i++)
        assert_int_equal(audit_seal_read(*state, str_of(words[i]), &seal), INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_word),
        UNIT(test_each_byte_counts),
        UNIT(test_found_in_a_line),
        UNIT(test_no_seal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
