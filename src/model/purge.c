/* purge.c: rows that have had their time, for schedd */
#include "model/purge.h"

enum { BATCH = 1000 };

STMT_GLOBAL(purge_session, NULL, "sessions have no account",
            "DELETE s FROM session AS s"
            "  JOIN (SELECT x.id_hash FROM session AS x"
            "         WHERE x.ends_at < UTC_TIMESTAMP(6)"
            "         ORDER BY x.ends_at LIMIT 1000) AS old ON old.id_hash = s.id_hash");

STMT_GLOBAL(purge_device, NULL, "devices have no account",
            "DELETE d FROM device AS d"
            "  JOIN (SELECT x.token_hash FROM device AS x"
            "         WHERE x.seen_at < UTC_TIMESTAMP(6) - INTERVAL 180 DAY"
            "         LIMIT 1000) AS old ON old.token_hash = d.token_hash");

STMT_GLOBAL(purge_failure, NULL, "failed sign-ins have no account",
            "DELETE f FROM sign_in_failure AS f"
            "  JOIN (SELECT x.kind, x.key_hash FROM sign_in_failure AS x"
            "         WHERE x.last_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY"
            "         ORDER BY x.last_at LIMIT 1000) AS old"
            "    ON old.kind = f.kind AND old.key_hash = f.key_hash");

STMT_GLOBAL(purge_half, NULL, "half sign-ins have no account",
            "DELETE h FROM half AS h"
            "  JOIN (SELECT x.token_hash FROM half AS x WHERE x.ends_at < UTC_TIMESTAMP(6)"
            "         ORDER BY x.ends_at LIMIT 1000) AS old ON old.token_hash = h.token_hash");

/* Kept for a day: those of the last hour are counted (model/login/reset.h). */
STMT_GLOBAL(purge_reset, NULL, "links for a new password have no account",
            "DELETE r FROM reset AS r"
            "  JOIN (SELECT x.token_hash FROM reset AS x"
            "         WHERE x.made_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY"
            "         ORDER BY x.made_at LIMIT 1000) AS old ON old.token_hash = r.token_hash");

STMT_GLOBAL(purge_email_change, NULL, "changes of an address have no account",
            "DELETE e FROM email_change AS e"
            "  JOIN (SELECT x.user_id FROM email_change AS x"
            "         WHERE x.ends_at < UTC_TIMESTAMP(6) LIMIT 1000) AS old"
            "    ON old.user_id = e.user_id");

STMT_GLOBAL(purge_submission, NULL, "a week is over in all accounts at once",
            "DELETE s FROM submission AS s"
            "  JOIN (SELECT x.account_id, x.user_id, x.once FROM submission AS x"
            "         WHERE x.made_at < UTC_TIMESTAMP(6) - INTERVAL 7 DAY"
            "         ORDER BY x.made_at LIMIT 1000) AS old"
            "    ON old.account_id = s.account_id AND old.user_id = s.user_id"
            "   AND old.once = s.once");

/* The hour of each is over; one that is told anew at this moment stays. */
STMT_GLOBAL(purge_denial, NULL, "a day is over in all accounts at once",
            "DELETE d FROM denial AS d"
            "  JOIN (SELECT x.account_id, x.user_id, x.need FROM denial AS x"
            "         WHERE x.told_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY"
            "         ORDER BY x.told_at LIMIT 1000) AS old"
            "    ON old.account_id = d.account_id AND old.user_id = d.user_id"
            "   AND old.need = d.need"
            " WHERE d.told_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY");

enum status purge_run(struct db *db, bool *more)
{
    static const struct stmt *const purges[] = {PURGE_ASKS};
    bool full = false;

    for (size_t i = 0; i < COUNT_OF(purges); i++) {
        uint64_t gone;

        TRY(global_count(db, purges[i], WITH_NOTHING, &gone));
        full = full || gone >= BATCH;
    }
    *more = full;
    return OK;
}
