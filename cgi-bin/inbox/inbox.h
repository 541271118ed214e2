/* inbox.h: what the files of the inbox program share */
#pragma once

#include "model/carrier/node.h"
#include "model/conversation/conversation.h"
#include "model/conversation/inbox.h"
#include "model/conversation/talk.h"
#include "portal/page.h"

/* Whose inbox this visit reads: the whole account's, the reader's own, or the tree's. */
enum inbox_scope scope_of(const struct visit *visit) NONNULL(1);

/* The lease under which this worker makes ids. */
struct node *node_of(const struct visit *visit) RETURNS_NONNULL NONNULL(1);

enum { FOUND_ALL = -1 };

/* Part of the list that an address asks for. */
struct folder {
    enum inbox_scope scope;
    enum talk_tab tab;
    struct str query;         /* absent: no search */
    int within;               /* FOUND_ALL, or the only enum talk_search_kind to be listed */
    uint64_t before;          /* 0: from the newest */
    uint64_t account_id;      /* merged: only this account's; 0: all */
    uint64_t open_id;         /* the conversation beside it; 0: none */
    struct inbox_count count; /* of the scope, read before the rows */
};

/* From ?tab ?q ?in ?before ?account. INVALID if they make no sense; NOT_FOUND if the account
 * is not in the tree. A tab that the reader's role has not becomes the first one. */
enum status folder_read(struct visit *visit, struct folder *out) MUST_USE NONNULL(1, 2);

/* What a search found of one kind: a group of rows under its own heading. */
struct hits {
    unsigned kind; /* enum talk_search_kind */
    bool people;
    bool numbers;
    bool messages;
    bool older;        /* the list goes on */
    uint64_t before;   /* where */
    struct list talks; /* of struct talk */
};
extern const struct shape hits_shape;
extern const char *const found_words[]; /* by kind, as ?in says it; ended by NULL */

/* Rows of struct hits: the kinds that the folder asks for and that found something. */
enum status found_list(struct visit *visit, const struct folder *folder,
                       struct list *out) MUST_USE NONNULL(1, 2, 3);

/* The accounts to choose from, or that there are too many to be listed. */
enum status filter_say(struct visit *visit, struct dict *dict,
                       const struct folder *folder) MUST_USE NONNULL(1, 2, 3);

/* The tabs with their counts, or what is searched for. */
void tabs_say(struct visit *visit, struct dict *dict, const struct folder *folder)
    NONNULL(1, 2, 3);

/* Fill what talks.tpl and live.tpl are fed. */
enum status talks_say(struct visit *visit, struct dict *dict,
                      const struct folder *folder) MUST_USE NONNULL(1, 2, 3);

/* Fill what acts.tpl and log.tpl are fed, and the conversation's own names. */
enum status thread_say(struct visit *visit, struct dict *dict,
                       const struct conversation *conversation, uint64_t before) MUST_USE
    NONNULL(1, 2, 3);

/* The contact's name, or the number as the reader writes it. */
struct str talk_name(struct visit *visit, struct str contact_name, struct str msisdn)
    NONNULL(1);

/* A conversation's page, with what was typed into its reply and what is wrong with it. */
enum status thread_page(struct visit *visit, uint64_t conversation_id, struct str typed,
                        const struct faults *faults) MUST_USE NONNULL(1, 4);

enum status list_show(struct visit *visit) MUST_USE;
enum status branches_show(struct visit *visit) MUST_USE;
enum status changes_show(struct visit *visit) MUST_USE;
enum status thread_show(struct visit *visit) MUST_USE;
enum status thread_read(struct visit *visit) MUST_USE;
enum status thread_unread(struct visit *visit) MUST_USE;
enum status thread_close(struct visit *visit) MUST_USE;
enum status thread_reopen(struct visit *visit) MUST_USE;
enum status thread_reply(struct visit *visit) MUST_USE;
enum status who_show(struct visit *visit) MUST_USE;
enum status trace_show(struct visit *visit) MUST_USE;
