/* test_smpp_receipt.c: receipts in the wild, ids of one message spelled two ways, parts */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "smpp/carrier_id.h"
#include "smpp/concat.h"
#include "smpp/receipt.h"
#include "smpp/tlv.h"

static int arena_up(void **state)
{
    *state = arena_new(0, 0);
    return 0;
}

static int arena_down(void **state)
{
    arena_free(*state);
    return 0;
}

static void receipt_texts(void **state)
{
    static const struct {
        const char *text;
        const char *id; /* NULL: absent */
        enum receipt_state state;
        const char *error;
    } rows[] = {
        {"id:123A456B sub:001 dlvrd:001 submit date:2511240553 done date:2511240554 "
         "stat:DELIVRD err:000 text:Hello",
         "123A456B", RECEIPT_DELIVERED, "000"},
        {"id:7 sub:1 dlvrd:0 submit date:251124055301 done date:251124055402 "
         "stat:UNDELIV err:27 Text:Hi",
         "7", RECEIPT_FAILED, "27"},
        {"ID:abc STAT:Expired ERR:0x1F", "abc", RECEIPT_EXPIRED, "0x1F"},
        {"id: 9 sub: 1 stat: REJECTD err: 5", "9", RECEIPT_REJECTED, "5"},
        {"id:9 stat:ACCEPTD", "9", RECEIPT_ENROUTE, NULL},
        {"id:9 stat:ENROUTE", "9", RECEIPT_ENROUTE, NULL},
        {"id:9 stat:BUFFERED", "9", RECEIPT_ENROUTE, NULL},
        {"id:9 stat:DELETED err:1", "9", RECEIPT_FAILED, "1"},
        {"id:9 stat:UNKNOWN err:1", "9", RECEIPT_UNKNOWN, "1"},
        {"id:9 stat:WHATEVER err:1", "9", RECEIPT_UNKNOWN, "1"},
        {"id:9,sub:1,dlvrd:1,stat:DELIVERED,err:0", "9", RECEIPT_DELIVERED, "0"},
        {"stat:DELIVRD id:9", "9", RECEIPT_DELIVERED, NULL},
        {"stat:DELIVRD", NULL, RECEIPT_DELIVERED, NULL},
        {"id: sub:001 stat:DELIVRD err:000", NULL, RECEIPT_DELIVERED, "000"},
        {"id:9 err:\x01\x02 stat:FAILED", "9", RECEIPT_FAILED, NULL},
        {"id:9 err:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa stat:FAILED", "9", RECEIPT_FAILED, NULL},
        /* The sender's own words stand behind text: and are not believed. */
        {"id:9 sub:1 text:id:66 stat:DELIVRD", "9", RECEIPT_UNKNOWN, NULL},
        {"id:9 valid:8 stat:UNDELIV text:stat:DELIVRD", "9", RECEIPT_FAILED, NULL},
        {"invalid:8 id:9 stat:UNDELIV", "9", RECEIPT_FAILED, NULL},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct pdu pdu = {.command = DELIVER_SM,
                          .esm_class = ESM_RECEIPT,
                          .short_message = str_of(rows[i].text)};
        struct receipt receipt = {0};

        assert_int_equal(receipt_read(*state, &pdu, &receipt), OK);
        assert_int_equal(receipt.state, rows[i].state);
        assert_true(str_equal(receipt.carrier_id, str_of(rows[i].id)));
        assert_true(str_equal(receipt.error, str_of(rows[i].error)));
    }
}

static void parameters_win_over_the_text(void **state)
{
    struct strbuf tlvs = {.arena = *state};
    struct pdu pdu = {.esm_class = ESM_RECEIPT, .short_message = STR("id:1 stat:UNDELIV")};
    struct receipt receipt = {0};

    tlv_put(&tlvs, TLV_RECEIPTED_MESSAGE_ID, STR("ff01\0"));
    tlv_put_number(&tlvs, TLV_MESSAGE_STATE, 2, 1);
    tlv_put(&tlvs, TLV_NETWORK_ERROR_CODE, STR("\3\1\2"));
    tlv_put_number(&tlvs, TLV_USER_MESSAGE_REFERENCE, 513, 2);
    pdu.tlvs = strbuf_str(&tlvs);

    assert_int_equal(receipt_read(*state, &pdu, &receipt), OK);
    assert_true(str_is(receipt.carrier_id, "ff01"));
    assert_int_equal(receipt.state, RECEIPT_DELIVERED);
    assert_true(str_is(receipt.error, "258"));
    assert_true(receipt.has_reference);
    assert_int_equal(receipt.reference, 513);

    pdu.esm_class = 0; /* carriers that forget it, but set the parameters */
    pdu.short_message = STR("");
    assert_int_equal(receipt_read(*state, &pdu, &receipt), OK);
    assert_int_equal(receipt.state, RECEIPT_DELIVERED);
}

