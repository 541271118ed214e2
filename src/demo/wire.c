/* wire.c: the deliver_sm PDUs that the demo's carrier would have sent */
#include "demo/wire.h"

#include "crypto/hash.h"
#include "smpp/concat.h"
#include "smpp/pdu.h"
#include "smpp/tlv.h"

enum { ROOM = 1024 };

/* SMPP 3.4, 5.2.28 and appendix B. */
static const struct {
    enum message_state state;
    uint8_t number;
    const char *word;
} outcomes[] = {
    {STATE_ENROUTE, 1, "ENROUTE"},  {STATE_DELIVERED, 2, "DELIVRD"},
    {STATE_EXPIRED, 3, "EXPIRED"},  {STATE_FAILED, 5, "UNDELIV"},
    {STATE_REJECTED, 8, "REJECTD"}, {STATE_UNKNOWN, 7, "UNKNOWN"},
};

static enum status pdu_keep(struct arena *arena, const struct pdu *pdu, struct str *out)
{
    char *at = arena_take(arena, ROOM);
    size_t len = 0;

    TRY(pdu_write(pdu, at, ROOM, &len));
    *out = (struct str){.at = at, .len = len};
    return OK;
}

/* yyMMddhhmm, in UTC */
static struct str short_date(struct arena *arena, struct stamp at)
{
    struct civil c = stamp_civil(at);

    return str_format(arena, "%02d%02u%02u%02u%02u", c.year % 100, c.month, c.day, c.hour,
                      c.minute);
}

static struct pdu deliver(struct str source, struct str destination)
{
    return (struct pdu){.command = DELIVER_SM,
                        .sequence = 1,
                        .source_ton = TON_INTERNATIONAL,
                        .source_npi = NPI_ISDN,
                        .source = source,
                        .destination_ton = TON_INTERNATIONAL,
                        .destination_npi = NPI_ISDN,
                        .destination = destination};
}

enum status wire_receipt(struct arena *arena, const struct act *act,
                         const struct journey_part *part, struct journey_receipt *receipt)
{
    struct pdu pdu = deliver(str_from(act->talk->party.msisdn, 1),
                             str_from(str_of(act->talk->firm->sender), 1));
    struct strbuf tlvs = {.arena = arena};
    struct str sent = short_date(arena, part->sent_at);
    struct str done = short_date(arena, receipt->came_at);
    size_t i = 0;

    while (outcomes[i].state != receipt->outcome)
        i++;
    pdu.esm_class = ESM_RECEIPT;
    pdu.short_message = str_format(
        arena,
        "id:%.*s sub:001 dlvrd:%03d submit date:%.*s done date:%.*s stat:%s err:%s text:",
        STR_ARG(part->carrier_id), receipt->outcome == STATE_DELIVERED, STR_ARG(sent),
        STR_ARG(done), outcomes[i].word, receipt->error ? receipt->error : "000");
    tlv_put(&tlvs, TLV_RECEIPTED_MESSAGE_ID,
            str_format(arena, "%.*s%c", STR_ARG(part->carrier_id), 0));
    tlv_put_number(&tlvs, TLV_MESSAGE_STATE, outcomes[i].number, 1);
    pdu.tlvs = strbuf_str(&tlvs);
    return pdu_keep(arena, &pdu, &receipt->pdu);
}

enum status wire_inbound(struct arena *arena, struct raw_inbound *inbound)
{
    struct pdu pdu = deliver(inbound->msisdn, inbound->sender);
    struct strbuf octets = {.arena = arena};
    struct digest *digest = ARENA_NEW(arena, struct digest);
    char header[CONCAT_HEADER];

    pdu.data_coding = inbound->coding;
    if (inbound->concat_count > 1) {
        pdu.esm_class = ESM_UDH;
        concat_write((uint8_t)inbound->concat_ref, inbound->concat_count, inbound->concat_no,
                     header);
        strbuf_put(&octets, (struct str){.at = header, .len = sizeof(header)});
    }
    strbuf_put(&octets, inbound->body);
    pdu.short_message = strbuf_str(&octets);
    TRY(pdu_keep(arena, &pdu, &inbound->pdu));
    TRY(hash_sha256(raw_inbound_digested(arena, inbound), digest));
    inbound->digest = digest_str(digest);
    return OK;
}
