/* inbounds.c: what handsets wrote */
#include "jobs/dlrd/inbounds.h"

#include "daemon/job.h"
#include "model/message/inbound.h"

static enum status text_write(struct db *db, struct idgen *ids, const struct owner *owner,
                              const struct inbound *text)
{
    struct inbound_letter letter = {.text = text, .owner = owner};

    letter.msisdn = inbound_number(db_arena(db), owner->country, text->rows[0]->msisdn);
    return inbound_write(db, job_tenant(db, owner->root_id, owner->account_id), ids, &letter);
}

/* A segment whose fellows are not all here yet is left waiting. */
static enum status segment_work(struct db *db, struct idgen *ids, const struct owner *owner,
                                const struct inbound_row *row, bool late)
{
    struct inbound text;
    enum status status = inbound_collect(db, row, late, &text);

    if (status == NOT_FOUND) /* late: numbered as no segment can be, or written just now */
        return late ? inbound_set_aside(db, row->raw_id) : OK;
    TRY(status);
    return text_write(db, ids, owner, &text);
}

static enum status row_work(struct db *db, struct idgen *ids, const struct inbound_row *row,
                            bool late)
{
    struct str ours = inbound_number(db_arena(db), (struct str){0}, row->sender);
    struct inbound text;
    struct owner owner;
    enum status status = sender_owner(db, ours, &owner);

    if (status == NOT_FOUND)
        return inbound_set_aside(db, row->raw_id);
    TRY(status);
    if (late) { /* a copy of a segment is no text of its own */
        status = inbound_absorb(db, row->raw_id);
        if (status != CONFLICT)
            return status;
    }
    if (row->concat_count > 1) {
        TRY(inbound_wait(db, row->raw_id));
        return segment_work(db, ids, &owner, row, late);
    }
    TRY(inbound_single(db_arena(db), row, &text));
    return text_write(db, ids, &owner, &text);
}

static enum status rows_work(struct db *db, struct idgen *ids, const struct list *rows,
                             bool late)
{
    enum status worst = OK;

    for (size_t i = 0; i < rows->count; i++) {
        enum status status = row_work(db, ids, LIST_AT(rows, struct inbound_row, i), late);

        if (status == BUSY)
            return BUSY;
        if (status != OK)
            worst = status;
    }
    return worst;
}

enum status inbounds_work(struct db *db, struct idgen *ids, uint32_t *seen)
{
    struct list rows = {0};

    TRY(inbound_list_new(db, &rows));
    *seen += (uint32_t)rows.count;
    return rows_work(db, ids, &rows, false);
}

enum status inbounds_late(struct db *db, struct idgen *ids)
{
    struct list rows = {0};

    TRY(inbound_list_stale(db, &rows));
    return rows_work(db, ids, &rows, true);
}
