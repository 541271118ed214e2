/* talk_words.c: messages found by their words
 *
 * A typed word stands for the words that begin with it (the first few of them, the word itself
 * foremost). Of several typed words the rarest leads, and the others are looked for in the
 * texts. Neither depends on how many hits there are: a search that has read enough says how far
 * it came, and its next page goes on there. */
#include "model/conversation/talk_words.h"

#include "model/conversation/talk_runs.h"
#include "text/word.h"

enum {
    TYPED_MOST = 6,   /* typed words that count */
    READ_MOST = 2000, /* rows after which a page ends, full or not */
};

struct hunt {
    struct runs runs;
    struct words typed;
    struct list found; /* of struct word_hit */
};

static bool is_known(const struct list *found, const struct word_hit *hit)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct word_hit *other = LIST_AT(found, struct word_hit, i);

        if (other->conversation_id == hit->conversation_id &&
            other->account_id == hit->account_id)
            return true;
    }
    return false;
}

static enum status is_hit(const struct hunt *hunt, struct arena *scratch,
                          const struct word_hit *hit, bool *out)
{
    struct words words;

    *out = true;
    if (!hit->body.at) /* the word table said so */
        return OK;
    arena_reset(scratch);
    TRY(word_split(scratch, hit->body, &words));
    for (size_t i = 0; *out && i < hunt->typed.count; i++)
        *out = word_begins(&words, hunt->typed.at[i]);
    return OK;
}

static void scratch_free(struct arena **scratch)
{
    arena_free(*scratch);
}

/* Keep what is a hit in a conversation that has none yet, until there is one too many. */
static enum status batch_take(struct hunt *hunt, const struct batch *batch)
{
    ON_EXIT(scratch_free) struct arena *scratch = arena_new(0, 0);

    for (size_t i = 0; i < batch->hits.count && hunt->found.count <= TALK_PAGE; i++) {
        const struct word_hit *hit = LIST_AT(&batch->hits, struct word_hit, i);
        bool yes;

        if (hit->message_id < batch->floor)
            break;
        if (is_known(&hunt->found, hit))
            continue;
        TRY(is_hit(hunt, scratch, hit, &yes));
        if (yes)
            *(struct word_hit *)list_append(&hunt->found, tenant_arena(hunt->runs.t)) = *hit;
    }
    return OK;
}

/* The typed word whose hits lie thinnest leads. One that stands for no word is said nowhere:
 * then nothing is found. */
static enum status lead_choose(struct hunt *hunt, uint64_t before, struct typed *lead)
{
    uint64_t lowest = UINT64_MAX;

    *lead = (struct typed){0};
    for (size_t i = 0; i < hunt->typed.count; i++) {
        struct typed typed;
        struct batch batch = {0};

        TRY(runs_words(&hunt->runs, hunt->typed.at[i], &typed));
        if (typed.count > 0 && hunt->typed.count > 1)
            TRY(runs_batch(&hunt->runs, &typed, before, false, &batch));
        if (batch.floor >= lowest)
            continue;
        lowest = batch.floor;
        *lead = typed;
        if (typed.count == 0)
            return OK;
    }
    return OK;
}

/* What is in the word table, from `before` down; *before tells how far it came, 0: to the
 * end. */
static enum status old_find(struct hunt *hunt, uint64_t *before)
{
    struct typed lead;

    TRY(lead_choose(hunt, *before, &lead));
    hunt->runs.read = 0;
    while (*before > 0 && hunt->found.count <= TALK_PAGE && hunt->runs.read < READ_MOST) {
        struct batch batch;

        TRY(runs_batch(&hunt->runs, &lead, *before, hunt->typed.count > 1, &batch));
        TRY(batch_take(hunt, &batch));
        *before = batch.floor;
    }
    return OK;
}

static enum status recent_find(struct hunt *hunt, uint64_t *before)
{
    while (*before > hunt->runs.folded_to + 1 && hunt->found.count <= TALK_PAGE &&
           hunt->runs.read < READ_MOST) {
        struct batch batch;

        TRY(runs_recent(&hunt->runs, hunt->typed.at[0], *before, &batch));
        TRY(batch_take(hunt, &batch));
        *before = batch.floor;
    }
    return OK;
}

static enum status hunt_begin(struct tenant *t, const struct talk_search *search,
                              struct hunt *out)
{
    struct hunt hunt = {.found = {.shape = &word_hit_shape}};

    TRY(word_split(tenant_arena(t), search->wanted, &hunt.typed));
    if (hunt.typed.count == 0)
        return INVALID;
    if (hunt.typed.count > TYPED_MOST)
        hunt.typed.count = TYPED_MOST;
    TRY(runs_begin(t, search, &hunt.runs));
    *out = hunt;
    return OK;
}

enum status talk_words_find(struct tenant *t, const struct talk_search *search,
                            struct list *out, uint64_t *older)
{
    uint64_t before = search->before ? search->before : UINT64_MAX;
    struct hunt hunt;

    TRY(hunt_begin(t, search, &hunt));
    TRY(recent_find(&hunt, &before));
    if (before <= hunt.runs.folded_to + 1)
        TRY(old_find(&hunt, &before));
    if (hunt.found.count > TALK_PAGE) {
        hunt.found.count = TALK_PAGE;
        before = LIST_AT(&hunt.found, struct word_hit, TALK_PAGE - 1)->message_id;
    }
    *older = before;
    *out = hunt.found;
    return OK;
}
