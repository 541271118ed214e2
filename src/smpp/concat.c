/* concat.c: which part of a longer text a message is */
#include "smpp/concat.h"

#include <string.h>

#include "smpp/tlv.h"

enum { ELEMENT_CONCAT_8 = 0x00, ELEMENT_CONCAT_16 = 0x08 };

static void concat_set(struct concat *concat, uint32_t reference, uint32_t total,
                       uint32_t number)
{
    if (number == 0 || number > total || total > UINT8_MAX)
        return;
    concat->reference = (uint16_t)reference;
    concat->total = (uint8_t)total;
    concat->number = (uint8_t)number;
}

/* Walk the header's elements: tag, length, data. */
static void header_read(struct str header, struct concat *concat)
{
    while (header.len >= 2) {
        const unsigned char *at = (const unsigned char *)header.at;
        size_t size = at[1];

        if (size > header.len - 2)
            return;
        if (at[0] == ELEMENT_CONCAT_8 && size == 3)
            concat_set(concat, at[2], at[3], at[4]);
        else if (at[0] == ELEMENT_CONCAT_16 && size == 4)
            concat_set(concat, (uint32_t)at[2] << 8 | at[3], at[4], at[5]);
        header = str_from(header, 2 + size);
    }
}

static void parameters_read(struct str tlvs, struct concat *concat)
{
    uint32_t reference = 0;
    uint32_t total = 0;
    uint32_t number = 0;

    if (tlv_number(tlvs, TLV_SAR_REFERENCE, &reference) &&
        tlv_number(tlvs, TLV_SAR_TOTAL, &total) && tlv_number(tlvs, TLV_SAR_NUMBER, &number))
        concat_set(concat, reference, total, number);
}

struct concat concat_read(const struct pdu *pdu)
{
    struct concat concat = {.total = 1, .number = 1, .text = pdu_message(pdu)};
    size_t size;

    if (!(pdu->esm_class & ESM_UDH)) {
        parameters_read(pdu->tlvs, &concat);
        return concat;
    }
    size = concat.text.len > 0 ? (unsigned char)concat.text.at[0] : 0;
    if (size >= concat.text.len)
        return concat;
    header_read(str_upto(str_from(concat.text, 1), size), &concat);
    concat.text = str_from(concat.text, 1 + size);
    return concat;
}

void concat_write(uint8_t reference, uint8_t total, uint8_t number, char out[CONCAT_HEADER])
{
    const unsigned char header[CONCAT_HEADER] = {
        CONCAT_HEADER - 1, ELEMENT_CONCAT_8, 3, reference, total, number};

    memcpy(out, header, sizeof(header));
}
