/* tenant.c: the database as one visitor in one account sees it
 *
 * The only place that fills the question marks of a scope mark. */
#include "db/tenant.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "db/line.h"
#include "db/take.h"
#include "db/tenant_mint.h"
#include "db/tx.h"

struct tenant {
    struct db *db;
    uint64_t scope[BIND_USER + 1]; /* by enum binder */
    enum reach reach;
};

struct tenant *tenant_mint(struct db *db, uint64_t root_id, uint64_t account_id,
                           uint64_t user_id, enum reach reach)
{
    struct tenant *t = ARENA_NEW(db->visit, struct tenant);

    assert(root_id != 0 && account_id != 0);
    assert(reach == REACH_ACCOUNT || root_id == account_id);
    *t = (struct tenant){.db = db, .reach = reach};
    t->scope[BIND_ROOT] = root_id;
    t->scope[BIND_ACCOUNT] = account_id;
    t->scope[BIND_USER] = user_id;
    return t;
}

static NORETURN void tenant_refuse(const struct stmt *stmt, const char *why)
{
    fprintf(stderr,
            "{\"level\":\"fault\",\"event\":\"scope\",\"statement\":\"%s\",\"why\":\"%s\"}\n",
            stmt->name, why);
    abort();
}

static struct call tenant_call(struct tenant *t, const struct stmt *stmt,
                               const struct sql_param *params, size_t count)
{
    const struct proof *proof = &ask_find(t->db, stmt)->proof;

    if (stmt->reason)
        tenant_refuse(stmt, "a global statement does not run through a tenant");
    if (proof->tree && t->reach != REACH_TREE)
        tenant_refuse(stmt, "this tenant does not see the tree");
    if (proof->mine && t->scope[BIND_USER] == 0)
        tenant_refuse(stmt, "a job has no rows of its own");
    return (struct call){
        .db = t->db, .stmt = stmt, .params = params, .count = count, .scope = t->scope};
}

enum status tenant_one(struct tenant *t, const struct stmt *stmt,
                       const struct sql_param *params, size_t count, void *out)
{
    struct call call = tenant_call(t, stmt, params, count);

    return take_one(&call, out);
}

enum status tenant_list(struct tenant *t, const struct stmt *stmt,
                        const struct sql_param *params, size_t count, struct list *out)
{
    struct call call = tenant_call(t, stmt, params, count);

    return take_list(&call, out);
}

enum status tenant_run(struct tenant *t, const struct stmt *stmt,
                       const struct sql_param *params, size_t count)
{
    struct call call = tenant_call(t, stmt, params, count);

    return call_run(&call, NULL, NULL);
}

enum status tenant_try(struct tenant *t, const struct stmt *stmt,
                       const struct sql_param *params, size_t count)
{
    struct call call = tenant_call(t, stmt, params, count);
    uint64_t matched;

    TRY(call_run(&call, &matched, NULL));
    return matched > 0 ? OK : CONFLICT;
}

enum status tenant_count(struct tenant *t, const struct stmt *stmt,
                         const struct sql_param *params, size_t count, uint64_t *changed)
{
    struct call call = tenant_call(t, stmt, params, count);

    return call_run(&call, changed, NULL);
}

enum status tenant_insert(struct tenant *t, const struct stmt *stmt,
                          const struct sql_param *params, size_t count, uint64_t *id)
{
    struct call call = tenant_call(t, stmt, params, count);

    return call_run(&call, NULL, id);
}

enum status tenant_tx(struct tenant *t, enum status (*body)(void *),
                      enum status (*landed)(void *), void *arg)
{
    return tx_run(t->db, body, landed, arg);
}

uint64_t tenant_root(const struct tenant *t)
{
    return t->scope[BIND_ROOT];
}

uint64_t tenant_account(const struct tenant *t)
{
    return t->scope[BIND_ACCOUNT];
}

uint64_t tenant_user(const struct tenant *t)
{
    return t->scope[BIND_USER];
}

bool tenant_sees_tree(const struct tenant *t)
{
    return t->reach == REACH_TREE;
}

struct arena *tenant_arena(const struct tenant *t)
{
    return t->db->visit;
}
