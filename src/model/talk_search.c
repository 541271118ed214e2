/* talk_search.c: conversations found by name, number or text
 *
 * One statement a kind and reader; each searches within the reader's scope first and shows
 * nothing that the reader's list would not. Time is bounded by the database user's
 * max_statement_time. */
#include <assert.h>
#include <ctype.h>

#include "model/talk.h"
#include "text/utf8.h"

/* It would break statements in the middle of their marks. */
/* clang-format off */
#define CONTACT_OF(t)                                                                          \
    " LEFT JOIN contact AS k ON " SAME("k", t) " AND k.msisdn = " t ".msisdn"
#define OLDER(t)                                                                               \
    " AND " t ".last_message_id < ? ORDER BY " t ".last_message_id DESC LIMIT 51"
#define IN_BRANCH " AND a.account_id = ?"

#define NO_ACCOUNT_SHOWN " NULL AS account_name, 0 AS account_line,"
#define ACCOUNT_SHOWN    " a.name AS account_name, a.line AS account_line,"

#define LAST_COLUMNS                                                                           \
    " c.msisdn, k.name AS contact_name, c.unread, c.closed, c.last_message_id, c.last_at,"     \
    " c.last_direction, c.last_state, c.last_user_id, c.last_user_name, c.preview,"
#define LAST_MINE                                                                              \
    " c.msisdn, k.name AS contact_name, o.unread, 0 AS closed, o.last_message_id,"             \
    " o.last_at, o.last_direction, o.last_state,"                                              \
    " IF(o.last_direction = 'out', o.user_id, NULL) AS last_user_id,"                          \
    " NULL AS last_user_name, o.preview, o.version"

/* By name: from the contacts to their conversations. */
#define OF_CONTACT " JOIN conversation AS c ON " SAME("c", "k") " AND c.msisdn = k.msisdn"

STMT(talk_account_name, &talk_shape,
     "SELECT c.conversation_id, c.account_id," NO_ACCOUNT_SHOWN LAST_COLUMNS " c.version"
     " FROM contact AS k" OF_CONTACT
     " WHERE " OWN("k") " AND k.name LIKE ?" OLDER("c"));

STMT(talk_mine_name, &talk_shape,
     "SELECT c.conversation_id, c.account_id," NO_ACCOUNT_SHOWN LAST_MINE
     " FROM contact AS k" OF_CONTACT
     " JOIN conversation_own AS o ON " SAME("o", "k")
     " AND o.conversation_id = c.conversation_id"
     " WHERE " OWN("k") " AND " MINE("o") " AND k.name LIKE ?" OLDER("o"));

#define TREE_NAME                                                                              \
    "SELECT c.conversation_id, c.account_id," ACCOUNT_SHOWN LAST_COLUMNS                       \
    " c.tree_version AS version"                                                               \
    " FROM account AS a JOIN contact AS k ON " SAME("k", "a") OF_CONTACT                       \
    " WHERE " TREE("a") " AND k.name LIKE ?"
STMT(talk_tree_name, &talk_shape, TREE_NAME OLDER("c"));
STMT(talk_branch_name, &talk_shape, TREE_NAME IN_BRANCH OLDER("c"));

/* By number. */
STMT(talk_account_number, &talk_shape,
     "SELECT c.conversation_id, c.account_id," NO_ACCOUNT_SHOWN LAST_COLUMNS " c.version"
     " FROM conversation AS c" CONTACT_OF("c")
     " WHERE " OWN("c") " AND c.msisdn LIKE ?" OLDER("c"));

STMT(talk_mine_number, &talk_shape,
     "SELECT c.conversation_id, c.account_id," NO_ACCOUNT_SHOWN LAST_MINE
     " FROM conversation_own AS o"
     " JOIN conversation AS c ON " SAME("c", "o") " AND c.conversation_id = o.conversation_id"
     CONTACT_OF("c")
     " WHERE " MINE("o") " AND c.msisdn LIKE ?" OLDER("o"));

#define TREE_NUMBER                                                                            \
    "SELECT c.conversation_id, c.account_id," ACCOUNT_SHOWN LAST_COLUMNS                       \
    " c.tree_version AS version"                                                               \
    " FROM account AS a JOIN conversation AS c ON " SAME("c", "a") CONTACT_OF("c")             \
    " WHERE " TREE("a") " AND c.msisdn LIKE ?"
STMT(talk_tree_number, &talk_shape, TREE_NUMBER OLDER("c"));
STMT(talk_branch_number, &talk_shape, TREE_NUMBER IN_BRANCH OLDER("c"));

/* By text: the newest hit of each conversation, with the words round it. A text that is shown
 * from its beginning has a space in front. */
#define HIT_COLUMNS                                                                            \
    " n.message_id AS last_message_id, n.accepted_at AS last_at,"                              \
    " n.direction AS last_direction, n.state AS last_state,"                                   \
    " IF(n.direction = 'out', n.user_id, NULL) AS last_user_id,"                               \
    " n.user_name AS last_user_name,"                                                          \
    " SUBSTRING(CONCAT(' ', n.body), GREATEST(1, CAST(LOCATE(?, n.body) AS SIGNED) - 40), 160)" \
    " AS preview,"
#define HIT_ROW(t)                                                                             \
    " JOIN message AS n ON " SAME("n", t) " AND n.message_id = h.message_id"
#define HIT_OLDER " AND h.message_id < ? ORDER BY h.message_id DESC LIMIT 51"

