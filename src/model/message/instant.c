/* instant.c: the database's clock, by which every process agrees */
#include "model/message/instant.h"

SHAPE(instant, FIELD(instant, at));

STMT(instant_read, &instant_shape,
     "SELECT UTC_TIMESTAMP(6) AS at FROM account AS a WHERE " OWN("a"));

enum status instant_now(struct tenant *t, struct stamp *out)
{
    struct instant instant;

    TRY(tenant_one(t, &instant_read, WITH_NOTHING, &instant));
    *out = instant.at;
    return OK;
}
