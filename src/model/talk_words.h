/* talk_words.h: messages found by their words, for talk_search.c alone */
#pragma once

#include "model/talk.h"

/* A message that was found. */
struct word_hit {
    uint64_t account_id;
    uint64_t conversation_id;
    uint64_t message_id;
    struct str body;
};

/* Every word of the search begins a word of the message. The newest hits, one a conversation,
 * at most TALK_PAGE; *older as in talk_find. INVALID if nothing that was typed is a word. */
enum status talk_words_find(struct tenant *t, const struct talk_search *search,
                            struct list *out, uint64_t *older) MUST_USE NONNULL(1, 2, 3, 4);

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
