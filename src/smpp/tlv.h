/* tlv.h: the optional parameters behind an SMPP body (SMPP 3.4, 3.2.4 and 5.3)
 *
 * They stay in wire form: a checked view that is searched when something is asked of it,
 * so their number needs no limit but the PDU's. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum tlv_tag {
    TLV_RECEIPTED_MESSAGE_ID = 0x001E,
    TLV_USER_MESSAGE_REFERENCE = 0x0204,
    TLV_SAR_REFERENCE = 0x020C,
    TLV_SAR_TOTAL = 0x020E,
    TLV_SAR_NUMBER = 0x020F,
    TLV_INTERFACE_VERSION = 0x0210,
    TLV_NETWORK_ERROR_CODE = 0x0423,
    TLV_MESSAGE_PAYLOAD = 0x0424,
    TLV_MESSAGE_STATE = 0x0427,
};

/* The longest prefix of `bytes` that is whole parameters; all of it if none is cut short. */
struct str tlv_whole(struct str bytes) MUST_USE;

/* The value of the first parameter with this tag; false if there is none. `tlvs` must come
 * from tlv_whole or tlv_put. */
bool tlv_find(struct str tlvs, enum tlv_tag tag, struct str *value) MUST_USE NONNULL(3);

/* An unsigned number, most significant byte first, of 1 to 4 bytes; false if the parameter
 * is missing or of another length. */
bool tlv_number(struct str tlvs, enum tlv_tag tag, uint32_t *out) MUST_USE NONNULL(3);

/* A C-octet string without its NUL (which some carriers leave out). */
bool tlv_text(struct str tlvs, enum tlv_tag tag, struct str *out) MUST_USE NONNULL(3);

/* Append one parameter; the value is at most 65,531 bytes (asserted). */
void tlv_put(struct strbuf *buf, enum tlv_tag tag, struct str value) NONNULL(1);

/* Append a number of `size` (1, 2 or 4) bytes. */
void tlv_put_number(struct strbuf *buf, enum tlv_tag tag, uint32_t number, size_t size)
    NONNULL(1);
