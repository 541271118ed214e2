/* talk_search.c: conversations found by name, number or text
 *
 * One statement a kind and reader; each searches within the reader's scope first and shows
 * nothing that the reader's list would not. Names and numbers are as few as people are; for
 * texts see talk_words.h. */
#include <assert.h>
#include <ctype.h>

#include "model/conversation/talk_like.h"
#include "model/conversation/talk_words.h"
#include "text/utf8.h"

/* It would break statements in the middle of their marks. */
/* clang-format off */
#define CONTACT_OF(t)                                                                          \
    " LEFT JOIN contact AS k ON " SAME("k", t) " AND k.msisdn = " t ".msisdn"
#define OLDER(t)                                                                               \
    " AND " t ".last_message_id < ? ORDER BY " t ".last_message_id DESC LIMIT 51"
#define IN_BRANCH " AND a.account_id = ?"

#define NO_ACCOUNT_SHOWN ", NULL AS account_name, 0 AS account_line"
#define ACCOUNT_SHOWN    ", a.name AS account_name, a.line AS account_line"

#define LAST_COLUMNS                                                                           \
    " c.msisdn, k.name AS contact_name, c.unread, c.last_message_id, c.last_at,"               \
    " c.last_direction, c.last_state, c.last_user_id, c.last_user_name, c.preview,"            \
    " c.account_id"
#define LAST_MINE                                                                              \
    " c.msisdn, k.name AS contact_name, o.unread, o.last_message_id,"                          \
    " o.last_at, o.last_direction, o.last_state,"                                              \
    " IF(o.last_direction = 'out', o.user_id, NULL) AS last_user_id,"                          \
    " NULL AS last_user_name, o.preview, c.account_id"

/* By name: from the contacts to their conversations. */
#define OF_CONTACT " JOIN conversation AS c ON " SAME("c", "k") " AND c.msisdn = k.msisdn"

STMT(talk_account_name, &talk_shape,
     "SELECT c.conversation_id," LAST_COLUMNS NO_ACCOUNT_SHOWN
     " FROM contact AS k" OF_CONTACT
     " WHERE " OWN("k") " AND k.name LIKE ?" OLDER("c"));

STMT(talk_mine_name, &talk_shape,
     "SELECT c.conversation_id," LAST_MINE NO_ACCOUNT_SHOWN
     " FROM contact AS k" OF_CONTACT
     " JOIN conversation_own AS o ON " SAME("o", "k")
     " AND o.conversation_id = c.conversation_id"
     " WHERE " OWN("k") " AND " MINE("o") " AND k.name LIKE ?" OLDER("o"));

#define TREE_NAME                                                                              \
    "SELECT c.conversation_id," LAST_COLUMNS ACCOUNT_SHOWN                                     \
    " FROM account AS a JOIN contact AS k ON " SAME("k", "a") OF_CONTACT                       \
    " WHERE " TREE("a") " AND k.name LIKE ?"
STMT(talk_tree_name, &talk_shape, TREE_NAME OLDER("c"));
STMT(talk_branch_name, &talk_shape, TREE_NAME IN_BRANCH OLDER("c"));

/* By number. */
STMT(talk_account_number, &talk_shape,
     "SELECT c.conversation_id," LAST_COLUMNS NO_ACCOUNT_SHOWN
     " FROM conversation AS c" CONTACT_OF("c")
     " WHERE " OWN("c") " AND c.msisdn LIKE ?" OLDER("c"));

STMT(talk_mine_number, &talk_shape,
     "SELECT c.conversation_id," LAST_MINE NO_ACCOUNT_SHOWN
     " FROM conversation_own AS o"
     " JOIN conversation AS c ON " SAME("c", "o") " AND c.conversation_id = o.conversation_id"
     CONTACT_OF("c")
     " WHERE " MINE("o") " AND c.msisdn LIKE ?" OLDER("o"));

#define TREE_NUMBER                                                                            \
    "SELECT c.conversation_id," LAST_COLUMNS ACCOUNT_SHOWN                                     \
    " FROM account AS a JOIN conversation AS c ON " SAME("c", "a") CONTACT_OF("c")             \
    " WHERE " TREE("a") " AND c.msisdn LIKE ?"
STMT(talk_tree_number, &talk_shape, TREE_NUMBER OLDER("c"));
STMT(talk_branch_number, &talk_shape, TREE_NUMBER IN_BRANCH OLDER("c"));

/* By text: the row of a message that talk_words.c found, with the words round the hit. A text
 * that is shown from its beginning has a space in front. The reader's predicate stands here
 * once more: what a word says is not what shows a message. */
#define HIT_COLUMNS                                                                            \
    " n.message_id AS last_message_id, n.accepted_at AS last_at,"                              \
    " n.direction AS last_direction, n.state AS last_state,"                                   \
    " IF(n.direction = 'out', n.user_id, NULL) AS last_user_id,"                               \
    " n.user_name AS last_user_name,"                                                          \
    " SUBSTRING(CONCAT(' ', n.body), GREATEST(1, CAST(LOCATE(?, n.body) AS SIGNED) - 40), 160)" \
    " AS preview, c.account_id"
#define IN_TALK                                                                                \
    " JOIN conversation AS c ON " SAME("c", "n") " AND c.conversation_id = n.conversation_id"

STMT(talk_account_text, &talk_shape,
     "SELECT c.conversation_id, c.msisdn, k.name AS contact_name, c.unread,"
     HIT_COLUMNS NO_ACCOUNT_SHOWN
     " FROM message AS n" IN_TALK CONTACT_OF("c")
     " WHERE " OWN("n") " AND n.message_id = ?");

