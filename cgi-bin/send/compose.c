/* compose.c: the page on which a message is written, and the words about its parts */
#include "send.h"

#include "crypto/token.h"
#include "text/phone.h"
#include "text/straighten.h"

static uint32_t room_of(const struct segments *segments)
{
    if (segments->encoding == ENCODING_UCS2)
        return segments->count > 1 ? SEGMENT_UCS2_MANY : SEGMENT_UCS2_ONE;
    return segments->count > 1 ? SEGMENT_GSM7_MANY : SEGMENT_GSM7_ONE;
}

/* The same words as static/js/count.js fills in while somebody types. */
static void odd_say(struct visit *visit, struct dict *dict, const struct draft *draft)
{
    const struct segments *segments = &draft->segments;
    struct odd odd = odd_of(visit->arena, draft->text, segments);
    struct segments plain = segments_of(visit->arena, straighten(visit->arena, draft->text));
    bool has_plain = plain.encoding == ENCODING_GSM7;

    dict_flag(dict, "odd", segments->forced);
    dict_text(dict, "odd_name", odd.name);
    dict_text(dict, "odd_word", odd.word);
    dict_flag(dict, "odd_in_word", odd.word.len > 0);
    dict_flag(dict, "odd_many", segments->forcing_count > 1);
    dict_flag(dict, "odd_costs", has_plain && plain.count < segments->count);
    dict_flag(dict, "has_plain", segments->forced && has_plain);
    dict_number(dict, "plain_parts", plain.count);
    dict_number(dict, "part_room", room_of(segments));
    dict_number(dict, "plain_room", plain.count > 1 ? SEGMENT_GSM7_MANY : SEGMENT_GSM7_ONE);
}

void text_say(struct visit *visit, struct dict *dict, const struct draft *draft)
{
    const struct segments *segments = &draft->segments;

    dict_flag(dict, "counted", segments->count > 0);
    dict_number(dict, "parts", segments->count);
    dict_flag(dict, "parts_one", segments->count == 1);
    dict_number(dict, "units", segments->units);
    dict_number(dict, "room", segments->room);
    dict_flag(dict, "ucs2", segments->encoding == ENCODING_UCS2);
    odd_say(visit, dict, draft);
}

static bool is_wrong(const struct draft *draft, const char *field)
{
    for (size_t i = 0; i < draft->faults.list.count; i++)
        if (str_is(LIST_AT(&draft->faults.list, struct fault, i)->field, field))
            return true;
    return false;
}

/* Something else was sent under the form's key: that can be looked at, and this, which is
 * not sent, gets a key of its own. */
static enum status once_say(struct visit *visit, struct dict *dict, const struct draft *draft)
{
    struct str once = draft->once;

    if (draft->once_used)
        TRY(token_make(visit->arena, &once));
    dict_flag(dict, "once_used", draft->once_used);
    dict_text(dict, "once_before", draft->once);
    dict_text(dict, "once", once);
    return OK;
}

enum status compose_page(struct visit *visit, const struct draft *draft)
{
    struct page page = page_begin(visit, "send/compose.tpl");
    struct dict *body = page.body;

    page.title = STR("Send a message");
    page.place = "send";
    /* a closed account is kept to be read; the guard answers a POST */
    dict_flag(body, "writable", actor_account_is_open(visit_actor(visit)));
    dict_flag(body, "has_sender", draft->sender.msisdn.at != NULL);
    dict_text(body, "sender_text",
              phone_show_international(visit->arena, draft->sender.msisdn));
    dict_text(body, "country_people",
              phone_people(visit->arena, visit_actor(visit)->access.country));
    dict_text(body, "to", draft->to);
    dict_text(body, "typed", draft->text);
    TRY(once_say(visit, body, draft));
    faults_say(&draft->faults, body);
    dict_flag(body, "to_wrong", is_wrong(draft, "to"));
    dict_flag(body, "text_wrong", is_wrong(draft, "text"));
    view_rows(body, "pick", &draft->picks, &visit->dial, NULL, NULL);
    text_say(visit, body, draft);
    return page_end(visit, &page);
}

enum status compose_show(struct visit *visit)
{
    struct draft draft;
    enum status status;

    TRY(draft_new(visit, &draft));
    status = sender_default(visit->tenant, &draft.sender);
    if (status != OK && status != NOT_FOUND)
        return status;
    return compose_page(visit, &draft);
}
