/* outbox_group.c: steps of many messages on their way out, a round trip each
 *
 * A statement has a fixed number of places for ids; those that are left repeat the last one,
 * which names no row twice. Statements that hand a text over with each id have fewer places,
 * and are asked several times. */
#include "model/carrier/outbox_group.h"

#include <assert.h>

#include "db/global.h"

#define BY_OUTBOX "a group's messages are of many accounts; the outbox's own rows name them"

#define FIVE_ASKED   "?, ?, ?, ?, ?"
#define TWENTY_ASKED FIVE_ASKED ", " FIVE_ASKED ", " FIVE_ASKED ", " FIVE_ASKED
#define IN_TWENTY    " WHERE o.message_id IN (" TWENTY_ASKED ")"
#define IN_GROUP                                                                               \
    " WHERE o.message_id IN (" TWENTY_ASKED ", " TWENTY_ASKED ", " TWENTY_ASKED ")"
/* Twenty ids, then twenty texts: the one of this row. */
#define ITS_TEXT "ELT(FIELD(o.message_id, " TWENTY_ASKED "), " TWENTY_ASKED ")"
#define ITS_MESSAGE                                                                            \
    "  JOIN message AS m ON m.account_id = o.account_id AND m.message_id = o.message_id"
#define ITS_FIRST_PART                                                                         \
    "  JOIN part AS p ON p.account_id = o.account_id AND p.message_id = o.message_id"          \
    "   AND p.part_no = 1"

SHAPE(outbox_group_text, FIELD(outbox_group_text, message_id),
      FIELD_WORD(outbox_group_text, state, message_state_words),
      FIELD(outbox_group_text, parts), FIELD(outbox_group_text, sender),
      FIELD(outbox_group_text, msisdn), FIELD(outbox_group_text, body));

STMT_GLOBAL(outbox_group_owned, NULL, BY_OUTBOX,
            "UPDATE outbox AS o"
            "   SET o.owner = ?, o.epoch = ?,"
            "       o.until_at = UTC_TIMESTAMP(6) + INTERVAL 15 SECOND" IN_GROUP
            "   AND o.owner IS NULL");

STMT_GLOBAL(outbox_group_claimed, NULL, BY_OUTBOX,
            "UPDATE outbox AS o" ITS_MESSAGE "   SET m.state = 'claimed', m.why = NULL,"
            "       m.due_at = NULL" IN_GROUP " AND m.state = 'queued'");

STMT_GLOBAL(outbox_group_text_rows, &outbox_group_text_shape, BY_OUTBOX,
            "SELECT o.message_id, m.state, m.parts, m.sender, m.msisdn, m.body"
            "  FROM outbox AS o" ITS_MESSAGE IN_GROUP " AND m.direction = 'out' LIMIT 60");

STMT_GLOBAL(outbox_group_sending, NULL, BY_OUTBOX,
            "UPDATE outbox AS o" ITS_MESSAGE "   SET m.state = 'sending', m.why = NULL,"
            "       m.due_at = NULL" IN_GROUP " AND m.state = 'claimed'");

STMT_GLOBAL(outbox_group_parts, NULL, BY_OUTBOX,
            "INSERT INTO part"
            "       (root_id, account_id, message_id, part_no, state, route_id, sent_at)"
            " SELECT o.root_id, o.account_id, o.message_id, 1, 'sending', o.route_id,"
            "        UTC_TIMESTAMP(6)"
            "  FROM outbox AS o" IN_GROUP);

STMT_GLOBAL(outbox_group_answered, NULL, BY_OUTBOX,
            "UPDATE outbox AS o" ITS_FIRST_PART "   SET p.state = 'submitted', p.error = NULL,"
            "       p.answered_at = UTC_TIMESTAMP(6), p.carrier_id = " ITS_TEXT IN_TWENTY
            "   AND p.state = 'sending'");

STMT_GLOBAL(outbox_group_refs, NULL, BY_OUTBOX,
            "INSERT INTO carrier_ref"
            "       (route_id, carrier_id, root_id, account_id, message_id, part_no)"
            " SELECT o.route_id, " ITS_TEXT ", o.root_id, o.account_id, o.message_id, 1"
            "  FROM outbox AS o" IN_TWENTY);

STMT_GLOBAL(outbox_group_submitted, NULL, BY_OUTBOX,
            "UPDATE outbox AS o" ITS_MESSAGE "   SET m.state = 'submitted', m.why = NULL,"
            "       m.due_at = NULL" IN_GROUP " AND m.state = 'sending'");

