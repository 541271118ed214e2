/* draft.c: a message on its way through the steps, and what keeps it from being sent */
#include "send.h"

#include "base/number.h"
#include "crypto/token.h"
#include "text/quote.h"
#include "text/straighten.h"

enum { TO_POINTS = 20000, TEXT_POINTS = 4000, SHOWN_AGAIN_BYTES = 100000, FAULTS_SHOWN = 10 };

enum status draft_new(struct visit *visit, struct draft *out)
{
    struct draft draft = {.to = STR(""), .text = STR(""), .picks.shape = &pick_shape};

    TRY(token_make(visit->arena, &draft.once));
    *out = draft;
    return OK;
}

/* A field with a limit; what is over it stays as it was typed and gets the sentence. No
 * browser sends much more than the limit: TOO_MUCH. */
static enum status field_read(struct visit *visit, const char *name, size_t points,
                              struct str sentence, struct faults *faults, struct str *out)
{
    enum status status = visit_field(visit, name, UTF8_LINES, points, out);

    if (status != TOO_MUCH)
        return status;
    if (out->len > SHOWN_AGAIN_BYTES)
        return TOO_MUCH;
    faults_add(faults, visit->arena, name, sentence);
    return OK;
}

static enum status sender_read(struct visit *visit, struct draft *draft)
{
    enum status status = sender_default(visit->tenant, &draft->sender);

    return status == NOT_FOUND ? OK : status;
}

enum status draft_read(struct visit *visit, struct draft *out)
{
    struct draft draft = {.once = form_get(&visit->request.form, "once"),
                          .picks.shape = &pick_shape};
    struct digest digest;

    TRY(token_hash(draft.once, &digest));
    TRY(field_read(visit, "to", TO_POINTS,
                   STR("A list of recipients has at most 20,000 characters. Split it."),
                   &draft.faults, &draft.to));
    if (!faults_any(&draft.faults))
        TRY(picks_read(visit, &draft));
    TRY(field_read(visit, "text", TEXT_POINTS,
                   STR("A message has at most 4,000 characters. Shorten it or send it as two."),
                   &draft.faults, &draft.text));
    TRY(sender_read(visit, &draft));
    draft.segments = segments_of(visit->arena, draft.text);
    *out = draft;
    return OK;
}

/* Is the entry `pick` the one that goes, or the same number once more? */
static bool pick_goes(const struct pick *pick, const struct pick *gone)
{
    if (pick->position == gone->position)
        return true;
    return !gone->bad && pick->position > gone->position &&
           str_equal(pick->msisdn, gone->msisdn);
}

enum status draft_drop(struct visit *visit, struct draft *draft, size_t position)
{
    struct strbuf left = {.arena = visit->arena};
    const struct pick *gone;

    if (position == 0 || position > draft->picks.count)
        return INVALID;
    gone = LIST_AT(&draft->picks, struct pick, position - 1);
    for (size_t i = 0; i < draft->picks.count; i++) {
        const struct pick *pick = LIST_AT(&draft->picks, struct pick, i);

        if (pick_goes(pick, gone))
            continue;
        if (left.len > 0)
            strbuf_put_byte(&left, '\n');
        strbuf_put(&left, pick->typed);
    }
    draft->to = strbuf_str(&left);
    return picks_read(visit, draft);
}

void draft_straighten(struct visit *visit, struct draft *draft)
{
    draft->text = straighten(visit->arena, draft->text);
    draft->segments = segments_of(visit->arena, draft->text);
}

static void to_fault(struct visit *visit, struct draft *draft, struct str sentence)
{
    faults_add(&draft->faults, visit->arena, "to", sentence);
}

/* The bad ones by place, number and reason; after ten only how many more there are. */
static void picks_judge(struct visit *visit, struct draft *draft)
{
    size_t bad = 0;

    for (size_t i = 0; i < draft->picks.count; i++) {
        const struct pick *pick = LIST_AT(&draft->picks, struct pick, i);

        if (!pick->bad || bad++ >= FAULTS_SHOWN)
            continue;
        to_fault(visit, draft,
                 str_format(visit->arena,
                            "Recipient %u, %.*s, %.*s. Correct it or take it out.",
                            pick->position, STR_ARG(quote_text(visit->arena, pick->number)),
                            STR_ARG(pick->wrong)));
    }
    if (bad > FAULTS_SHOWN)
        to_fault(visit, draft,
                 str_format(visit->arena,
                            "%zu more can’t be sent to; the list below marks them.",
                            bad - FAULTS_SHOWN));
}

static void recipients_judge(struct visit *visit, struct draft *draft)
{
    bool unread = draft->entries > draft->picks.count;
    size_t count = unread ? draft->entries : draft->people;

    if (draft->entries == 0)
        to_fault(visit, draft, STR("Write at least one number."));
    if (count > SEND_MOST)
        to_fault(visit, draft,
                 str_format(visit->arena,
                            "These are %.*s numbers; one message goes to at most %d. Send it "
                            "in several goes.",
                            STR_ARG(number_group(visit->arena, count)), SEND_MOST));
    picks_judge(visit, draft);
}

static void words_judge(struct visit *visit, struct draft *draft)
{
    if (str_trim(draft->text).len == 0)
        faults_add(&draft->faults, visit->arena, "text", STR("Write the message first."));
    if (draft->segments.count > SEND_PARTS_MOST)
        faults_add(&draft->faults, visit->arena, "text",
                   str_format(visit->arena,
                              "This is %u parts; one message has at most %d. Shorten it or "
                              "send it as two.",
                              draft->segments.count, SEND_PARTS_MOST));
}

void draft_judge(struct visit *visit, struct draft *draft)
{
    if (faults_any(&draft->faults))
        return; /* too long to be read in earnest */
    recipients_judge(visit, draft);
    words_judge(visit, draft);
}
