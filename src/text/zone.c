/* zone.c: the time zones a person can choose from */
#include "text/zone.h"

#include <unicode/ucal.h>
#include <unicode/uenum.h>

SHAPE(zone, FIELD(zone, zone_name));

static void names_close(UEnumeration **names)
{
    uenum_close(*names);
}

static void zone_add(struct arena *arena, struct list *list, struct str name)
{
    struct zone *zone = list_append(list, arena);

    zone->zone_name = name;
}

enum status zone_list(struct arena *arena, struct list *out)
{
    UErrorCode error = U_ZERO_ERROR;
    ON_EXIT(names_close)
    UEnumeration *names =
        ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &error);
    struct list list = {.shape = &zone_shape};
    const char *name;
    int32_t len;

    if (U_FAILURE(error))
        return BROKEN;
    while ((name = uenum_next(names, &len, &error)) != NULL) {
        struct str found = {.at = name, .len = (size_t)len};

        if (str_find(found, '/') < found.len)
            zone_add(arena, &list, str_copy(arena, found));
    }
    if (U_FAILURE(error))
        return BROKEN;
    zone_add(arena, &list, STR("UTC"));
    *out = list;
    return OK;
}
