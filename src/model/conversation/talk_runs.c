/* talk_runs.c: the word table, read in runs, newest first
 *
 * Each word is a run of an index. Those of several words are read side by side in batches, down
 * to the id where the first batch ends. Messages that are too new for the word table are read
 * themselves. */
#include "model/conversation/talk_runs.h"

#include <stdlib.h>

#include "model/conversation/talk_like.h"

enum {
    BATCH = 100,       /* rows of one word's run that are read at once */
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

/* The statements of one who reads. */
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

/* The values of one of the reader's statements: with the branch, where there is one. */
struct values {
    size_t count;
    struct sql_param at[5];
};

static void value_put(struct values *values, struct sql_param value)
{
    values->at[values->count++] = value;
}

static struct values values_begin(const struct runs *runs)
{
    struct values values = {0};

    if (runs->branch_id)
        value_put(&values, ID(runs->branch_id));
    return values;
}

static enum status next_word_ask(struct runs *runs, struct str from, struct str to,
                                 struct list *out)
{
    struct values values = values_begin(runs);

    value_put(&values, TEXT(from));
    value_put(&values, TEXT(to));
    return tenant_list(runs->t, runs->reader->word, values.at, values.count, out);
}

static enum status hits_ask(struct runs *runs, struct str word, uint64_t before, bool body,
                            struct list *out)
{
    struct values values = {.count = 1, .at = {FLAG(body)}};

    if (runs->branch_id)
        value_put(&values, ID(runs->branch_id));
    value_put(&values, TEXT(word));
    value_put(&values, ID(before));
    return tenant_list(runs->t, runs->reader->hits, values.at, values.count, out);
}

/* From each word that begins so to the next: a dive into the index each, however often the
 * words are said. */
enum status runs_words(struct runs *runs, struct str prefix, struct typed *out)
{
    struct arena *arena = tenant_arena(runs->t);
    struct str from = prefix;
    struct str to = str_format(arena, "%.*s\xf4\x8f\xbf\xbf", STR_ARG(prefix));

    out->count = 0;
    while (out->count < WORDS_WIDE) {
        struct list rows = {0};

        TRY(next_word_ask(runs, from, to, &rows));
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
static void read_count(struct runs *runs, const struct list *hits)
{
    runs->read += hits->count;
    for (size_t i = 0; i < hits->count; i++)
        runs->read += LIST_AT(hits, struct word_hit, i)->body.len / ROW_BYTES;
}

/* The runs of all its words side by side. */
enum status runs_batch(struct runs *runs, const struct typed *typed, uint64_t before, bool body,
                       struct batch *out)
{
    struct batch batch = {0};

    for (size_t i = 0; i < typed->count; i++) {
        struct list *hits = &batch.hits;
        size_t had = hits->count;

        TRY(hits_ask(runs, typed->words[i], before, body, hits));
        if (hits->count - had < BATCH)
            continue;
        if (LIST_AT(hits, struct word_hit, hits->count - 1)->message_id > batch.floor)
            batch.floor = LIST_AT(hits, struct word_hit, hits->count - 1)->message_id;
    }
    read_count(runs, &batch.hits);
    if (batch.hits.count > 0)
        qsort(batch.hits.rows, batch.hits.count, sizeof(struct word_hit), newer_first);
    *out = batch;
    return OK;
}

enum status runs_recent(struct runs *runs, struct str word, uint64_t before,
                        struct batch *out)
{
    struct str like = like_text(tenant_arena(runs->t), word);
    struct values values = values_begin(runs);
    struct batch batch = {.floor = runs->folded_to + 1};

    value_put(&values, ID(runs->folded_to));
    if (runs->in_tree)
        value_put(&values, ID(runs->folded_to));
    value_put(&values, ID(before));
    value_put(&values, TEXT(like));
    TRY(tenant_list(runs->t, runs->reader->recent, values.at, values.count, &batch.hits));
    if (batch.hits.count == RECENT_MOST)
        batch.floor = LIST_AT(&batch.hits, struct word_hit, RECENT_MOST - 1)->message_id;
    read_count(runs, &batch.hits);
    *out = batch;
    return OK;
}

enum status runs_begin(struct tenant *t, const struct talk_search *search, struct runs *out)
{
    struct runs runs = {
        .t = t, .reader = &readers[search->scope], .in_tree = search->scope == INBOX_TREE};
    struct folded folded;

    if (runs.in_tree && search->account_id) {
        runs.reader = &branch_reader;
        runs.branch_id = search->account_id;
    }
    TRY(tenant_one(t, &talk_words_cursor, WITH_NOTHING, &folded));
    runs.folded_to = folded.folded_to;
    *out = runs;
    return OK;
}
