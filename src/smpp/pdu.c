/* pdu.c: SMPP 3.4 protocol data units, taken liberally and sent strictly */
#include "smpp/pdu.h"

#include <string.h>

#include "smpp/tlv.h"

/* A body is a row of parts. TEXT_MOST is what is taken of a text where the standard's bound
 * is smaller, so that whatever columns it is copied to have a known size. */
enum part_kind { PART_END, PART_BYTE, PART_TEXT, PART_OCTETS };
enum { TEXT_MOST = 255, OCTETS_MOST = 254 };

struct part {
    enum part_kind kind;
    size_t offset;
    size_t most; /* bytes that may be sent, the NUL of a text included */
};

struct command {
    uint32_t id;
    const struct part *parts;
    bool has_body_on_error; /* responses: written even with a status other than 0 */
    bool has_tlvs;
};

#define BYTE(member)                                                                           \
    {                                                                                          \
        PART_BYTE, offsetof(struct pdu, member), 1                                             \
    }
#define TEXT(member, most)                                                                     \
    {                                                                                          \
        PART_TEXT, offsetof(struct pdu, member), (most)                                        \
    }
#define OCTETS(member)                                                                         \
    {                                                                                          \
        PART_OCTETS, offsetof(struct pdu, member), OCTETS_MOST                                 \
    }

static const struct part no_parts[] = {{0}};

static const struct part bind_parts[] = {
    TEXT(system_id, 16), TEXT(password, 9), TEXT(system_type, 13),   BYTE(interface_version),
    BYTE(address_ton),   BYTE(address_npi), TEXT(address_range, 41), {0},
};

static const struct part bind_resp_parts[] = {TEXT(system_id, 16), {0}};

static const struct part message_parts[] = {
    TEXT(service_type, 6),     BYTE(source_ton),
    BYTE(source_npi),          TEXT(source, 21),
    BYTE(destination_ton),     BYTE(destination_npi),
    TEXT(destination, 21),     BYTE(esm_class),
    BYTE(protocol_id),         BYTE(priority),
    TEXT(schedule_time, 17),   TEXT(validity_period, 17),
    BYTE(registered_delivery), BYTE(replace_if_present),
    BYTE(data_coding),         BYTE(default_message),
    OCTETS(short_message),     {0},
};

static const struct part message_resp_parts[] = {TEXT(message_id, 65), {0}};

static const struct part query_parts[] = {
    TEXT(message_id, 65), BYTE(source_ton), BYTE(source_npi), TEXT(source, 21), {0},
};

static const struct part query_resp_parts[] = {
    TEXT(message_id, 65), TEXT(final_time, 17), BYTE(message_state), BYTE(error_code), {0},
};

static const struct command commands[] = {
    {GENERIC_NACK, no_parts, false, false},
    {BIND_RECEIVER, bind_parts, false, false},
    {BIND_RECEIVER_RESP, bind_resp_parts, false, true},
    {BIND_TRANSMITTER, bind_parts, false, false},
    {BIND_TRANSMITTER_RESP, bind_resp_parts, false, true},
    {BIND_TRANSCEIVER, bind_parts, false, false},
    {BIND_TRANSCEIVER_RESP, bind_resp_parts, false, true},
    {SUBMIT_SM, message_parts, false, true},
    {SUBMIT_SM_RESP, message_resp_parts, false, true},
    {DELIVER_SM, message_parts, false, true},
    {DELIVER_SM_RESP, message_resp_parts, true, true},
    {QUERY_SM, query_parts, false, false},
    {QUERY_SM_RESP, query_resp_parts, false, true},
    {ENQUIRE_LINK, no_parts, false, false},
    {ENQUIRE_LINK_RESP, no_parts, false, false},
    {UNBIND, no_parts, false, false},
    {UNBIND_RESP, no_parts, false, false},
};

static const struct command *command_find(uint32_t id)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (commands[i].id == id)
            return &commands[i];
    return NULL;
}

