/* fuzz_receipt.c: any text and parameters as a delivery receipt
 *
 * Input: one byte, how long the text is; the text; what is left, as optional parameters. */
#include "fuzz.h"

#include "smpp/carrier_id.h"
#include "smpp/receipt.h"
#include "smpp/tlv.h"

static void receipt_holds(const struct receipt *receipt)
{
    MUST(receipt->state >= RECEIPT_UNKNOWN && receipt->state <= RECEIPT_EXPIRED);
    MUST(receipt->error.len <= RECEIPT_ERROR_MOST);
    for (size_t i = 0; i < receipt->error.len; i++)
        MUST(receipt->error.at[i] > ' ' && receipt->error.at[i] < 0x7f);
}

void fuzz_one(struct arena *arena, struct str bytes)
{
    size_t len = bytes.len > 0 ? (unsigned char)bytes.at[0] : 0;
    struct str rest = str_from(bytes, bytes.len > 0);
    struct pdu pdu = {.command = DELIVER_SM,
                      .esm_class = ESM_RECEIPT,
                      .short_message = str_upto(rest, len),
                      .tlvs = tlv_whole(str_from(rest, len < rest.len ? len : rest.len))};
    struct receipt receipt = {0};

    MUST(receipt_is(&pdu));
    if (receipt_read(arena, &pdu, &receipt) == OK)
        receipt_holds(&receipt);
    pdu.esm_class = 0; /* a text from a handset, whatever it says, is none */
    pdu.tlvs = (struct str){0};
    MUST(!receipt_is(&pdu) && receipt_read(arena, &pdu, &receipt) == NOT_FOUND);
}
