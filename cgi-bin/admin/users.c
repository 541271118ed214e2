/* users.c: who is in the account, with which role
 *
 * Administrators and Advanced users read it; what changes somebody stands on that person's own
 * page. A parent's Administrators are in no list of a sub-account: they are named there to one
 * another alone. */
#include "admin.h"

#include "auth/role.h"
#include "base/number.h"
#include "text/clock.h"
#include "users.h"

enum status user_of_path(struct visit *visit, struct person *out)
{
    return people_find(visit->tenant, visit_id(visit, 0), out);
}

struct str user_whom(struct visit *visit, const struct person *person)
{
    return str_format(visit->arena, "%.*s, %.*s", STR_ARG(person->name),
                      STR_ARG(person->email));
}

enum status role_field(struct visit *visit, const char *name, enum role *out)
{
    int word = word_find(role_words, form_get(&visit->request.form, name));

    if (word <= ROLE_NONE)
        return INVALID;
    *out = (enum role)word;
    return OK;
}

void user_say(struct visit *visit, struct dict *dict, const struct person *person)
{
    dict_word(dict, "role_name", role_title((enum role)person->role));
    dict_flag(dict, "self", person->user_id == visit_actor(visit)->access.user_id);
    dict_flag(dict, "shut_out", person->suspended);
}

static void person_add(struct dict *row, const void *of, void *with)
{
    user_say(with, row, of);
}

/* Where the page before ended: somebody who still is a member, or the beginning. */
static enum status after_read(struct visit *visit, struct person *after, bool *out)
{
    uint64_t user_id;

    *out = number_parse_id(visit_query(visit, "after"), &user_id) == OK;
    return *out ? people_find(visit->tenant, user_id, after) : OK;
}

static enum status list_say(struct visit *visit, struct dict *body, struct str wanted)
{
    struct person after;
    struct list people = {0};
    bool paged;
    bool more;

    TRY(after_read(visit, &after, &paged));
    TRY(people_list(visit->tenant, wanted, paged ? &after : NULL, &people, &more));
    view_rows(body, "person", &people, &visit->dial, person_add, visit);
    dict_flag(body, "paged", paged);
    dict_flag(body, "more", more);
    if (more)
        dict_number(body, "after", LIST_AT(&people, struct person, people.count - 1)->user_id);
    return OK;
}

/* In a sub-account, to those who came from above: who else does. */
static enum status above_say(struct visit *visit, struct dict *body)
{
    const struct actor *actor = visit_actor(visit);
    struct list above = {0};

    dict_flag(body, "below", !actor->on_parent);
    dict_flag(body, "above", actor->from_above);
    if (!actor->from_above)
        return OK;
    TRY(people_above(visit->db, actor->access.root_id, actor->access.user_id, &above));
    view_rows(body, "overseer", &above, &visit->dial, NULL, NULL);
    return OK;
}

/* The typed search; absent if it can't be one. */
static struct str wanted_of(const struct visit *visit)
{
    struct str wanted = str_trim(visit_query(visit, "who"));

    return wanted.len > 0 && utf8_is_valid(wanted, UTF8_ONE_LINE) &&
                   utf8_count(wanted) <= PEOPLE_SEARCH_MOST
               ? wanted
               : (struct str){0};
}

enum status users_show(struct visit *visit)
{
    struct page page = page_begin(visit, "admin/users.tpl");
    struct str wanted = wanted_of(visit);
    uint32_t count;

    page.title = STR("People");
    page.place = "users";
    TRY(people_count(visit->tenant, &count));
    TRY(list_say(visit, page.body, wanted));
    TRY(above_say(visit, page.body));
    dict_text(page.body, "people_count", number_group(visit->arena, count));
    dict_flag(page.body, "one_person", count == 1);
    dict_flag(page.body, "searched", wanted.at != NULL);
    dict_text(page.body, "wanted", wanted);
    dict_flag(page.body, "may_invite",
              actor_may(visit_actor(visit), MAY_INVITE) &&
                  actor_account_is_open(visit_actor(visit)));
    page_done(visit, &page, (const char *const[]){"removed", "gone", NULL});
    return page_end(visit, &page);
}