STMT(talk_account_text, &talk_shape,
     "SELECT c.conversation_id, c.account_id," NO_ACCOUNT_SHOWN " c.msisdn,"
     " k.name AS contact_name, c.unread, c.closed," HIT_COLUMNS " c.version"
     " FROM (SELECT m.conversation_id, MAX(m.message_id) AS message_id"
     "         FROM message AS m"
     "        WHERE " OWN("m") " AND m.body LIKE ?"
     "        GROUP BY m.conversation_id) AS h"
     " JOIN conversation AS c ON " OWN("c") " AND c.conversation_id = h.conversation_id"
     HIT_ROW("c") CONTACT_OF("c")
     " WHERE " OWN("c") HIT_OLDER);

STMT(talk_mine_text, &talk_shape,
     "SELECT c.conversation_id, c.account_id," NO_ACCOUNT_SHOWN " c.msisdn,"
     " k.name AS contact_name, o.unread, 0 AS closed," HIT_COLUMNS " o.version"
     " FROM (SELECT m.conversation_id, MAX(m.message_id) AS message_id"
     "         FROM message AS m"
     "        WHERE " MINE("m") " AND m.body LIKE ?"
     "        GROUP BY m.conversation_id) AS h"
     " JOIN conversation_own AS o ON " MINE("o") " AND o.conversation_id = h.conversation_id"
     " JOIN conversation AS c ON " SAME("c", "o") " AND c.conversation_id = o.conversation_id"
     HIT_ROW("o") CONTACT_OF("c")
     " WHERE " MINE("o") HIT_OLDER);

#define TREE_TEXT(in_branch)                                                                   \
    "SELECT c.conversation_id, c.account_id," ACCOUNT_SHOWN " c.msisdn,"                       \
    " k.name AS contact_name, c.unread, c.closed," HIT_COLUMNS " c.tree_version AS version"    \
    " FROM (SELECT m.account_id, m.conversation_id, MAX(m.message_id) AS message_id"           \
    "         FROM account AS b JOIN message AS m ON " SAME("m", "b")                          \
    "        WHERE " TREE("b") " AND m.body LIKE ?" in_branch                                  \
    "        GROUP BY m.account_id, m.conversation_id) AS h"                                   \
    " JOIN conversation AS c"                                                                  \
    "   ON " TREE("c") " AND c.account_id = h.account_id"                                      \
    "  AND c.conversation_id = h.conversation_id"                                              \
    " JOIN account AS a ON " SAME("a", "c")                                                    \
    HIT_ROW("c") CONTACT_OF("c")                                                               \
    " WHERE " TREE("c") HIT_OLDER
STMT(talk_tree_text, &talk_shape, TREE_TEXT(""));
STMT(talk_branch_text, &talk_shape, TREE_TEXT(" AND b.account_id = ?"));

/* clang-format on */

enum { KINDS = SEARCH_TEXT + 1, HIT_BEFORE = 40 /* characters shown before a hit */ };

static const struct stmt *const account_finds[KINDS] = {
    &talk_account_name, &talk_account_number, &talk_account_text};
static const struct stmt *const mine_finds[KINDS] = {&talk_mine_name, &talk_mine_number,
                                                     &talk_mine_text};
static const struct stmt *const tree_finds[KINDS] = {&talk_tree_name, &talk_tree_number,
                                                     &talk_tree_text};
static const struct stmt *const branch_finds[KINDS] = {&talk_branch_name, &talk_branch_number,
                                                       &talk_branch_text};

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

/* %typed%, with LIKE's own signs taken as letters. */
static struct str like_text(struct arena *arena, struct str typed)
{
    struct strbuf buf = {.arena = arena};

    strbuf_put_byte(&buf, '%');
    for (size_t i = 0; i < typed.len; i++) {
        if (str_find(STR("%_\\"), typed.at[i]) < 3)
            strbuf_put_byte(&buf, '\\');
        strbuf_put_byte(&buf, typed.at[i]);
    }
    strbuf_put_byte(&buf, '%');
    return strbuf_str(&buf);
}

/* %digits%, without the zeros in front, which a stored number does not have. */
static struct str like_number(struct arena *arena, struct str typed)
{
    struct strbuf buf = {.arena = arena};

    strbuf_put_byte(&buf, '%');
    for (size_t i = 0; i < typed.len; i++) {
        char byte = typed.at[i];

        if (isdigit((unsigned char)byte) && (byte != '0' || buf.len > 1))
            strbuf_put_byte(&buf, byte);
    }
    strbuf_put_byte(&buf, '%');
    return strbuf_str(&buf);
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

enum status talk_find(struct tenant *t, const struct talk_search *search, struct list *out,
                      bool *more)
{
    struct str wanted = str_trim(search->wanted);
    struct str like = search->kind == SEARCH_NUMBER ? like_number(tenant_arena(t), wanted)
                                                    : like_text(tenant_arena(t), wanted);
    struct sql_param values[4];
    struct list rows = {0};
    size_t count = 0;

    if (like.len <= 2)
        return INVALID;
    if (utf8_count(wanted) > TALK_SEARCH_MOST)
        return TOO_MUCH;
    if (search->kind == SEARCH_TEXT)
        values[count++] = TEXT(wanted);
    values[count++] = TEXT(like);
    if (search->scope == INBOX_TREE && search->account_id)
        values[count++] = ID(search->account_id);
    values[count++] = ID(search->before ? search->before : UINT64_MAX);
    TRY(tenant_list(t, find_of(search), values, count, &rows));
    *more = rows.count > TALK_PAGE;
    if (*more)
        rows.count = TALK_PAGE;
    for (size_t i = 0; search->kind == SEARCH_TEXT && i < rows.count; i++) {
        struct talk *talk = LIST_AT(&rows, struct talk, i);

        talk->preview = hit_words(tenant_arena(t), talk->preview);
    }
    *out = rows;
    return OK;
}