/* Whatever else tells which message it speaks of. */
static void receipts_name_when_and_what(void **state)
{
    static const struct {
        const char *text;
        struct civil at;     /* year 0: no date */
        const char *excerpt; /* NULL: absent */
    } rows[] = {
        {"id:1 submit date:2511240553 stat:DELIVRD text:Hello there", {2025, 11, 24, 5, 53, 0, 0},
         "Hello there"},
        {"id:1 submit date:251124055301 stat:DELIVRD Text:a text that goes on and on",
         {2025, 11, 24, 5, 53, 0, 0}, "a text that goes on "},
        {"id:1 submit date:2513240553 stat:DELIVRD text:", {0}, NULL},
        {"id:1 submit date:25112405 stat:DELIVRD", {0}, NULL},
        {"id:1 submit date:25-1124055 stat:DELIVRD", {0}, NULL},
        {"id:1 stat:DELIVRD text:submit date:2511240553", {0}, "submit date:25112405"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct pdu pdu = {.esm_class = ESM_RECEIPT, .short_message = str_of(rows[i].text)};
        struct receipt receipt = {0};

        assert_int_equal(receipt_read(*state, &pdu, &receipt), OK);
        assert_false(receipt.has_reference);
        assert_true(str_equal(receipt.excerpt, str_of(rows[i].excerpt)));
        if (rows[i].at.year == 0)
            assert_true(stamp_is_none(receipt.taken_at));
        else
            assert_true(receipt.taken_at.us == stamp_of(rows[i].at).us);
    }
}

static void a_handset_cannot_forge_a_receipt(void **state)
{
    struct pdu pdu = {.short_message = STR("id:1 sub:1 dlvrd:1 stat:DELIVRD err:0 text:")};
    struct receipt receipt = {0};

    assert_false(receipt_is(&pdu));
    assert_int_equal(receipt_read(*state, &pdu, &receipt), NOT_FOUND);
    pdu.esm_class = ESM_UDH;
    assert_false(receipt_is(&pdu));
    pdu.esm_class = ESM_RECEIPT;
    pdu.short_message = STR("nothing of use");
    assert_int_equal(receipt_read(*state, &pdu, &receipt), INVALID);
}

static void receipts_in_ucs2_and_payload(void **state)
{
    struct strbuf tlvs = {.arena = *state};
    struct strbuf wide = {.arena = *state};
    struct pdu pdu = {.esm_class = ESM_INTERMEDIATE, .data_coding = CODING_UCS2};
    struct receipt receipt = {0};
    const char *text = "id:5 stat:ENROUTE err:0";

    for (size_t i = 0; i < strlen(text); i++) {
        strbuf_put_byte(&wide, '\0');
        strbuf_put_byte(&wide, text[i]);
    }
    tlv_put(&tlvs, TLV_MESSAGE_PAYLOAD, strbuf_str(&wide));
    pdu.tlvs = strbuf_str(&tlvs);
    assert_int_equal(receipt_read(*state, &pdu, &receipt), OK);
    assert_true(str_is(receipt.carrier_id, "5"));
    assert_int_equal(receipt.state, RECEIPT_ENROUTE);
}

static void two_spellings_of_an_id_meet(void **state)
{
    static const struct {
        enum id_form form;
        const char *answered;
        const char *receipted;
        const char *common;
    } rows[] = {
        {ID_TEXT, "00aB ", "AB", "ab"},
        {ID_TEXT, "000", "0", "0"},
        {ID_TEXT, "7F-3", "7f-3", "7f-3"},
        {ID_HEX_TO_DECIMAL, "255", "FF", "ff"},
        {ID_HEX_TO_DECIMAL, "0255", "0x00FF", "ff"},
        {ID_HEX_TO_DECIMAL, "0", "00", "0"},
        {ID_DECIMAL_TO_HEX, "3F2A", "0000016170", "3f2a"},
        {ID_DECIMAL_TO_HEX, "10000000000000000", "18446744073709551616", "10000000000000000"},
        {ID_DECIMAL_TO_HEX, "ffffffffffffffffffffffffffffffff",
         "340282366920938463463374607431768211455", "ffffffffffffffffffffffffffffffff"},
        {ID_DECIMAL_TO_HEX, "a-b", "A-B", "a-b"}, /* no numbers: taken as text */
        {ID_DIGITS, "msg-0012", "12", "12"},
        {ID_DIGITS, "none", "NONE", "none"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str answered = str_of(rows[i].answered);
        struct str receipted = str_of(rows[i].receipted);
        struct str out = {0};

        assert_int_equal(carrier_id_answered(*state, answered, rows[i].form, &out), OK);
        assert_true(str_is(out, rows[i].common));
        assert_int_equal(carrier_id_receipted(*state, receipted, rows[i].form, &out), OK);
        assert_true(str_is(out, rows[i].common));
    }
    assert_string_equal(id_form_words[ID_DIGITS], "digits");
    assert_null(id_form_words[ID_DIGITS + 1]);
}

static void an_id_is_short_and_printable(void **state)
{
    static const char *const bad[] = {
        "",
        "  ",
        "a\tb",
        "caf\xc3\xa9",
        "12345678901234567890123456789012345678901234567890123456789012345",
    };
    struct str out = STR("untouched");

    for (size_t i = 0; i < COUNT_OF(bad); i++)
        for (enum id_form form = ID_TEXT; form <= ID_DIGITS; form++)
            assert_int_equal(carrier_id_answered(*state, str_of(bad[i]), form, &out), INVALID);
    assert_true(str_is(out, "untouched"));
}

static void parts_by_header_and_parameter(void **state)
{
    static const struct {
        struct str message;
        unsigned reference;
        unsigned total;
        unsigned number;
        const char *text;
    } rows[] = {
        {{"\5\0\3\x2a\3\2hi", 8}, 0x2a, 3, 2, "hi"},
        {{"\6\x08\4\1\2\3\1hi", 9}, 0x102, 3, 1, "hi"},
        {{"\x08\5\0\0\0\3\x2a\3\2hi", 0}, 0, 1, 1, ""},
        {{"\7\xff\0\0\3\x2a\3\2hi", 10}, 0x2a, 3, 2, "hi"},
        {{"\5\0\3\x2a\3\4hi", 8}, 0, 1, 1, "hi"}, /* part 4 of 3 */
        {{"\5\0\3\x2a\3\0hi", 8}, 0, 1, 1, "hi"},
        {{"\5\0\3\x2a\0\0hi", 8}, 0, 1, 1, "hi"},
        {{"\5\0\x30\x2a\3\2hi", 8}, 0, 1, 1, "hi"}, /* element past the header */
        {{"\x50hi", 3}, 0, 1, 1, "\x50hi"},         /* header past the text */
        {{"\0hi", 3}, 0, 1, 1, "hi"},
    };
    struct strbuf tlvs = {.arena = *state};
    struct pdu pdu = {.esm_class = ESM_UDH};
    char header[CONCAT_HEADER];

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct concat concat;

        pdu.short_message = rows[i].message;
        concat = concat_read(&pdu);
        assert_int_equal(concat.reference, rows[i].reference);
        assert_int_equal(concat.total, rows[i].total);
        assert_int_equal(concat.number, rows[i].number);
        assert_true(str_is(concat.text, rows[i].text));
    }
    concat_write(0x2a, 3, 2, header);
    assert_memory_equal(header, "\5\0\3\x2a\3\2", CONCAT_HEADER);

    tlv_put_number(&tlvs, TLV_SAR_REFERENCE, 0x1234, 2);
    tlv_put_number(&tlvs, TLV_SAR_TOTAL, 2, 1);
    tlv_put_number(&tlvs, TLV_SAR_NUMBER, 2, 1);
    pdu = (struct pdu){.short_message = STR("hi"), .tlvs = strbuf_str(&tlvs)};
    assert_int_equal(concat_read(&pdu).reference, 0x1234);
    assert_int_equal(concat_read(&pdu).number, 2);
}

#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, arena_up, arena_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(receipt_texts),
        WITH_ARENA(parameters_win_over_the_text),
        WITH_ARENA(receipts_name_when_and_what),
        WITH_ARENA(a_handset_cannot_forge_a_receipt),
        WITH_ARENA(receipts_in_ucs2_and_payload),
        WITH_ARENA(two_spellings_of_an_id_meet),
        WITH_ARENA(an_id_is_short_and_printable),
        WITH_ARENA(parts_by_header_and_parameter),
    };

    return cmocka_run_group_tests_name("smpp_receipt", tests, NULL, NULL);
}
