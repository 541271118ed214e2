/* table.c: what kind of table a name is */
#include "db/table.h"

static const struct {
    const char *name;
    enum table_kind kind;
} tables[] = {
#include "gen/tables.h"
};

enum table_kind table_kind(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        if (str_is(name, tables[i].name))
            return tables[i].kind;
    return TABLE_UNKNOWN;
}
