/* wordbook.c: the words of messages, written down for the search */
#include "model/conversation/wordbook.h"

#include "base/idgen.h"
#include "db/global.h"
#include "text/word.h"

/* No transaction is open for longer: statements end after a minute (sql/grant, deploy). */
#define BEHIND_US (120 * STAMP_SECOND)

struct cursor {
    uint64_t folded_to;
};
SHAPE(cursor, FIELD(cursor, folded_to));

struct letter {
    uint64_t root_id;
    uint64_t account_id;
    uint64_t user_id; /* 0: nobody's */
    uint64_t message_id;
    struct str body;
};
SHAPE(letter, FIELD(letter, root_id), FIELD(letter, account_id), FIELD(letter, user_id),
      FIELD(letter, message_id), FIELD(letter, body));

#define ALL_ALIKE "folds the messages of all accounts alike, each into rows of its own account"

STMT_GLOBAL(wordbook_cursor, &cursor_shape, ALL_ALIKE,
            "SELECT f.folded_to FROM word_cursor AS f WHERE f.cursor_id = 1");

STMT_GLOBAL(wordbook_messages, &letter_shape, ALL_ALIKE,
            "SELECT m.root_id, m.account_id, m.user_id, m.message_id, m.body"
            "  FROM message AS m FORCE INDEX (message_fold)"
            " WHERE m.message_id > ? AND m.message_id < ? ORDER BY m.message_id LIMIT 200");

/* Ten words at once; what lacks is filled up with the last one, which then is there. */
enum { WORDS_A_ROW = 10, COLUMNS = 5 };
#define ROW "(?, ?, ?, ?, ?)"
STMT_GLOBAL(wordbook_add, NULL, ALL_ALIKE,
            "INSERT IGNORE INTO message_word (root_id, account_id, user_id, message_id, word)"
            " VALUES " ROW ", " ROW ", " ROW ", " ROW ", " ROW ", " ROW ", " ROW ", " ROW
            ", " ROW ", " ROW);

STMT_GLOBAL(wordbook_move, NULL, ALL_ALIKE,
            "UPDATE word_cursor AS f SET f.folded_to = ?"
            " WHERE f.cursor_id = 1 AND f.folded_to = ?");

struct folding {
    struct db *db;
    uint64_t before;
    uint64_t count;
};

static enum status words_add(struct db *db, const struct letter *letter,
                             const struct words *words, size_t first)
{
    struct sql_param values[WORDS_A_ROW * COLUMNS];
    struct sql_param *value = values;

    for (size_t i = 0; i < WORDS_A_ROW; i++) {
        size_t at = first + i < words->count ? first + i : words->count - 1;

        *value++ = ID(letter->root_id);
        *value++ = ID(letter->account_id);
        *value++ = ID_OR_NULL(letter->user_id);
        *value++ = ID(letter->message_id);
        *value++ = TEXT(words->at[at]);
    }
    return global_run(db, &wordbook_add, values, COUNT_OF(values));
}

static enum status letter_fold(struct db *db, const struct letter *letter)
{
    struct words words;

    TRY(word_split(db_arena(db), letter->body, &words));
    for (size_t first = 0; first < words.count; first += WORDS_A_ROW)
        TRY(words_add(db, letter, &words, first));
    return OK;
}

static enum status fold_body(void *arg)
{
    struct folding *folding = arg;
    struct list letters = {0};
    struct cursor cursor;
    uint64_t last;

    TRY(global_one(folding->db, &wordbook_cursor, WITH_NOTHING, &cursor));
    TRY(global_list(folding->db, &wordbook_messages,
                    WITH(ID(cursor.folded_to), ID(folding->before)), &letters));
    folding->count = letters.count;
    if (letters.count == 0)
        return OK;
    for (size_t i = 0; i < letters.count; i++)
        TRY(letter_fold(folding->db, LIST_AT(&letters, struct letter, i)));
    last = LIST_AT(&letters, struct letter, letters.count - 1)->message_id;
    return global_run(folding->db, &wordbook_move, WITH(ID(last), ID(cursor.folded_to)));
}

enum status wordbook_fold_before(struct db *db, uint64_t before, uint64_t *count)
{
    struct folding folding = {.db = db, .before = before};

    TRY(global_tx(db, fold_body, NULL, &folding));
    *count = folding.count;
    return OK;
}

enum status wordbook_fold(struct db *db, uint64_t *count)
{
    struct idgen then = {0};

    return wordbook_fold_before(db, idgen_next_at(&then, stamp_add(stamp_now(), -BEHIND_US)),
                                count);
}
