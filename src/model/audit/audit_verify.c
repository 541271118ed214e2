/* audit_verify.c: is a chain of audit rows as it was written?
 *
 * Rows go on being written meanwhile. The end is read first and rows are followed up to it;
 * what stands behind the end is looked for by one statement, which sees both at one moment. */
#include "model/audit/audit_verify.h"

#include <string.h>

#include "model/audit/audit_chain.h"

enum { ROWS_AT_ONCE = 500 };

SHAPE(audit_chain, FIELD(audit_chain, root_id), FIELD(audit_chain, name),
      FIELD(audit_chain, seq), FIELD(audit_chain, at), FIELD(audit_chain, hash));

struct audit_number {
    uint64_t seq;
};
SHAPE(audit_number, FIELD(audit_number, seq));

#define FOR_OPERATOR "the operator proves the chains of all trees"
#define ROW_COLUMNS                                                                            \
    " w.seq, w.at, w.user_id, w.user_name, w.address, w.action, w.object, w.was, w.became,"    \
    " w.prev, w.hash FROM "

STMT_GLOBAL(audit_chains, &audit_chain_shape, FOR_OPERATOR,
            "SELECT c.root_id, a.name, IFNULL(h.seq, 0) AS seq, h.at, h.hash"
            "  FROM (SELECT e.root_id FROM audit_head AS e"
            "         UNION SELECT w.root_id FROM audit AS w"
            "         UNION SELECT s.root_id FROM audit_seal AS s"
            "         UNION SELECT 0 FROM audit_outside AS o) AS c"
            "  LEFT JOIN audit_head AS h ON h.root_id = c.root_id"
            "  LEFT JOIN account AS a ON a.account_id = c.root_id"
            " ORDER BY c.root_id LIMIT 100000");
STMT_GLOBAL(audit_chain_end, &audit_chain_shape, FOR_OPERATOR,
            "SELECT h.root_id, NULL AS name, h.seq, h.at, h.hash FROM audit_head AS h"
            " WHERE h.root_id = ?");
STMT_GLOBAL(audit_rows_tree, &audit_row_shape, FOR_OPERATOR,
            "SELECT w.root_id, w.account_id," ROW_COLUMNS "audit AS w"
            " WHERE w.root_id = ? AND w.seq > ? AND w.seq <= ? ORDER BY w.seq LIMIT 500");
STMT_GLOBAL(audit_rows_outside, &audit_row_shape, FOR_OPERATOR,
            "SELECT 0 AS root_id, 0 AS account_id," ROW_COLUMNS "audit_outside AS w"
            " WHERE w.seq > ? AND w.seq <= ? ORDER BY w.seq LIMIT 500");
STMT_GLOBAL(audit_beyond_tree, &audit_number_shape, FOR_OPERATOR,
            "SELECT w.seq FROM audit AS w LEFT JOIN audit_head AS h ON h.root_id = w.root_id"
            " WHERE w.root_id = ? AND w.seq > IFNULL(h.seq, 0) ORDER BY w.seq LIMIT 1");
STMT_GLOBAL(audit_beyond_outside, &audit_number_shape, FOR_OPERATOR,
            "SELECT w.seq FROM audit_outside AS w LEFT JOIN audit_head AS h ON h.root_id = 0"
            " WHERE w.seq > IFNULL(h.seq, 0) ORDER BY w.seq LIMIT 1");

enum status audit_chain_list(struct db *db, struct list *out)
{
    return global_list(db, &audit_chains, WITH_NOTHING, out);
}

static enum status rows_read(struct db *db, uint64_t root_id, uint64_t after, uint64_t to,
                             struct list *out)
{
    if (root_id == 0)
        return global_list(db, &audit_rows_outside, WITH(ID(after), ID(to)), out);
    return global_list(db, &audit_rows_tree, WITH(ID(root_id), ID(after), ID(to)), out);
}

/* The row just after what was found right so far. */
static enum status row_judge(struct arena *scratch, const struct audit_row *row,
                             const struct digest *before, const struct audit_verdict *so_far,
                             enum audit_fault *out)
{
    struct digest digest;