STMT(talk_mine_text, &talk_shape,
     "SELECT c.conversation_id, c.msisdn, k.name AS contact_name, o.unread,"
     HIT_COLUMNS NO_ACCOUNT_SHOWN
     " FROM message AS n" IN_TALK
     " JOIN conversation_own AS o ON " MINE("o") " AND o.conversation_id = c.conversation_id"
     CONTACT_OF("c")
     " WHERE " MINE("n") " AND n.message_id = ?");

STMT(talk_tree_text, &talk_shape,
     "SELECT c.conversation_id, c.msisdn, k.name AS contact_name, c.unread,"
     HIT_COLUMNS ACCOUNT_SHOWN
     " FROM account AS a JOIN message AS n ON " SAME("n", "a") IN_TALK CONTACT_OF("c")
     " WHERE " TREE("a") " AND a.account_id = ? AND n.message_id = ?");

/* clang-format on */

enum { HIT_BEFORE = 40 /* characters shown before a hit */ };

/* By kind. */
static const struct stmt *const account_finds[] = {&talk_account_name, &talk_account_number};
static const struct stmt *const mine_finds[] = {&talk_mine_name, &talk_mine_number};
static const struct stmt *const tree_finds[] = {&talk_tree_name, &talk_tree_number};
static const struct stmt *const branch_finds[] = {&talk_branch_name, &talk_branch_number};

static const struct stmt *find_of(const struct talk_search *search)
{
    assert(search->scope != INBOX_UNSET);
    if (search->scope == INBOX_ACCOUNT)
        return account_finds[search->kind];
    if (search->scope == INBOX_MINE)
        return mine_finds[search->kind];
    return search->account_id ? branch_finds[search->kind] : tree_finds[search->kind];
}

enum talk_search_kind talk_search_kind_of(struct str typed)
{
    bool digits = false;

    for (size_t i = 0; i < typed.len; i++) {
        if (isdigit((unsigned char)typed.at[i]))
            digits = true;
        else if (str_find(STR(" +-.()/"), typed.at[i]) == 7)
            return SEARCH_TEXT;
    }
    return digits ? SEARCH_NUMBER : SEARCH_TEXT;
}

/* The words round a hit, from the first whole one. A word that reaches to the hit stays. */
static struct str hit_words(struct arena *arena, struct str cut)
{
    size_t space = str_find(cut, ' ');

    if (space == 0)
        return str_from(cut, 1);
    if (space < cut.len && utf8_count((struct str){.at = cut.at, .len = space}) <= HIT_BEFORE)
        cut = str_from(cut, space + 1);
    return str_format(arena, "\xe2\x80\xa6%.*s", STR_ARG(cut));
}

/* The row of one hit. */
static enum status hit_row(struct tenant *t, const struct talk_search *search,
                           const struct word_hit *hit, struct talk *out)
{
    const struct stmt *stmt =
        search->scope == INBOX_MINE ? &talk_mine_text : &talk_account_text;
    struct sql_param place = TEXT(str_upto(search->wanted, str_find(search->wanted, ' ')));

    if (search->scope == INBOX_TREE)
        TRY(tenant_one(t, &talk_tree_text,
                       WITH(place, ID(hit->account_id), ID(hit->message_id)), out));
    else
        TRY(tenant_one(t, stmt, WITH(place, ID(hit->message_id)), out));
    out->preview = hit_words(tenant_arena(t), out->preview);
    return OK;
}

/* A message that went away meanwhile is passed over. */
static enum status text_find(struct tenant *t, const struct talk_search *search,
                             struct list *out, uint64_t *older)
{
    struct list rows = {.shape = &talk_shape};
    struct list hits;

    TRY(talk_words_find(t, search, &hits, older));
    for (size_t i = 0; i < hits.count; i++) {
        struct talk talk;
        enum status status = hit_row(t, search, LIST_AT(&hits, struct word_hit, i), &talk);

        if (status == NOT_FOUND)
            continue;
        TRY(status);
        *(struct talk *)list_append(&rows, tenant_arena(t)) = talk;
    }
    *out = rows;
    return OK;
}

static enum status row_find(struct tenant *t, const struct talk_search *search,
                            struct list *out, uint64_t *older)
{
    struct str like = search->kind == SEARCH_NUMBER
                          ? like_number(tenant_arena(t), search->wanted)
                          : like_text(tenant_arena(t), search->wanted);
    struct sql_param values[3];
    struct list rows = {0};
    size_t count = 0;

    if (like.len <= 2)
        return INVALID;
    values[count++] = TEXT(like);
    if (search->scope == INBOX_TREE && search->account_id)
        values[count++] = ID(search->account_id);
    values[count++] = ID(search->before ? search->before : UINT64_MAX);
    TRY(tenant_list(t, find_of(search), values, count, &rows));
    *older = 0;
    if (rows.count > TALK_PAGE) {
        rows.count = TALK_PAGE;
        *older = LIST_AT(&rows, struct talk, TALK_PAGE - 1)->last_message_id;
    }
    *out = rows;
    return OK;
}

enum status talk_find(struct tenant *t, const struct talk_search *search, struct list *out,
                      uint64_t *older)
{
    struct talk_search asked = *search;

    asked.wanted = str_trim(search->wanted);
    if (utf8_count(asked.wanted) > TALK_SEARCH_MOST)
        return TOO_MUCH;
    return asked.kind == SEARCH_TEXT ? text_find(t, &asked, out, older)
                                     : row_find(t, &asked, out, older);
}
