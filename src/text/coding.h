/* coding.h: text to and from the octets of a short message, by SMPP data_coding
 *
 * Octets of several parts are joined before they are decoded, since senders cut a surrogate
 * pair or an escape in two. What comes out is valid UTF-8 without NUL or other controls but
 * TAB, LF and CR; what can't be read stands as U+FFFD (the raw octets are kept elsewhere). */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

enum encoding { ENCODING_GSM7, ENCODING_UCS2 };

/* SMPP 3.4, 5.2.19 */
enum data_coding {
    DATA_CODING_DEFAULT = 0, /* the carrier's default: GSM 7-bit, unpacked */
    DATA_CODING_ASCII = 1,
    DATA_CODING_LATIN1 = 3,
    DATA_CODING_UCS2 = 8, /* big endian; UTF-16, since handsets send emoji */
};

/* SQL and template words of enum encoding, ended by NULL: "gsm7", "ucs2". */
extern const char *const encoding_words[];

/* The data_coding that a part of this encoding is sent with: 0 or 8. */
uint8_t coding_number(enum encoding encoding);

/* Octets of a text (a whole part). INVALID if GSM-7 lacks one of its characters. */
enum status coding_encode(struct arena *arena, enum encoding encoding, struct str text,
                          struct str *out) MUST_USE NONNULL(1, 4);

/* UTF-8 of octets. INVALID if the data_coding is binary or one that nobody reads here; the
 * GSM message-class and message-waiting groups (0xc0 and up) are understood. */
enum status coding_decode(struct arena *arena, uint8_t data_coding, struct str octets,
                          struct str *out) MUST_USE NONNULL(1, 4);
