/* stmt.h: a statement is a declared literal, next to the struct it fills
 *
 *     STMT(contact_by_id, &contact_shape,
 *         "SELECT k.contact_id, k.name FROM contact AS k WHERE " OWN("k") " AND k.contact_id =
 * ?");
 *
 * Without a scope mark it does not compile. The question marks inside a mark are bound by
 * db/tenant.c from the tenant, never by the caller; db/proof.c checks at start that every
 * tenant table's alias carries a mark. A statement that runs before an account is known is
 * a STMT_GLOBAL and says why. */
#pragma once

#include "base/shape.h"

struct stmt {
    const char *name;
    const struct shape *shape; /* of the rows it gives; NULL for none */
    const char *text;
    const char *reason; /* STMT_GLOBAL: why it needs no scope; NULL for a scoped one */
};

/* Print name, text and reason (empty for a scoped one), a line a statement, up to NULL. */
void stmt_print(const struct stmt *const *asks);

/* This account's rows. */
#define OWN(t) "/*@own*/" t ".account_id = ?"
/* This account's rows that are this user's. */
#define MINE(t) "/*@mine*/" t ".account_id = ? AND " t ".user_id = ?"
/* The whole tree: only with a tenant minted for a parent's Administrator on a merged page. */
#define TREE(t) "/*@tree*/" t ".root_id = ?"
/* Rows of the same account as those of alias `other`, which carries a mark itself. */
#define SAME(t, other) "/*@same*/" t ".account_id = " other ".account_id"
/* What the parent of the account of alias `other`, which is scoped itself, hands down to it:
 * its row of `setting`, to read in a SELECT and never to change. */
#define HANDED(t, other) "/*@handed*/" t ".account_id = " other ".root_id"
/* The one row that an account shares with its tree: the tree's counter. Every change of an
 * inbox must move it, also by a tenant that may not see the tree; so this mark stands only in
 * an UPDATE of inbox_count, which gives no rows. INTO_ROOT makes that row. */
#define AT_ROOT(t)       "/*@root*/" t ".account_id = ? AND " t ".scope = 'tree'"
#define INTO_ROOT        "/*@into_root*/root_id, account_id, scope"
#define INTO_ROOT_VALUES "/*@values_root*/?, ?, 'tree'"
/* The tenant columns of an INSERT and their values; _MINE adds user_id. */
#define INTO             "/*@into*/root_id, account_id"
#define INTO_VALUES      "/*@values*/?, ?"
#define INTO_MINE        "/*@into_mine*/root_id, account_id, user_id"
#define INTO_MINE_VALUES "/*@values_mine*/?, ?, ?"

/* gcc folds strstr of literals, also unoptimised and sanitized; clang does not, and the
 * lint checks the same there. `"" text ""` lets only literals be statements. */
#ifndef __clang__
#define STMT_MARKED(name, text)                                                                \
    __extension__ _Static_assert(__builtin_strstr("" text "", "/*@") != 0,                     \
                                 "statement " #name " carries no scope mark "                  \
                                 "(OWN, MINE, TREE, SAME, INTO)")
#else
#define STMT_MARKED(name, text) _Static_assert(sizeof("" text "") > 1, "a literal")
#endif

#define STMT(name_, shape_, text_)                                                             \
    STMT_MARKED(name_, text_);                                                                 \
    const struct stmt name_ = {.name = #name_, .shape = (shape_), .text = "" text_ ""}

#define STMT_GLOBAL(name_, shape_, reason_, text_)                                             \
    _Static_assert(sizeof("" reason_ "") > 8, "a global statement says why");                  \
    const struct stmt name_ = {                                                                \
        .name = #name_, .shape = (shape_), .text = "" text_ "", .reason = "" reason_ ""}
