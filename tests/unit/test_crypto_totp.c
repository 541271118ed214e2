/* test_crypto_totp.c: codes of an authenticator app, codes for paper, and the QR code */
#include "kit/unit.h"

#include "crypto/codec.h"
#include "crypto/totp.h"
#include "crypto/totp_recovery.h"
#include "text/qr.h"

/* RFC 6238, appendix B, SHA-1; six of its eight digits. */
static const struct {
    int64_t now;
    const char *code;
} vectors[] = {
    {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
    {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
};

static const struct str seed = {.at = "12345678901234567890", .len = 20};

static void codes_are_those_of_the_standard(void **state)
{
    assert_int_equal(totp_start(), OK);
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        uint64_t step = 0;
        struct str code = str_of(vectors[i].code);

        assert_int_equal(totp_check(*state, seed, vectors[i].now, code, &step), OK);
        assert_int_equal(step, vectors[i].now / TOTP_SECONDS);
    }
}

static void one_step_to_each_side_is_taken(void **state)
{
    int64_t middle = 1234567890 / TOTP_SECONDS * TOTP_SECONDS;

    assert_int_equal(totp_start(), OK);
    for (int64_t at = middle - 60; at < middle + 90; at++) {
        bool near = at >= middle - 30 && at < middle + 60;
        uint64_t step = 0;

        assert_int_equal(totp_check(*state, seed, at, STR("005924"), &step),
                         near ? OK : DENIED);
        assert_int_equal(step, near ? middle / TOTP_SECONDS : 0);
    }
}

static void what_is_no_code_is_none(void **state)
{
    static const char *const wrong[] = {"",
                                        "005925",
                                        "5924",
                                        "0059240",
                                        "00592a",
                                        "-05924",
                                        "+05924",
                                        "0x5924",
                                        "005924\n",
                                        "1",
                                        "0059245924",
                                        "００５９２４",
                                        "                 005924"};
    uint64_t step = 7;

    assert_int_equal(totp_start(), OK);
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_int_equal(totp_check(*state, seed, 1234567890, str_of(wrong[i]), &step), DENIED);
    assert_int_equal(step, 7);
    assert_int_equal(totp_check(*state, seed, 1234567890, STR("005 924"), &step), OK);
}

static void secrets_are_shown_and_told(void **state)
{
    struct str one;
    struct str other;

    ASSERT_STR(*state, totp_secret_text(*state, seed),
               "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    ASSERT_STR(*state, totp_address(*state, STR("Branch line"), STR("a+b@x.example"), seed),
               "otpauth://totp/Branch%20line:a%2Bb@x.example?secret="
               "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Branch%20line&algorithm=SHA1&digits=6"
               "&period=30");
    assert_int_equal(totp_secret_make(*state, &one), OK);
    assert_int_equal(totp_secret_make(*state, &other), OK);
    assert_int_equal(one.len, TOTP_SECRET_BYTES);
    assert_false(str_equal(one, other));
}

/* RFC 4648, section 10, without its padding. */
static void base32_is_that_of_the_standard(void **state)
{
    static const char *const texts[][2] = {{"", ""},
                                           {"f", "MY"},
                                           {"fo", "MZXQ"},
                                           {"foo", "MZXW6"},
                                           {"foob", "MZXW6YQ"},
                                           {"fooba", "MZXW6YTB"},
                                           {"foobar", "MZXW6YTBOI"}};

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        ASSERT_STR(*state, base32_encode(*state, str_of(texts[i][0])), texts[i][1]);
}

static void codes_for_paper_have_eighty_bits(void **state)
{
    struct digest kept;
    struct digest typed;
    struct str text;

    for (size_t i = 0; i < 100; i++) {
        struct str loud;

        assert_int_equal(recovery_make(*state, &text, &kept), OK);
        assert_int_equal(text.len, 19);
        assert_int_equal(recovery_hash(*state, text, &typed), OK);
        assert_true(str_equal(digest_str(&kept), digest_str(&typed)));
        loud = str_format(*state, " %c%.*s ", text.at[0] >= 'a' ? text.at[0] - 32 : text.at[0],
                          (int)text.len - 1, text.at + 1);
        assert_int_equal(recovery_hash(*state, loud, &typed), OK);
        assert_true(str_equal(digest_str(&kept), digest_str(&typed)));
    }
    assert_int_equal(recovery_hash(*state, STR("abcd-efgh-ijkl-mno"), &typed), INVALID);
    assert_int_equal(recovery_hash(*state, STR("abcd-efgh-ijkl-mno1"), &typed), INVALID);
    assert_int_equal(recovery_hash(*state, STR("123456"), &typed), INVALID);
}

static void a_qr_code_is_one_path(void **state)
{
    struct qr qr;
    struct qr larger;

    assert_int_equal(qr_draw(*state, STR("HELLO"), &qr), OK);
    assert_int_equal(qr.size, 21 + 8);
    assert_true(str_starts(qr.path, STR("M4 4h7v1h-7z"))); /* the finder's upper edge */
    assert_int_equal(qr_draw(*state, repeated(*state, "x", 300), &larger), OK);
    assert_true(larger.size > qr.size);
    for (size_t i = 0; i < larger.path.len; i++)
        assert_non_null(strchr("Mhvz -0123456789", larger.path.at[i]));
    assert_int_equal(qr_draw(*state, STR(""), &qr), INVALID);
    assert_int_equal(qr_draw(*state, STR("a\0b"), &qr), INVALID);
    assert_int_equal(qr_draw(*state, repeated(*state, "x", 4000), &qr), INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(codes_are_those_of_the_standard), UNIT(one_step_to_each_side_is_taken),
        UNIT(what_is_no_code_is_none),         UNIT(secrets_are_shown_and_told),
        UNIT(base32_is_that_of_the_standard),  UNIT(codes_for_paper_have_eighty_bits),
        UNIT(a_qr_code_is_one_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
