/* dlrd.c: what the carrier said, written to messages and conversations; and all texts by word
 *
 * Has no network. Looks once a second, and at once when esmed rings. */
#include "base/log.h"
#include "base/stamp.h"
#include "daemon/daemon.h"
#include "jobs/dlrd/inbounds.h"
#include "jobs/dlrd/receipts.h"
#include "model/carrier/node.h"
#include "model/carrier/receipt.h"
#include "model/carrier/receipt_group.h"
#include "model/carrier/receipt_match.h"
#include "model/conversation/wordbook.h"
#include "model/message/inbound.h"
#include "text/phone.h"

enum { LOOK_US = 1000000, SWEEP_US = 60000000 };

struct dlrd {
    struct node node;
    int64_t sweep_at; /* monotonic */
    uint64_t swept;   /* parked receipts up to this one were looked at again */
};

static const struct stmt *const asks[] = {RECEIPT_ASKS, RECEIPT_GROUP_ASKS, RECEIPT_MATCH_ASKS,
                                          INBOUND_ASKS, WORDBOOK_ASKS,      NODE_ASKS,
                                          NULL};

static enum status dlrd_open(struct duty *duty, struct str *why)
{
    (void)why;
    phone_warm();
    duty->own = ARENA_NEW(duty->life, struct dlrd);
    return OK;
}

static void note(struct duty *duty, const char *event, enum status status)
{
    if (status != OK)
        LOG("error", event, LOG_TEXT("status", str_of(status_word(status))),
            LOG_TEXT("why", str_of(db_error(duty->db))));
}

/* Once a minute: what has waited too long. */
static void sweep(struct duty *duty)
{
    struct dlrd *own = duty->own;
    uint64_t ignored = 0;

    if (duty->now < own->sweep_at)
        return;
    note(duty, "late segments", inbounds_late(duty->db, &own->node.ids));
    note(duty, "parked receipts", receipt_give_up(duty->db, &ignored));
    note(duty, "unnamed parts", receipt_match_forget(duty->db));
    if (ignored > 0)
        LOG("warn", "receipts for no message of ours", LOG_NUMBER("count", ignored));
    own->sweep_at = duty->now + SWEEP_US;
}

static int64_t turn(struct duty *duty)
{
    struct dlrd *own = duty->own;
    uint32_t texts = 0;
    uint32_t receipts = 0;
    uint64_t folded = 0;
    enum status status;

    if (duty->stopping) {
        note(duty, "node", node_release(duty->db, &own->node));
        return DUTY_DONE;
    }
    status = node_ready(duty->db, &own->node);
    if (status != OK) {
        note(duty, "node", status);
        return duty->now + LOOK_US;
    }
    status = inbounds_work(duty->db, &own->node.ids, &texts);
    note(duty, "inbound", status);
    if (status != BUSY) {
        note(duty, "receipts", receipts_work(duty->db, &own->swept, &receipts));
        note(duty, "words", wordbook_fold(duty->db, &folded));
    }
    sweep(duty);
    return duty->now +
           (texts >= INBOUND_MOST || receipts >= RECEIPT_MOST || folded >= WORDBOOK_MOST
                ? 0
                : LOOK_US);
}

static const struct daemon dlrd = {
    .name = "dlrd", .asks = asks, .open = dlrd_open, .turn = turn};

int main(int argc, char **argv)
{
    return daemon_main(argc, argv, &dlrd);
}
