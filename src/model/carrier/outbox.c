/* outbox.c: messages that still have to leave */
#include "model/carrier/outbox.h"

#include <assert.h>

#include "model/message/message_state.h"

#define SERVES_ALL "the way out serves all accounts; their texts are read by scope"

SHAPE(outbox, FIELD(outbox, message_id), FIELD(outbox, root_id), FIELD(outbox, account_id),
      FIELD(outbox, tries));

SHAPE(outbox_text, FIELD_WORD(outbox_text, state, message_state_words),
      FIELD(outbox_text, sender), FIELD(outbox_text, msisdn), FIELD(outbox_text, body),
      FIELD(outbox_text, parts));

/* The row that takes the last place there is. */
struct outbox_place {
    uint64_t message_id;
};
SHAPE(outbox_place, FIELD(outbox_place, message_id));

STMT(outbox_last_place, &outbox_place_shape,
     "SELECT o.message_id FROM outbox AS o"
     " WHERE " OWN("o") " ORDER BY o.message_id LIMIT 1 OFFSET 99999");
static_assert(OUTBOX_MOST == 99999 + 1, "as the statement says");

enum status outbox_room(struct tenant *t)
{
    struct outbox_place place;
    enum status status = tenant_one(t, &outbox_last_place, WITH_NOTHING, &place);

    if (status == NOT_FOUND)
        return OK;
    return status == OK ? BUSY : status;
}

/* Chosen first, in the index's order: an UPDATE with ORDER BY would sort all that waits,
 * since it changes that very index. */
STMT_GLOBAL(outbox_claim_rows, NULL, SERVES_ALL,
            "UPDATE outbox AS o"
            "  JOIN (SELECT c.message_id"
            "          FROM outbox AS c"
            "         WHERE c.route_id = ? AND c.owner IS NULL"
            "           AND c.not_before <= UTC_TIMESTAMP(6)"
            "         ORDER BY c.priority, c.account_id, c.message_id LIMIT ?) AS d"
            "    ON d.message_id = o.message_id"
            "   SET o.owner = ?, o.epoch = ?,"
            "       o.until_at = UTC_TIMESTAMP(6) + INTERVAL 15 SECOND"
            " WHERE o.owner IS NULL");

STMT_GLOBAL(outbox_claimed_rows, &outbox_shape, SERVES_ALL,
            "SELECT o.message_id, o.root_id, o.account_id, o.tries"
            "  FROM outbox AS o"
            " WHERE o.route_id = ? AND o.owner = ? AND o.epoch = ?"
            " ORDER BY o.priority, o.message_id LIMIT 500");

STMT_GLOBAL(outbox_left_rows, &outbox_shape, SERVES_ALL,
            "SELECT o.message_id, o.root_id, o.account_id, o.tries"
            "  FROM outbox AS o"
            " WHERE o.route_id = ? AND o.owner IS NOT NULL AND o.epoch < ?"
            " ORDER BY o.priority, o.message_id LIMIT 200");

STMT_GLOBAL(outbox_release_row, NULL, SERVES_ALL,
            "UPDATE outbox AS o"
            "   SET o.owner = NULL, o.until_at = NULL, o.tries = o.tries + ?,"
            "       o.not_before = UTC_TIMESTAMP(6) + INTERVAL ? SECOND"
            " WHERE o.message_id = ?");

STMT_GLOBAL(outbox_remove_row, NULL, SERVES_ALL,
            "DELETE o FROM outbox AS o"
            " WHERE o.message_id = ?");

STMT(outbox_text_by_id, &outbox_text_shape,
     "SELECT m.state, m.sender, m.msisdn, m.body, m.parts"
     "  FROM message AS m"
     " WHERE " OWN("m") " AND m.message_id = ? AND m.direction = 'out'");

enum status outbox_claim(struct db *db, const struct outbox_owner *owner, uint32_t most)
{
    return global_run(
        db, &outbox_claim_rows,
        WITH(ID(owner->route_id), ID(most), TEXT(owner->owner), ID(owner->epoch)));
}

enum status outbox_claimed(struct db *db, const struct outbox_owner *owner, struct list *out)
{
    return global_list(db, &outbox_claimed_rows,
                       WITH(ID(owner->route_id), TEXT(owner->owner), ID(owner->epoch)), out);
}

enum status outbox_left(struct db *db, const struct outbox_owner *owner, struct list *out)
{
    return global_list(db, &outbox_left_rows, WITH(ID(owner->route_id), ID(owner->epoch)), out);
}

enum status outbox_release(struct db *db, uint64_t message_id, uint32_t seconds, bool tried)
{
    return global_run(db, &outbox_release_row, WITH(FLAG(tried), ID(seconds), ID(message_id)));
}

enum status outbox_remove(struct db *db, uint64_t message_id)
{
    return global_run(db, &outbox_remove_row, WITH(ID(message_id)));
}

enum status outbox_text_find(struct tenant *t, uint64_t message_id, struct outbox_text *out)
{
    return tenant_one(t, &outbox_text_by_id, WITH(ID(message_id)), out);
}

/* Ids of one moment differ in their lowest bits only, those of different moments in their
 * upper ones; multiplying by the golden ratio mixes both into the top. */
static uint64_t mixed(uint64_t message_id)
{
    return message_id * UINT64_C(0x9e3779b97f4a7c15);
}

uint16_t outbox_reference(uint64_t message_id, uint8_t part_no)
{
    return (uint16_t)((mixed(message_id) >> 48) + part_no);
}

uint8_t outbox_concat_reference(uint64_t message_id)
{
    return (uint8_t)(mixed(message_id) >> 56);
}
