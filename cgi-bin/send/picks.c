/* picks.c: recipients as they were typed, and how each was read */
#include "send.h"

#include "model/conversation/contact.h"
#include "text/phone.h"
#include "text/utf8.h"

/* Entries that are read one by one; a longer list is refused as a whole. Twice as many as may
 * be sent to, since the same number may stand there twice. */
enum { PICKS_MOST = 2 * SEND_MOST, ENTRIES_MOST = 20000, QUOTE_POINTS = 40 };

SHAPE(pick, FIELD(pick, position), FIELD(pick, number), FIELD(pick, note), FIELD(pick, bad));

/* What somebody typed, short enough to be quoted. */
static struct str quote(struct arena *arena, struct str typed)
{
    struct str rest = typed;

    for (size_t points = 0; points < QUOTE_POINTS && rest.len > 0; points++)
        (void)utf8_next(&rest); /* only the length is wanted */
    if (rest.len == 0)
        return typed;
    return str_format(arena, "%.*s…", STR_ARG(str_upto(typed, typed.len - rest.len)));
}

/* The pick before this one with the same number, or NULL. */
static const struct pick *pick_before(const struct draft *draft, const struct pick *pick)
{
    for (size_t i = 0; i + 1 < pick->position; i++) {
        const struct pick *other = LIST_AT(&draft->picks, struct pick, i);

        if (!other->bad && str_equal(other->msisdn, pick->msisdn))
            return other;
    }
    return NULL;
}

static enum status pick_name(struct visit *visit, struct pick *pick)
{
    struct contact contact;
    enum status status = contact_of_number(visit->tenant, pick->msisdn, &contact);

    if (status != OK && status != NOT_FOUND)
        return status;
    pick->note = status == OK ? contact.name : STR("Not in the contacts");
    return OK;
}

static enum status pick_read(struct visit *visit, struct draft *draft, struct pick *pick)
{
    struct str country = visit_actor(visit)->access.country;
    struct phone phone = phone_parse(visit->arena, country, pick->typed);
    const struct pick *before;

    pick->bad = phone.fault != PHONE_FINE;
    if (pick->bad) {
        pick->number = quote(visit->arena, pick->typed);
        pick->wrong = phone_fault_words(visit->arena, &phone);
        pick->note = phone_fault_detail(visit->arena, &phone);
        return OK;
    }
    pick->msisdn = phone.e164;
    pick->number = phone_show(visit->arena, country, phone.e164);
    before = pick_before(draft, pick);
    if (!before) {
        draft->people++;
        return pick_name(visit, pick);
    }
    draft->doubles++;
    pick->again = true;
    pick->note = str_format(visit->arena, "The same number as recipient %u; it gets one text",
                            before->position);
    return OK;
}

enum status picks_read(struct visit *visit, struct draft *draft)
{
    struct list entries = {0};

    draft->picks = (struct list){.shape = &pick_shape};
    draft->people = 0;
    draft->doubles = 0;
    TRY(phone_list_split(visit->arena, draft->to, ENTRIES_MOST, &entries));
    draft->entries = entries.count;
    if (entries.count > PICKS_MOST)
        return OK;
    for (size_t i = 0; i < entries.count; i++) {
        struct pick *pick = list_append(&draft->picks, visit->arena);

        pick->position = (uint32_t)i + 1;
        pick->typed = LIST_AT(&entries, struct phone_entry, i)->text;
        TRY(pick_read(visit, draft, pick));
    }
    return OK;
}
