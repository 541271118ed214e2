/* marked.c: the same statement with its mark, which compiles, so that the other's failure tells */
#include "db/stmt.h"

STMT(contact_of_anybody, NULL,
     "SELECT k.name FROM contact AS k WHERE " OWN("k") " AND k.contact_id = ?");
