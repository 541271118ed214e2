/* outbox_share.c: whose messages leave next: by class, then by turns of the accounts */
#include "model/carrier/outbox_share.h"

#define SERVES_ALL "the way out serves all accounts; their texts are read by scope"

struct share_account {
    uint64_t account_id;
};
SHAPE(share_account, FIELD(share_account, account_id));

enum { ACCOUNTS = 20 /* that have a turn in one claim */ };

/* A dive into the index each, however much waits of every one; a GROUP BY would walk. */
STMT_GLOBAL(outbox_share_next, &share_account_shape, SERVES_ALL,
            "SELECT o.account_id"
            "  FROM outbox AS o FORCE INDEX (outbox_claim)"
            " WHERE o.route_id = ? AND o.owner IS NULL AND o.priority = ?"
            "   AND o.account_id > ?"
            " ORDER BY o.account_id LIMIT 1");

STMT_GLOBAL(outbox_share_rows, &outbox_shape, SERVES_ALL,
            "SELECT o.message_id, o.root_id, o.account_id, o.tries"
            "  FROM outbox AS o FORCE INDEX (outbox_claim)"
            " WHERE o.route_id = ? AND o.owner IS NULL AND o.priority = ?"
            "   AND o.account_id = ? AND o.not_before <= UTC_TIMESTAMP(6)"
            " ORDER BY o.message_id LIMIT ?");

/* Accounts that wait, behind one; at most ACCOUNTS. */
static enum status accounts_find(struct db *db, uint64_t route_id, unsigned class,
                                 uint64_t behind, uint64_t *accounts, size_t *count)
{
    struct share_account next = {.account_id = behind};
    enum status status = OK;

    for (*count = 0; status == OK && *count < ACCOUNTS; (*count)++) {
        status = global_one(db, &outbox_share_next,
                            WITH(ID(route_id), ID(class), ID(next.account_id)), &next);
        if (status == NOT_FOUND)
            return OK;
        accounts[*count] = next.account_id;
    }
    return status;
}

/* From the account on whose turn it is, to the last one or as far as there is room. What is
 * left is shared out anew at each account, so that what one has no use for the next ones
 * have; of those in front of the first one, as many may be waiting as a list has places. */
static enum status class_share(struct db *db, uint64_t route_id, unsigned class, uint32_t most,
                               uint64_t *turn, struct list *out, bool *more)
{
    uint64_t accounts[ACCOUNTS];
    uint64_t last = *turn;
    size_t count = 0;
    size_t many;
    size_t i;

    TRY(accounts_find(db, route_id, class, *turn, accounts, &count));
    many = *turn != 0 ? ACCOUNTS : count;
    for (i = 0; i < count && out->count < most; i++) {
        size_t share = (most - out->count + many - i - 1) / (many - i);
        size_t before = out->count;

        last = accounts[i];
        TRY(global_list(db, &outbox_share_rows,
                        WITH(ID(route_id), ID(class), ID(last), ID(share)), out));
        *more |= out->count - before == share;
    }
    *turn = i == count && count < ACCOUNTS ? 0 : last;
    *more |= *turn != 0;
    return OK;
}

enum status outbox_share(struct db *db, uint64_t route_id, uint32_t most,
                         uint64_t turns[OUTBOX_CLASSES], struct list *out, bool *more)
{
    *more = false;
    for (unsigned class = 0; class < OUTBOX_CLASSES && out->count < most; class ++) {
        bool began_behind = turns[class] != 0;

        TRY(class_share(db, route_id, class, most, &turns[class], out, more));
        if (began_behind && turns[class] == 0 && out->count < most)
            TRY(class_share(db, route_id, class, most, &turns[class], out, more));
    }
    return OK;
}
