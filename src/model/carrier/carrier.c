/* carrier.c: the carriers we bind to, who may do so, and the ids they give */
#include "model/carrier/carrier.h"

#define ALL_ACCOUNTS "routes serve all accounts"

/* The words of enum id_form, which lives on this floor's other side, in smpp. */
static const char *const id_forms[] = {"text", "hex_to_decimal", "decimal_to_hex", "digits",
                                       NULL};

SHAPE(carrier_route, FIELD(carrier_route, route_id), FIELD(carrier_route, name),
      FIELD(carrier_route, host), FIELD(carrier_route, port), FIELD(carrier_route, system_id),
      FIELD(carrier_route, window), FIELD_WORD(carrier_route, id_form, id_forms),
      FIELD(carrier_route, enabled));

SHAPE(carrier_lease, FIELD(carrier_lease, epoch), FIELD(carrier_lease, owner),
      FIELD(carrier_lease, ended));

STMT_GLOBAL(carrier_route_list, &carrier_route_shape, ALL_ACCOUNTS,
            "SELECT r.route_id, r.name, r.host, r.port, r.system_id, r.window, r.id_form,"
            "       r.enabled"
            "  FROM route AS r"
            " WHERE (r.enabled = 1"
            "        OR EXISTS (SELECT o.message_id FROM outbox AS o"
            "                    WHERE o.route_id = r.route_id AND o.owner IS NOT NULL LIMIT 1))"
            " ORDER BY r.route_id LIMIT 64");

STMT_GLOBAL(carrier_lease_read, &carrier_lease_shape, ALL_ACCOUNTS,
            "SELECT b.epoch, b.owner, COALESCE(b.until_at < UTC_TIMESTAMP(6), 1) AS ended"
            "  FROM route_bind AS b"
            " WHERE b.route_id = ?");

STMT_GLOBAL(carrier_lease_add, NULL, ALL_ACCOUNTS,
            "INSERT INTO route_bind (route_id) VALUES (?)"
            " ON DUPLICATE KEY UPDATE route_id = route_id");

STMT_GLOBAL(carrier_lease_win, NULL, ALL_ACCOUNTS,
            "UPDATE route_bind AS b"
            "   SET b.owner = ?, b.epoch = b.epoch + 1, b.line = 'down',"
            "       b.until_at = UTC_TIMESTAMP(6) + INTERVAL 15 SECOND,"
            "       b.changed_at = UTC_TIMESTAMP(6)"
            " WHERE b.route_id = ? AND b.epoch = ?");

STMT_GLOBAL(carrier_lease_keep, NULL, ALL_ACCOUNTS,
            "UPDATE route_bind AS b"
            "   SET b.until_at = UTC_TIMESTAMP(6) + INTERVAL 15 SECOND"
            " WHERE b.route_id = ? AND b.epoch = ? AND b.owner = ?");

STMT_GLOBAL(carrier_lease_drop, NULL, ALL_ACCOUNTS,
            "UPDATE route_bind AS b"
            "   SET b.owner = NULL, b.until_at = NULL, b.line = 'down',"
            "       b.changed_at = UTC_TIMESTAMP(6)"
            " WHERE b.route_id = ? AND b.epoch = ?");

STMT_GLOBAL(carrier_line_set, NULL, ALL_ACCOUNTS,
            "UPDATE route_bind AS b"
            "   SET b.line = ?, b.changed_at = UTC_TIMESTAMP(6)"
            " WHERE b.route_id = ? AND b.epoch = ?");

STMT_GLOBAL(carrier_ref_add, NULL, "a carrier's id names its account only by this row",
            "INSERT INTO carrier_ref"
            "       (route_id, carrier_id, root_id, account_id, message_id, part_no)"
            " VALUES (?, ?, ?, ?, ?, ?)"
            " ON DUPLICATE KEY UPDATE root_id = VALUES(root_id),"
            "        account_id = VALUES(account_id), message_id = VALUES(message_id),"
            "        part_no = VALUES(part_no)");

enum status carrier_routes(struct db *db, struct list *out)
{
    return global_list(db, &carrier_route_list, WITH_NOTHING, out);
}

enum status carrier_lease_find(struct db *db, uint64_t route_id, struct carrier_lease *out)
{
    return global_one(db, &carrier_lease_read, WITH(ID(route_id)), out);
}

enum status carrier_lease_make(struct db *db, uint64_t route_id)
{
    return global_run(db, &carrier_lease_add, WITH(ID(route_id)));
}

enum status carrier_lease_take(struct db *db, uint64_t route_id, uint64_t seen_epoch,
                               struct str owner)
{
    return global_try(db, &carrier_lease_win, WITH(TEXT(owner), ID(route_id), ID(seen_epoch)));
}

enum status carrier_lease_hold(struct db *db, uint64_t route_id, uint64_t epoch,
                               struct str owner)
{
    return global_try(db, &carrier_lease_keep, WITH(ID(route_id), ID(epoch), TEXT(owner)));
}

enum status carrier_lease_leave(struct db *db, uint64_t route_id, uint64_t epoch)
{
    return global_run(db, &carrier_lease_drop, WITH(ID(route_id), ID(epoch)));
}

enum status carrier_line_note(struct db *db, uint64_t route_id, uint64_t epoch, bool up)
{
    return global_run(db, &carrier_line_set,
                      WITH(WORD(up ? "up" : "down"), ID(route_id), ID(epoch)));
}

enum status carrier_ref_note(struct db *db, uint64_t route_id, struct str carrier_id,
                             const struct carrier_ref *ref)
{
    return global_run(db, &carrier_ref_add,
                      WITH(ID(route_id), TEXT(carrier_id), ID(ref->root_id),
                           ID(ref->account_id), ID(ref->message_id), ID(ref->part_no)));
}
