/* receipt.c: what became of a message, as a carrier tells it */
#include "smpp/receipt.h"

#include <string.h>

#include "smpp/tlv.h"

const char *const receipt_state_words[] = {"unknown",  "enroute", "delivered", "failed",
                                           "rejected", "expired", NULL};

/* The starts of the words that carriers write behind "stat:". */
static const struct {
    const char *start;
    enum receipt_state state;
} stat_rows[] = {
    {"deliv", RECEIPT_DELIVERED},                              /* DELIVRD, DELIVERED */
    {"enrout", RECEIPT_ENROUTE},                               /* ENROUTE */
    {"accept", RECEIPT_ENROUTE},                               /* ACCEPTD, ACCEPTED */
    {"buffer", RECEIPT_ENROUTE},                               /* BUFFERD, BUFFERED */
    {"schedul", RECEIPT_ENROUTE},                              /* SCHEDULED */
    {"retry", RECEIPT_ENROUTE},   {"undeliv", RECEIPT_FAILED}, /* UNDELIV, UNDELIVERABLE */
    {"fail", RECEIPT_FAILED},                                  /* FAILED */
    {"delet", RECEIPT_FAILED},                                 /* DELETED */
    {"skip", RECEIPT_FAILED},                                  /* SKIPPED */
    {"reject", RECEIPT_REJECTED},                              /* REJECTD, REJECTED */
    {"expire", RECEIPT_EXPIRED},                               /* EXPIRED */
};

/* message_state, SMPP 3.4, 5.2.28, and 0 and 9 of 5.0. */
static const enum receipt_state states_by_number[] = {
    [0] = RECEIPT_ENROUTE, [1] = RECEIPT_ENROUTE, [2] = RECEIPT_DELIVERED,
    [3] = RECEIPT_EXPIRED, [4] = RECEIPT_FAILED,  [5] = RECEIPT_FAILED,
    [6] = RECEIPT_ENROUTE, [7] = RECEIPT_UNKNOWN, [8] = RECEIPT_REJECTED,
    [9] = RECEIPT_FAILED,
};

bool receipt_is(const struct pdu *pdu)
{
    struct str value = {0};
    int type = pdu->esm_class & ESM_TYPE_MASK;

    return type == ESM_RECEIPT || type == ESM_INTERMEDIATE ||
           tlv_find(pdu->tlvs, TLV_RECEIPTED_MESSAGE_ID, &value) ||
           tlv_find(pdu->tlvs, TLV_MESSAGE_STATE, &value);
}

/* The text without a header; of UCS-2 the ASCII in it. */
static struct str text_plain(struct arena *arena, const struct pdu *pdu)
{
    struct str text = pdu_message(pdu);
    struct strbuf narrow = {.arena = arena};

    if (pdu->esm_class & ESM_UDH && text.len > 0)
        text = str_from(text, 1 + (size_t)(unsigned char)text.at[0]);
    if (pdu->data_coding != CODING_UCS2)
        return str_copy(arena, text);
    for (size_t i = 0; i + 1 < text.len; i += 2)
        strbuf_put_byte(&narrow, text.at[i] == '\0' ? text.at[i + 1] : '?');
    return strbuf_str(&narrow);
}

/* What stands behind "key:" up to the next blank; absent if there is no such key. The key
 * must start a word, so that "id:" is not found in "valid:". */
static struct str value_find(struct str text, struct str lower, const char *key)
{
    struct str wanted = str_of(key);
    struct str value = {0};

    for (size_t at = 0; at + wanted.len <= lower.len; at++) {
        if (!str_starts(str_from(lower, at), wanted))
            continue;
        if (at > 0 && !strchr(" \t\r\n,;", lower.at[at - 1]))
            continue;
        value = str_from(text, at + wanted.len);
        while (value.len > 0 && value.at[0] == ' ')
            value = str_from(value, 1);
        for (size_t end = 0; end < value.len; end++)
            if (strchr(" \t\r\n,;", value.at[end]))
                return str_upto(value, end);
        return value;
    }
    return value;
}

/* A value that is in truth the next key: "id: sub:001". */
static struct str value_kept(struct str value)
{
    if (value.len == 0 || str_find(value, ':') != value.len)
        return (struct str){0};
    return value;
}

