/* receipts.c: what carriers say of our messages */
#include "jobs/dlrd/receipts.h"

#include "base/log.h"
#include "daemon/job.h"
#include "model/carrier.h"
#include "model/receipt.h"
#include "model/receipt_match.h"

/* Its part, by the id if somebody knows it, else by what else it names. */
static enum status part_find(struct db *db, const struct receipt_row *receipt,
                             struct carrier_ref *out)
{
    if (receipt->message_id == 0)
        return receipt_match(db, receipt, out);
    *out = (struct carrier_ref){.root_id = receipt->root_id,
                                .account_id = receipt->account_id,
                                .message_id = receipt->message_id,
                                .part_no = receipt->part_no};
    return OK;
}

/* One that fits several parts may still be named by its id later. */
static enum status receipt_wait(struct db *db, const struct receipt_row *receipt, bool several)
{
    enum status status = receipt_park(db, receipt->raw_id);

    if (status == OK && several)
        LOG("warn", "receipt fits several messages", LOG_NUMBER("raw_id", receipt->raw_id),
            LOG_NUMBER("reference", receipt->reference));
    return status == CONFLICT ? OK : status;
}

static enum status receipt_work(struct db *db, const struct receipt_row *receipt)
{
    struct carrier_ref ref;
    enum status status = part_find(db, receipt, &ref);

    if (status == NOT_FOUND || status == CONFLICT)
        return receipt_wait(db, receipt, status == CONFLICT);
    TRY(status);
    return receipt_apply(db, job_tenant(db, ref.root_id, ref.account_id), receipt, &ref);
}

static enum status news_work(struct db *db, const struct news *news)
{
    return receipt_follow(job_tenant(db, news->root_id, news->account_id), news->message_id);
}

/* Keep going past a row that fails, unless the database is away. */
static bool goes_on(enum status status, enum status *worst)
{
    if (status != OK)
        *worst = status;
    return status != BUSY;
}

static enum status all_receipts(struct db *db, const struct list *rows, uint32_t *seen)
{
    enum status worst = OK;

    for (size_t i = 0; i < rows->count; i++)
        if (!goes_on(receipt_work(db, LIST_AT(rows, struct receipt_row, i)), &worst))
            break;
    *seen += (uint32_t)rows->count;
    return worst;
}

enum status receipts_work(struct db *db, uint64_t *swept, uint32_t *seen)
{
    struct list rows = {0};
    struct list ripe = {0};
    struct list news = {0};
    enum status worst = OK;

    TRY(receipt_list_new(db, &rows));
    if (!goes_on(all_receipts(db, &rows, seen), &worst))
        return worst;
    TRY(receipt_list_ripe(db, swept, &ripe));
    if (!goes_on(all_receipts(db, &ripe, seen), &worst))
        return worst;
    TRY(receipt_news(db, &news));
    for (size_t i = 0; i < news.count; i++)
        if (!goes_on(news_work(db, LIST_AT(&news, struct news, i)), &worst))
            return worst;
    *seen += (uint32_t)news.count;
    return worst;
}
