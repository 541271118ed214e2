/* fuzz_control.c: a target with a fault that chance would not hit; it must be found */
#include "fuzz.h"

void fuzz_one(struct arena *arena, struct str bytes)
{
    (void)arena;
    MUST(!str_is(str_upto(bytes, 8), "id:sub:0"));
}
