/* receipt.c: what carriers say of our messages, written to part, message and inbox
 *
 * Locks: message, its part, then the inbox's rows. The fold reads the parts after the
 * message is locked, so that of two receipts at the same time the later one sees both. */
#include "model/carrier/receipt.h"

#define NO_ACCOUNT_YET "what a carrier says has no account yet"

SHAPE(receipt_row, FIELD(receipt_row, raw_id), FIELD(receipt_row, route_id),
      FIELD_WORD(receipt_row, outcome, message_state_words), FIELD(receipt_row, error),
      FIELD(receipt_row, came_at), FIELD(receipt_row, msisdn),
      FIELD(receipt_row, has_reference), FIELD(receipt_row, reference),
      FIELD(receipt_row, taken_at), FIELD(receipt_row, excerpt), FIELD(receipt_row, root_id),
      FIELD(receipt_row, account_id), FIELD(receipt_row, message_id),
      FIELD(receipt_row, part_no), FIELD(receipt_row, user_id));

SHAPE(news, FIELD(news, message_id), FIELD(news, root_id), FIELD(news, account_id),
      FIELD(news, user_id));

/* Some receipts with the parts that their ids name. */
#define RECEIPT_ROWS(some, which)                                                              \
    "SELECT d.raw_id, d.route_id, d.outcome, d.error, d.came_at, d.msisdn,"                    \
    "       d.reference IS NOT NULL AS has_reference, d.reference, d.taken_at, d.excerpt,"     \
    "       f.root_id, f.account_id, f.message_id, f.part_no, m.user_id"                       \
    "  FROM (SELECT r.raw_id, r.route_id, r.carrier_id, r.outcome, r.error, r.came_at,"        \
    "               r.msisdn, r.reference, r.taken_at, r.excerpt"                              \
    "          FROM raw_receipt AS r WHERE " some ") AS d"                                     \
    "  LEFT JOIN carrier_ref AS f"                                                             \
    "    ON f.route_id = d.route_id AND f.carrier_id = d.carrier_id"                           \
    "  LEFT JOIN message AS m"                                                                 \
    "    ON m.account_id = f.account_id AND m.message_id = f.message_id" which                 \
    " ORDER BY f.account_id, m.user_id, d.raw_id LIMIT 1000"

STMT_GLOBAL(receipt_rows_new, &receipt_row_shape, NO_ACCOUNT_YET,
            RECEIPT_ROWS("r.state = 'new' ORDER BY r.raw_id LIMIT 500", ""));

/* Of some parked ones those whose id or reference somebody knows by now. */
#define RECEIPT_RIPE(some)                                                                     \
    RECEIPT_ROWS("r.state = 'parked' " some,                                                   \
                 " WHERE (f.message_id IS NOT NULL OR EXISTS ("                                \
                 "SELECT u.message_id FROM unnamed_part AS u"                                  \
                 " WHERE u.route_id = d.route_id AND u.reference = d.reference LIMIT 1))")

STMT_GLOBAL(receipt_rows_ripe, &receipt_row_shape, NO_ACCOUNT_YET,
            RECEIPT_RIPE("ORDER BY r.raw_id DESC LIMIT 200"));

STMT_GLOBAL(receipt_rows_swept, &receipt_row_shape, NO_ACCOUNT_YET,
            RECEIPT_RIPE("AND r.raw_id > ? AND r.raw_id <= ? ORDER BY r.raw_id LIMIT 1000"));

struct sweep_end {
    uint64_t raw_id;
};
SHAPE(sweep_end, FIELD(sweep_end, raw_id));

STMT_GLOBAL(receipt_sweep_end, &sweep_end_shape, NO_ACCOUNT_YET,
            "SELECT COALESCE(MAX(d.raw_id), 0) AS raw_id"
            "  FROM (SELECT r.raw_id"
            "          FROM raw_receipt AS r"
            "         WHERE r.state = 'parked' AND r.raw_id > ?"
            "         ORDER BY r.raw_id LIMIT 1000) AS d");

STMT_GLOBAL(receipt_park_row, NULL, NO_ACCOUNT_YET,
            "UPDATE raw_receipt AS r SET r.state = 'parked'"
            " WHERE r.raw_id = ? AND r.state = 'new'");

STMT_GLOBAL(receipt_give_up_rows, NULL, NO_ACCOUNT_YET,
            "UPDATE raw_receipt AS r SET r.state = 'ignored'"
            " WHERE r.state = 'parked' AND r.came_at < UTC_TIMESTAMP(6) - INTERVAL 48 HOUR"
            " LIMIT 1000");