    *out = AUDIT_WHOLE;
    if (row->seq != so_far->seq + 1) {
        *out = AUDIT_MISSING;
        return OK;
    }
    TRY(audit_hash(scratch, row, &digest));
    if (!str_equal(digest_str(&digest), row->hash))
        *out = AUDIT_CHANGED;
    else if (!str_equal(row->prev, digest_str(before)) ||
             (!stamp_is_none(so_far->at) && row->at.us <= so_far->at.us))
        *out = AUDIT_UNLINKED;
    return OK;
}

struct walk {
    struct db *db;
    struct arena *scratch;
    uint64_t root_id;
    uint64_t to;
    struct digest before;
    struct audit_verdict verdict;
};

/* A batch of rows; *more while there are some and all were right. */
static enum status walk_on(struct walk *walk, bool *more)
{
    struct audit_verdict *verdict = &walk->verdict;
    struct list rows = {0};

    *more = false;
    arena_reset(walk->scratch);
    db_visit(walk->db, walk->scratch);
    TRY(rows_read(walk->db, walk->root_id, verdict->seq, walk->to, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct audit_row *row = LIST_AT(&rows, struct audit_row, i);

        TRY(row_judge(walk->scratch, row, &walk->before, verdict, &verdict->fault));
        if (verdict->fault != AUDIT_WHOLE) {
            verdict->seq++; /* where the chain breaks, also if that row is gone */
            return OK;
        }
        verdict->seq = row->seq;
        verdict->at = row->at;
        memcpy(walk->before.bytes, row->hash.at, DIGEST_BYTES);
    }
    *more = rows.count == ROWS_AT_ONCE;
    return OK;
}

static enum status beyond_look(struct walk *walk, bool known)
{
    struct audit_number beyond;
    enum status status =
        walk->root_id == 0
            ? global_one(walk->db, &audit_beyond_outside, WITH_NOTHING, &beyond)
            : global_one(walk->db, &audit_beyond_tree, WITH(ID(walk->root_id)), &beyond);

    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    walk->verdict.fault = known ? AUDIT_BEYOND : AUDIT_HEADLESS;
    walk->verdict.seq = beyond.seq;
    return OK;
}

enum status audit_verify(struct db *db, struct arena *scratch, uint64_t root_id,
                         struct audit_verdict *out)
{
    struct walk walk = {.db = db, .scratch = scratch, .root_id = root_id};
    struct audit_chain end = {0};
    struct digest last = {0};
    enum status status;
    bool more = true;

    arena_reset(scratch);
    db_visit(db, scratch);
    walk.verdict.at = STAMP_NONE;
    status = global_one(db, &audit_chain_end, WITH(ID(root_id)), &end);
    if (status != OK && status != NOT_FOUND)
        return status;
    walk.to = end.seq;
    if (status == OK)
        memcpy(last.bytes, end.hash.at, DIGEST_BYTES);
    while (more)
        TRY(walk_on(&walk, &more));
    if (walk.verdict.fault == AUDIT_WHOLE && walk.verdict.seq < walk.to) {
        walk.verdict.fault = AUDIT_MISSING;
        walk.verdict.seq++;
    } else if (walk.verdict.fault == AUDIT_WHOLE &&
               memcmp(last.bytes, walk.before.bytes, DIGEST_BYTES) != 0) {
        walk.verdict.fault = AUDIT_UNLINKED;
    }
    if (walk.verdict.fault == AUDIT_WHOLE)
        TRY(beyond_look(&walk, status == OK));
    *out = walk.verdict;
    return OK;
}

enum status audit_verify_anchor(struct db *db, uint64_t root_id, uint64_t seq, struct str hash,
                                struct audit_verdict *out)
{
    struct list rows = {0};
    const struct audit_row *row;

    *out = (struct audit_verdict){.fault = AUDIT_MISSING, .seq = seq, .at = STAMP_NONE};
    TRY(rows_read(db, root_id, seq - 1, seq, &rows));
    if (rows.count == 0)
        return OK;
    row = LIST_AT(&rows, struct audit_row, 0);
    out->at = row->at;
    out->fault = str_equal(row->hash, hash) ? AUDIT_WHOLE : AUDIT_OTHER;
    return OK;
}
