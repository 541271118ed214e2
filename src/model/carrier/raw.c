/* raw.c: what the carrier said, byte for byte, before anybody has read it */
#include "model/carrier/raw.h"

#include "db/bulk.h"

STMT_GLOBAL(raw_receipt_add, NULL, "what a carrier says has no account yet",
            "INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, msisdn, reference,"
            "       taken_at, excerpt, pdu, came_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))");

STMT_GLOBAL(raw_inbound_add, NULL, "what a carrier says has no account yet",
            "INSERT INTO raw_inbound (route_id, sender, msisdn, coding, body, concat_ref,"
            "       concat_count, concat_no, pdu, digest, came_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))");

enum status raw_receipt_keep(struct db *db, const struct raw_receipt *receipts, size_t count)
{
    struct bulk *bulk;

    if (count == 0)
        return OK;
    bulk = bulk_new(db_arena(db), db, &raw_receipt_add);
    for (size_t i = 0; i < count; i++) {
        const struct raw_receipt *one = &receipts[i];

        TRY(bulk_put(
            bulk, WITH(ID(one->route_id), TEXT(one->carrier_id),
                       WORD(message_state_words[one->outcome]), TEXT(one->error),
                       TEXT(one->msisdn),
                       one->has_reference ? ID(one->reference) : ID_OR_NULL(0),
                       STAMP(one->taken_at), TEXT(one->excerpt), TEXT(one->pdu))));
    }
    return bulk_flush(bulk);
}

enum status raw_inbound_keep(struct db *db, const struct raw_inbound *inbound)
{
    return global_run(db, &raw_inbound_add,
                      WITH(ID(inbound->route_id), TEXT(inbound->sender), TEXT(inbound->msisdn),
                           ID(inbound->coding), TEXT(inbound->body), ID(inbound->concat_ref),
                           ID(inbound->concat_count), ID(inbound->concat_no),
                           TEXT(inbound->pdu), TEXT(inbound->digest)));
}

struct str raw_inbound_digested(struct arena *arena, const struct raw_inbound *inbound)
{
    struct strbuf bytes = {.arena = arena};

    strbuf_put_format(&bytes, "%llu %u %u %u %u %zu %zu %zu ",
                      (unsigned long long)inbound->route_id, inbound->coding,
                      inbound->concat_ref, inbound->concat_count, inbound->concat_no,
                      inbound->sender.len, inbound->msisdn.len, inbound->body.len);
    strbuf_put(&bytes, inbound->sender);
    strbuf_put(&bytes, inbound->msisdn);
    strbuf_put(&bytes, inbound->body);
    return strbuf_str(&bytes);
}
