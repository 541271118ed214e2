/* secret.c: the secret of somebody's app, sealed for the table and opened again
 *
 * Sealed to its user, so that a row which was copied to another one opens nothing. */
#include "login.h"

#include "model/login/totp.h"

static struct str about(struct visit *visit, uint64_t user_id)
{
    return str_format(visit->arena, "totp %llu", (unsigned long long)user_id);
}

enum status totp_shut(struct visit *visit, uint64_t user_id, struct str secret, struct str *out)
{
    return seal_shut(visit->arena, &porter_of(visit)->totp_key, about(visit, user_id), secret,
                     out);
}

enum status totp_open(struct visit *visit, uint64_t user_id, const struct totp *totp,
                      struct str *out)
{
    enum status status = seal_open(visit->secret, &porter_of(visit)->totp_key,
                                   about(visit, user_id), totp->secret, out);

    if (status == INVALID)
        visit->trouble = "a secret of two-step sign-in was sealed with another totp-key";
    return status == OK ? OK : BROKEN;
}
