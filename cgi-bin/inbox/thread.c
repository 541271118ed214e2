/* thread.c: one conversation, the list beside it, and what is known of the other side */
#include "inbox.h"

#include "base/number.h"
#include "crypto/token.h"
#include "model/conversation/contact.h"
#include "text/phone.h"
#include "text/word.h"

static enum status facts_say(struct visit *visit, struct dict *dict,
                             const struct conversation *conversation)
{
    struct str country = visit_actor(visit)->access.country;
    struct contact contact = {0};
    enum status status = contact_of_number(visit->tenant, conversation->msisdn, &contact);

    if (status != OK && status != NOT_FOUND)
        return status;
    dict_flag(dict, "nameable", actor_may(visit_actor(visit), MAY_READ_USERS));
    dict_flag(dict, "known", status == OK);
    if (status == OK) {
        dict_text(dict, "added_at",
                  visit->dial.show[FACE_ISO](visit->arena, &visit->dial, contact.added_at));
        dict_text(dict, "added_at_text",
                  visit->dial.show[FACE_TEXT](visit->arena, &visit->dial, contact.added_at));
    }
    dict_text(dict, "msisdn_text", phone_show(visit->arena, country, conversation->msisdn));
    dict_text(dict, "sender_text",
              phone_show_international(visit->arena, conversation->sender));
    dict_text(dict, "initials", word_initials(visit->arena, conversation->contact_name));
    return OK;
}

static enum status reply_say(struct visit *visit, struct dict *dict, struct str typed,
                             const struct faults *faults)
{
    struct str once;

    TRY(token_make(visit->arena, &once));
    dict_text(dict, "once", once);
    dict_text(dict, "typed", typed);
    faults_say(faults, dict);
    return OK;
}

static uint64_t before_of(struct visit *visit)
{
    uint64_t before;

    return number_parse_id(visit_query(visit, "before"), &before) == OK ? before : 0;
}

enum status thread_page(struct visit *visit, uint64_t conversation_id, struct str typed,
                        const struct faults *faults)
{
    struct page page = page_begin(visit, "inbox/thread.tpl");
    struct conversation conversation;
    struct folder folder;
    uint64_t before = before_of(visit);

    TRY(folder_read(visit, &folder));
    folder.before = 0; /* an older page of the thread, not of the list */
    folder.within = FOUND_ALL;
    folder.open_id = conversation_id;
    TRY(conversation_find(visit->tenant, folder.scope, conversation_id, &conversation));
    TRY(talks_say(visit, page.body, &folder));
    TRY(thread_say(visit, page.body, &conversation, before));
    TRY(facts_say(visit, page.body, &conversation));
    TRY(reply_say(visit, page.body, typed, faults));
    dict_flag(page.body, "live", before == 0);
    page_done(visit, &page, (const char *const[]){"closed", "reopened", NULL});
    page.title =
        str_format(visit->arena, "%.*s – Inbox",
                   STR_ARG(talk_name(visit, conversation.contact_name, conversation.msisdn)));
    page.place = "inbox";
    page.full = true;
    return page_end(visit, &page);
}

enum status thread_show(struct visit *visit)
{
    struct faults none = {0};

    return thread_page(visit, visit_id(visit, 0), STR(""), &none);
}
