/* lookup.c: what somebody looks for in the audit log */
#include "lookup.h"

#include "base/number.h"
#include "model/account/account.h"
#include "model/audit/audit_word.h"
#include "portal/dial.h"
#include "text/clock.h"

SHAPE(choice, FIELD(choice, value), FIELD(choice, name), FIELD(choice, chosen));

static struct str text_or_empty(struct str text)
{
    return text.at ? str_trim(text) : STR("");
}

static enum status words_read(struct visit *visit, const struct form *form, const char *name,
                              struct str *out)
{
    struct utf8_limit limit = {.lines = UTF8_ONE_LINE, .points = AUDIT_SEARCH_MOST};

    return utf8_take(visit->arena, &limit, text_or_empty(form_get(form, name)), out) == OK
               ? OK
               : INVALID;
}

static enum status kind_read(const struct form *form, struct str *out)
{
    struct str word = text_or_empty(form_get(form, "kind"));
    const struct audit_word *known = audit_words;

    while (known->word && !str_is(word, known->word))
        known++;
    *out = word;
    return known->word || word.len == 0 ? OK : INVALID;
}

/* Days of the reader's own calendar; the last one is looked at whole. */
static enum status days_read(struct visit *visit, const struct form *form,
                             struct lookup *lookup)
{
    struct clock *clock = visit_clock(visit);
    struct stamp other;

    lookup->query.from = STAMP_NONE;
    lookup->query.until = STAMP_NONE;
    lookup->from = text_or_empty(form_get(form, "from"));
    lookup->to = text_or_empty(form_get(form, "to"));
    if (lookup->from.len > 0)
        TRY(clock_date(clock, lookup->from, &lookup->query.from, &other));
    if (lookup->to.len > 0)
        TRY(clock_date(clock, lookup->to, &other, &lookup->query.until));
    lookup->backwards = lookup->from.len > 0 && lookup->to.len > 0 &&
                        lookup->query.from.us >= lookup->query.until.us;
    return OK;
}

static enum status account_read(struct visit *visit, const struct form *form,
                                struct lookup *lookup)
{
    struct list branches = {0};

    lookup->account = text_or_empty(form_get(form, "account"));
    if (lookup->account.len == 0)
        return OK;
    if (!lookup->query.tree)
        return INVALID;
    TRY(number_parse_id(lookup->account, &lookup->query.account_id));
    TRY(account_branches(visit->tenant, &branches));
    for (size_t i = 0; i < branches.count; i++)
        if (LIST_AT(&branches, struct branch, i)->account_id == lookup->query.account_id)
            lookup->account_name = LIST_AT(&branches, struct branch, i)->name;
    return lookup->account_name.at ? OK : NOT_FOUND;
}

enum status lookup_read(struct visit *visit, const struct form *form, struct lookup *out)
{
    struct lookup lookup = {.query.tree = tenant_sees_tree(visit->tenant)};

    TRY(words_read(visit, form, "q", &lookup.query.words));
    TRY(words_read(visit, form, "who", &lookup.query.person));
    TRY(kind_read(form, &lookup.query.action));
    TRY(days_read(visit, form, &lookup));
    TRY(account_read(visit, form, &lookup));
    *out = lookup;
    return OK;
}

bool lookup_narrows(const struct lookup *lookup)
{
    const struct audit_query *query = &lookup->query;

    return query->words.len + query->person.len + query->action.len + lookup->from.len +
               lookup->to.len + lookup->account.len >
           0;
}

static void words_add(struct strbuf *buf, const char *before, struct str text,
                      const char *after)
{
    if (text.len == 0)
        return;
    strbuf_put_format(buf, "%s%s%.*s%s", buf->len > 0 ? ", " : "", before, STR_ARG(text),
                      after);
}

struct str lookup_words(struct arena *arena, const struct lookup *lookup)
{
    struct strbuf buf = {.arena = arena};

    words_add(&buf, "“", lookup->query.words, "”");
    words_add(&buf, "by “", lookup->query.person, "”");
    if (lookup->query.action.len > 0)
        words_add(&buf, "", audit_word_title(lookup->query.action), "");
    words_add(&buf, "from ", lookup->from, "");
    words_add(&buf, "to ", lookup->to, "");
    words_add(&buf, "in ", lookup->account_name, "");
    return strbuf_str(&buf);
}

static void choice_add(struct visit *visit, struct list *list, struct str value,
                       struct str name, struct str chosen)
{
    struct choice *choice = list_append(list, visit->arena);

    *choice = (struct choice){value, name, str_equal(value, chosen)};
}

static enum status accounts_say(struct visit *visit, struct dict *dict,
                                const struct lookup *lookup)
{
    struct list choices = {.shape = &choice_shape};
    struct list branches = {0};

    TRY(account_branches(visit->tenant, &branches));
    for (size_t i = 0; i < branches.count; i++) {
        const struct branch *branch = LIST_AT(&branches, struct branch, i);

        choice_add(visit, &choices,
                   str_format(visit->arena, "%llu", (unsigned long long)branch->account_id),
                   branch->name, lookup->account);
    }
    view_rows(dict, "account_choice", &choices, &visit->dial, NULL, NULL);
    return OK;
}

enum status lookup_say(struct visit *visit, struct dict *dict, const struct lookup *lookup)
{
    struct list choices = {.shape = &choice_shape};

    for (const struct audit_word *word = audit_words; word->word; word++)
        choice_add(visit, &choices, str_of(word->word), str_of(word->title),
                   lookup->query.action);
    view_rows(dict, "kind_choice", &choices, &visit->dial, NULL, NULL);
    if (lookup->query.tree)
        TRY(accounts_say(visit, dict, lookup));
    dict_text(dict, "q", lookup->query.words);
    dict_text(dict, "who", lookup->query.person);
    dict_text(dict, "kind", lookup->query.action);
    dict_text(dict, "from", lookup->from);
    dict_text(dict, "to", lookup->to);
    dict_text(dict, "account", lookup->account);
    dict_flag(dict, "backwards", lookup->backwards);
    dict_flag(dict, "narrowed", lookup_narrows(lookup));
    dict_text(dict, "narrowed_words", lookup_words(visit->arena, lookup));
    return OK;
}
