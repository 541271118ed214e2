/* audit_seal_verify.c: are the rows of the audit log those that were sealed? */
#include "model/audit/audit_seal_verify.h"

enum { SEALS_AT_ONCE = 500 };

#define FOR_OPERATOR "the operator proves the chains of all trees"
#define SEAL_COLUMNS "s.number, s.root_id, s.seq, s.at, s.hash, s.key_id, s.signature"

struct audit_hash_of {
    struct str hash;
};
SHAPE(audit_hash_of, FIELD(audit_hash_of, hash));
SHAPE(seal_gap, FIELD(seal_gap, first), FIELD(seal_gap, last));

STMT_GLOBAL(audit_seals_of, &audit_seal_shape, FOR_OPERATOR,
            "SELECT " SEAL_COLUMNS " FROM audit_seal AS s"
            " WHERE s.root_id = ? AND s.seq > ? ORDER BY s.seq LIMIT 500");
STMT_GLOBAL(audit_seal_at, &audit_seal_shape, FOR_OPERATOR,
            "SELECT " SEAL_COLUMNS " FROM audit_seal AS s WHERE s.root_id = ? AND s.seq = ?");
STMT_GLOBAL(audit_seal_gap_list, &seal_gap_shape, FOR_OPERATOR,
            "SELECT IFNULL((SELECT MAX(e.number) FROM audit_seal AS e"
            "                WHERE e.number < s.number), 0) + 1 AS first,"
            "       s.number - 1 AS last"
            "  FROM audit_seal AS s"
            "  LEFT JOIN audit_seal AS p ON p.number = s.number - 1"
            " WHERE s.number > 1 AND p.number IS NULL ORDER BY s.number LIMIT 100");
STMT_GLOBAL(audit_hash_tree, &audit_hash_of_shape, FOR_OPERATOR,
            "SELECT w.hash FROM audit AS w WHERE w.root_id = ? AND w.seq = ?");
STMT_GLOBAL(audit_hash_outside, &audit_hash_of_shape, FOR_OPERATOR,
            "SELECT w.hash FROM audit_outside AS w WHERE w.seq = ?");

enum status audit_seal_gaps(struct db *db, struct list *out)
{
    return global_list(db, &audit_seal_gap_list, WITH_NOTHING, out);
}

static enum status signature_judge(struct arena *arena, const struct audit_keys *keys,
                                   struct str word, enum seal_fault *out)
{
    enum status status = audit_seal_prove(arena, keys, word);

    *out = status == NOT_FOUND ? SEAL_KEYLESS : status == INVALID ? SEAL_FORGED : SEAL_WHOLE;
    return status == BROKEN ? BROKEN : OK;
}

static enum status row_judge(struct db *db, const struct audit_seal *seal, enum seal_fault *out)
{
    struct audit_hash_of row;
    enum status status =
        seal->root_id == 0
            ? global_one(db, &audit_hash_outside, WITH(ID(seal->seq)), &row)
            : global_one(db, &audit_hash_tree, WITH(ID(seal->root_id), ID(seal->seq)), &row);

    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == NOT_FOUND)
        *out = SEAL_ROWLESS;
    else
        *out = str_equal(row.hash, seal->hash) ? SEAL_WHOLE : SEAL_OTHER;
    return OK;
}

static enum status seal_judge(struct db *db, const struct audit_keys *keys,
                              const struct audit_seal *seal, struct seal_verdict *verdict)
{
    struct arena *arena = db_arena(db);

    TRY(signature_judge(arena, keys, audit_seal_word(arena, seal), &verdict->fault));
    if (verdict->fault == SEAL_WHOLE)
        TRY(row_judge(db, seal, &verdict->fault));
    if (verdict->fault == SEAL_WHOLE)
        verdict->count++;
    else
        verdict->after = verdict->seq;
    verdict->number = seal->number;
    verdict->seq = seal->seq;
    verdict->at = seal->at;
    return OK;
}

enum status audit_seals_verify(struct db *db, struct arena *scratch,
                               const struct audit_keys *keys, uint64_t root_id,
                               struct seal_verdict *out)
{
    struct list seals;

    *out = (struct seal_verdict){.fault = SEAL_WHOLE, .at = STAMP_NONE};
    do {
        arena_reset(scratch);
        db_visit(db, scratch);
        seals = (struct list){0};
        TRY(global_list(db, &audit_seals_of, WITH(ID(root_id), ID(out->seq)), &seals));
        for (size_t i = 0; i < seals.count && out->fault == SEAL_WHOLE; i++)
            TRY(seal_judge(db, keys, LIST_AT(&seals, struct audit_seal, i), out));
    } while (seals.count == SEALS_AT_ONCE && out->fault == SEAL_WHOLE);
    return OK;
}

/* The table ought to have the very same: a key and a text give one signature. */
static enum status copy_judge(struct db *db, struct str word, const struct audit_seal *seal,
                              enum seal_fault *out)
{
    struct audit_seal kept;
    enum status status =
        global_one(db, &audit_seal_at, WITH(ID(seal->root_id), ID(seal->seq)), &kept);

    if (status == NOT_FOUND) {
        *out = SEAL_GONE;
        return OK;
    }
    TRY(status);
    *out = str_equal(audit_seal_word(db_arena(db), &kept), word) ? SEAL_WHOLE : SEAL_ALIEN;
    return OK;
}

enum status audit_seal_verify(struct db *db, const struct audit_keys *keys, struct str word,
                              struct audit_seal *seal, struct seal_verdict *out)
{
    TRY(audit_seal_read(db_arena(db), word, seal));
    *out = (struct seal_verdict){.number = seal->number, .seq = seal->seq, .at = STAMP_NONE};
    TRY(signature_judge(db_arena(db), keys, word, &out->fault));
    if (out->fault == SEAL_WHOLE)
        TRY(row_judge(db, seal, &out->fault));
    if (out->fault == SEAL_WHOLE)
        TRY(copy_judge(db, word, seal, &out->fault));
    return OK;
}
