/* notice.c: what is told of a change to somebody's login, in the change's own transaction */
#include "model/mail/notice.h"

enum status notice_give(struct db *db, const struct notice *notice)
{
    if (notice->mail)
        TRY(mail_queue(db, notice->key, notice->mail));
    return notice->entry.action ? audit_person(db, &notice->who, &notice->entry) : OK;
}

struct telling {
    struct db *db;
    const struct notice *notice;
};

static enum status telling_body(void *arg)
{
    const struct telling *telling = arg;

    return notice_give(telling->db, telling->notice);
}

enum status notice_tell(struct db *db, const struct notice *notice)
{
    struct telling telling = {.db = db, .notice = notice};

    return global_tx(db, telling_body, NULL, &telling);
}
