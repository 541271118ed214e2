/* filter.c: which account of the tree the merged list shows
 *
 * A few are a list to choose from. A tree of a thousand would make that list longer than all
 * the rest of the page: there it is a page of its own, where a name is looked for. */
#include "inbox.h"

#include "base/number.h"
#include "model/account/account.h"
#include "turn.h"

enum { NAME_MOST = 120 };

SHAPE(filter, FIELD(filter, account_id), FIELD(filter, name), FIELD(filter, chosen));
SHAPE(found_branch, FIELD(found_branch, news));

enum status filter_say(struct visit *visit, struct dict *dict, const struct folder *folder)
{
    struct list few = {0};
    struct list filters = {.shape = &filter_shape};
    bool many;

    TRY(account_few(visit->tenant, &few, &many));
    dict_flag(dict, "filter_many", many);
    for (size_t i = 0; !many && i < few.count; i++) {
        const struct twig *twig = LIST_AT(&few, struct twig, i);
        struct filter *filter = list_append(&filters, visit->arena);

        *filter = (struct filter){twig->account_id, twig->name,
                                  twig->account_id == folder->account_id};
    }
    view_rows(dict, "filter", &filters, &visit->dial, NULL, NULL);
    return OK;
}

static void found_make(const void *of, void *with, void *out)
{
    const struct branch *branch = of;
    struct found_branch *found = out;

    (void)with;
    found->news = branch->unread > 0;
}

/* What was typed; only as much as a name can hold of it. */
static enum status part_read(struct visit *visit, struct str *out)
{
    struct utf8_limit limit = {.lines = UTF8_ONE_LINE, .points = NAME_MOST};
    struct str typed = visit_query(visit, "name");
    struct str part = STR("");

    if (typed.at && utf8_take(visit->arena, &limit, typed, &part) != OK)
        return INVALID;
    *out = str_trim(part);
    return OK;
}

enum status branches_show(struct visit *visit)
{
    static const struct view_look look = {&found_branch_shape, found_make};
    struct page page = page_begin(visit, "inbox/branches.tpl");
    struct list branches = {0};
    struct folder folder;
    struct str part;
    bool more;

    page.title = STR("Choose an account");
    page.place = "inbox";
    TRY(folder_read(visit, &folder));
    TRY(part_read(visit, &part));
    TRY(account_named(visit->tenant, part, &branches, &more));
    view_looks(page.body, "branch", &branches, &visit->dial, &look, NULL);
    dict_text(page.body, "part", part);
    dict_flag(page.body, "named", part.len > 0);
    dict_flag(page.body, "more", more);
    tabs_say(visit, page.body, &folder);
    return page_end(visit, &page);
}
