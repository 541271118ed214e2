/* refused.c: "why can't I see this?"
 *
 * Who can change it depends on the rule: a role in the account is given by its Administrators
 * and its parent's; what only the parent's own Administrators do, no role in a sub-account
 * ever opens. */
#include "portal/refused.h"

#include "db/global.h"

/* What stands before name i of `count`: "…: A, B or C". */
static const char *name_joint(size_t i, size_t count)
{
    if (i == 0)
        return ": ";
    return i + 1 < count ? ", " : " or ";
}

/* By name to those alone who may see the user list (product.md, 3). */
static void names_put(struct visit *visit, struct strbuf *text)
{
    struct list people = {0};

    if (!actor_may(visit_actor(visit), MAY_READ_USERS) ||
        administrator_list(visit->tenant, &people) != OK)
        return;
    for (size_t i = 0; i < people.count; i++)
        strbuf_put_format(text, "%s%.*s", name_joint(i, people.count),
                          STR_ARG(LIST_AT(&people, struct administrator, i)->name));
}

/* Does the rule keep out even an Administrator of the account, if it is a sub-account? */
static bool is_of_parent(const struct visit *visit)
{
    return !visit_actor(visit)->on_parent &&
           !role_may(ADMINISTRATOR, false, visit->found.route->need);
}

static struct str changer_of(struct visit *visit)
{
    const struct actor *actor = visit_actor(visit);
    const struct access *access = &actor->access;
    struct strbuf text = {.arena = visit->arena};

    if (is_of_parent(visit) && actor->from_above)
        return str_format(visit->arena, "Nobody needs to: you may do it in %.*s itself.",
                          STR_ARG(access->root_name));
    if (is_of_parent(visit))
        return str_format(visit->arena,
                          "No role in %.*s opens it. An Administrator of %.*s, the parent "
                          "account, can do it, or make you one there.",
                          STR_ARG(access->account_name), STR_ARG(access->root_name));
    strbuf_put_format(&text, "An Administrator of %.*s can change that",
                      STR_ARG(access->account_name));
    names_put(visit, &text);
    strbuf_put_byte(&text, '.');
    if (!actor->on_parent)
        strbuf_put_format(&text, " So can one of %.*s, the parent account.",
                          STR_ARG(access->root_name));
    return strbuf_str(&text);
}

/* The role in this account, then those in others of the tree: "Advanced user in Rostering.
 * Basic user in Sales." */
static struct str holds_of(struct visit *visit)
{
    const struct actor *actor = visit_actor(visit);
    const struct access *access = &actor->access;
    struct strbuf text = {.arena = visit->arena};
    struct list held = {0};

    strbuf_put_format(&text, "%s in %.*s", role_title(actor->role),
                      STR_ARG(access->account_name));
    if (actor->from_above)
        strbuf_put_format(&text, ", as one of %.*s", STR_ARG(access->root_name));
    strbuf_put_byte(&text, '.');
    if (actor->viewing || /* with eyes that are lent for this account */
        role_held_list(visit->db, access->user_id, access->root_id, &held) != OK)
        return strbuf_str(&text);
    for (size_t i = 0; i < held.count; i++) {
        const struct role_held *one = LIST_AT(&held, struct role_held, i);

        if (one->account_id != access->account_id)
            strbuf_put_format(&text, " %s in %.*s.", role_title((enum role)one->role),
                              STR_ARG(one->account_name));
    }
    return strbuf_str(&text);
}

void refused_fill(struct visit *visit, struct dict *body)
{
    const struct actor *actor = visit_actor(visit);
    const struct access *access = &actor->access;
    bool above = is_of_parent(visit) && actor->from_above;
    bool accounts = above && visit->found.route->need == MAY_MANAGE_ACCOUNTS;
    uint64_t open_id = above ? access->root_id : access->account_id;

    dict_text(body, "headline",
              str_format(visit->arena, "Your role in %.*s does not open this",
                         STR_ARG(access->account_name)));
    dict_text(body, "lead",
              str_format(visit->arena,
                         "You are %s here. Nothing is broken, and nothing was changed.",
                         role_as(actor->role)));
    dict_word(body, "rule", need_rule(visit->found.route->need));
    dict_text(body, "holds", holds_of(visit));
    dict_text(body, "changer", changer_of(visit));
    dict_text(body, "see_path",
              str_format(visit->arena, "/%llu/%s", (unsigned long long)open_id,
                         accounts ? "accounts" : "inbox"));
    dict_text(body, "see_text",
              str_format(visit->arena, "the %s of %.*s", accounts ? "accounts" : "inbox",
                         STR_ARG(above ? access->root_name : access->account_name)));
}
