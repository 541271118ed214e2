/* composed.c: a statement that is no literal, which must not compile (IO-02) */
#include "db/stmt.h"

extern const char *typed;

STMT(contact_of_typed, NULL, typed);
