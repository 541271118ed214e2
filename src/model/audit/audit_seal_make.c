/* audit_seal_make.c: sealing the ends of all audit chains, for seald */
#include "model/audit/audit_seal_make.h"

enum { SEALS_IN_MAIL = 100 };

#define FOR_ALL_TREES "the sealer signs the ends of all trees' chains and reads no row"

struct audit_end {
    uint64_t root_id;
    uint64_t seq;
    struct str hash;
    uint64_t sealed_seq; /* 0: it has no seal */
};
SHAPE(audit_end, FIELD(audit_end, root_id), FIELD(audit_end, seq), FIELD(audit_end, hash),
      FIELD(audit_end, sealed_seq));

STMT_GLOBAL(audit_ends, &audit_end_shape, FOR_ALL_TREES,
            "SELECT h.root_id, h.seq, h.hash, IFNULL(s.seq, 0) AS sealed_seq"
            "  FROM audit_head AS h"
            "  LEFT JOIN audit_seal AS s ON s.root_id = h.root_id"
            "   AND s.seq = (SELECT MAX(e.seq) FROM audit_seal AS e"
            "                 WHERE e.root_id = h.root_id)"
            " WHERE h.seq > 0 AND (s.hash IS NULL OR s.hash <> h.hash)"
            " ORDER BY h.root_id LIMIT 2000");
STMT_GLOBAL(audit_seal_add, NULL, FOR_ALL_TREES,
            "INSERT INTO audit_seal (number, root_id, seq, at, hash, key_id, signature)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)");
STMT_GLOBAL(audit_seal_tail, &audit_seal_shape, FOR_ALL_TREES,
            "SELECT s.number, s.root_id, s.seq, s.at, s.hash, s.key_id, s.signature"
            "  FROM audit_seal AS s ORDER BY s.number DESC LIMIT ?");

static enum status tail_read(struct db *db, int64_t most, struct list *out)
{
    return global_list(db, &audit_seal_tail, WITH(NUMBER(most)), out);
}

enum status audit_seal_newest(struct db *db, struct stamp *at)
{
    struct list tail = {0};

    TRY(tail_read(db, 1, &tail));
    *at = tail.count > 0 ? LIST_AT(&tail, struct audit_seal, 0)->at : STAMP_NONE;
    return OK;
}

enum status audit_seal_again(struct db *db, struct list *out)
{
    const struct audit_seal *seals;
    size_t count = 0;

    TRY(tail_read(db, AUDIT_SEALS_AT_ONCE, out));
    seals = LIST_AT(out, struct audit_seal, 0);
    while (count < out->count && seals[count].at.us == seals[0].at.us)
        count++;
    out->count = count;
    return OK;
}

struct sealing_tx {
    struct db *db;
    struct audit_sealing *sealing;
    struct stamp at;
    struct audit_sealed *out;
    uint64_t next; /* number */
};

/* Behind the newest in the table and behind what this process knows, so that a seal that was
 * taken away leaves a gap. */
static enum status number_find(struct sealing_tx *tx)
{
    struct list tail = {0};
    uint64_t last;

    TRY(tail_read(tx->db, 1, &tail));
    last = tail.count > 0 ? LIST_AT(&tail, struct audit_seal, 0)->number : 0;
    if (last < tx->sealing->last) {
        tx->out->lost_from = last + 1;
        tx->out->lost_to = tx->sealing->last;
        last = tx->sealing->last;
    }
    tx->next = last + 1;
    return OK;
}

static enum status end_seal(struct sealing_tx *tx, const struct audit_end *end)
{
    struct arena *arena = db_arena(tx->db);
    struct audit_seal *seal;

    if (end->seq <= end->sealed_seq) {
        tx->out->astray = end->root_id;
        tx->out->count++;
        return OK;
    }
    tx->out->seals.shape = &audit_seal_shape;
    seal = list_append(&tx->out->seals, arena);
    *seal = (struct audit_seal){.number = tx->next++,
                                .root_id = end->root_id,
                                .seq = end->seq,
                                .at = tx->at,
                                .hash = end->hash};
    TRY(audit_seal_sign(arena, tx->sealing->key, seal));
    return global_run(tx->db, &audit_seal_add,
                      WITH(ID(seal->number), ID(seal->root_id), ID(seal->seq), STAMP(seal->at),
                           TEXT(seal->hash), TEXT(seal->key_id), TEXT(seal->signature)));
}

/* A mail with the seals from..to. */
static enum status mail_add(const struct sealing_tx *tx, size_t from, size_t to)
{
    struct arena *arena = db_arena(tx->db);
    struct mail *mail = mail_make(arena, "audit-seal", tx->sealing->mail_to, STR(""));
    struct strbuf words = {.arena = arena};

    for (size_t i = from; i < to; i++) {
        strbuf_put(&words,
                   audit_seal_word(arena, LIST_AT(&tx->out->seals, struct audit_seal, i)));
        strbuf_put_byte(&words, '\n');
    }
    mail_say(mail, "seal", strbuf_str(&words));
    return mail_queue(tx->db, tx->sealing->mail_key, mail);
}

static enum status sealing_body(void *arg)
{
    struct sealing_tx *tx = arg;
    struct list ends = {0};
    size_t count;

    *tx->out = (struct audit_sealed){0};
    TRY(number_find(tx));
    TRY(global_list(tx->db, &audit_ends, WITH_NOTHING, &ends));
    for (size_t i = 0; i < ends.count; i++)
        TRY(end_seal(tx, LIST_AT(&ends, struct audit_end, i)));
    count = tx->out->seals.count;
    tx->out->more = count == AUDIT_SEALS_AT_ONCE;
    for (size_t i = 0; i < count && tx->sealing->mail_to.len > 0; i += SEALS_IN_MAIL)
        TRY(mail_add(tx, i, i + SEALS_IN_MAIL < count ? i + SEALS_IN_MAIL : count));
    return OK;
}

enum status audit_seal_round(struct db *db, struct audit_sealing *sealing, struct stamp at,
                             struct audit_sealed *out)
{
    struct sealing_tx tx = {.db = db, .sealing = sealing, .at = at, .out = out};

    TRY(global_tx(db, sealing_body, NULL, &tx));
    sealing->last = tx.next - 1;
    return OK;
}
