/* users_one.c: one person: what they hold here, what they can reach, what can be done
 *
 * What they reach is told of those accounts alone whose people the reader may see; that there
 * may be others is neither said nor shown. */
#include "admin.h"

#include "auth/role.h"
#include "users.h"

SHAPE(choice_of_role, FIELD(choice_of_role, word), FIELD(choice_of_role, title),
      FIELD(choice_of_role, chosen));

enum status user_is_of_parent(struct visit *visit, const struct person *person, bool *out)
{
    const struct actor *actor = visit_actor(visit);

    *out = false;
    if (actor->on_parent || actor->from_above || person->user_id == actor->access.user_id)
        return OK;
    return people_is_of_parent(visit->db, actor->access.root_id, person->user_id, out);
}

void roles_say(struct visit *visit, struct dict *dict, const char *name, enum role chosen)
{
    struct list roles = {.shape = &choice_of_role_shape};

    for (enum role role = BASIC; role <= ADMINISTRATOR; role++) {
        struct choice_of_role *choice = list_append(&roles, visit->arena);

        *choice = (struct choice_of_role){.word = str_of(role_words[role]),
                                          .title = str_of(role_title(role)),
                                          .chosen = role == chosen};
    }
    view_rows(dict, name, &roles, &visit->dial, NULL, NULL);
}

static void reach_add(struct dict *row, const void *of, void *with)
{
    const struct reach *reach = of;

    (void)with;
    dict_word(row, "role_name", role_title((enum role)reach->role));
}

/* The role that an undo gives back: only what the flash's own address may say. */
static void undo_say(struct visit *visit, struct page *page, const struct person *person)
{
    int was = word_find(role_words, visit_query(visit, "was"));

    dict_flag(page->body, "undo", was > ROLE_NONE && (unsigned)was != person->role);
    if (was > ROLE_NONE) {
        dict_word(page->body, "was", role_words[was]);
        dict_word(page->body, "was_name", role_title((enum role)was));
    }
}

/* A member's eyes are lent for this account alone. */
static void reached_keep(const struct visit *visit, struct list *reached)
{
    size_t kept = 0;

    if (!visit_actor(visit)->viewing)
        return;
    for (size_t i = 0; i < reached->count; i++) {
        const struct reach *reach = LIST_AT(reached, struct reach, i);

        if (reach->account_id == tenant_account(visit->tenant))
            *LIST_AT(reached, struct reach, kept++) = *reach;
    }
    reached->count = kept;
}

static enum status acts_say(struct visit *visit, struct page *page, const struct person *person)
{
    const struct actor *actor = visit_actor(visit);
    bool of_parent;

    TRY(user_is_of_parent(visit, person, &of_parent));
    dict_word(page->body, "role_as", role_as((enum role)person->role));
    dict_flag(page->body, "may_edit",
              actor_may(actor, MAY_EDIT_USERS) && actor_account_is_open(actor));
    dict_flag(page->body, "of_parent", of_parent);
    roles_say(visit, page->body, "role_choice", (enum role)person->role);
    return OK;
}

enum status user_show(struct visit *visit)
{
    struct page page = page_begin(visit, "admin/users-one.tpl");
    struct person person;
    struct list reached = {0};

    TRY(user_of_path(visit, &person));
    page.title = person.name;
    page.place = "users";
    view_fill(page.body, &person_shape, &person, &visit->dial);
    user_say(visit, page.body, &person);
    TRY(people_reached(visit->db, person.user_id, visit_actor(visit)->access.user_id,
                       &reached));
    reached_keep(visit, &reached);
    view_rows(page.body, "reach", &reached, &visit->dial, reach_add, NULL);
    TRY(acts_say(visit, &page, &person));
    undo_say(visit, &page, &person);
    page_done(visit, &page,
              (const char *const[]){"role", "ended", "changed", "last_parent", "last_account",
                                    "reset", "no_reset", NULL});
    return page_end(visit, &page);
}
