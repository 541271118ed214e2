/* pdu.h: SMPP 3.4 protocol data units, taken liberally and sent strictly
 *
 * Each command is a row of a table that lists its fields, so reading and writing cannot
 * disagree. Reading believes no length: every byte comes from a stranger (IO-14). It
 * accepts what real carriers send: responses without the body they should have, or with
 * one they should not have, message ids without their NUL, fields longer than the
 * standard says, text in message_payload. Writing refuses what the standard forbids. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

enum {
    PDU_HEAD = 16,    /* bytes of length, command, status, sequence */
    PDU_MOST = 65535, /* bytes of a whole PDU that are taken or sent: fits a BLOB */
};

#define PDU_RESPONSE UINT32_C(0x80000000)

#define GENERIC_NACK          UINT32_C(0x80000000)
#define BIND_RECEIVER         UINT32_C(0x00000001)
#define BIND_TRANSMITTER      UINT32_C(0x00000002)
#define QUERY_SM              UINT32_C(0x00000003)
#define SUBMIT_SM             UINT32_C(0x00000004)
#define DELIVER_SM            UINT32_C(0x00000005)
#define UNBIND                UINT32_C(0x00000006)
#define BIND_TRANSCEIVER      UINT32_C(0x00000009)
#define ENQUIRE_LINK          UINT32_C(0x00000015)
#define BIND_RECEIVER_RESP    (BIND_RECEIVER | PDU_RESPONSE)
#define BIND_TRANSMITTER_RESP (BIND_TRANSMITTER | PDU_RESPONSE)
#define QUERY_SM_RESP         (QUERY_SM | PDU_RESPONSE)
#define SUBMIT_SM_RESP        (SUBMIT_SM | PDU_RESPONSE)
#define DELIVER_SM_RESP       (DELIVER_SM | PDU_RESPONSE)
#define UNBIND_RESP           (UNBIND | PDU_RESPONSE)
#define BIND_TRANSCEIVER_RESP (BIND_TRANSCEIVER | PDU_RESPONSE)
#define ENQUIRE_LINK_RESP     (ENQUIRE_LINK | PDU_RESPONSE)

enum {
    ESM_RECEIPT = 0x04,      /* esm_class of a deliver_sm: a delivery receipt */
    ESM_INTERMEDIATE = 0x20, /* an intermediate notification */
    ESM_TYPE_MASK = 0x3c,
    ESM_UDH = 0x40, /* the text starts with a user data header */
};

enum {
    CODING_DEFAULT = 0, /* the carrier's alphabet: GSM 03.38, one septet a byte */
    CODING_ASCII = 1,
    CODING_BINARY = 4,
    CODING_LATIN1 = 3,
    CODING_UCS2 = 8, /* UTF-16, most significant byte first */
};

enum {
    TON_UNKNOWN = 0,
    TON_INTERNATIONAL = 1,
    TON_ALPHANUMERIC = 5,
    NPI_UNKNOWN = 0,
    NPI_ISDN = 1,
};

/* The first four numbers of every PDU. */
struct pdu_head {
    uint32_t length;
    uint32_t command;
    uint32_t status;
    uint32_t sequence;
};

/* One PDU. Members that the command does not have are zero and are not written. Texts are
 * views into the bytes they were read from; C-octet strings come without their NUL. */
struct pdu {
    uint32_t command;
    uint32_t status;
    uint32_t sequence;

    struct str system_id; /* bind and its response */
    struct str password;
    struct str system_type;
    uint8_t interface_version;
    uint8_t address_ton;
    uint8_t address_npi;
    struct str address_range;

    struct str service_type; /* submit_sm, deliver_sm */
    uint8_t source_ton;
    uint8_t source_npi;
    struct str source;
    uint8_t destination_ton;
    uint8_t destination_npi;
    struct str destination;
    uint8_t esm_class;
    uint8_t protocol_id;
    uint8_t priority;
    struct str schedule_time;
    struct str validity_period;
    uint8_t registered_delivery;
    uint8_t replace_if_present;
    uint8_t data_coding;
    uint8_t default_message;
    struct str short_message;

    struct str message_id; /* responses, query_sm */
    struct str final_time; /* query_sm_resp */
    uint8_t message_state;
    uint8_t error_code;

    struct str tlvs; /* see tlv.h */
};

/* Look at the head. NOT_FOUND while fewer than 16 bytes are there, INVALID if the length
 * it states is not 16 to PDU_MOST. */
enum status pdu_peek(struct str bytes, struct pdu_head *out) MUST_USE NONNULL(2);

/* Read one whole PDU, `bytes` being exactly it. NOT_FOUND for a command that is not in the
 * table, INVALID if a field or parameter of a request runs over its bounds. */
enum status pdu_read(struct str bytes, struct pdu *out) MUST_USE NONNULL(2);

/* Write one PDU into `room` bytes. INVALID if a field is longer than the standard allows
 * or holds a NUL, TOO_MUCH if there is not enough room. */
enum status pdu_write(const struct pdu *pdu, char *at, size_t room, size_t *len) MUST_USE
    NONNULL(1, 2, 4);

/* The message's bytes, user data header included: short_message, or message_payload where
 * that is empty. */
struct str pdu_message(const struct pdu *pdu) NONNULL(1);
