/* who.c: "who can see this?", of a conversation, by name
 *
 * For those who may see the user list; parent's Administrators are named only to one of them,
 * as on the page of people. Script puts it beside the conversation; without, it is a page. */
#include "inbox.h"

#include "model/people/people.h"
#include "model/people/witness.h"

/* Whoever sees something of it; *blind counts the Basic users who don't. */
static void witnesses_keep(struct arena *arena, const struct list *all, struct list *kept,
                           uint32_t *blind)
{
    kept->shape = &witness_shape;
    for (size_t i = 0; i < all->count; i++) {
        const struct witness *witness = LIST_AT(all, struct witness, i);

        if (witness->role == BASIC && !witness->part && !witness->above)
            ++*blind;
        else
            *(struct witness *)list_append(kept, arena) = *witness;
    }
}

static void witness_add(struct dict *row, const void *of, void *with)
{
    const struct witness *witness = of;
    const struct visit *visit = with;

    dict_word(row, "role_name", role_title((enum role)witness->role));
    dict_flag(row, "only_own", witness->role == BASIC && !witness->above);
    dict_flag(row, "elsewhere", witness->role == BASIC && witness->above);
    dict_flag(row, "self", witness->user_id == visit_actor(visit)->access.user_id);
}

/* Those of the parent who are no members here, by name to one of them. */
static enum status above_say(struct visit *visit, struct dict *dict)
{
    const struct actor *actor = visit_actor(visit);
    const struct access *access = &actor->access;
    struct list above = {0};

    if (actor->from_above)
        TRY(people_above(visit->db, access->root_id, access->user_id, &above));
    view_rows(dict, "overseer", &above, &visit->dial, NULL, NULL);
    dict_flag(dict, "above_unnamed", !actor->on_parent && above.count == 0);
    return OK;
}

enum status who_show(struct visit *visit)
{
    struct page page = visit->request.live ? page_begin_part(visit, "inbox/who-list.tpl")
                                           : page_begin(visit, "inbox/who.tpl");
    uint64_t conversation_id = visit_id(visit, 0);
    struct conversation conversation;
    struct list all = {0};
    struct list kept = {0};
    uint32_t blind = 0;

    TRY(conversation_find(visit->tenant, scope_of(visit), conversation_id, &conversation));
    TRY(witness_list(visit->db, visit->tenant, conversation_id, &all));
    witnesses_keep(visit->arena, &all, &kept, &blind);
    view_rows(page.body, "witness", &kept, &visit->dial, witness_add, visit);
    TRY(above_say(visit, page.body));
    dict_flag(page.body, "more", all.count == WITNESSES_MOST);
    dict_flag(page.body, "blind", blind > 0);
    dict_flag(page.body, "blind_one", blind == 1);
    dict_text(page.body, "blind_count", number_group(visit->arena, blind));
    dict_number(page.body, "conversation_id", conversation_id);
    dict_text(page.body, "name",
              talk_name(visit, conversation.contact_name, conversation.msisdn));
    page.title = STR("Who can see this conversation?");
    page.place = "inbox";
    return page_end(visit, &page);
}
