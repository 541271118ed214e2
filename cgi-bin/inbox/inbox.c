/* inbox.c: the program for conversations: the list, a thread, replies, the trace
 *
 * Every list, count, preview and search is read by the scope that the role gives
 * (scope_of): there is one predicate, and the model picks its statement by it. */
#include "inbox.h"

#include "model/account/account.h"
#include "model/account/sender.h"
#include "model/conversation/contact.h"
#include "model/conversation/talk_words.h"
#include "model/message/message.h"
#include "model/message/send.h"
#include "model/message/trace.h"
#include "model/people/people.h"
#include "model/people/witness.h"
#include "portal/program.h"
#include "text/phone.h"
#include "turn.h"

/* clang-format off */
static const struct route routes[] = {
    { GET,  "/inbox",             MAY_READ_INBOX,          list_show },
    { GET,  "/inbox/changes",     MAY_READ_INBOX,          changes_show },
    { GET,  "/inbox/:id",         MAY_READ_INBOX,          thread_show },
    { GET,  "/inbox/:id/who",     MAY_READ_USERS,          who_show },
    { POST, "/inbox/:id/read",    MAY_MARK_READ,           thread_read },
    { POST, "/inbox/:id/unread",  MAY_MARK_READ,           thread_unread },
    { POST, "/inbox/:id/close",   MAY_CLOSE_CONVERSATIONS, thread_close },
    { POST, "/inbox/:id/reopen",  MAY_CLOSE_CONVERSATIONS, thread_reopen },
    { POST, "/inbox/:id/reply",   MAY_SEND,                thread_reply },
    { GET,  "/messages/:id",      MAY_READ_TRACE,          trace_show },
    { GET,  "/all/inbox",         MAY_READ_TREE_INBOX,     list_show },
    { GET,  "/all/inbox/changes", MAY_READ_TREE_INBOX,     changes_show },
    { GET,  "/all/inbox/accounts", MAY_READ_TREE_INBOX,    branches_show },
    { 0 }
};

static const struct stmt *const asks[] = {
    INBOX_CHANGE_ASKS, TALK_LIST_ASKS, TALK_SEARCH_ASKS, TALK_WORDS_ASKS, CONVERSATION_READ_ASKS,
    CONVERSATION_MARK_ASKS, MESSAGE_READ_ASKS, SEND_ASKS, NODE_ASKS, TRACE_ASKS,
    ACCOUNT_TREE_ASKS, &contact_by_number, &witness_page, &people_overseers,
    NULL
};

#define TALKS_NAMES                                                                            \
    "whole", "tab", "tab_open", "tab_unread", "tab_closed", "tab_all", "open_count",           \
        "tab_unread_count", "closed_count", "all_count", "searching", "paged", "nothing_yet",  \
        "filtered", "filter_id", "filter_name", "talk_older", "talk_before", "talk", "live",   \
        "version", "at", "row_kind", "narrowed"
#define THREAD_NAMES                                                                           \
    "conversation_id", "closed", "unread", "may_close", "writable", "only_looks", "seen", "turn_older",      \
        "turn_before", "turn", "name", "initials", "msisdn_text", "sender_text", "known",      \
        "added_at", "whole", "typed", "once", "faults", "text_fault", "text",      \
        "nameable"

#define WHO_NAMES                                                                              \
    "name", "conversation_id", "role_name", "only_own", "elsewhere", "self", "above_unnamed", "more",       \
        "blind", "blind_one", "blind_count"

static const struct view views[] = {
    { "inbox/list.tpl",    FED(&talk_shape, &look_shape, &hits_shape, &filter_shape), SAID(TALKS_NAMES, "filter", "filter_many", "done_unread") },
    { "inbox/branches.tpl", FED(&branch_shape, &found_branch_shape), SAID("searching", "tab", "part", "named", "more") },
    { "inbox/thread.tpl",  FED(&talk_shape, &look_shape, &hits_shape, &turn_shape, &contact_shape, &fault_shape),
                           SAID(TALKS_NAMES, THREAD_NAMES, "done_closed", "done_reopened") },
    { "inbox/changes.tpl", FED(&talk_shape, &look_shape, &hits_shape, &turn_shape), SAID(TALKS_NAMES, THREAD_NAMES, "at_open") },
    { "inbox/who.tpl",      FED(&witness_shape, &overseer_shape), SAID(WHO_NAMES) },
    { "inbox/who-list.tpl", FED(&witness_shape, &overseer_shape), SAID(WHO_NAMES) },
    { "inbox/trace.tpl",   FED(&stop_shape), SAID("message_id", "uuid", "conversation_id", "is_out", "body", "name",
                           "msisdn_text", "sender_text", "state", "state_word", "encoding_text", "parts", "parts_one",
                           "units", "room", "ucs2", "zone_text", "headline", "explanation", "tint", "when") },
    { 0 }
};
/* clang-format on */

/* The number plans are loaded once and shared; the lease is each worker's own. */
static enum status inbox_start(struct arena *arena, struct house *house, struct str *why)
{
    (void)why; /* nothing here can fail */
    phone_warm();
    house->own = ARENA_NEW(arena, struct node);
    return OK;
}

static const struct program inbox = {
    .name = "inbox",
    .routes = routes,
    .asks = asks,
    .views = views,
    .workers = 4,
    .start = inbox_start,
};

int main(int argc, char **argv)
{
    return program_main(argc, argv, &inbox);
}
