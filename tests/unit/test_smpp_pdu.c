/* test_smpp_pdu.c: the codec: round trips, what carriers really send, hostile bytes */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/number.h"
#include "smpp/answer.h"
#include "smpp/concat.h"
#include "smpp/pdu.h"
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

/* Bytes behind a head whose length is right. */
static struct str pdu_of(struct arena *arena, uint32_t command, uint32_t status,
                         struct str body)
{
    struct strbuf buf = {.arena = arena};
    uint32_t words[] = {(uint32_t)(PDU_HEAD + body.len), command, status, 7};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        for (int shift = 24; shift >= 0; shift -= 8)
            strbuf_put_byte(&buf, (char)(words[i] >> shift & 0xff));
    strbuf_put(&buf, body);
    return strbuf_str(&buf);
}

static struct pdu full_pdu(struct arena *arena, uint32_t command, uint32_t status)
{
    struct strbuf tlvs = {.arena = arena};

    tlv_put_number(&tlvs, TLV_MESSAGE_STATE, 2, 1);
    tlv_put(&tlvs, TLV_MESSAGE_PAYLOAD, STR("a\0b"));
    return (struct pdu){
        .command = command,
        .status = status,
        .sequence = 0x01020304,
        .system_id = STR("branchline"),
        .password = STR("secret12"),
        .system_type = STR("sms"),
        .interface_version = 0x34,
        .address_ton = 1,
        .address_npi = 1,
        .address_range = STR("^614"),
        .service_type = STR("CMT"),
        .source_ton = 5,
        .source_npi = 0,
        .source = STR("Tallowood"),
        .destination_ton = 1,
        .destination_npi = 1,
        .destination = STR("61491570156"),
        .esm_class = 0x40,
        .protocol_id = 1,
        .priority = 2,
        .schedule_time = STR("000001000000000R"),
        .validity_period = STR("000002000000000R"),
        .registered_delivery = 1,
        .replace_if_present = 1,
        .data_coding = 8,
        .default_message = 3,
        .short_message = STR("\0hello\0"),
        .message_id = STR("00aB12"),
        .final_time = STR("251124055300000+"),
        .message_state = 2,
        .error_code = 9,
        .tlvs = strbuf_str(&tlvs),
    };
}

static void every_command_comes_back_as_it_went(void **state)
{
    static const uint32_t commands[] = {
        GENERIC_NACK,          BIND_RECEIVER,
        BIND_TRANSMITTER,      BIND_TRANSCEIVER,
        BIND_RECEIVER_RESP,    BIND_TRANSMITTER_RESP,
        BIND_TRANSCEIVER_RESP, SUBMIT_SM,
        SUBMIT_SM_RESP,        DELIVER_SM,
        DELIVER_SM_RESP,       QUERY_SM,
        QUERY_SM_RESP,         ENQUIRE_LINK,
        ENQUIRE_LINK_RESP,     UNBIND,
        UNBIND_RESP,
    };
    char first[512];
    char second[512];

    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        struct pdu sent = full_pdu(*state, commands[i], 0);
        struct pdu got = {0};
        size_t len = 0;
        size_t len_again = 0;

        assert_int_equal(pdu_write(&sent, first, sizeof(first), &len), OK);
        assert_int_equal(pdu_read((struct str){first, len}, &got), OK);
        assert_int_equal(got.command, commands[i]);
        assert_int_equal(got.sequence, 0x01020304);
        assert_int_equal(pdu_write(&got, second, sizeof(second), &len_again), OK);
        assert_int_equal(len, len_again);
        assert_memory_equal(first, second, len);
    }
}

