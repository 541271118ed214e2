/* mail_out.c: mails that have to leave, for maild */
#include "model/mail/mail_out.h"

enum { CLAIM_TRIES = 10, WHY_MOST = 255 };

#define TO_PEOPLE "a mail belongs to the person it goes to, in no account"

SHAPE(mail_out, FIELD(mail_out, mail_id), FIELD(mail_out, message_ref), FIELD(mail_out, kind),
      FIELD(mail_out, to_email), FIELD(mail_out, to_name), FIELD(mail_out, sealed),
      FIELD(mail_out, tries), FIELD(mail_out, epoch), FIELD(mail_out, late),
      FIELD(mail_out, queued_at));

SHAPE(mail_claim, FIELD(mail_claim, mail_id), FIELD(mail_claim, owner),
      FIELD(mail_claim, epoch));

STMT_GLOBAL(mail_due_row, &mail_out_shape, TO_PEOPLE,
            "SELECT m.mail_id, m.message_ref, m.kind, m.to_email, m.to_name, m.sealed,"
            "       m.tries, m.epoch, m.give_up_at <= UTC_TIMESTAMP(6) AS late, m.queued_at"
            "  FROM mail AS m"
            " WHERE m.state IN ('queued', 'sending') AND m.not_before <= UTC_TIMESTAMP(6)"
            " ORDER BY m.not_before, m.mail_id LIMIT 1");

STMT_GLOBAL(mail_claim_row, NULL, TO_PEOPLE,
            "UPDATE mail AS m"
            "   SET m.state = 'sending', m.owner = ?, m.epoch = m.epoch + 1,"
            "       m.tries = m.tries + 1,"
            "       m.not_before = UTC_TIMESTAMP(6) + INTERVAL ? SECOND"
            " WHERE m.mail_id = ? AND m.epoch = ? AND m.state IN ('queued', 'sending')"
            "   AND m.not_before <= UTC_TIMESTAMP(6)");

#define STILL_OURS                                                                             \
    " WHERE m.mail_id = ? AND m.state = 'sending' AND m.owner = ? AND m.epoch = ?"

STMT_GLOBAL(mail_sent_row, NULL, TO_PEOPLE,
            "UPDATE mail AS m"
            "   SET m.state = 'sent', m.sealed = NULL, m.why = NULL, m.owner = NULL,"
            "       m.ended_at = UTC_TIMESTAMP(6)" STILL_OURS);

STMT_GLOBAL(mail_failed_row, NULL, TO_PEOPLE,
            "UPDATE mail AS m"
            "   SET m.state = 'failed', m.sealed = NULL, m.why = ?, m.owner = NULL,"
            "       m.ended_at = UTC_TIMESTAMP(6)" STILL_OURS);

STMT_GLOBAL(mail_again_row, NULL, TO_PEOPLE,
            "UPDATE mail AS m"
            "   SET m.state = 'queued', m.why = ?, m.owner = NULL,"
            "       m.not_before = UTC_TIMESTAMP(6) + INTERVAL ? SECOND" STILL_OURS);

STMT_GLOBAL(mail_claim_rows, &mail_claim_shape, TO_PEOPLE,
            "SELECT m.mail_id, m.owner, m.epoch"
            "  FROM mail AS m"
            " WHERE m.state = 'sending'"
            " ORDER BY m.not_before LIMIT 100");

STMT_GLOBAL(mail_free_row, NULL, TO_PEOPLE,
            "UPDATE mail AS m"
            "   SET m.state = 'queued', m.owner = NULL, m.not_before = UTC_TIMESTAMP(6),"
            "       m.why = 'the process that had it has ended'" STILL_OURS);

STMT_GLOBAL(mail_purge_sent, NULL, TO_PEOPLE,
            "DELETE m FROM mail AS m"
            "  JOIN (SELECT x.mail_id FROM mail AS x"
            "         WHERE x.state = 'sent' AND x.ended_at < UTC_TIMESTAMP(6) - INTERVAL 7 DAY"
            "         ORDER BY x.ended_at LIMIT 1000) AS old ON old.mail_id = m.mail_id");

STMT_GLOBAL(
    mail_purge_failed, NULL, TO_PEOPLE,
    "DELETE m FROM mail AS m"
    "  JOIN (SELECT x.mail_id FROM mail AS x"
    "         WHERE x.state = 'failed' AND x.ended_at < UTC_TIMESTAMP(6) - INTERVAL 30 DAY"
    "         ORDER BY x.ended_at LIMIT 1000) AS old ON old.mail_id = m.mail_id");

enum status mail_claim(struct db *db, struct str owner, uint32_t lease_seconds,
                       struct mail_out *out)
{
    for (int tries = 0; tries < CLAIM_TRIES; tries++) {
        struct mail_out mail = {0};
        enum status status;

        TRY(global_one(db, &mail_due_row, WITH_NOTHING, &mail));
        status = global_try(
            db, &mail_claim_row,
            WITH(TEXT(owner), NUMBER(lease_seconds), ID(mail.mail_id), ID(mail.epoch)));
        if (status == CONFLICT)
            continue;
        TRY(status);
        mail.epoch++;
        mail.tries++;
        *out = mail;
        return OK;
    }
    return BUSY;
}

enum status mail_sent(struct db *db, struct str owner, const struct mail_out *mail)
{
    return global_try(db, &mail_sent_row,
                      WITH(ID(mail->mail_id), TEXT(owner), ID(mail->epoch)));
}

enum status mail_failed(struct db *db, struct str owner, const struct mail_out *mail,
                        struct str why)
{
    return global_try(
        db, &mail_failed_row,
        WITH(TEXT(str_upto(why, WHY_MOST)), ID(mail->mail_id), TEXT(owner), ID(mail->epoch)));
}

enum status mail_again(struct db *db, struct str owner, const struct mail_out *mail,
                       uint32_t seconds, struct str why)
{
    return global_try(db, &mail_again_row,
                      WITH(TEXT(str_upto(why, WHY_MOST)), NUMBER(seconds), ID(mail->mail_id),
                           TEXT(owner), ID(mail->epoch)));
}

enum status mail_claims(struct db *db, struct list *out)
{
    return global_list(db, &mail_claim_rows, WITH_NOTHING, out);
}

enum status mail_free(struct db *db, const struct mail_claim *claim)
{
    return global_run(db, &mail_free_row,
                      WITH(ID(claim->mail_id), TEXT(claim->owner), ID(claim->epoch)));
}

enum status mail_purge(struct db *db)
{
    TRY(global_run(db, &mail_purge_sent, WITH_NOTHING));
    return global_run(db, &mail_purge_failed, WITH_NOTHING);
}
