/* talk_runs.h: the word table, read in runs, newest first, for talk_words.c alone */
#pragma once

#include "model/conversation/talk.h"

enum { WORDS_WIDE = 12 /* words that one typed word stands for */ };

/* A message that was found. */
struct word_hit {
    uint64_t account_id;
    uint64_t conversation_id;
    uint64_t message_id;
    struct str body;
};

extern const struct shape word_hit_shape;

/* A typed word, and those that it stands for. */
struct typed {
    size_t count;
    struct str words[WORDS_WIDE];
};

/* Hits, newest first, of all ids from `floor` on; 0: down to the oldest. */
struct batch {
    struct list hits;
    uint64_t floor;
};

/* Whose messages are read, and how much was. */
struct runs {
    struct tenant *t;
    const struct reader *reader;
    bool in_tree;
    uint64_t branch_id; /* 0: none */
    uint64_t folded_to; /* what is newer is not in the word table yet */
    size_t read;        /* rows, long texts counted as several: it bounds time and memory */
};

enum status runs_begin(struct tenant *t, const struct talk_search *search,
                       struct runs *out) MUST_USE NONNULL(1, 2, 3);

/* The words that are said and begin so. */
enum status runs_words(struct runs *runs, struct str prefix, struct typed *out) MUST_USE
    NONNULL(1, 3);

/* The next hits older than `before` of all these words; with their texts if `body`. */
enum status runs_batch(struct runs *runs, const struct typed *typed, uint64_t before, bool body,
                       struct batch *out) MUST_USE NONNULL(1, 2, 5);

/* The same of what is not in the word table yet: messages whose text holds the word. */
enum status runs_recent(struct runs *runs, struct str word, uint64_t before,
                        struct batch *out) MUST_USE NONNULL(1, 4);

extern const struct stmt talk_words_cursor;
extern const struct stmt talk_account_word;
extern const struct stmt talk_account_hits;
extern const struct stmt talk_account_recent;
extern const struct stmt talk_mine_word;
extern const struct stmt talk_mine_hits;
extern const struct stmt talk_mine_recent;
extern const struct stmt talk_tree_word;
extern const struct stmt talk_tree_hits;
extern const struct stmt talk_tree_recent;
extern const struct stmt talk_branch_word;
extern const struct stmt talk_branch_hits;
extern const struct stmt talk_branch_recent;
#define TALK_WORDS_ASKS                                                                        \
    &talk_words_cursor, &talk_account_word, &talk_account_hits, &talk_account_recent,          \
        &talk_mine_word, &talk_mine_hits, &talk_mine_recent, &talk_tree_word, &talk_tree_hits, \
        &talk_tree_recent, &talk_branch_word, &talk_branch_hits, &talk_branch_recent
