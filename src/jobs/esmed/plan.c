/* plan.c: one part that is about to be sent, and its PDU */
#include "jobs/esmed/plan.h"

#include "smpp/concat.h"
#include "smpp/tlv.h"
#include "text/segment.h"

static bool is_number(struct str number)
{
    for (size_t i = 0; i < number.len; i++)
        if (number.at[i] < '0' || number.at[i] > '9')
            return false;
    return number.len > 0;
}

/* E.164 travels without its plus; what is left of digits is a short code, all else a name. */
static void address_write(struct str number, struct str *address, uint8_t *ton, uint8_t *npi)
{
    bool international = str_starts(number, STR("+"));

    *address = international ? str_from(number, 1) : number;
    *ton = TON_ALPHANUMERIC;
    *npi = NPI_UNKNOWN;
    if (!is_number(*address))
        return;
    *ton = international ? TON_INTERNATIONAL : TON_UNKNOWN;
    *npi = NPI_ISDN;
}

/* The octets of a part, behind its header if there are several. */
static enum status octets_of(struct arena *arena, const struct segments *cut,
                             const struct plan *plan, struct str *out)
{
    struct strbuf octets = {.arena = arena};
    char header[CONCAT_HEADER];
    struct str part = {0};

    TRY(coding_encode(arena, cut->encoding, cut->segments[plan->part_no - 1].text, &part));
    concat_write(outbox_concat_reference(plan->flight->message_id), plan->parts, plan->part_no,
                 header);
    if (plan->parts > 1)
        strbuf_put(&octets, (struct str){.at = header, .len = sizeof(header)});
    strbuf_put(&octets, part);
    *out = strbuf_str(&octets);
    return OK;
}

enum status plan_build(struct arena *arena, const struct outbox_text *text, struct plan *plan)
{
    struct segments cut = segments_of(arena, text->body);
    struct strbuf tlvs = {.arena = arena};
    struct pdu *pdu = &plan->pdu;

    if (plan->part_no > cut.count || cut.count > SEGMENT_MOST)
        return INVALID;
    plan->parts = (uint8_t)cut.count;
    *pdu = (struct pdu){.registered_delivery = 1,
                        .data_coding = coding_number(cut.encoding),
                        .esm_class = cut.count > 1 ? ESM_UDH : 0};
    address_write(text->sender, &pdu->source, &pdu->source_ton, &pdu->source_npi);
    address_write(text->msisdn, &pdu->destination, &pdu->destination_ton,
                  &pdu->destination_npi);
    tlv_put_number(&tlvs, TLV_USER_MESSAGE_REFERENCE,
                   outbox_reference(plan->flight->message_id, plan->part_no), 2);
    pdu->tlvs = strbuf_str(&tlvs);
    return octets_of(arena, &cut, plan, &pdu->short_message);
}
