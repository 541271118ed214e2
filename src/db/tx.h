/* tx.h: a transaction that is repeated when it must be, for tenant.c and global.c alone */
#pragma once

#include "db/db.h"

/* See tenant_tx in tenant.h. */
enum status tx_run(struct db *db, enum status (*body)(void *arg),
                   enum status (*landed)(void *arg), void *arg) MUST_USE NONNULL(1, 2);
