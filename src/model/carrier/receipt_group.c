/* receipt_group.c: receipts and letters of many messages, in one transaction
 *
 * Locks as for one: raw rows, messages, their parts, then the inbox's rows with its counters
 * last. A statement has a fixed number of places for ids; those that are left repeat the last
 * one, which names no row twice. */
#include "model/carrier/receipt_group.h"

#include <assert.h>

#include "model/conversation/conversation_row.h"

#define TEN_ASKED   "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
#define FIFTY_ASKED TEN_ASKED ", " TEN_ASKED ", " TEN_ASKED ", " TEN_ASKED ", " TEN_ASKED
#define IN_FIFTY    " IN (" FIFTY_ASKED ")"

struct locked {
    uint64_t message_id;
    uint64_t conversation_id;
    uint64_t user_id;
    uint8_t parts;
    unsigned state;
};
SHAPE(locked, FIELD(locked, message_id), FIELD(locked, conversation_id), FIELD(locked, user_id),
      FIELD(locked, parts), FIELD_WORD(locked, state, message_state_words));

STMT(receipt_group_lock, &locked_shape,
     "SELECT m.message_id, m.conversation_id, m.user_id, m.parts, m.state"
     "  FROM message AS m"
     " WHERE " OWN("m") " AND m.message_id" IN_FIFTY
                        " ORDER BY m.message_id LIMIT 50 FOR UPDATE");

STMT_GLOBAL(receipt_group_named, NULL, "tells whose receipts they were, found by carrier_ref",
            "UPDATE raw_receipt AS r"
            "  JOIN carrier_ref AS f"
            "    ON f.route_id = r.route_id AND f.carrier_id = r.carrier_id"
            "   SET r.state = 'applied', r.account_id = f.account_id,"
            "       r.message_id = f.message_id, r.part_no = f.part_no"
            " WHERE f.account_id = ? AND r.state IN ('new', 'parked') AND r.raw_id" IN_FIFTY);

STMT_GLOBAL(receipt_group_park_rows, NULL, "what a carrier says has no account yet",
            "UPDATE raw_receipt AS r SET r.state = 'parked'"
            " WHERE r.state = 'new' AND r.raw_id" IN_FIFTY);

struct group_part {
    uint64_t message_id;
    uint8_t part_no;
    unsigned state;
};
SHAPE(group_part, FIELD(group_part, message_id), FIELD(group_part, part_no),
      FIELD_WORD(group_part, state, message_state_words));

STMT(receipt_group_parts, &group_part_shape,
     "SELECT p.message_id, p.part_no, p.state FROM part AS p"
     " WHERE " OWN("p") " AND p.message_id" IN_FIFTY
                        " ORDER BY p.message_id, p.part_no LIMIT 12750");

STMT(receipt_group_part_move, NULL,
     "UPDATE raw_receipt AS r"
     "  JOIN part AS p ON " OWN("p") " AND p.message_id = r.message_id"
                                     "   AND p.part_no = r.part_no"
                                     "   SET p.state = CONCAT(r.outcome), p.error = r.error,"
                                     "       p.receipt_at = r.came_at,"
                                     "       p.receipts = p.receipts + 1"
                                     " WHERE p.state = ? AND r.raw_id" IN_FIFTY);

STMT(receipt_group_advance, NULL,
     "UPDATE message AS m"
     "   SET m.state = ?, m.why = ?, m.due_at = NULL,"
     "       m.final_at = IF(?, UTC_TIMESTAMP(6), m.final_at)"
     " WHERE " OWN("m") " AND m.state = ? AND m.message_id" IN_FIFTY);

STMT(receipt_group_news_take, NULL,
     "DELETE n FROM message_news AS n WHERE " OWN("n") " AND n.message_id" IN_FIFTY);

struct group_shown {
    uint64_t conversation_id;
    uint64_t account_shows;
    uint64_t user_shows;
};
SHAPE(group_shown, FIELD(group_shown, conversation_id), FIELD(group_shown, account_shows),
      FIELD(group_shown, user_shows));

STMT(receipt_group_shows, &group_shown_shape,
     "SELECT c.conversation_id, c.last_message_id AS account_shows,"
     "       o.last_message_id AS user_shows"
     "  FROM conversation AS c"
     "  LEFT JOIN conversation_own AS o"
     "    ON " SAME("o", "c") " AND o.conversation_id = c.conversation_id AND o.user_id = ?"
                              " WHERE " OWN("c") " AND c.conversation_id" IN_FIFTY
                                                 " ORDER BY c.conversation_id LIMIT 50");

/* One message while its group is written. */
struct member {
    struct locked message;
    const struct receipt_row *receipt; /* NULL: none */
    enum message_state part_from;      /* of the receipt's part */
    bool moves;                        /* the receipt changes its part */
    struct fold fold;
    enum message_state to;
};