STMT_GLOBAL(outbox_group_news, NULL, BY_OUTBOX,
            "INSERT INTO message_news (message_id, root_id, account_id)"
            " SELECT o.message_id, o.root_id, o.account_id"
            "  FROM outbox AS o" IN_GROUP);

STMT_GLOBAL(outbox_group_removed, NULL, BY_OUTBOX, "DELETE o FROM outbox AS o" IN_GROUP);

enum { TEXTS = 20 };

static void ids_put(struct sql_param *params, size_t places, const uint64_t *ids, size_t count)
{
    assert(count > 0 && count <= places);
    for (size_t i = 0; i < places; i++)
        params[i] = ID(ids[i < count ? i : count - 1]);
}

/* CONFLICT unless it changed one row for each. */
static enum status change_all(struct db *db, const struct stmt *stmt,
                              const struct sql_param *params, size_t places, size_t count)
{
    uint64_t changed = 0;

    TRY(global_count(db, stmt, params, places, &changed));
    return changed == count ? OK : CONFLICT;
}

enum status outbox_group_claim(struct db *db, const struct outbox_owner *owner,
                               const uint64_t *ids, size_t count)
{
    struct sql_param params[2 + OUTBOX_GROUP] = {TEXT(owner->owner), ID(owner->epoch)};

    ids_put(params + 2, OUTBOX_GROUP, ids, count);
    TRY(change_all(db, &outbox_group_owned, params, COUNT_OF(params), count));
    return change_all(db, &outbox_group_claimed, params + 2, OUTBOX_GROUP, count);
}

enum status outbox_group_texts(struct db *db, const uint64_t *ids, size_t count,
                               struct list *out)
{
    struct sql_param params[OUTBOX_GROUP];

    ids_put(params, OUTBOX_GROUP, ids, count);
    return global_list(db, &outbox_group_text_rows, params, OUTBOX_GROUP, out);
}

enum status outbox_group_begin(struct db *db, const uint64_t *ids, size_t count)
{
    struct sql_param params[OUTBOX_GROUP];

    ids_put(params, OUTBOX_GROUP, ids, count);
    TRY(change_all(db, &outbox_group_sending, params, OUTBOX_GROUP, count));
    return change_all(db, &outbox_group_parts, params, OUTBOX_GROUP, count);
}

/* Ids, texts, ids again. */
static void texts_put(struct sql_param *params, const struct outbox_taken *taken, size_t count,
                      bool for_receipts)
{
    uint64_t ids[TEXTS];

    for (size_t i = 0; i < count; i++)
        ids[i] = taken[i].message_id;
    ids_put(params, TEXTS, ids, count);
    ids_put(params + 2 * TEXTS, TEXTS, ids, count);
    for (size_t i = 0; i < TEXTS; i++) {
        const struct outbox_taken *one = &taken[i < count ? i : count - 1];

        params[TEXTS + i] = TEXT(for_receipts ? one->receipt_id : one->carrier_id);
    }
}

/* Those that a statement with texts has places for. */
static enum status some_taken(struct db *db, const struct outbox_taken *taken, size_t count)
{
    struct sql_param params[3 * TEXTS];

    texts_put(params, taken, count, false);
    TRY(change_all(db, &outbox_group_answered, params, COUNT_OF(params), count));
    texts_put(params, taken, count, true);
    return change_all(db, &outbox_group_refs, params, COUNT_OF(params), count);
}

enum status outbox_group_taken(struct db *db, const struct outbox_taken *taken, size_t count)
{
    struct sql_param params[OUTBOX_GROUP];
    uint64_t ids[OUTBOX_GROUP];

    assert(count <= OUTBOX_GROUP);
    for (size_t i = 0; i < count; i += TEXTS)
        TRY(some_taken(db, &taken[i], count - i < TEXTS ? count - i : TEXTS));
    for (size_t i = 0; i < count; i++)
        ids[i] = taken[i].message_id;
    ids_put(params, OUTBOX_GROUP, ids, count);
    TRY(change_all(db, &outbox_group_submitted, params, OUTBOX_GROUP, count));
    TRY(change_all(db, &outbox_group_news, params, OUTBOX_GROUP, count));
    return change_all(db, &outbox_group_removed, params, OUTBOX_GROUP, count);
}
