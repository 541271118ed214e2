/* talk_words.c: messages found by their words
 *
 * A typed word stands for the words that begin with it (the first WIDE of them, the word
 * itself foremost). Each is a run of an index, newest first; they are read side by side in
 * batches, down to the id where the first batch ends. Of several typed words the rarest leads,
 * and the others are looked for in the texts. Neither depends on how many hits there are: a
 * search that has read enough says how far it came, and its next page goes on there.
 *
 * Messages that are too new for the word table are read themselves. */
#include "model/talk_words.h"

#include <stdlib.h>

#include "model/talk_like.h"
#include "text/word.h"

enum {
    WIDE = 12,         /* words that one typed word stands for */
    TYPED_MOST = 6,    /* typed words that count */
    BATCH = 100,       /* rows of one word's run that are read at once */
    READ_MOST = 2000,  /* rows after which a page ends, full or not */
    ROW_BYTES = 256,   /* so much text counts as a row more */
    RECENT_MOST = 400, /* messages of those that are read themselves */
};

SHAPE(word_hit, FIELD(word_hit, account_id), FIELD(word_hit, conversation_id),
      FIELD(word_hit, message_id), FIELD(word_hit, body));

struct word_row {
    struct str word;
};
SHAPE(word_row, FIELD(word_row, word));

struct folded {
    uint64_t folded_to;
};
SHAPE(folded, FIELD(folded, folded_to));

STMT(talk_words_cursor, &folded_shape,
     "SELECT f.folded_to FROM account AS a JOIN word_cursor AS f ON f.cursor_id = 1"
     " WHERE " OWN("a"));

/* It would break statements in the middle of their marks. */
/* clang-format off */
#define IN_BRANCH(t) " AND " t ".account_id = ?"

/* FORCE INDEX: each run is one range of one index, in the order in which it is wanted. */
#define NEXT_WORD(index, scope)                                                                \
    "SELECT w.word FROM message_word AS w FORCE INDEX (" index ") WHERE " scope                \
    " AND w.word >= ? AND w.word < ? ORDER BY w.word LIMIT 1"
#define HITS(index, scope)                                                                     \
    "SELECT STRAIGHT_JOIN m.account_id, m.conversation_id, m.message_id,"                      \
    " IF(?, LEFT(m.body, 1600), NULL) AS body"                                                 \
    " FROM message_word AS w FORCE INDEX (" index ")"                                          \
    " JOIN message AS m ON " SAME("m", "w") " AND m.message_id = w.message_id"                 \
    " WHERE " scope " AND w.word = ? AND w.message_id < ?"                                     \
    " ORDER BY w.message_id DESC LIMIT 100"
#define RECENT                                                                                 \
    "SELECT STRAIGHT_JOIN m.account_id, m.conversation_id, m.message_id,"                      \
    " LEFT(m.body, 1600) AS body FROM "
#define SAYS                                                                                   \
    " AND m.message_id > ? AND m.message_id < ? AND m.body LIKE ?"                             \
    " ORDER BY m.message_id DESC LIMIT 400"
/* A tree has no range of messages: the conversations that hold a new one lead to it. */
#define RECENT_TREE(index, scope)                                                              \
    RECENT "conversation AS c FORCE INDEX (" index ")"                                         \
    " JOIN message AS m FORCE INDEX (message_thread) ON " SAME("m", "c")                       \
    " AND m.conversation_id = c.conversation_id"                                               \
    " WHERE " scope " AND c.closed IN (0, 1) AND c.last_message_id > ?" SAYS
#define RECENT_OWN(scope) RECENT "message AS m FORCE INDEX (PRIMARY) WHERE " scope SAYS