struct applying {
    struct db *db;
    struct tenant *t;
    const struct receipt_group *group;
    struct member members[RECEIPT_GROUP];
    size_t count; /* members: some messages may be gone */
};

/* Ids that stand behind what else the statement wants; at least one. */
static void ids_put(struct sql_param *params, const uint64_t *ids, size_t count)
{
    assert(count > 0 && count <= RECEIPT_GROUP);
    for (size_t i = 0; i < RECEIPT_GROUP; i++)
        params[i] = ID(ids[i < count ? i : count - 1]);
}

/* The raw rows are ours; CONFLICT if another process had one of them, or an id names another
 * part by now. */
static enum status raw_take(struct applying *a)
{
    struct sql_param params[1 + RECEIPT_GROUP] = {ID(tenant_account(a->t))};
    uint64_t ids[RECEIPT_GROUP];
    uint64_t changed = 0;
    size_t count = 0;

    for (size_t i = 0; i < a->group->count; i++)
        if (a->group->receipts[i])
            ids[count++] = a->group->receipts[i]->raw_id;
    if (count == 0)
        return OK;
    ids_put(params + 1, ids, count);
    TRY(global_count(a->db, &receipt_group_named, params, COUNT_OF(params), &changed));
    return changed == count ? OK : CONFLICT;
}

static enum status messages_lock(struct applying *a)
{
    struct sql_param params[RECEIPT_GROUP];
    struct list rows = {0};

    ids_put(params, a->group->message_ids, a->group->count);
    TRY(tenant_list(a->t, &receipt_group_lock, params, COUNT_OF(params), &rows));
    if (rows.count != a->group->count)
        return CONFLICT;
    a->count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        const struct locked *row = LIST_AT(&rows, struct locked, i);

        a->members[i] = (struct member){.message = *row,
                                        .fold = {.state = row->state, .parts = row->parts}};
        for (size_t g = 0; g < a->group->count; g++)
            if (a->group->message_ids[g] == row->message_id)
                a->members[i].receipt = a->group->receipts[g];
    }
    return OK;
}

/* What a receipt makes of its part. CONFLICT while esmed is at work on it. */
static enum status part_turn(struct member *member, const struct group_part *part,
                             enum message_state *state)
{
    *state = part->state;
    if (!member->receipt || member->receipt->part_no != part->part_no)
        return OK;
    if (message_state_rank(part->state) < message_state_rank(STATE_SUBMITTED))
        return CONFLICT;
    member->part_from = part->state;
    member->moves = message_state_may_follow(part->state, member->receipt->outcome);
    if (member->moves)
        *state = member->receipt->outcome;
    return OK;
}

/* Both lists are in the order of message ids. */
static enum status parts_fold(struct applying *a)
{
    struct sql_param params[RECEIPT_GROUP];
    struct list rows = {0};
    size_t at = 0;

    ids_put(params, a->group->message_ids, a->group->count);
    TRY(tenant_list(a->t, &receipt_group_parts, params, COUNT_OF(params), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct group_part *part = LIST_AT(&rows, struct group_part, i);
        enum message_state state;

        while (a->members[at].message.message_id != part->message_id)
            at++;
        TRY(part_turn(&a->members[at], part, &state));
        receipt_fold_add(&a->members[at].fold, state);
    }
    for (size_t i = 0; i < a->count; i++) {
        const struct member *member = &a->members[i];

        a->members[i].to = receipt_fold(&member->fold);
        if (member->receipt && member->part_from == STATE_SCHEDULED) /* it has no such part */
            return CONFLICT;
    }
    return OK;
}

/* Parts that a receipt moves from one state. */
static enum status parts_move_from(struct applying *a, enum message_state from)
{
    struct sql_param params[1 + RECEIPT_GROUP] = {WORD(message_state_words[from])};
    uint64_t ids[RECEIPT_GROUP];
    uint64_t changed = 0;
    size_t count = 0;

