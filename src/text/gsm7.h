/* gsm7.h: the GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1)
 *
 * On the SMPP wire a septet travels unpacked, one an octet (data_coding 0). */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

enum { GSM7_ESCAPE = 0x1b };

/* Septets a code point takes: 1, 2 with the escape, 0 if the alphabet lacks it. */
uint32_t gsm7_size(uint32_t point);

/* Octets for the wire. INVALID if a character is not in the alphabet. */
enum status gsm7_encode(struct arena *arena, struct str text, struct str *out) MUST_USE
    NONNULL(1, 3);

/* UTF-8 of octets from the wire. An escape before an unknown code is ignored, as 6.2.1.1
 * wants it; octets above 0x7f become U+FFFD, a form feed a line feed. */
struct str gsm7_decode(struct arena *arena, struct str octets) NONNULL(1);
