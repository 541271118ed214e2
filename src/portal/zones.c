/* zones.c: a time zone to choose, in a form */
#include "portal/zones.h"

#include "text/zone.h"

static void zone_say(struct dict *dict, struct str name, bool chosen)
{
    struct dict *row = dict_section(dict, "zone_choice");

    dict_text(row, "zone_name", name);
    dict_flag(row, "chosen", chosen);
}

/* One that is not in the list, as an older name of a place, stays what it is. */
enum status zones_say(struct dict *dict, struct str chosen)
{
    struct list zones = {0};
    bool listed = false;

    TRY(zone_list(dict_arena(dict), &zones));
    for (size_t i = 0; i < zones.count && !listed; i++)
        listed = str_equal(LIST_AT(&zones, struct zone, i)->zone_name, chosen);
    if (!listed)
        zone_say(dict, chosen, true);
    for (size_t i = 0; i < zones.count; i++) {
        struct str name = LIST_AT(&zones, struct zone, i)->zone_name;

        zone_say(dict, name, str_equal(name, chosen));
    }
    return OK;
}
