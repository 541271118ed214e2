/* node.c: the ten node bits of this process's ids, leased from the database */
#include "model/carrier/node.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LEASE_MINUTES = 60 };
#define LEASE_US (INT64_C(60000000) * LEASE_MINUTES)

#define NO_ACCOUNT "ids are made for all accounts"

struct node_row {
    uint64_t node_id;
};
SHAPE(node_row, FIELD(node_row, node_id));

STMT_GLOBAL(node_free, &node_row_shape, NO_ACCOUNT,
            "SELECT l.node_id"
            "  FROM node_lease AS l"
            " WHERE l.until_at < UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE"
            " ORDER BY l.until_at, l.node_id LIMIT 1");

STMT_GLOBAL(node_take, NULL, NO_ACCOUNT,
            "UPDATE node_lease AS l"
            "   SET l.owner = ?, l.until_at = UTC_TIMESTAMP(6) + INTERVAL 60 MINUTE"
            " WHERE l.node_id = ? AND l.until_at < UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE");

STMT_GLOBAL(node_keep, NULL, NO_ACCOUNT,
            "UPDATE node_lease AS l"
            "   SET l.until_at = UTC_TIMESTAMP(6) + INTERVAL 60 MINUTE"
            " WHERE l.node_id = ? AND l.owner = ? AND l.until_at > UTC_TIMESTAMP(6)");

STMT_GLOBAL(node_leave, NULL, NO_ACCOUNT,
            "UPDATE node_lease AS l"
            "   SET l.until_at = UTC_TIMESTAMP(6)"
            " WHERE l.node_id = ? AND l.owner = ?");

/* The monotonic start makes the name of a recycled process id another one. */
static void owner_write(struct node *node)
{
    char host[40] = "";

    if (gethostname(host, sizeof(host) - 1) != 0)
        snprintf(host, sizeof(host), "unnamed");
    snprintf(node->owner, sizeof(node->owner), "%s:%ld:%lld", host, (long)getpid(),
             (long long)clock_monotonic_us());
}

/* Others reach for the same free node at the same time; the losers look again. */
static enum status node_lease(struct db *db, struct node *node)
{
    int64_t began = clock_monotonic_us();

    if (!node->owner[0])
        owner_write(node);
    for (int tries = 0; tries < 50; tries++) {
        struct node_row row;
        enum status status = global_one(db, &node_free, WITH_NOTHING, &row);

        if (status == NOT_FOUND)
            return BUSY;
        TRY(status);
        status = global_try(db, &node_take, WITH(WORD(node->owner), ID(row.node_id)));
        if (status == CONFLICT)
            continue;
        TRY(status);
        node->ids.node = (uint32_t)row.node_id;
        node->until_us = began + LEASE_US;
        return OK;
    }
    return BUSY;
}

enum status node_ready(struct db *db, struct node *node)
{
    int64_t now = clock_monotonic_us();
    enum status status;

    if (node->until_us - now > LEASE_US / 2)
        return OK;
    if (node->until_us == 0)
        return node_lease(db, node);
    status = global_try(db, &node_keep, WITH(ID(node->ids.node), WORD(node->owner)));
    if (status == CONFLICT)
        return node_lease(db, node);
    if (status == OK)
        node->until_us = now + LEASE_US;
    else if (status == BUSY && node->until_us > now) /* the lease still holds */
        return OK;
    return status;
}

enum status node_release(struct db *db, struct node *node)
{
    if (node->until_us == 0)
        return OK;
    node->until_us = 0;
    return global_run(db, &node_leave, WITH(ID(node->ids.node), WORD(node->owner)));
}
