/* talk_words.h: messages found by their words, for talk_search.c alone */
#pragma once

#include "model/conversation/talk_runs.h"

/* Every word of the search begins a word of the message. The newest hits, one a conversation,
 * at most TALK_PAGE; *older as in talk_find. INVALID if nothing that was typed is a word. */
enum status talk_words_find(struct tenant *t, const struct talk_search *search,
                            struct list *out, uint64_t *older) MUST_USE NONNULL(1, 2, 3, 4);
