/* sent.c: what became of one press of Send
 *
 * Its address holds the form's key, which finds the press among the reader's own alone; to
 * anybody else, and in any other account, it is not there. */
#include "send.h"

#include "base/number.h"
#include "crypto/token.h"
#include "text/phone.h"

static void posted_add(struct dict *row, const void *of, void *with)
{
    const struct posted *posted = of;
    struct visit *visit = with;
    struct str country = visit_actor(visit)->access.country;
    struct str msisdn_text = phone_show(visit->arena, country, posted->msisdn);
    bool known = posted->contact_name.at != NULL;

    dict_text(row, "name", known ? posted->contact_name : msisdn_text);
    dict_flag(row, "known", known);
    dict_text(row, "msisdn_text", msisdn_text);
    dict_word(row, "state_word", message_state_people((enum message_state)posted->state));
}

static bool is_under_way(const struct list *posted)
{
    for (size_t i = 0; i < posted->count; i++)
        if (!message_state_is_final(
                (enum message_state)LIST_AT(posted, struct posted, i)->state))
            return true;
    return false;
}

enum status sent_show(struct visit *visit)
{
    struct page page = page_begin(visit, "send/sent.tpl");
    struct submission submission;
    struct message first;
    struct list posted = {0};
    struct digest once;

    TRY(token_hash(visit->found.token, &once));
    TRY(submission_find(visit->tenant, digest_str(&once), &submission));
    TRY(message_find(visit->tenant, INBOX_MINE, submission.first_message_id, &first));
    TRY(submission_posted(visit->tenant, digest_str(&once), &posted));
    page.title = STR("Accepted");
    page.place = "send";
    dict_number(page.body, "message_count", submission.messages);
    dict_flag(page.body, "one", submission.messages == 1);
    dict_text(page.body, "parts_total", number_group(visit->arena, submission.parts));
    dict_flag(page.body, "parts_one", submission.parts == 1);
    dict_flag(page.body, "under_way", is_under_way(&posted));
    dict_text(page.body, "once", visit->found.token);
    dict_text(page.body, "body", first.body);
    view_rows(page.body, "posted", &posted, &visit->dial, posted_add, visit);
    return page_end(visit, &page);
}