STMT_GLOBAL(receipt_apply_row, NULL,
            "tells whose receipt it was, found by the carrier's id or our reference",
            "UPDATE raw_receipt AS r"
            "   SET r.state = 'applied', r.account_id = ?, r.message_id = ?, r.part_no = ?"
            " WHERE r.raw_id = ? AND r.state IN ('new', 'parked')");

STMT(receipt_message, &message_shape,
     MESSAGE_COLUMNS " WHERE " OWN("m") " AND m.message_id = ? FOR UPDATE");

struct part_state {
    unsigned state;
};
SHAPE(part_state, FIELD_WORD(part_state, state, message_state_words));

STMT(receipt_part, &part_state_shape,
     "SELECT p.state FROM part AS p"
     " WHERE " OWN("p") " AND p.message_id = ? AND p.part_no = ? FOR UPDATE");

STMT(receipt_part_move, NULL,
     "UPDATE part AS p"
     "   SET p.state = ?, p.error = ?, p.receipt_at = ?, p.receipts = p.receipts + 1"
     " WHERE " OWN("p") " AND p.message_id = ? AND p.part_no = ? AND p.state = ?");

STMT(receipt_part_count, NULL,
     "UPDATE part AS p SET p.receipts = p.receipts + 1"
     " WHERE " OWN("p") " AND p.message_id = ? AND p.part_no = ? AND p.receipts < 65535");

STMT(receipt_parts, &part_state_shape,
     "SELECT p.state FROM part AS p"
     " WHERE " OWN("p") " AND p.message_id = ? ORDER BY p.part_no LIMIT 255");

STMT_GLOBAL(receipt_news_rows, &news_shape, "letters name their account themselves",
            "SELECT d.message_id, d.root_id, d.account_id, m.user_id"
            "  FROM (SELECT n.message_id, n.root_id, n.account_id"
            "          FROM message_news AS n ORDER BY n.message_id LIMIT 500) AS d"
            "  LEFT JOIN message AS m"
            "    ON m.account_id = d.account_id AND m.message_id = d.message_id"
            " ORDER BY d.account_id, m.user_id, d.message_id LIMIT 500");

STMT(receipt_news_take, NULL,
     "DELETE n FROM message_news AS n WHERE " OWN("n") " AND n.message_id = ?");

enum status receipt_list_new(struct db *db, struct list *out)
{
    return global_list(db, &receipt_rows_new, WITH_NOTHING, out);
}

static bool is_listed(const struct list *rows, size_t count, uint64_t raw_id)
{
    for (size_t i = 0; i < count; i++)
        if (LIST_AT(rows, struct receipt_row, i)->raw_id == raw_id)
            return true;
    return false;
}

/* Rows from `first` on that stand in front of it too go out. */
static void repeats_drop(struct list *rows, size_t first)
{
    size_t kept = first;

    for (size_t i = first; i < rows->count; i++) {
        const struct receipt_row *row = LIST_AT(rows, struct receipt_row, i);

        if (!is_listed(rows, first, row->raw_id))
            *LIST_AT(rows, struct receipt_row, kept++) = *row;
    }
    rows->count = kept;
}

enum status receipt_list_ripe(struct db *db, uint64_t *swept, struct list *out)
{
    struct sweep_end end;
    size_t newest;

    TRY(global_list(db, &receipt_rows_ripe, WITH_NOTHING, out));
    newest = out->count;
    TRY(global_one(db, &receipt_sweep_end, WITH(ID(*swept)), &end));
    if (end.raw_id != 0)
        TRY(global_list(db, &receipt_rows_swept, WITH(ID(*swept), ID(end.raw_id)), out));
    repeats_drop(out, newest);
    *swept = end.raw_id;
    return OK;
}

enum status receipt_park(struct db *db, uint64_t raw_id)
{
    return global_try(db, &receipt_park_row, WITH(ID(raw_id)));
}

enum status receipt_give_up(struct db *db, uint64_t *count)
{
    return global_count(db, &receipt_give_up_rows, WITH_NOTHING, count);
}

enum status receipt_news(struct db *db, struct list *out)
{
    return global_list(db, &receipt_news_rows, WITH_NOTHING, out);
}

enum message_state receipt_fold(const struct fold *fold)
{
    enum message_state to = fold->state;

    if (fold->state == STATE_CLAIMED || fold->state == STATE_SENDING)
        return fold->state;
    if (fold->has_bad)
        to = fold->bad;
    else if (fold->known == fold->parts && fold->unknown == 0) {
        if (fold->delivered == fold->parts)
            to = STATE_DELIVERED;
        else if (fold->delivered + fold->enroute > 0)
            to = STATE_ENROUTE;
    }
    return message_state_may_follow(fold->state, to) ? to : fold->state;
}

