/* hear.c: keeping what the carrier brings, before it is told that we have it
 *
 * The bytes are committed as they came, and only then acknowledged (product.md, 5): a crash
 * in between makes the carrier bring them again, never lose them. While the database is
 * away the carrier is asked to come again. */
#include "jobs/esmed/hear.h"

#include <string.h>

#include "base/log.h"
#include "crypto/hash.h"
#include "daemon/bell.h"
#include "daemon/crash.h"
#include "db/global.h"
#include "model/carrier/raw.h"
#include "smpp/answer.h"
#include "smpp/carrier_id.h"
#include "smpp/concat.h"
#include "smpp/receipt.h"

enum { ESME_RX_R_APPN = 0x66 /* refused for good: SMPP 3.4, 5.1.3 */ };

void hear_note(struct lane *lane, struct heard *heard, struct str bytes)
{
    struct str copy = str_copy(lane->duty->turn, bytes);

    if (pdu_read(copy, &heard->pdus[heard->count]) != OK)
        return; /* the link has read it before */
    heard->bytes[heard->count++] = copy;
    heard->size += copy.len;
}

/* What a carrier wrote as a column takes it; the PDU keeps what it was. */
static struct str text_plain(struct arena *arena, struct str text, size_t most, char least)
{
    struct strbuf plain = {.arena = arena};

    for (size_t i = 0; i < text.len && i < most; i++) {
        char byte = text.at[i];

        strbuf_put_byte(&plain, byte >= least && byte < 0x7f ? byte : '?');
    }
    return plain.len > 0 ? strbuf_str(&plain) : STR("");
}

static struct str address_plain(struct arena *arena, struct str address)
{
    return text_plain(arena, address, RAW_NUMBER, '!');
}

static enum message_state outcome_of(enum receipt_state state)
{
    static const enum message_state outcomes[] = {
        [RECEIPT_UNKNOWN] = STATE_UNKNOWN,     [RECEIPT_ENROUTE] = STATE_ENROUTE,
        [RECEIPT_DELIVERED] = STATE_DELIVERED, [RECEIPT_FAILED] = STATE_FAILED,
        [RECEIPT_REJECTED] = STATE_REJECTED,   [RECEIPT_EXPIRED] = STATE_EXPIRED};

    return outcomes[state];
}

/* What names the part when the id does not. */
static void reference_keep(struct arena *arena, const struct pdu *pdu,
                           const struct receipt *receipt, struct raw_receipt *row)
{
    bool has_plus = str_starts(pdu->source, STR("+"));

    row->msisdn = address_plain(arena, str_from(pdu->source, has_plus ? 1 : 0));
    row->has_reference = receipt->has_reference;
    row->reference = receipt->reference;
    row->taken_at = receipt->taken_at;
    if (receipt->excerpt.at)
        row->excerpt = text_plain(arena, receipt->excerpt, RECEIPT_EXCERPT, ' ');
}

static struct raw_receipt receipt_row(struct lane *lane, const struct pdu *pdu,
                                      struct str bytes)
{
    struct arena *arena = lane->duty->turn;
    struct raw_receipt row = {.route_id = lane->route.route_id,
                              .carrier_id = STR(""),
                              .outcome = STATE_UNKNOWN,
                              .taken_at = STAMP_NONE,
                              .pdu = bytes};
    struct receipt receipt = {0};

    if (receipt_read(arena, pdu, &receipt) != OK)
        return row;
    reference_keep(arena, pdu, &receipt, &row);
    row.outcome = outcome_of(receipt.state);
    row.error = receipt.error;
    /* One that names no id, or none that is one, is kept all the same. */
    if (carrier_id_receipted(arena, receipt.carrier_id, (enum id_form)lane->route.id_form,
                             &row.carrier_id) != OK)
        row.carrier_id = STR("");
    return row;
}

static enum status inbound_keep(struct lane *lane, const struct pdu *pdu, struct str bytes)
{
    struct arena *arena = lane->duty->turn;
    struct concat concat = concat_read(pdu);
    struct digest digest;
    struct raw_inbound row = {.route_id = lane->route.route_id,
                              .sender = address_plain(arena, pdu->destination),
                              .msisdn = address_plain(arena, pdu->source),
                              .coding = pdu->data_coding,
                              .body = concat.text.len > 0 ? concat.text : STR(""),
                              .concat_ref = concat.reference,
                              .concat_count = concat.total,
                              .concat_no = concat.number,
                              .pdu = bytes};

    TRY(hash_sha256(raw_inbound_digested(arena, &row), &digest));
    row.digest = digest_str(&digest);
    return raw_inbound_keep(lane->duty->db, &row);
}

struct keeping {
    struct lane *lane;
    const struct heard *heard;
    size_t from;
    size_t count;
};

static enum status keep_body(void *arg)
{
    const struct keeping *keeping = arg;
    struct lane *lane = keeping->lane;
    struct raw_receipt *receipts =
        ARENA_NEW_N(lane->duty->turn, struct raw_receipt, keeping->count);
    size_t count = 0;

    for (size_t i = keeping->from; i < keeping->from + keeping->count; i++) {
        const struct pdu *pdu = &keeping->heard->pdus[i];
        struct str bytes = keeping->heard->bytes[i];

        if (receipt_is(pdu))
            receipts[count++] = receipt_row(lane, pdu, bytes);
        else
            TRY(inbound_keep(lane, pdu, bytes));
    }
    return raw_receipt_keep(lane->duty->db, receipts, count);
}

/* One at a time, after a group failed: so one that the tables refuse, which should not be,
 * does not hold up the others. */
static void keep_each(struct lane *lane, const struct heard *heard)
{
    for (size_t i = 0; i < heard->count; i++) {
        struct keeping one = {.lane = lane, .heard = heard, .from = i, .count = 1};
        enum status status = global_tx(lane->duty->db, keep_body, NULL, &one);

        if (status != OK && status != BUSY)
            LOG("fault", "deliver_sm not kept", LOG_TEXT("route", lane->route.name),
                LOG_TEXT("database", str_of(db_error(lane->duty->db))));
        link_reply(lane->link, &heard->pdus[i],
                   status == OK     ? ESME_ROK
                   : status == BUSY ? ESME_RX_T_APPN
                                    : ESME_RX_R_APPN);
    }
}

void hear_keep(struct lane *lane, struct heard *heard)
{
    struct keeping all = {.lane = lane, .heard = heard, .count = heard->count};
    enum status status;

    if (heard->count == 0)
        return;
    status = global_tx(lane->duty->db, keep_body, NULL, &all);
    if (status == OK)
        crash_point(lane->faults, "after_raw_commit");
    if (status == OK || status == BUSY)
        for (size_t i = 0; i < heard->count; i++)
            link_reply(lane->link, &heard->pdus[i], status == OK ? ESME_ROK : ESME_RX_T_APPN);
    else
        keep_each(lane, heard);
    link_flush(lane->link);
    heard->count = 0;
    bell_ring(lane->duty->run_dir, "dlrd");
}
