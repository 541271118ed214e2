/* device.c: browsers that have signed in before */
#include "model/login/device.h"

#include "base/shape.h"

SHAPE(device, FIELD(device, user_id));

STMT_GLOBAL(device_by_token, &device_shape, "signing in happens before any account is known",
            "SELECT d.user_id FROM device AS d"
            " WHERE d.token_hash = ? AND d.seen_at > UTC_TIMESTAMP(6) - INTERVAL 180 DAY");

STMT_GLOBAL(device_of_user, &device_shape, "a device belongs to a user, not to an account",
            "SELECT d.user_id FROM device AS d WHERE d.user_id = ? LIMIT 1");

STMT_GLOBAL(device_keep_row, NULL, "a device belongs to a user, not to an account",
            "INSERT INTO device (token_hash, user_id, made_at, seen_at)"
            " VALUES (?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))"
            " ON DUPLICATE KEY UPDATE seen_at = UTC_TIMESTAMP(6)");

/* No token has a hash that was drawn. The row stays: it tells when its user was here, and that
 * the next browser is not their first. */
STMT_GLOBAL(device_disown, NULL, "a device belongs to a user, not to an account",
            "UPDATE device AS d SET d.token_hash = RANDOM_BYTES(32)"
            " WHERE d.user_id = ? AND d.token_hash <> ?");

enum status device_find(struct db *db, struct str token_hash, struct device *out)
{
    return global_one(db, &device_by_token, WITH(TEXT(token_hash)), out);
}

enum status device_any(struct db *db, uint64_t user_id)
{
    struct device device;

    return global_one(db, &device_of_user, WITH(ID(user_id)), &device);
}

enum status device_keep(struct db *db, struct str token_hash, uint64_t user_id)
{
    return global_run(db, &device_keep_row, WITH(TEXT(token_hash), ID(user_id)));
}

enum status device_forget(struct db *db, uint64_t user_id, struct str kept_hash)
{
    struct str kept = kept_hash.at ? kept_hash : STR("");

    return global_run(db, &device_disown, WITH(ID(user_id), TEXT(kept)));
}
