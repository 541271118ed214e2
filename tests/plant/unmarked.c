/* unmarked.c: a statement without a scope mark, which must not compile (TN-04) */
#include "db/stmt.h"

STMT(contact_of_anybody, NULL, "SELECT k.name FROM contact AS k WHERE k.contact_id = ?");
