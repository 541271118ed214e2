/* account_place.c: an account's own facts: name, colour, country, time zone */
#include "model/account/account_place.h"

#include "model/account/setting.h"

SHAPE(account_place, FIELD(account_place, name), FIELD(account_place, line),
      FIELD(account_place, country), FIELD(account_place, zone));

STMT(account_place_own, &account_place_shape,
     "SELECT a.name, a.line, a.country, a.zone FROM account AS a WHERE " OWN("a"));

STMT(account_place_set, NULL,
     "UPDATE account AS a"
     "   SET a.name = IF(a.account_id = a.root_id, ?, a.name),"
     "       a.line = IF(a.account_id = a.root_id, ?, a.line),"
     "       a.country = ?, a.zone = ?"
     " WHERE " OWN("a"));

enum status account_place_find(struct tenant *t, struct account_place *out)
{
    return tenant_one(t, &account_place_own, WITH_NOTHING, out);
}

struct moving {
    struct tenant *t;
    uint64_t version;
    const struct audit_who *who;
    const struct account_place *before;
    const struct account_place *after;
};

static struct str place_words(struct arena *arena, const struct account_place *place)
{
    return str_format(arena, "%.*s, colour %u, country %.*s, time zone %.*s",
                      STR_ARG(place->name), place->line, STR_ARG(place->country),
                      STR_ARG(place->zone));
}

static enum status place_body(void *arg)
{
    const struct moving *m = arg;
    struct arena *arena = tenant_arena(m->t);
    struct audit_entry entry = {.action = "setting.change",
                                .object = STR("Account"),
                                .before = place_words(arena, m->before),
                                .after = place_words(arena, m->after)};

    TRY(setting_turn(m->t, m->version, m->who->user_name));
    TRY(tenant_try(m->t, &account_place_set,
                   WITH(TEXT(m->after->name), ID(m->after->line), TEXT(m->after->country),
                        TEXT(m->after->zone))));
    return audit_write(m->t, m->who, &entry);
}

enum status account_place_change(struct tenant *t, uint64_t version,
                                 const struct audit_who *who,
                                 const struct account_place *before,
                                 const struct account_place *after)
{
    struct moving moving = {
        .t = t, .version = version, .who = who, .before = before, .after = after};

    return tenant_tx(t, place_body, NULL, &moving);
}
