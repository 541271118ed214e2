/* test_model_audit.c: the canonical bytes of an audit row and their hash (LG-04)
 *
 * The expected hash comes from `sha256sum` over the bytes written out below, not from here. */
#include "kit/unit.h"

#include "crypto/codec.h"
#include "model/audit/audit_chain.h"
#include "model/audit/audit_word.h"

static const char zeros[DIGEST_BYTES];

static struct audit_row row_of_role_change(void)
{
    return (struct audit_row){.root_id = 1,
                              .account_id = 5,
                              .seq = 7,
                              .at = {.us = INT64_C(1795498054123456)},
                              .user_id = 11,
                              .user_name = STR("Mara Whitfield"),
                              .address = STR("2001:db8::7"),
                              .action = STR("role.change"),
                              .object = STR("Zoë"),
                              .was = STR("Basic user"),
                              .became = STR("Advanced user"),
                              .prev = {.at = zeros, .len = sizeof(zeros)}};
}

#define BYTES                                                                                  \
    "1:1,1:5,1:7,27:2026-11-24T05:27:34.123456Z,2:11,14:Mara Whitfield,11:2001:db8::7,"        \
    "11:role.change,4:Zoë,10:Basic user,13:Advanced user,"

static void test_bytes(void **state)
{
    struct audit_row row = row_of_role_change();

    ASSERT_STR(*state, audit_bytes(*state, &row), BYTES);
}

/* Absent and empty differ, and a text can't be taken for two. */
static void test_bytes_of_odd_texts(void **state)
{
    struct audit_row row = row_of_role_change();
    struct str whole;

    row.user_id = 0;
    row.was = (struct str){0};
    row.became = STR("");
    whole = audit_bytes(*state, &row);
    assert_true(str_ends(whole, STR("4:Zoë,-,0:,")));
    assert_int_not_equal(str_find_str(whole, STR("Z,-,14:Mara")), whole.len);

    row.object = STR("a,1:b");
    row.was = STR("c");
    whole = audit_bytes(*state, &row);
    assert_true(str_ends(whole, STR("5:a,1:b,1:c,0:,")));
}

static struct str hex_of(struct arena *arena, const struct audit_row *row)
{
    struct digest digest;

    assert_int_equal(audit_hash(arena, row, &digest), OK);
    return hex_encode(arena, digest_str(&digest));
}

static void test_hash(void **state)
{
    struct audit_row row = row_of_role_change();

    ASSERT_STR(*state, hex_of(*state, &row),
               "9bf9504d95aea28d0f6f408a8dfd8582468d82edc8f7975c84c2aeedb4e6779e");
}

/* Whatever column changes, the hash changes. */
static void test_each_column_counts(void **state)
{
    const struct audit_row right = row_of_role_change();
    struct str hash = hex_of(*state, &right);
    struct audit_row rows[11];

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        rows[i] = right;
    rows[0].root_id++;
    rows[1].account_id++;
    rows[2].seq++;
    rows[3].at.us++;
    rows[4].user_id++;
    rows[5].user_name = STR("Mara");
    rows[6].address = STR("");
    rows[7].action = STR("role.Change");
    rows[8].object = STR("Zoe");
    rows[9].was = rows[9].became;
    rows[10].prev = (struct str){.at = "0123456789abcdef0123456789abcdef", .len = DIGEST_BYTES};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_false(str_equal(hex_of(*state, &rows[i]), hash));
}

static void test_words(void **state)
{
    ASSERT_STR(*state, audit_word_title(STR("role.change")), "Role changed");
    ASSERT_STR(*state, audit_word_title(STR("of another release")), "of another release");
    for (const struct audit_word *word = audit_words; word->word; word++)
        for (const struct audit_word *other = audit_words; other < word; other++)
            assert_string_not_equal(word->word, other->word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_bytes), UNIT(test_bytes_of_odd_texts),
        UNIT(test_hash),  UNIT(test_each_column_counts),
        UNIT(test_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
