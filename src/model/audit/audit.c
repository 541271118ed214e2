/* audit.c: one row for each thing that somebody did and may be asked about
 *
 * The head of a chain is one row for a tree. It is moved first, which locks it, and then read:
 * a SELECT … FOR UPDATE that joins the account would lock the account too, which others have
 * locked before they came here. */
#include "model/audit/audit.h"

#include <assert.h>

#include "model/audit/audit_chain.h"
#include "text/utf8.h"

struct audit_head {
    uint64_t seq;
    struct stamp at;
    struct str hash;
};
SHAPE(audit_head, FIELD(audit_head, seq), FIELD(audit_head, at), FIELD(audit_head, hash));

struct audit_tree {
    uint64_t root_id;
    uint64_t account_id;
};
SHAPE(audit_tree, FIELD(audit_tree, root_id), FIELD(audit_tree, account_id));

#define BEYOND "writes into the account where something was done by who is in no account yet"

/* The clock may be set back; a chain never goes back. */
#define HEAD_TAKE                                                                              \
    "UPDATE audit_head AS h"                                                                   \
    "   SET h.seq = h.seq + 1,"                                                                \
    "       h.at = GREATEST(UTC_TIMESTAMP(6), h.at + INTERVAL 1 MICROSECOND)"                  \
    " WHERE h.root_id = "
#define HEAD_COLUMNS "SELECT h.seq, h.at, h.hash FROM "
#define HEAD_MOVE    "UPDATE audit_head AS h SET h.hash = ? WHERE h.root_id = "
/* A plain read would begin a view that is older than the head which the statement then waits
 * for, and the server refuses that (1020). The row of the audit log takes this lock anyway, for
 * its foreign key; so early, it keeps the order account, then head. */
#define ROOT_OF_OWN "(SELECT a.root_id FROM account AS a WHERE " OWN("a") " LOCK IN SHARE MODE)"
#define COLUMNS                                                                                \
    ", seq, at, user_id, user_name, address, action, object, was, became, prev, hash) VALUES ("

STMT(audit_head_open, NULL,
     "INSERT INTO audit_head (root_id, seq, at, hash)"
     " SELECT a.root_id, 0, '2020-01-01', UNHEX(REPEAT('00', 32))"
     "   FROM account AS a WHERE " OWN("a"));
STMT(audit_head_take, NULL, HEAD_TAKE ROOT_OF_OWN);
STMT(audit_head_read, &audit_head_shape,
     HEAD_COLUMNS "account AS a JOIN audit_head AS h ON h.root_id = a.root_id WHERE " OWN("a"));
