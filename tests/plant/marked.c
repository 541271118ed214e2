/* marked.c: the same statement with its mark, which compiles: the other fails for it alone */
#include "db/stmt.h"

STMT(contact_of_anybody, NULL,
     "SELECT k.name FROM contact AS k WHERE " OWN("k") " AND k.contact_id = ?");