    for (size_t i = 0; i < a->count; i++)
        if (a->members[i].moves && a->members[i].part_from == from)
            ids[count++] = a->members[i].receipt->raw_id;
    if (count == 0)
        return OK;
    ids_put(params + 1, ids, count);
    TRY(tenant_count(a->t, &receipt_group_part_move, params, COUNT_OF(params), &changed));
    return changed == count ? OK : CONFLICT;
}

static enum status parts_move(struct applying *a)
{
    TRY(parts_move_from(a, STATE_SUBMITTED));
    TRY(parts_move_from(a, STATE_UNKNOWN));
    TRY(parts_move_from(a, STATE_ENROUTE));
    for (size_t i = 0; i < a->count; i++) {
        const struct member *member = &a->members[i];

        if (member->receipt && !member->moves)
            TRY(tenant_run(a->t, &receipt_part_count,
                           WITH(ID(member->message.message_id), ID(member->receipt->part_no))));
    }
    return OK;
}

/* Messages that go the way of the one at `first`; those before have gone. */
static enum status messages_move(struct applying *a, size_t first)
{
    enum message_state from = a->members[first].message.state;
    enum message_state to = a->members[first].to;
    struct sql_param params[4 + RECEIPT_GROUP] = {
        WORD(message_state_words[to]), TEXT(receipt_why(to)), FLAG(message_state_is_final(to)),
        WORD(message_state_words[from])};
    uint64_t ids[RECEIPT_GROUP];
    uint64_t changed = 0;
    size_t count = 0;

    for (size_t i = 0; i < a->count; i++) {
        if (a->members[i].message.state != from || a->members[i].to != to)
            continue;
        if (i < first || from == to)
            return OK;
        ids[count++] = a->members[i].message.message_id;
    }
    ids_put(params + 4, ids, count);
    TRY(tenant_count(a->t, &receipt_group_advance, params, COUNT_OF(params), &changed));
    return changed == count ? OK : CONFLICT;
}

static const struct member *member_find(const struct applying *a, uint64_t message_id)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->members[i].message.message_id == message_id)
            return &a->members[i];
    return NULL;
}

/* The conversation's rows, locked and changed in memory, if they show a message of ours: the
 * account's row and the writer's may show different ones. False: they show none. */
static enum status follow_one(struct applying *a, const struct group_shown *shown,
                              struct conversation_change *change, bool *follows)
{
    const struct member *of_account = member_find(a, shown->account_shows);
    const struct member *of_user = member_find(a, shown->user_shows);

    *follows = of_account || of_user;
    if (!*follows)
        return OK;
    TRY(change_of(a->t, shown->conversation_id, change));
    if (a->group->user_id)
        TRY(change_for(a->t, a->group->user_id, change));
    if (of_account && change->after.last_message_id == shown->account_shows)
        change->after.last_state = of_account->to;
    if (of_user && change->mine_after.last_message_id == shown->user_shows)
        change->mine_after.last_state = of_user->to;
    return OK;
}

/* What an inbox shows of these messages follows, in the order of conversations; the counters
 * are locked when all rows are. */
static enum status inbox_follow(struct applying *a)
{
    struct sql_param params[1 + RECEIPT_GROUP] = {ID(a->group->user_id)};
    struct conversation_change *changes =
        ARENA_NEW_N(tenant_arena(a->t), struct conversation_change, RECEIPT_GROUP);
    uint64_t ids[RECEIPT_GROUP];
    struct inbox_change sum = {0};
    struct inbox_version version = {0};
    struct list rows = {0};
    size_t count = 0;

    for (size_t i = 0; i < a->count; i++)
        ids[i] = a->members[i].message.conversation_id;
    ids_put(params + 1, ids, a->count);
    TRY(tenant_list(a->t, &receipt_group_shows, params, COUNT_OF(params), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        bool follows = false;

        TRY(follow_one(a, LIST_AT(&rows, struct group_shown, i), &changes[count], &follows));
        if (follows)
            change_count(&changes[count++], &sum);
    }
    TRY(inbox_bump(a->t, &sum, &version));
    for (size_t i = 0; i < count; i++)
        TRY(change_write(a->t, &changes[i], &version));
    return OK;
}

static enum status apply_body(void *arg)
{
    struct applying *a = arg;
    struct sql_param params[RECEIPT_GROUP];

    TRY(raw_take(a));
    TRY(messages_lock(a));
    TRY(parts_fold(a));
    TRY(parts_move(a));
    for (size_t i = 0; i < a->count; i++)
        TRY(messages_move(a, i));
    ids_put(params, a->group->message_ids, a->group->count);
    TRY(tenant_run(a->t, &receipt_group_news_take, params, COUNT_OF(params)));
    return inbox_follow(a);
}

enum status receipt_group_apply(struct db *db, struct tenant *t,
                                const struct receipt_group *group)
{
    struct applying *applying = ARENA_NEW(tenant_arena(t), struct applying);

    assert(group->count > 0 && group->count <= RECEIPT_GROUP);
    *applying = (struct applying){.db = db, .t = t, .group = group};
    return tenant_tx(t, apply_body, NULL, applying);
}

enum status receipt_group_park(struct db *db, const uint64_t *raw_ids, size_t count)
{
    struct sql_param params[RECEIPT_GROUP];

    ids_put(params, raw_ids, count);
    return global_run(db, &receipt_group_park_rows, params, COUNT_OF(params));
}
