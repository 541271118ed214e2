/* proof.h: what a statement's text says about itself
 *
 * A deliberately small grammar: every table is written `table AS alias` (INSERT INTO
 * names it plainly), every tenant table's alias carries a scope mark that is joined by AND
 * at the top of its own SELECT, no bare OR, no second statement, no comment but a mark.
 * What the scanner does not understand it refuses. */
#pragma once

#include "base/status.h"
#include "db/stmt.h"

/* Who binds the question mark at a position. */
enum binder { BIND_CALLER, BIND_ROOT, BIND_ACCOUNT, BIND_USER };

enum { PROOF_PARAMS = 64 };

struct proof {
    enum binder params[PROOF_PARAMS];
    size_t count;  /* question marks */
    size_t caller; /* of them, the caller's */
    bool tree;     /* carries a TREE mark: needs a tenant that sees the tree */
    bool mine;     /* carries a mark that binds the user */
    bool reads;    /* a SELECT without FOR UPDATE: may be repeated */
};

/* INVALID with a sentence in *why if the text breaks a rule. */
enum status proof_scan(struct arena *arena, const struct stmt *stmt, struct proof *out,
                       struct str *why) MUST_USE NONNULL(1, 2, 3, 4);
