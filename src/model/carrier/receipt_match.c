/* receipt_match.c: the part that a receipt speaks of when it names no id that we know */
#include "model/carrier/receipt_match.h"

#include "model/carrier/outbox.h"

enum { MINUTE_US = 60000000, DOUBT_US = 10 * MINUTE_US, ZONE_STEP_US = 30 * MINUTE_US };
#define ZONE_LEAST_US (INT64_C(-12) * 60 * MINUTE_US)
#define ZONE_MOST_US  (INT64_C(14) * 60 * MINUTE_US)
#define WAIT_US       (INT64_C(48) * 60 * MINUTE_US)

SHAPE(unnamed, FIELD(unnamed, root_id), FIELD(unnamed, account_id), FIELD(unnamed, message_id),
      FIELD(unnamed, part_no), FIELD(unnamed, parts), FIELD(unnamed, body),
      FIELD(unnamed, sent_at));

STMT(receipt_match_add, NULL,
     "INSERT INTO unnamed_part"
     "       (message_id, part_no, root_id, account_id, route_id, reference, msisdn, sent_at)"
     " SELECT p.message_id, p.part_no, p.root_id, p.account_id, p.route_id, ?,"
     "        IF(LEFT(m.msisdn, 1) = '+', SUBSTRING(m.msisdn, 2), m.msisdn), p.sent_at"
     "  FROM part AS p"
     "  JOIN message AS m ON " SAME(
         "m", "p") " AND m.message_id = p.message_id"
                   " WHERE " OWN("p") " AND p.message_id = ? AND p.part_no = ?");

STMT_GLOBAL(receipt_match_rows, &unnamed_shape, "what a carrier says has no account yet",
            "SELECT u.root_id, u.account_id, u.message_id, u.part_no, m.parts, m.body,"
            "       u.sent_at"
            "  FROM unnamed_part AS u"
            "  JOIN message AS m ON m.account_id = u.account_id AND m.message_id = u.message_id"
            " WHERE u.route_id = ? AND u.reference = ? AND u.msisdn = ?"
            " ORDER BY u.message_id LIMIT 20");

STMT_GLOBAL(receipt_match_old, NULL, "what a carrier says has no account yet",
            "DELETE u FROM unnamed_part AS u"
            "  JOIN (SELECT o.message_id, o.part_no FROM unnamed_part AS o"
            "         WHERE o.sent_at < UTC_TIMESTAMP(6) - INTERVAL 5 DAY"
            "         ORDER BY o.sent_at LIMIT 1000) AS d"
            "    ON d.message_id = u.message_id AND d.part_no = u.part_no");

enum status receipt_match_note(struct tenant *t, uint64_t message_id, uint8_t part_no)
{
    enum status status = tenant_try(
        t, &receipt_match_add,
        WITH(ID(outbox_reference(message_id, part_no)), ID(message_id), ID(part_no)));

    return status == CONFLICT ? OK : status;
}

/* The carrier's clock may go by any zone: what is left of whole half hours is no more than
 * ten minutes. */
static bool time_fits(struct stamp sent_at, struct stamp taken_at)
{
    int64_t ahead;
    int64_t odd;

    if (stamp_is_none(taken_at))
        return true;
    ahead = taken_at.us - sent_at.us;
    if (ahead < ZONE_LEAST_US - DOUBT_US || ahead > ZONE_MOST_US + DOUBT_US)
        return false;
    odd = (ahead - ZONE_LEAST_US + ZONE_STEP_US) % ZONE_STEP_US;
    return odd <= DOUBT_US || odd >= ZONE_STEP_US - DOUBT_US;
}

static bool is_plain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Carriers spell what is no letter or digit in their own ways; where only one of both is one,
 * what follows may stand elsewhere, and tells nothing. */
static bool text_fits(struct str body, struct str excerpt)
{
    for (size_t i = 0; i < excerpt.len && i < body.len; i++) {
        bool is_ours = is_plain(body.at[i]);

        if (is_ours != is_plain(excerpt.at[i]))
            return true;
        if (is_ours && body.at[i] != excerpt.at[i])
            return false;
    }
    return true;
}

bool receipt_match_fits(const struct unnamed *part, const struct receipt_row *receipt)
{
    int64_t later = receipt->came_at.us - part->sent_at.us;

    if (later < -DOUBT_US || later > WAIT_US + DOUBT_US)
        return false;
    if (!time_fits(part->sent_at, receipt->taken_at))
        return false;
    return part->parts > 1 || text_fits(part->body, receipt->excerpt);
}

enum status receipt_match(struct db *db, const struct receipt_row *receipt,
                          struct carrier_ref *out)
{
    struct list rows = {0};
    const struct unnamed *found = NULL;

    if (!receipt->has_reference)
        return NOT_FOUND;
    TRY(global_list(db, &receipt_match_rows,
                    WITH(ID(receipt->route_id), ID(receipt->reference), TEXT(receipt->msisdn)),
                    &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct unnamed *part = LIST_AT(&rows, struct unnamed, i);

        if (!receipt_match_fits(part, receipt))
            continue;
        if (found)
            return CONFLICT;
        found = part;
    }
    if (!found)
        return NOT_FOUND;
    *out = (struct carrier_ref){.root_id = found->root_id,
                                .account_id = found->account_id,
                                .message_id = found->message_id,
                                .part_no = found->part_no};
    return OK;
}

enum status receipt_match_forget(struct db *db)
{
    return global_run(db, &receipt_match_old, WITH_NOTHING);
}
