/* receipts.c: what carriers say of our messages */
#include "jobs/dlrd/receipts.h"

#include "base/log.h"
#include "daemon/job.h"
#include "model/carrier/carrier.h"
#include "model/carrier/receipt.h"
#include "model/carrier/receipt_group.h"
#include "model/carrier/receipt_match.h"

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

static bool group_has(const struct receipt_group *group, uint64_t message_id)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->message_ids[i] == message_id)
            return true;
    return false;
}

/* Go on with a message that a receipt (NULL: a letter) speaks of; false if it is one too many
 * for the group, or there already. */
static bool group_put(struct receipt_group *group, uint64_t message_id,
                      const struct receipt_row *receipt)
{
    if (group->count == RECEIPT_GROUP || group_has(group, message_id))
        return false;
    group->message_ids[group->count] = message_id;
    group->receipts[group->count++] = receipt;
    return true;
}

/* Receipts from `first` on whose ids name parts, of one account and writer. */
static struct receipt_group receipts_group(const struct list *rows, size_t first)
{
    const struct receipt_row *begin = LIST_AT(rows, struct receipt_row, first);
    struct receipt_group group = {.user_id = begin->user_id};

    for (size_t i = first; i < rows->count; i++) {
        const struct receipt_row *row = LIST_AT(rows, struct receipt_row, i);

        if (row->message_id == 0 || row->account_id != begin->account_id ||
            row->user_id != begin->user_id || !group_put(&group, row->message_id, row))
            break;
    }
    return group;
}

/* CONFLICT, which has changed nothing, for one that no group helps. */
static enum status group_work(struct db *db, uint64_t root_id, uint64_t account_id,
                              const struct receipt_group *group)
{
    if (group->count < 2)
        return CONFLICT;
    return receipt_group_apply(db, job_tenant(db, root_id, account_id), group);
}

/* Receipts from `first` on that name nothing we know; *len tells how many. */
static enum status nameless_work(struct db *db, const struct list *rows, size_t first,
                                 size_t *len)
{
    uint64_t raw_ids[RECEIPT_GROUP];
    size_t count = 0;

    for (size_t i = first; i < rows->count && count < RECEIPT_GROUP; i++) {
        const struct receipt_row *row = LIST_AT(rows, struct receipt_row, i);

        if (row->message_id != 0 || row->has_reference)
            break;
        raw_ids[count++] = row->raw_id;
    }
    *len = count;
    return count > 0 ? receipt_group_park(db, raw_ids, count) : OK;
}

static enum status all_receipts(struct db *db, const struct list *rows, uint32_t *seen)
{
    enum status worst = OK;

    *seen += (uint32_t)rows->count;
    for (size_t i = 0, len = 1; i < rows->count; i += len) {
        const struct receipt_row *row = LIST_AT(rows, struct receipt_row, i);
        struct receipt_group group = receipts_group(rows, i);
        enum status status = nameless_work(db, rows, i, &len);

        if (len == 0) {
            status = group_work(db, row->root_id, row->account_id, &group);
            len = group.count ? group.count : 1;
        }
        for (size_t one = 0; status == CONFLICT && one < len; one++)
            if (!goes_on(receipt_work(db, row + one), &worst))
                return worst;
        if (status != CONFLICT && !goes_on(status, &worst))
            return worst;
    }
    return worst;
}

static struct receipt_group news_group(const struct list *rows, size_t first)
{
    const struct news *begin = LIST_AT(rows, struct news, first);
    struct receipt_group group = {.user_id = begin->user_id};

    for (size_t i = first; i < rows->count; i++) {
        const struct news *row = LIST_AT(rows, struct news, i);

        if (row->account_id != begin->account_id || row->user_id != begin->user_id ||
            !group_put(&group, row->message_id, NULL))
            break;
    }
    return group;
}

static enum status all_news(struct db *db, const struct list *rows, uint32_t *seen)
{
    enum status worst = OK;

    *seen += (uint32_t)rows->count;
    for (size_t i = 0, len = 1; i < rows->count; i += len) {
        const struct news *row = LIST_AT(rows, struct news, i);
        struct receipt_group group = news_group(rows, i);
        enum status status = group_work(db, row->root_id, row->account_id, &group);

        len = group.count;
        for (size_t one = 0; status == CONFLICT && one < len; one++)
            if (!goes_on(news_work(db, row + one), &worst))
                return worst;
        if (status != CONFLICT && !goes_on(status, &worst))
            return worst;
    }
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
    goes_on(all_news(db, &news, seen), &worst);
    return worst;
}