/* An error code is shown to people, so it must look like one. */
static struct str error_kept(struct str error)
{
    struct str value = value_kept(error);

    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] <= 0x20 || value.at[i] > 0x7e)
            return (struct str){0};
    return value.len <= RECEIPT_ERROR_MOST ? value : (struct str){0};
}

static bool state_of_word(struct str word, enum receipt_state *out)
{
    for (size_t i = 0; i < COUNT_OF(stat_rows); i++) {
        if (!str_starts(word, str_of(stat_rows[i].start)))
            continue;
        *out = stat_rows[i].state;
        return true;
    }
    return false;
}

/* Two digits of a date, least to most; false if they are none. */
static bool pair_read(struct str date, size_t at, uint32_t least, uint32_t most, uint32_t *out)
{
    uint32_t tens = at + 1 < date.len ? (uint32_t)(date.at[at] - '0') : 10;
    uint32_t ones = at + 1 < date.len ? (uint32_t)(date.at[at + 1] - '0') : 10;

    *out = 10 * tens + ones;
    return tens < 10 && ones < 10 && *out >= least && *out <= most;
}

/* YYMMDDhhmm; seconds, which some carriers add, are not kept. */
static struct stamp date_read(struct str date)
{
    struct civil civil = {0};
    uint32_t year = 0;

    if ((date.len != 10 && date.len != 12) || !pair_read(date, 0, 0, 99, &year) ||
        !pair_read(date, 2, 1, 12, &civil.month) || !pair_read(date, 4, 1, 31, &civil.day) ||
        !pair_read(date, 6, 0, 23, &civil.hour) || !pair_read(date, 8, 0, 59, &civil.minute))
        return STAMP_NONE;
    civil.year = (int32_t)(2000 + year);
    return stamp_of(civil);
}

/* Read the text; true if it names a state. */
static bool text_read(struct arena *arena, const struct pdu *pdu, struct receipt *receipt)
{
    struct str text = text_plain(arena, pdu);
    struct str lower = str_lower(arena, text);
    size_t end = str_find_str(lower, STR("text:"));
    struct str word;

    if (end + STR("text:").len < text.len)
        receipt->excerpt = str_upto(str_from(text, end + STR("text:").len), RECEIPT_EXCERPT);
    lower = str_upto(lower, end);
    text = str_upto(text, lower.len);
    receipt->carrier_id = value_kept(value_find(text, lower, "id:"));
    receipt->error = error_kept(value_find(text, lower, "err:"));
    receipt->taken_at = date_read(value_find(text, lower, "submit date:"));
    word = value_kept(value_find(lower, lower, "stat:"));

    return state_of_word(word, &receipt->state) || str_starts(word, STR("unknown"));
}

enum status receipt_read(struct arena *arena, const struct pdu *pdu, struct receipt *out)
{
    struct receipt receipt = {.taken_at = STAMP_NONE};
    struct str network = {0};
    uint32_t number = 0;
    bool has_state;

    if (!receipt_is(pdu))
        return NOT_FOUND;
    has_state = text_read(arena, pdu, &receipt);
    if (tlv_number(pdu->tlvs, TLV_MESSAGE_STATE, &number) &&
        number < COUNT_OF(states_by_number)) {
        receipt.state = states_by_number[number];
        has_state = true;
    }
    if (tlv_text(pdu->tlvs, TLV_RECEIPTED_MESSAGE_ID, &network) && network.len > 0)
        receipt.carrier_id = str_copy(arena, network);
    if (receipt.error.at == NULL && tlv_find(pdu->tlvs, TLV_NETWORK_ERROR_CODE, &network) &&
        network.len == 3)
        receipt.error = str_format(arena, "%u",
                                   (unsigned)(unsigned char)network.at[1] << 8 |
                                       (unsigned char)network.at[2]);
    receipt.has_reference =
        tlv_number(pdu->tlvs, TLV_USER_MESSAGE_REFERENCE, &number) && number <= UINT16_MAX;
    if (receipt.has_reference)
        receipt.reference = (uint16_t)number;
    if (!has_state && receipt.carrier_id.len == 0)
        return INVALID;

    *out = receipt;
    return OK;
}
