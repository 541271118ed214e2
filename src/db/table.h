/* table.h: what kind of table a name is (from sql/tables.tsv, at build time) */
#pragma once

#include "base/str.h"

enum table_kind {
    TABLE_UNKNOWN,
    TABLE_TENANT, /* belongs to an account; composite keys */
    TABLE_AGED,   /* the same, but cut by month and without foreign keys */
    TABLE_GLOBAL, /* serves all accounts: user, session, route */
    TABLE_SYSTEM, /* post between rooms: rows that have no account yet or serve all */
};

enum table_kind table_kind(struct str name);