static void submit_keeps_every_field(void **state)
{
    struct pdu sent = full_pdu(*state, SUBMIT_SM, 0);
    struct pdu got = {0};
    struct str payload = {0};
    char bytes[512];
    size_t len = 0;

    assert_int_equal(pdu_write(&sent, bytes, sizeof(bytes), &len), OK);
    assert_int_equal(pdu_read((struct str){bytes, len}, &got), OK);
    assert_true(str_equal(got.service_type, sent.service_type));
    assert_true(str_equal(got.source, sent.source));
    assert_true(str_equal(got.destination, sent.destination));
    assert_true(str_equal(got.schedule_time, sent.schedule_time));
    assert_true(str_equal(got.validity_period, sent.validity_period));
    assert_true(str_equal(got.short_message, sent.short_message));
    assert_int_equal(got.source_ton, 5);
    assert_int_equal(got.esm_class, 0x40);
    assert_int_equal(got.data_coding, 8);
    assert_int_equal(got.default_message, 3);
    assert_true(tlv_find(got.tlvs, TLV_MESSAGE_PAYLOAD, &payload));
    assert_int_equal(payload.len, 3);
    assert_true(str_equal(got.system_id, (struct str){0}));
}

static void errors_are_sent_without_a_body(void **state)
{
    struct pdu refused = full_pdu(*state, SUBMIT_SM_RESP, ESME_RTHROTTLED);
    struct pdu answer = {.command = DELIVER_SM_RESP, .status = ESME_RX_T_APPN};
    char bytes[512];
    size_t len = 0;

    assert_int_equal(pdu_write(&refused, bytes, sizeof(bytes), &len), OK);
    assert_int_equal(len, PDU_HEAD);
    assert_int_equal(pdu_write(&answer, bytes, sizeof(bytes), &len), OK);
    assert_int_equal(len, PDU_HEAD + 1); /* message_id is always there, and empty */
}

static void what_the_standard_forbids_is_not_sent(void **state)
{
    static const char long_text[256] = {0};
    struct pdu pdu = full_pdu(*state, SUBMIT_SM, 0);
    char bytes[PDU_MOST + 100];
    size_t len = 99;

    pdu.short_message = (struct str){long_text, 255};
    assert_int_equal(pdu_write(&pdu, bytes, sizeof(bytes), &len), INVALID);
    pdu.short_message = (struct str){long_text, 254};
    assert_int_equal(pdu_write(&pdu, bytes, sizeof(bytes), &len), OK);
    pdu.source = STR("123456789012345678901");
    assert_int_equal(pdu_write(&pdu, bytes, sizeof(bytes), &len), INVALID);
    pdu.source = STR("nul\0in");
    assert_int_equal(pdu_write(&pdu, bytes, sizeof(bytes), &len), INVALID);
    pdu.source = STR("ok");
    assert_int_equal(pdu_write(&pdu, bytes, 40, &len), TOO_MUCH);
    pdu.tlvs = (struct str){bytes, PDU_MOST};
    assert_int_equal(pdu_write(&pdu, bytes, sizeof(bytes), &len), TOO_MUCH);
    pdu.command = 0x77;
    assert_int_equal(pdu_write(&pdu, bytes, sizeof(bytes), &len), INVALID);
}

static void real_carriers_are_understood(void **state)
{
    static const struct {
        uint32_t command;
        uint32_t status;
        struct str body;
        struct str message_id;
    } rows[] = {
        {SUBMIT_SM_RESP, ESME_RTHROTTLED, {"", 0}, {"", 0}},
        {SUBMIT_SM_RESP, ESME_RINVDSTADR, {"\0", 1}, {"", 0}},
        {SUBMIT_SM_RESP, ESME_RSYSERR, {"no such route\0", 14}, {"no such route", 13}},
        {SUBMIT_SM_RESP, 0, {"3f2a", 4}, {"3f2a", 4}},
        {SUBMIT_SM_RESP, 0x0400, {"", 0}, {"", 0}},
        {SUBMIT_SM_RESP, 0, {"12\0\x02\x10\0\1", 7}, {"12", 2}},
        {BIND_TRANSCEIVER_RESP, 0, {"", 0}, {"", 0}},
        {BIND_TRANSCEIVER_RESP, ESME_RINVPASWD, {"", 0}, {"", 0}},
        {ENQUIRE_LINK_RESP, 0, {"junk", 4}, {"", 0}},
        {GENERIC_NACK, 0xFF, {"junk", 4}, {"", 0}},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str bytes = pdu_of(*state, rows[i].command, rows[i].status, rows[i].body);
        struct pdu pdu = {0};

        assert_int_equal(pdu_read(bytes, &pdu), OK);
        assert_int_equal(pdu.status, rows[i].status);
        assert_true(str_equal(pdu.message_id, rows[i].message_id));
    }
}

