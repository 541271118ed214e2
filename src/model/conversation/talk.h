/* talk.h: a conversation as a row of the inbox
 *
 * Newest first, paged by the last message's id. In INBOX_MINE everything but the contact's
 * name comes from the reader's own projection. */
#pragma once

#include <stdbool.h>

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"
#include "model/message/message.h"

enum { TALK_PAGE = 50, TALK_SEARCH_MOST = 128 /* code points of a search */ };

struct talk {
    uint64_t conversation_id;
    struct str msisdn;       /* theirs */
    struct str contact_name; /* absent: not a contact */
    bool unread;
    uint64_t last_message_id;
    struct stamp last_at;
    unsigned last_direction;   /* enum direction */
    unsigned last_state;       /* enum message_state */
    uint64_t last_user_id;     /* who wrote the last message; 0 for inbound and programs */
    struct str last_user_name; /* absent likewise */
    struct str preview;
    uint64_t account_id;     /* to build the link: /ACCOUNT/inbox/CONVERSATION */
    struct str account_name; /* INBOX_TREE only, else absent */
    uint8_t account_line;    /* INBOX_TREE only, else 0 */
};
extern const struct shape talk_shape;

enum talk_tab { TALK_OPEN, TALK_UNREAD, TALK_CLOSED, TALK_ALL /* INBOX_MINE's first tab */ };

/* Part of a list: up to TALK_PAGE rows. */
struct talk_query {
    enum inbox_scope scope;
    enum talk_tab tab;   /* INBOX_MINE: TALK_ALL or TALK_UNREAD; else not TALK_ALL */
    uint64_t account_id; /* INBOX_TREE: only this account's rows; 0: all */
    uint64_t before;     /* only rows whose last_message_id is smaller; 0: from the newest */
};

/* Rows of struct talk; *more tells whether the list goes on. INVALID if scope and tab don't
 * go together. */
enum status talk_list(struct tenant *t, const struct talk_query *query, struct list *out,
                      bool *more) MUST_USE NONNULL(1, 2, 3, 4);

/* One kind a statement, so that none needs an OR. */
enum talk_search_kind {
    SEARCH_NAME,   /* part of a contact's name */
    SEARCH_NUMBER, /* part of their number: digits */
    SEARCH_TEXT,   /* words of a message; last_* and preview are then those of the hit */
};

struct talk_search {
    enum inbox_scope scope;
    enum talk_search_kind kind;
    struct str wanted; /* as typed; for SEARCH_NUMBER digits are taken from it */
    uint64_t account_id;
    uint64_t before; /* *older of the page above; 0: from the newest */
};

/* What a typed search is most likely meant as: a number if it holds digits and the signs of
 * numbers alone. */
enum talk_search_kind talk_search_kind_of(struct str typed);

/* Up to TALK_PAGE rows. *older: the `before` of the next page, 0 if there is none; a page of
 * SEARCH_TEXT may end before it is full, or be empty, when enough was read. A conversation
 * whose newest hit is on an earlier page comes again with an older one. INVALID if nothing is
 * wanted (for SEARCH_TEXT: no word), TOO_MUCH if it is over TALK_SEARCH_MOST. */
enum status talk_find(struct tenant *t, const struct talk_search *search, struct list *out,
                      uint64_t *older) MUST_USE NONNULL(1, 2, 3, 4);

extern const struct stmt talk_account_tab;
extern const struct stmt talk_account_unread;
extern const struct stmt talk_mine_all;
extern const struct stmt talk_mine_unread;
extern const struct stmt talk_tree_tab;
extern const struct stmt talk_tree_unread;
extern const struct stmt talk_branch_tab;
extern const struct stmt talk_branch_unread;
#define TALK_LIST_ASKS                                                                         \
    &talk_account_tab, &talk_account_unread, &talk_mine_all, &talk_mine_unread,                \
        &talk_tree_tab, &talk_tree_unread, &talk_branch_tab, &talk_branch_unread

extern const struct stmt talk_account_name;
extern const struct stmt talk_account_number;
extern const struct stmt talk_account_text;
extern const struct stmt talk_mine_name;
extern const struct stmt talk_mine_number;
extern const struct stmt talk_mine_text;
extern const struct stmt talk_tree_name;
extern const struct stmt talk_tree_number;
extern const struct stmt talk_tree_text;
extern const struct stmt talk_branch_name;
extern const struct stmt talk_branch_number;
#define TALK_SEARCH_ASKS                                                                       \
    &talk_account_name, &talk_account_number, &talk_account_text, &talk_mine_name,             \
        &talk_mine_number, &talk_mine_text, &talk_tree_name, &talk_tree_number,                \
        &talk_tree_text, &talk_branch_name, &talk_branch_number