STMT(talk_account_word, &word_row_shape, NEXT_WORD("PRIMARY", OWN("w")));
STMT(talk_account_hits, &word_hit_shape, HITS("PRIMARY", OWN("w")));
STMT(talk_account_recent, &word_hit_shape, RECENT_OWN(OWN("m")));
STMT(talk_mine_word, &word_row_shape, NEXT_WORD("message_word_own", MINE("w")));
STMT(talk_mine_hits, &word_hit_shape, HITS("message_word_own", MINE("w")));
STMT(talk_mine_recent, &word_hit_shape, RECENT_OWN(MINE("m")));
STMT(talk_tree_word, &word_row_shape, NEXT_WORD("message_word_tree", TREE("w")));
STMT(talk_tree_hits, &word_hit_shape, HITS("message_word_tree", TREE("w")));
STMT(talk_tree_recent, &word_hit_shape, RECENT_TREE("conversation_tree_list", TREE("c")));
STMT(talk_branch_word, &word_row_shape, NEXT_WORD("PRIMARY", TREE("w") IN_BRANCH("w")));
STMT(talk_branch_hits, &word_hit_shape, HITS("PRIMARY", TREE("w") IN_BRANCH("w")));
STMT(talk_branch_recent, &word_hit_shape,
     RECENT_TREE("conversation_list", TREE("c") IN_BRANCH("c")));
/* clang-format on */

struct reader {
    const struct stmt *word;
    const struct stmt *hits;
    const struct stmt *recent;
};

static const struct reader branch_reader = {&talk_branch_word, &talk_branch_hits,
                                            &talk_branch_recent};
static const struct reader readers[] = {
    [INBOX_ACCOUNT] = {&talk_account_word, &talk_account_hits, &talk_account_recent},
    [INBOX_MINE] = {&talk_mine_word, &talk_mine_hits, &talk_mine_recent},
    [INBOX_TREE] = {&talk_tree_word, &talk_tree_hits, &talk_tree_recent},
};

/* A typed word, and those that it stands for. */
struct typed {
    size_t count;
    struct str words[WIDE];
};

/* Hits, newest first, of all ids from `floor` on; 0: down to the oldest. */
struct batch {
    struct list hits;
    uint64_t floor;
};

struct hunt {
    struct tenant *t;
    const struct reader *reader;
    bool in_tree;
    uint64_t branch_id; /* 0: none */
    struct words typed;
    uint64_t folded_to;
    struct list found; /* of struct word_hit */
    size_t read;
};

/* The values of one of the reader's statements: with the branch, where there is one. */
struct values {
    size_t count;
    struct sql_param at[5];
};

static void value_put(struct values *values, struct sql_param value)
{
    values->at[values->count++] = value;
}

static struct values values_begin(const struct hunt *hunt)
{
    struct values values = {0};

    if (hunt->branch_id)
        value_put(&values, ID(hunt->branch_id));
    return values;
}

static enum status next_word_ask(struct hunt *hunt, struct str from, struct str to,
                                 struct list *out)
{
    struct values values = values_begin(hunt);

    value_put(&values, TEXT(from));
    value_put(&values, TEXT(to));
    return tenant_list(hunt->t, hunt->reader->word, values.at, values.count, out);
}

static enum status hits_ask(struct hunt *hunt, struct str word, uint64_t before, bool body,
                            struct list *out)
{
    struct values values = {.count = 1, .at = {FLAG(body)}};

    if (hunt->branch_id)
        value_put(&values, ID(hunt->branch_id));
    value_put(&values, TEXT(word));
    value_put(&values, ID(before));
    return tenant_list(hunt->t, hunt->reader->hits, values.at, values.count, out);
}

/* From each word that begins so to the next: a dive into the index each, however often the
 * words are said. */
static enum status words_read(struct hunt *hunt, struct str prefix, struct typed *out)
{
    struct arena *arena = tenant_arena(hunt->t);
    struct str from = prefix;
    struct str to = str_format(arena, "%.*s\xf4\x8f\xbf\xbf", STR_ARG(prefix));

    out->count = 0;
    while (out->count < WIDE) {
        struct list rows = {0};

        TRY(next_word_ask(hunt, from, to, &rows));
        if (rows.count == 0)
            return OK;
        out->words[out->count] = LIST_AT(&rows, struct word_row, 0)->word;
        from = str_format(arena, "%.*s\x01", STR_ARG(out->words[out->count]));
        out->count++;
    }
    return OK;
}

static int newer_first(const void *a, const void *b)
{
    uint64_t left = ((const struct word_hit *)a)->message_id;
    uint64_t right = ((const struct word_hit *)b)->message_id;

    return left < right ? 1 : left > right ? -1 : 0;
}

