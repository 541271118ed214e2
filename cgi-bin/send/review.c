/* review.c: what will be sent, before it is; nothing is stored yet */
#include "send.h"

#include "base/number.h"
#include "text/phone.h"

/* Everybody once. */
static struct list people_of(struct visit *visit, const struct draft *draft)
{
    struct list people = {.shape = &pick_shape};

    for (size_t i = 0; i < draft->picks.count; i++) {
        const struct pick *pick = LIST_AT(&draft->picks, struct pick, i);

        if (!pick->again)
            *(struct pick *)list_append(&people, visit->arena) = *pick;
    }
    return people;
}

enum status review_page(struct visit *visit, const struct draft *draft)
{
    struct page page = page_begin(visit, "send/review.tpl");
    struct list people = people_of(visit, draft);
    struct dict *body = page.body;
    uint64_t parts = (uint64_t)draft->people * draft->segments.count;

    page.title = STR("What will be sent");
    page.place = "send";
    dict_text(body, "to", draft->to);
    dict_text(body, "typed", draft->text);
    dict_text(body, "once", draft->once);
    dict_text(body, "sender_text",
              phone_show_international(visit->arena, draft->sender.msisdn));
    dict_number(body, "recipient_count", draft->people);
    dict_flag(body, "one", draft->people == 1);
    dict_flag(body, "twice", draft->doubles > 0);
    dict_flag(body, "twice_one", draft->doubles == 1);
    dict_number(body, "doubles", draft->doubles);
    dict_text(body, "parts_total", number_group(visit->arena, parts));
    view_rows(body, "pick", &people, &visit->dial, NULL, NULL);
    text_say(visit, body, draft);
    return page_end(visit, &page);
}