void receipt_fold_add(struct fold *fold, enum message_state state)
{
    fold->known += message_state_rank(state) >= message_state_rank(STATE_SUBMITTED);
    fold->delivered += state == STATE_DELIVERED;
    fold->enroute += state == STATE_ENROUTE;
    fold->unknown += state == STATE_UNKNOWN;
    if (message_state_is_bad(state) && !fold->has_bad) {
        fold->has_bad = true;
        fold->bad = state;
    }
}

static enum status fold_read(struct tenant *t, const struct message *message, struct fold *out)
{
    struct fold fold = {.state = message->state, .parts = message->parts};
    struct list rows = {0};

    TRY(tenant_list(t, &receipt_parts, WITH(ID(message->message_id)), &rows));
    for (size_t i = 0; i < rows.count; i++)
        receipt_fold_add(&fold, LIST_AT(&rows, struct part_state, i)->state);
    *out = fold;
    return OK;
}

struct str receipt_why(enum message_state state)
{
    switch (state) {
    case STATE_FAILED:
        return STR("carrier_failed");
    case STATE_REJECTED:
        return STR("carrier_rejected");
    case STATE_EXPIRED:
        return STR("carrier_expired");
    default:
        return (struct str){0};
    }
}

/* The message, whose row is locked, becomes what its parts make of it; the inbox follows. */
static enum status message_settle(struct tenant *t, const struct message *message)
{
    struct fold fold;
    enum message_state to;

    TRY(fold_read(t, message, &fold));
    to = receipt_fold(&fold);
    if (to != message->state) {
        struct message_step step = {.message_id = message->message_id,
                                    .from = message->state,
                                    .to = to,
                                    .why = receipt_why(to)};

        TRY(message_advance(t, &step));
    }
    return conversation_follow(t, message, to);
}

struct applying {
    struct db *db;
    struct tenant *t;
    const struct receipt_row *receipt;
    const struct carrier_ref *ref;
};

static enum status part_apply(const struct applying *a)
{
    struct sql_param message_id = ID(a->ref->message_id);
    struct sql_param part_no = ID(a->ref->part_no);
    enum message_state outcome = a->receipt->outcome;
    struct part_state part;

    TRY(tenant_one(a->t, &receipt_part, WITH(message_id, part_no), &part));
    if (!message_state_may_follow(part.state, outcome))
        return tenant_run(a->t, &receipt_part_count, WITH(message_id, part_no));
    return tenant_try(a->t, &receipt_part_move,
                      WITH(WORD(message_state_words[outcome]), TEXT(a->receipt->error),
                           STAMP(a->receipt->came_at), message_id, part_no,
                           WORD(message_state_words[part.state])));
}

static enum status apply_body(void *arg)
{
    const struct applying *a = arg;
    const struct carrier_ref *ref = a->ref;
    struct message message;
    enum status status = global_try(a->db, &receipt_apply_row,
                                    WITH(ID(ref->account_id), ID(ref->message_id),
                                         ID(ref->part_no), ID(a->receipt->raw_id)));

    if (status == CONFLICT)
        return OK;
    TRY(status);
    status = tenant_one(a->t, &receipt_message, WITH(ID(ref->message_id)), &message);
    if (status == OK)
        status = part_apply(a);
    if (status == NOT_FOUND) /* its month has been cut off meanwhile */
        return OK;
    TRY(status);
    return message_settle(a->t, &message);
}

enum status receipt_apply(struct db *db, struct tenant *t, const struct receipt_row *receipt,
                          const struct carrier_ref *ref)
{
    struct applying applying = {.db = db, .t = t, .receipt = receipt, .ref = ref};

    return tenant_tx(t, apply_body, NULL, &applying);
}

struct following {
    struct tenant *t;
    uint64_t message_id;
};

/* With the message locked no letter about it can be written: one that stands is answered by
 * what is read now, and the next stands again afterwards. */
static enum status follow_body(void *arg)
{
    const struct following *following = arg;
    struct sql_param id = ID(following->message_id);
    struct message message;
    enum status found = tenant_one(following->t, &receipt_message, WITH(id), &message);

    if (found != OK && found != NOT_FOUND)
        return found;
    TRY(tenant_run(following->t, &receipt_news_take, WITH(id)));
    return found == OK ? message_settle(following->t, &message) : OK;
}

enum status receipt_follow(struct tenant *t, uint64_t message_id)
{
    struct following following = {.t = t, .message_id = message_id};

    return tenant_tx(t, follow_body, NULL, &following);
}
