/* stmt.c: what a program asks of the database, for those who review or grant it */
#include "db/stmt.h"

#include <stdio.h>

void stmt_print(const struct stmt *const *asks)
{
    for (; *asks; asks++)
        printf("%s\t%s\t%s\n", (*asks)->name, (*asks)->text,
               (*asks)->reason ? (*asks)->reason : "");
}
