/* raw.c: what the carrier said, byte for byte, before anybody has read it */
#include "model/raw.h"

STMT_GLOBAL(raw_receipt_add, NULL, "what a carrier says has no account yet",
            "INSERT INTO raw_receipt (route_id, carrier_id, outcome, error, msisdn, reference,"
            "       taken_at, excerpt, pdu, came_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))");

STMT_GLOBAL(raw_inbound_add, NULL, "what a carrier says has no account yet",
            "INSERT INTO raw_inbound (route_id, sender, msisdn, coding, body, concat_ref,"
            "       concat_count, concat_no, pdu, digest, came_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))");

enum status raw_receipt_keep(struct db *db, const struct raw_receipt *receipt)
{
    return global_run(db, &raw_receipt_add,
                      WITH(ID(receipt->route_id), TEXT(receipt->carrier_id),
                           WORD(message_state_words[receipt->outcome]), TEXT(receipt->error),
                           TEXT(receipt->msisdn),
                           receipt->has_reference ? ID(receipt->reference) : ID_OR_NULL(0),
                           STAMP(receipt->taken_at), TEXT(receipt->excerpt),
                           TEXT(receipt->pdu)));
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
