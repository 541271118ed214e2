/* concat.h: which part of a longer text a message is
 *
 * Read from a user data header (3GPP TS 23.040, 9.2.3.24: 00 with an 8-bit reference, 08
 * with a 16-bit one) or from the SAR parameters of SMPP; written as a header 00. */
#pragma once

#include <stdint.h>

#include "base/str.h"
#include "smpp/pdu.h"

struct concat {
    uint16_t reference; /* the same for all parts of one text */
    uint8_t total;      /* 1 for a message that stands alone */
    uint8_t number;     /* 1 to total */
    struct str text;    /* the message without its header; a view into the PDU */
};

enum { CONCAT_HEADER = 6 }; /* bytes that concat_write fills */

/* Always gives an answer: a header that contradicts itself makes a message that stands
 * alone, with the header's bytes cut off where its length is believable. */
struct concat concat_read(const struct pdu *pdu) NONNULL(1);

/* The header for part `number` of `total`, to go in front of its text; esm_class needs
 * ESM_UDH then. */
void concat_write(uint8_t reference, uint8_t total, uint8_t number, char out[CONCAT_HEADER])
    NONNULL(4);
