/* talk.c: a conversation as a row of the inbox: its lists
 *
 * Four readers, one statement each: an account, a user's own projection, a tree, and one
 * branch of a tree. Every list is one range of one index, whatever the number of rows. */
#include "model/conversation/talk.h"

#include <assert.h>

SHAPE(talk, FIELD(talk, conversation_id), FIELD(talk, msisdn), FIELD(talk, contact_name),
      FIELD(talk, unread), FIELD(talk, last_message_id), FIELD(talk, last_at),
      FIELD_WORD(talk, last_direction, direction_words),
      FIELD_WORD(talk, last_state, message_state_words), FIELD(talk, last_user_id),
      FIELD(talk, last_user_name), FIELD(talk, preview), FIELD(talk, account_id),
      FIELD(talk, account_name), FIELD(talk, account_line));

/* In an account each row would say which it is. */
enum { ACCOUNT_FIELDS = 3 };
static const struct shape own_shape = {.name = "talk",
                                       .size = sizeof(struct talk),
                                       .count = COUNT_OF(talk_fields_) - ACCOUNT_FIELDS,
                                       .fields = talk_fields_};

/* It would break statements in the middle of their marks. */
/* clang-format off */
#define CONTACT_OF(t) " LEFT JOIN contact AS k ON " SAME("k", t) " AND k.msisdn = " t ".msisdn"
#define NEWEST(t)     " ORDER BY " t ".last_message_id DESC LIMIT 51"

#define LAST_COLUMNS                                                                           \
    " c.msisdn, k.name AS contact_name, c.unread, c.last_message_id, c.last_at,"               \
    " c.last_direction, c.last_state, c.last_user_id, c.last_user_name, c.preview"

/* FORCE INDEX: deep in a list the optimiser would take the equal columns alone and walk over
 * all newer rows (126 ms instead of 0.3 in a tree of 60,000 conversations). STRAIGHT_JOIN:
 * that index gives the order, the rest is looked up. */
#define BY(index) " FORCE INDEX (conversation_" index ")"

#define ACCOUNT_ROWS(index)                                                                    \
    "SELECT STRAIGHT_JOIN c.conversation_id," LAST_COLUMNS                                     \
    " FROM conversation AS c" BY(index)                                                        \
    CONTACT_OF("c") " WHERE " OWN("c")

#define MINE_ROWS(index)                                                                       \
    "SELECT STRAIGHT_JOIN o.conversation_id, c.msisdn, k.name AS contact_name, o.unread,"      \
    " o.last_message_id, o.last_at, o.last_direction, o.last_state,"                           \
    " IF(o.last_direction = 'out', o.user_id, NULL) AS last_user_id,"                          \
    " NULL AS last_user_name, o.preview"                                                       \
    " FROM conversation_own AS o" BY(index)                                                    \
    " JOIN conversation AS c ON " SAME("c", "o") " AND c.conversation_id = o.conversation_id"  \
    CONTACT_OF("c") " WHERE " MINE("o")

#define TREE_ROWS(index)                                                                       \
    "SELECT STRAIGHT_JOIN c.conversation_id," LAST_COLUMNS ","                                 \
    " c.account_id, a.name AS account_name, a.line AS account_line"                            \
    " FROM conversation AS c" BY(index)                                                        \
    " JOIN account AS a ON " SAME("a", "c") CONTACT_OF("c") " WHERE " TREE("c")
#define BRANCH_ROWS(index) TREE_ROWS(index) " AND c.account_id = ?"

#define IN_TAB(t)  " AND " t ".closed = ? AND " t ".last_message_id < ?" NEWEST(t)
#define IS_NEW(t)  " AND " t ".unread = 1 AND " t ".last_message_id < ?" NEWEST(t)
#define ALL(t)     " AND " t ".last_message_id < ?" NEWEST(t)

STMT(talk_account_tab, &own_shape, ACCOUNT_ROWS("list") IN_TAB("c"));
STMT(talk_account_unread, &own_shape, ACCOUNT_ROWS("unread") IS_NEW("c"));
STMT(talk_mine_all, &own_shape, MINE_ROWS("own_list") ALL("o"));
STMT(talk_mine_unread, &own_shape, MINE_ROWS("own_unread") IS_NEW("o"));
STMT(talk_tree_tab, &talk_shape, TREE_ROWS("tree_list") IN_TAB("c"));
STMT(talk_tree_unread, &talk_shape, TREE_ROWS("tree_unread") IS_NEW("c"));
STMT(talk_branch_tab, &talk_shape, BRANCH_ROWS("list") IN_TAB("c"));
STMT(talk_branch_unread, &talk_shape, BRANCH_ROWS("unread") IS_NEW("c"));

/* clang-format on */

/* The statements of a reader. */
struct reader {
    const struct stmt *tab; /* open or closed by a parameter; INBOX_MINE: all */
    const struct stmt *unread;
};

static const struct reader branch_reader = {&talk_branch_tab, &talk_branch_unread};
static const struct reader readers[] = {
    [INBOX_ACCOUNT] = {&talk_account_tab, &talk_account_unread},
    [INBOX_MINE] = {&talk_mine_all, &talk_mine_unread},
    [INBOX_TREE] = {&talk_tree_tab, &talk_tree_unread},
};

static const struct reader *reader_of(enum inbox_scope scope, uint64_t account_id)
{
    assert(scope != INBOX_UNSET);
    return scope == INBOX_TREE && account_id ? &branch_reader : &readers[scope];
}

/* One row more than a page was asked for: it only tells that there are more. */
static void page_take(struct tenant *t, bool own, struct list *rows, bool *more)
{
    *more = rows->count > TALK_PAGE;
    if (*more)
        rows->count = TALK_PAGE;
    for (size_t i = 0; own && i < rows->count; i++)
        LIST_AT(rows, struct talk, i)->account_id = tenant_account(t);
    rows->shape = &talk_shape;
}

enum status talk_list(struct tenant *t, const struct talk_query *query, struct list *out,
                      bool *more)
{
    const struct reader *reader = reader_of(query->scope, query->account_id);
    bool mine = query->scope == INBOX_MINE;
    struct sql_param values[3];
    struct list rows = {0};
    size_t count = 0;

    if (mine ? query->tab != TALK_ALL && query->tab != TALK_UNREAD : query->tab == TALK_ALL)
        return INVALID;
    if (reader == &branch_reader)
        values[count++] = ID(query->account_id);
    if (!mine && query->tab != TALK_UNREAD)
        values[count++] = FLAG(query->tab == TALK_CLOSED);
    values[count++] = ID(query->before ? query->before : UINT64_MAX);
    TRY(tenant_list(t, query->tab == TALK_UNREAD ? reader->unread : reader->tab, values, count,
                    &rows));
    page_take(t, query->scope != INBOX_TREE, &rows, more);
    *out = rows;
    return OK;
}
