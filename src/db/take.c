/* take.c: what becomes of fetched rows */
#include "db/take.h"

#include <string.h>

struct one {
    void *row; /* scratch, so that *out stays untouched unless the call is OK */
    bool found;
};

static enum status one_take(struct ask *ask, struct db *db, void *into)
{
    struct one *one = into;

    if (one->found)
        return OK; /* statements for one row end with a key or LIMIT 1 */
    one->found = true;
    return row_store(db, ask, one->row);
}

enum status take_one(const struct call *call, void *out)
{
    size_t size = call->stmt->shape->size;
    struct one one = {.row = arena_take(call->db->visit, size)};

    TRY(call_rows(call, one_take, &one));
    if (!one.found)
        return NOT_FOUND;
    memcpy(out, one.row, size);
    return OK;
}

static enum status list_take(struct ask *ask, struct db *db, void *into)
{
    struct list *list = into;

    return row_store(db, ask, list_append(list, db->visit));
}

enum status take_list(const struct call *call, struct list *out)
{
    out->shape = call->stmt->shape;
    return call_rows(call, list_take, out);
}