STMT(audit_head_move, NULL, HEAD_MOVE ROOT_OF_OWN);
STMT(audit_add, NULL,
     "INSERT INTO audit (" INTO COLUMNS INTO_VALUES ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

STMT_GLOBAL(audit_head_open_in, NULL, BEYOND,
            "INSERT INTO audit_head (root_id, seq, at, hash)"
            " VALUES (?, 0, '2020-01-01', UNHEX(REPEAT('00', 32)))");
STMT_GLOBAL(audit_head_take_in, NULL, BEYOND, HEAD_TAKE "?");
STMT_GLOBAL(audit_head_read_in, &audit_head_shape, BEYOND,
            HEAD_COLUMNS "audit_head AS h WHERE h.root_id = ?");
STMT_GLOBAL(audit_head_move_in, NULL, BEYOND, HEAD_MOVE "?");
STMT_GLOBAL(audit_add_in, NULL, BEYOND,
            "INSERT INTO audit (root_id, account_id" COLUMNS
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
STMT_GLOBAL(audit_add_outside, NULL, "belongs to no account: nobody who is known did it",
            "INSERT INTO audit_outside (seq, at, user_id, user_name, address, action, object,"
            " was, became, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
STMT_GLOBAL(audit_trees_of_user, &audit_tree_shape,
            "finds the trees in which a person's own doings are told",
            "SELECT m.root_id, IF(COUNT(*) = 1, MIN(m.account_id), m.root_id) AS account_id"
            "  FROM membership AS m WHERE m.user_id = ?"
            " GROUP BY m.root_id ORDER BY m.root_id LIMIT 1000");

/* At most so many code points; what is longer ends with an ellipsis. */
static struct str text_fit(struct arena *arena, struct str text, size_t points)
{
    struct str rest = text;
    struct strbuf buf = {.arena = arena};

    if (!text.at || utf8_count(text) <= points)
        return text;
    for (size_t i = 1; i < points; i++)
        utf8_put(&buf, utf8_next(&rest));
    utf8_put(&buf, 0x2026);
    return strbuf_str(&buf);
}

static struct str text_or_empty(struct str text)
{
    return text.at ? text : STR("");
}

static enum status row_make(struct arena *arena, const struct audit_head *head,
                            const struct audit_who *who, const struct audit_entry *entry,
                            struct audit_row *row)
{
    struct digest *digest = ARENA_NEW(arena, struct digest);

    row->seq = head->seq;
    row->at = head->at;
    row->user_id = who->user_id;
    row->user_name = text_fit(arena, text_or_empty(who->user_name), AUDIT_NAME_POINTS);
    row->address = text_or_empty(who->address);
    row->action = str_of(entry->action);
    row->object = text_fit(arena, text_or_empty(entry->object), AUDIT_TEXT_POINTS);
    row->was = text_fit(arena, entry->before, AUDIT_TEXT_POINTS);
    row->became = text_fit(arena, entry->after, AUDIT_TEXT_POINTS);
    row->prev = head->hash;
    TRY(audit_hash(arena, row, digest));
    row->hash = digest_str(digest);
    return OK;
}

/* The columns behind root_id and account_id. */
#define ROW_VALUES(row)                                                                        \
    ID((row).seq), STAMP((row).at), ID_OR_NULL((row).user_id), TEXT((row).user_name),          \
        TEXT((row).address), TEXT((row).action), TEXT((row).object), TEXT((row).was),          \
        TEXT((row).became), TEXT((row).prev), TEXT((row).hash)

static enum status head_take(struct tenant *t, struct audit_head *out)
{
    uint64_t moved;

    TRY(tenant_count(t, &audit_head_take, WITH_NOTHING, &moved));
    if (moved == 0) {
        enum status made = tenant_try(t, &audit_head_open, WITH_NOTHING);

        if (made != CONFLICT) /* somebody else was quicker */
            TRY(made);
        TRY(tenant_try(t, &audit_head_take, WITH_NOTHING));
    }
    return tenant_one(t, &audit_head_read, WITH_NOTHING, out);
}

enum status audit_write(struct tenant *t, const struct audit_who *who,
                        const struct audit_entry *entry)
{
    struct audit_row row = {.root_id = tenant_root(t), .account_id = tenant_account(t)};
    struct audit_head head;

    TRY(head_take(t, &head));
    TRY(row_make(tenant_arena(t), &head, who, entry, &row));
    TRY(tenant_run(t, &audit_add, WITH(ROW_VALUES(row))));
    return tenant_try(t, &audit_head_move, WITH(TEXT(row.hash)));
}

static enum status head_take_in(struct db *db, uint64_t root_id, struct audit_head *out)
{
    uint64_t moved;

    TRY(global_count(db, &audit_head_take_in, WITH(ID(root_id)), &moved));
    if (moved == 0) {
        enum status made = global_try(db, &audit_head_open_in, WITH(ID(root_id)));

        if (made != CONFLICT)
            TRY(made);
        TRY(global_try(db, &audit_head_take_in, WITH(ID(root_id))));
    }
    return global_one(db, &audit_head_read_in, WITH(ID(root_id)), out);
}

enum status audit_write_in(struct db *db, uint64_t root_id, uint64_t account_id,
                           const struct audit_who *who, const struct audit_entry *entry)
{
    struct audit_row row = {.root_id = root_id, .account_id = account_id};
    struct audit_head head;

    assert((root_id == 0) == (account_id == 0));
    TRY(head_take_in(db, root_id, &head));
    TRY(row_make(db_arena(db), &head, who, entry, &row));
    if (root_id == 0)
        TRY(global_run(db, &audit_add_outside, WITH(ROW_VALUES(row))));
    else
        TRY(global_run(db, &audit_add_in, WITH(ID(root_id), ID(account_id), ROW_VALUES(row))));
    return global_try(db, &audit_head_move_in, WITH(TEXT(row.hash), ID(root_id)));
}

enum status audit_person(struct db *db, const struct audit_who *who,
                         const struct audit_entry *entry)
{
    struct list trees = {0};

    /* Asked for nobody as well: a failed sign-in takes as long as somebody's (AU-05). */
    TRY(global_list(db, &audit_trees_of_user, WITH(ID(who->user_id)), &trees));
    if (trees.count == 0)
        return audit_write_in(db, 0, 0, who, entry);
    for (size_t i = 0; i < trees.count; i++) {
        const struct audit_tree *tree = LIST_AT(&trees, struct audit_tree, i);

        TRY(audit_write_in(db, tree->root_id, tree->account_id, who, entry));
    }
    return OK;
}
