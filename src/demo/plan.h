/* plan.h: everything that happens in the demo, in memory and in the order of time
 *
 * Scripts become acts: a text out, a text in, a conversation closed. All acts of all accounts
 * are put in order before one of them gets its id, since ids are ordered by time. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/stamp.h"
#include "demo/dice.h"
#include "demo/party.h"
#include "demo/script.h"
#include "model/message/message_state.h"

enum act_kind { ACT_OUT, ACT_IN, ACT_CLOSE };

struct talk;

struct act {
    enum act_kind kind;
    uint64_t order; /* in which it was planned; decides between acts of one instant */
    struct stamp at;
    struct talk *talk;
    uint32_t person; /* world.h's number: who wrote or closed; 0: a program, or them */
    enum message_state state;
    struct str why;     /* absent for none */
    const char *origin; /* SQL word */
    const char *class;  /* SQL word */
    struct str body;
    struct stamp due_at; /* STAMP_NONE for none */
    bool typed;          /* somebody typed the number; false: a reply */
    bool unread;         /* stays unread */
    bool repeated;
    uint64_t id;          /* from here on by fold_acts: message or event id */
    uint64_t in_reply_to; /* 0: none */
    uint32_t reply_owner; /* of an inbound text; 0: nobody */
    uint64_t reopened;    /* event id if this inbound text reopened the conversation; 0 */
};

struct own;

/* A conversation; the second half is what fold.c makes of its acts. */
struct talk {
    const struct firm *firm;
    struct party party;
    uint64_t conversation_id;
    struct stamp free_at; /* while planning: the next scene starts later than this */
    bool opted_out;       /* while planning: they answered STOP */
    bool may_close;       /* not one that a script of the present keeps open */

    bool closed;
    bool unread;
    uint64_t first_message_id;
    const struct act *last;
    const struct act *out; /* newest outbound one; NULL for none */
    uint64_t version;
    uint64_t tree_version;
    struct own *owns;
};

struct plan {
    struct arena *arena;
    struct dice dice;
    struct stamp now;
    size_t rows; /* at least so many messages */
    struct clock *clocks[FIRMS];
    struct act *acts;
    size_t act_count;
    size_t act_room;
    struct talk **talks;
    size_t talk_count;
    size_t talk_room;
    size_t messages; /* acts that are messages */
};

/* Plan everything; BROKEN if a time zone is missing. */
enum status plan_make(struct plan *plan) MUST_USE NONNULL(1);