/* What was read, in rows, long texts counted as several: it bounds time and memory. */
static void read_count(struct hunt *hunt, const struct list *hits)
{
    hunt->read += hits->count;
    for (size_t i = 0; i < hits->count; i++)
        hunt->read += LIST_AT(hits, struct word_hit, i)->body.len / ROW_BYTES;
}

/* The runs of all its words side by side. */
static enum status batch_read(struct hunt *hunt, const struct typed *typed, uint64_t before,
                              bool body, struct batch *out)
{
    struct batch batch = {0};

    for (size_t i = 0; i < typed->count; i++) {
        struct list *hits = &batch.hits;
        size_t had = hits->count;

        TRY(hits_ask(hunt, typed->words[i], before, body, hits));
        if (hits->count - had < BATCH)
            continue;
        if (LIST_AT(hits, struct word_hit, hits->count - 1)->message_id > batch.floor)
            batch.floor = LIST_AT(hits, struct word_hit, hits->count - 1)->message_id;
    }
    read_count(hunt, &batch.hits);
    if (batch.hits.count > 0)
        qsort(batch.hits.rows, batch.hits.count, sizeof(struct word_hit), newer_first);
    *out = batch;
    return OK;
}

static enum status recent_read(struct hunt *hunt, uint64_t before, struct batch *out)
{
    struct str like = like_text(tenant_arena(hunt->t), hunt->typed.at[0]);
    struct values values = values_begin(hunt);
    struct batch batch = {.floor = hunt->folded_to + 1};

    value_put(&values, ID(hunt->folded_to));
    if (hunt->in_tree)
        value_put(&values, ID(hunt->folded_to));
    value_put(&values, ID(before));
    value_put(&values, TEXT(like));
    TRY(tenant_list(hunt->t, hunt->reader->recent, values.at, values.count, &batch.hits));
    if (batch.hits.count == RECENT_MOST)
        batch.floor = LIST_AT(&batch.hits, struct word_hit, RECENT_MOST - 1)->message_id;
    read_count(hunt, &batch.hits);
    *out = batch;
    return OK;
}

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
            *(struct word_hit *)list_append(&hunt->found, tenant_arena(hunt->t)) = *hit;
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

        TRY(words_read(hunt, hunt->typed.at[i], &typed));
        if (typed.count > 0 && hunt->typed.count > 1)
            TRY(batch_read(hunt, &typed, before, false, &batch));
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
    hunt->read = 0;
    while (*before > 0 && hunt->found.count <= TALK_PAGE && hunt->read < READ_MOST) {
        struct batch batch;

        TRY(batch_read(hunt, &lead, *before, hunt->typed.count > 1, &batch));
        TRY(batch_take(hunt, &batch));
        *before = batch.floor;
    }
    return OK;
}

static enum status recent_find(struct hunt *hunt, uint64_t *before)
{
    while (*before > hunt->folded_to + 1 && hunt->found.count <= TALK_PAGE &&
           hunt->read < READ_MOST) {
        struct batch batch;

        TRY(recent_read(hunt, *before, &batch));
        TRY(batch_take(hunt, &batch));
        *before = batch.floor;
    }
    return OK;
}

static enum status hunt_begin(struct tenant *t, const struct talk_search *search,
                              struct hunt *out)
{
    struct hunt hunt = {.t = t,
                        .reader = &readers[search->scope],
                        .in_tree = search->scope == INBOX_TREE,
                        .found = {.shape = &word_hit_shape}};
    struct folded folded;

    if (search->scope == INBOX_TREE && search->account_id) {
        hunt.reader = &branch_reader;
        hunt.branch_id = search->account_id;
    }
    TRY(word_split(tenant_arena(t), search->wanted, &hunt.typed));
    if (hunt.typed.count == 0)
        return INVALID;
    if (hunt.typed.count > TYPED_MOST)
        hunt.typed.count = TYPED_MOST;
    TRY(tenant_one(t, &talk_words_cursor, WITH_NOTHING, &folded));
    hunt.folded_to = folded.folded_to;
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
    if (before <= hunt.folded_to + 1)
        TRY(old_find(&hunt, &before));
    if (hunt.found.count > TALK_PAGE) {
        hunt.found.count = TALK_PAGE;
        before = LIST_AT(&hunt.found, struct word_hit, TALK_PAGE - 1)->message_id;
    }
    *older = before;
    *out = hunt.found;
    return OK;
}
