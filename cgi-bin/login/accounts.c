/* accounts.c: the beginning, and every account that one can enter */
#include "login.h"

#include "auth/role.h"
#include "base/number.h"

struct lit {
    uint64_t at;
    bool merged;
};

static void entrance_add(struct dict *row, const void *of, void *with)
{
    const struct entrance *entrance = of;
    const struct lit *lit = with;
    bool here = entrance->account_id == lit->at;

    dict_word(row, "role_name", role_title((enum role)entrance->role));
    dict_flag(row, "here", here && !lit->merged);
    dict_flag(row, "merge_here", here && lit->merged);
    dict_flag(row, "has_unread", entrance->unread_count > 0);
    dict_flag(row, "merge_has_unread", entrance->merge_unread_count > 0);
}

enum status entrances_say(struct visit *visit, struct dict *dict, uint64_t at, bool merged)
{
    struct list list = {0};
    struct lit lit = {.at = at, .merged = merged};

    TRY(entrance_list(visit->db, visit_actor(visit)->access.user_id, &list));
    view_rows(dict, "account", &list, &visit->dial, entrance_add, &lit);
    return OK;
}

/* One account: its inbox. Several: the list of them. */
enum status home_show(struct visit *visit)
{
    struct list list = {0};

    if (!visit->guard.signed_in)
        return visit_leave(visit, STR("/sign-in"));
    TRY(entrance_list(visit->db, visit_actor(visit)->access.user_id, &list));
    if (list.count != 1)
        return visit_leave(visit, STR("/accounts"));
    return visit_leave(
        visit, str_format(visit->arena, "/%llu/inbox",
                          (unsigned long long)LIST_AT(&list, struct entrance, 0)->account_id));
}

enum status accounts_show(struct visit *visit)
{
    static const char *const acts[] = {"joined", NULL};
    struct page page = page_begin(visit, "login/accounts.tpl");

    page.title = STR("Your accounts");
    page.place = "accounts";
    page_done(visit, &page, acts);
    TRY(entrances_say(visit, page.body, 0, false));
    return page_end(visit, &page);
}

enum status accounts_tree(struct visit *visit)
{
    struct page page = page_begin_part(visit, "login/tree.tpl");
    struct str at = visit_query(visit, "at");
    uint64_t account_id = 0;

    if (at.at && number_parse_id(at, &account_id) != OK)
        return INVALID;
    TRY(entrances_say(visit, page.body, account_id, visit_query(visit, "merged").at != NULL));
    return page_end(visit, &page);
}