/* The one that wrote past libsmpp34's static buffer, and a payload of many segments. */
static void many_and_long_parameters_are_taken(void **state)
{
    struct pdu pdu = {.command = DELIVER_SM,
                      .source = STR("61491570156"),
                      .validity_period = STR("000002000000000R")};
    struct strbuf tlvs = {.arena = *state};
    struct pdu got = {0};
    char *payload = arena_take(*state, 60000);
    char *bytes = arena_take(*state, PDU_MOST);
    size_t len = 0;

    for (unsigned i = 0; i < 60; i++)
        tlv_put_number(&tlvs, (enum tlv_tag)(0x1400 + i), i, 2);
    memset(payload, 'x', 60000);
    tlv_put(&tlvs, TLV_MESSAGE_PAYLOAD, (struct str){payload, 60000});
    pdu.tlvs = strbuf_str(&tlvs);

    assert_int_equal(pdu_write(&pdu, bytes, PDU_MOST, &len), OK);
    assert_int_equal(pdu_read((struct str){bytes, len}, &got), OK);
    assert_int_equal(pdu_message(&got).len, 60000);
    assert_true(str_is(got.validity_period, "000002000000000R"));
}

static void hostile_requests_are_refused(void **state)
{
    static const struct {
        const char *why;
        struct str body;
    } rows[] = {
        {"nothing", {"", 0}},
        {"service_type without NUL", {"CMT", 3}},
        {"ends in the addresses",
         {"\0\1\1"
          "614",
          6}},
        {"ends before sm_length", {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16}},
        {"sm_length past the end", {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\5abcd", 21}},
        {"parameter cut in its head", {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\4\x24", 19}},
        {"parameter past the end",
         {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\4\x24\xff\xff"
          "a",
          22}},
        {"second parameter past the end",
         {"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\4\x27\0\1\2\4\x24\0\5"
          "a",
          27}},
    };
    char *text = arena_take(*state, 600);
    struct pdu pdu = {.sequence = 99};

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(pdu_read(pdu_of(*state, DELIVER_SM, 0, rows[i].body), &pdu), INVALID);
    memset(text, 'a', 599);
    assert_int_equal(pdu_read(pdu_of(*state, DELIVER_SM, 0, (struct str){text, 600}), &pdu),
                     INVALID);
    assert_int_equal(pdu.sequence, 99); /* untouched unless OK */
    assert_int_equal(pdu_read(pdu_of(*state, 0x99, 0, STR("x")), &pdu), NOT_FOUND);
}

static void heads_are_bounded(void **state)
{
    struct pdu_head head = {0};
    struct pdu pdu = {0};
    struct str good = pdu_of(*state, ENQUIRE_LINK, 0, STR(""));

    assert_int_equal(pdu_peek(str_upto(good, 15), &head), NOT_FOUND);
    assert_int_equal(pdu_peek(good, &head), OK);
    assert_int_equal(pdu_peek(STR("\0\0\0\x0f............"), &head), INVALID);
    assert_int_equal(pdu_peek(STR("\0\1\0\0............"), &head), INVALID);
    assert_int_equal(pdu_peek(STR("\xff\xff\xff\xff............"), &head), INVALID);
    assert_int_equal(pdu_peek(STR("\0\0\xff\xff............"), &head), OK);
    assert_int_equal(pdu_read(str_upto(good, 15), &pdu), INVALID);
    assert_int_equal(pdu_read(STR("\0\0\0\x11\0\0\0\x15\0\0\0\0\0\0\0\1"), &pdu), INVALID);
}

static uint64_t random_state = 0x9e3779b97f4a7c15;

static uint32_t random_below(uint32_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32) % below;
}

/* Everything that looks at a stranger's bytes, on an exact copy, so that a sanitizer or
 * guard sees each byte too far. */
static void read_all(struct arena *arena, struct str bytes)
{
    struct pdu pdu = {0};
    struct receipt receipt = {0};
    struct concat concat;
    char out[1024];
    size_t len = 0;

    if (pdu_read(bytes, &pdu) != OK)
        return;
    concat = concat_read(&pdu);
    assert_true(concat.number >= 1 && concat.number <= concat.total);
    assert_true(concat.text.len <= pdu_message(&pdu).len);
    if (receipt_read(arena, &pdu, &receipt) == OK)
        assert_true(receipt.error.len <= RECEIPT_ERROR_MOST);
    if (pdu_write(&pdu, out, sizeof(out), &len) == OK)
        assert_true(len >= PDU_HEAD);
}

static void mutate(unsigned char *bytes, size_t *len)
{
    for (uint32_t n = random_below(6) + 1; n > 0; n--) {
        size_t at = random_below((uint32_t)*len);

        switch (random_below(4)) {
        case 0:
            bytes[at] = (unsigned char)random_below(256);
            break;
        case 1:
            bytes[at] ^= (unsigned char)(1U << random_below(8));
            break;
        case 2:
            bytes[at] = random_below(2) ? 0xff : 0;
            break;
        default:
            *len = at > PDU_HEAD ? at : *len;
        }
    }
    bytes[0] = 0; /* mostly a true length, so that the body is reached */
    bytes[1] = 0;
    bytes[2] = (unsigned char)(*len >> 8);
    bytes[3] = (unsigned char)*len;
}

static void mutated_pdus_do_no_harm(void **state)
{
    static const uint32_t commands[] = {DELIVER_SM,   DELIVER_SM,     DELIVER_SM,
                                        SUBMIT_SM,    SUBMIT_SM_RESP, BIND_TRANSCEIVER_RESP,
                                        QUERY_SM_RESP};
    const char *deep = getenv("BRANCHLINE_DEEP");
    const char *more = getenv("SMPP_MUTATIONS");
    struct arena *base = arena_new(0, 0);
    int64_t count = deep && *deep ? 1000000 : 50000;

    if (more)
        assert_int_equal(number_parse(str_of(more), 1, INT64_C(1) << 40, &count), OK);
    for (int64_t i = 0; i < count; i++) {
        struct pdu pdu = full_pdu(base, commands[random_below(COUNT_OF(commands))], 0);
        unsigned char bytes[512];
        struct str copy;
        size_t len = 0;

        pdu.esm_class = (uint8_t)random_below(256);
        if (random_below(2))
            pdu.short_message = STR("id:12 sub:1 dlvrd:1 stat:DELIVRD err:0 text:hi");
        else if (random_below(2))
            pdu.short_message = STR("\5\0\3\7\2\1hello");
        assert_int_equal(pdu_write(&pdu, (char *)bytes, sizeof(bytes), &len), OK);
        mutate(bytes, &len);
        copy = (struct str){test_malloc(len), len};
        memcpy((char *)(uintptr_t)copy.at, bytes, len);
        read_all(*state, copy);
        test_free((char *)(uintptr_t)copy.at);
        arena_reset(*state);
        arena_reset(base);
    }
    arena_free(base);
}

static void statuses_say_what_to_do(void **state)
{
    (void)state;
    assert_int_equal(answer_of(0), ANSWER_TAKEN);
    assert_int_equal(answer_of(ESME_RTHROTTLED), ANSWER_LATER);
    assert_int_equal(answer_of(ESME_RMSGQFUL), ANSWER_LATER);
    assert_int_equal(answer_of(ESME_RINVDSTADR), ANSWER_REFUSED);
    assert_int_equal(answer_of(0x0450), ANSWER_REFUSED);
    assert_string_equal(answer_words(0x0450), "The carrier refused it.");
}

#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, arena_up, arena_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(every_command_comes_back_as_it_went),
        WITH_ARENA(submit_keeps_every_field),
        WITH_ARENA(errors_are_sent_without_a_body),
        WITH_ARENA(what_the_standard_forbids_is_not_sent),
        WITH_ARENA(real_carriers_are_understood),
        WITH_ARENA(many_and_long_parameters_are_taken),
        WITH_ARENA(hostile_requests_are_refused),
        WITH_ARENA(heads_are_bounded),
        WITH_ARENA(mutated_pdus_do_no_harm),
        cmocka_unit_test(statuses_say_what_to_do),
    };

    return cmocka_run_group_tests_name("smpp_pdu", tests, NULL, NULL);
}