static uint32_t word_at(struct str bytes, size_t from)
{
    const unsigned char *at = (const unsigned char *)bytes.at + from;

    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

enum status pdu_peek(struct str bytes, struct pdu_head *out)
{
    uint32_t length;

    if (bytes.len < PDU_HEAD)
        return NOT_FOUND;
    length = word_at(bytes, 0);
    if (length < PDU_HEAD || length > PDU_MOST)
        return INVALID;

    *out = (struct pdu_head){.length = length,
                             .command = word_at(bytes, 4),
                             .status = word_at(bytes, 8),
                             .sequence = word_at(bytes, 12)};
    return OK;
}

/* Cut one part off *left. A text ends at its NUL; a response's may also end with the PDU. */
static enum status part_read(const struct part *part, bool is_response, struct str *left,
                             struct pdu *pdu)
{
    char *member = (char *)pdu + part->offset;
    struct str text = {.at = left->at};
    size_t skip = 1;

    if (left->len == 0)
        return INVALID;
    if (part->kind == PART_BYTE) {
        *(uint8_t *)member = (uint8_t)left->at[0];
    } else if (part->kind == PART_OCTETS) {
        text = str_upto(str_from(*left, 1), (unsigned char)left->at[0]);
        if (text.len != (unsigned char)left->at[0])
            return INVALID;
        memcpy(member, &text, sizeof(text));
        skip = 1 + text.len;
    } else {
        text.len = str_find(*left, '\0');
        if (text.len > TEXT_MOST || (text.len == left->len && !is_response))
            return INVALID;
        memcpy(member, &text, sizeof(text));
        skip = text.len + 1;
    }

    *left = str_from(*left, skip);
    return OK;
}

enum status pdu_read(struct str bytes, struct pdu *out)
{
    struct pdu_head head = {0};
    struct pdu pdu = {0};
    struct str left = str_from(bytes, PDU_HEAD);
    const struct command *command;
    bool is_response;

    if (pdu_peek(bytes, &head) != OK || head.length != bytes.len)
        return INVALID;
    command = command_find(head.command);
    if (!command)
        return NOT_FOUND;

    is_response = (head.command & PDU_RESPONSE) != 0;
    pdu.command = head.command;
    pdu.status = head.status;
    pdu.sequence = head.sequence;
    for (const struct part *part = command->parts; part->kind != PART_END; part++) {
        if (part_read(part, is_response, &left, &pdu) == OK)
            continue;
        if (!is_response)
            return INVALID;
        left.len = 0; /* an answer says what it has to say by its status */
    }
    pdu.tlvs = tlv_whole(left);
    if (pdu.tlvs.len != left.len && command->has_tlvs && !is_response)
        return INVALID;

    *out = pdu;
    return OK;
}

struct writer {
    char *at;
    size_t room;
    size_t len;
};

static enum status put(struct writer *writer, const void *bytes, size_t len)
{
    if (len > writer->room - writer->len)
        return TOO_MUCH;
    if (len > 0)
        memcpy(writer->at + writer->len, bytes, len);
    writer->len += len;
    return OK;
}

static enum status put_byte(struct writer *writer, size_t value)
{
    uint8_t byte = (uint8_t)value;

    return put(writer, &byte, 1);
}

static enum status put_word(struct writer *writer, uint32_t word)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        TRY(put_byte(writer, word >> shift & 0xff));
    return OK;
}

static enum status part_write(const struct part *part, const struct pdu *pdu,
                              struct writer *writer)
{
    const char *member = (const char *)pdu + part->offset;
    struct str text = {0};

    if (part->kind == PART_BYTE)
        return put(writer, member, 1);
    memcpy(&text, member, sizeof(text));
    if (part->kind == PART_OCTETS) {
        if (text.len > part->most)
            return INVALID;
        TRY(put_byte(writer, text.len));
        return put(writer, text.at, text.len);
    }
    if (text.len >= part->most || str_find(text, '\0') != text.len)
        return INVALID;
    TRY(put(writer, text.at, text.len));
    return put_byte(writer, 0);
}

enum status pdu_write(const struct pdu *pdu, char *at, size_t room, size_t *len)
{
    struct writer writer = {.at = at, .room = room < PDU_MOST ? room : PDU_MOST};
    struct writer length = {.at = at, .room = 4};
    const struct command *command = command_find(pdu->command);
    bool has_body;

    if (!command)
        return INVALID;
    has_body = pdu->status == 0 || !(pdu->command & PDU_RESPONSE) || command->has_body_on_error;

    TRY(put_word(&writer, 0));
    TRY(put_word(&writer, pdu->command));
    TRY(put_word(&writer, pdu->status));
    TRY(put_word(&writer, pdu->sequence));
    if (has_body) {
        for (const struct part *part = command->parts; part->kind != PART_END; part++)
            TRY(part_write(part, pdu, &writer));
        if (command->has_tlvs)
            TRY(put(&writer, pdu->tlvs.at, pdu->tlvs.len));
    }
    TRY(put_word(&length, (uint32_t)writer.len));

    *len = writer.len;
    return OK;
}

struct str pdu_message(const struct pdu *pdu)
{
    struct str payload = {0};

    if (pdu->short_message.len == 0 && tlv_find(pdu->tlvs, TLV_MESSAGE_PAYLOAD, &payload))
        return payload;
    return pdu->short_message;
}
