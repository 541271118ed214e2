/* throttle.c: failed sign-ins slow further tries down, and never lock anybody out */
#include "model/login/throttle.h"

#include "base/shape.h"

enum { FREE_TRIES = 10, ADDRESS_TRIES = 100, WAIT_MOST = 60, WAIT_STEPS = 6 };

struct throttle {
    uint32_t failures;
    int64_t age; /* seconds since the window began */
    int64_t ago; /* seconds since the last counted try */
};

SHAPE(throttle, FIELD(throttle, failures), FIELD(throttle, age), FIELD(throttle, ago));

#define NO_ACCOUNT "signing in happens before any account is known"

STMT_GLOBAL(
    throttle_count, NULL, NO_ACCOUNT,
    "INSERT INTO sign_in_failure (kind, key_hash, failures, since_at, last_at)"
    " VALUES ('email', ?, 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))"
    " ON DUPLICATE KEY UPDATE"
    "   failures = IF(since_at < UTC_TIMESTAMP(6) - INTERVAL 15 MINUTE, 1, failures + 1),"
    "   since_at = IF(since_at < UTC_TIMESTAMP(6) - INTERVAL 15 MINUTE, UTC_TIMESTAMP(6), "
    "since_at),"
    "   last_at = UTC_TIMESTAMP(6)");

STMT_GLOBAL(throttle_count_address, NULL, NO_ACCOUNT,
            "INSERT INTO sign_in_failure (kind, key_hash, failures, since_at, last_at)"
            " VALUES ('address', ?, 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))"
            " ON DUPLICATE KEY UPDATE"
            "   failures = IF(since_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR, 1, failures + 1),"
            "   since_at = IF(since_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR, UTC_TIMESTAMP(6), "
            "since_at),"
            "   last_at = UTC_TIMESTAMP(6)");

/* Locked until the try is counted, so that parallel tries see each other. */
STMT_GLOBAL(throttle_read, &throttle_shape, NO_ACCOUNT,
            "SELECT f.failures, TIMESTAMPDIFF(SECOND, f.since_at, UTC_TIMESTAMP(6)) AS age,"
            "       TIMESTAMPDIFF(SECOND, f.last_at, UTC_TIMESTAMP(6)) AS ago"
            "  FROM sign_in_failure AS f WHERE f.kind = ? AND f.key_hash = ? FOR UPDATE");

STMT_GLOBAL(throttle_forget, NULL, NO_ACCOUNT,
            "DELETE f FROM sign_in_failure AS f WHERE f.kind = 'email' AND f.key_hash = ?");

STMT_GLOBAL(throttle_take_back, NULL, NO_ACCOUNT,
            "UPDATE sign_in_failure AS f SET f.failures = f.failures - 1"
            " WHERE f.kind = 'address' AND f.key_hash = ? AND f.failures > 0");

struct attempt {
    struct db *db;
    const struct tries *tries;
    uint32_t wait;
};

static enum status failures_read(struct db *db, const char *kind, struct str hash,
                                 struct throttle *out)
{
    enum status status = global_one(db, &throttle_read, WITH(WORD(kind), TEXT(hash)), out);

    return status == NOT_FOUND ? OK : status;
}

static uint32_t wait_for_email(const struct throttle *t)
{
    uint32_t over = t->failures >= FREE_TRIES ? t->failures - FREE_TRIES : 0;
    int64_t pause = over >= WAIT_STEPS ? WAIT_MOST : INT64_C(1) << over;

    if (t->failures < FREE_TRIES || t->age > 15 * 60 || t->ago >= pause)
        return 0;
    return (uint32_t)(pause - t->ago);
}

static uint32_t wait_for_address(const struct throttle *t)
{
    if (t->failures < ADDRESS_TRIES || t->age >= 3600)
        return 0;
    return (uint32_t)(3600 - t->age);
}

static enum status attempt_body(void *arg)
{
    struct attempt *attempt = arg;
    struct throttle email = {0};
    struct throttle address = {0};

    TRY(failures_read(attempt->db, "email", attempt->tries->email_hash, &email));
    TRY(failures_read(attempt->db, "address", attempt->tries->address_hash, &address));
    attempt->wait = wait_for_email(&email);
    if (attempt->wait == 0)
        attempt->wait = wait_for_address(&address);
    if (attempt->wait > 0)
        return TOO_MUCH;
    TRY(global_run(attempt->db, &throttle_count, WITH(TEXT(attempt->tries->email_hash))));
    return global_run(attempt->db, &throttle_count_address,
                      WITH(TEXT(attempt->tries->address_hash)));
}

enum status throttle_try(struct db *db, struct tries *tries, uint32_t *wait)
{
    struct attempt attempt = {.db = db, .tries = tries};
    enum status status = global_tx(db, attempt_body, NULL, &attempt);

    tries->counted = status == OK;
    *wait = attempt.wait;
    return status;
}

enum status throttle_succeeded(struct db *db, const struct tries *tries)
{
    TRY(global_run(db, &throttle_forget, WITH(TEXT(tries->email_hash))));
    if (!tries->counted)
        return OK;
    return global_run(db, &throttle_take_back, WITH(TEXT(tries->address_hash)));
}
