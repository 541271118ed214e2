/* code.c: what a typed code is worth, of the app or from paper
 *
 * Every code is counted for the user before it is looked at (AU-08). */
#include "login.h"

#include "crypto/totp.h"
#include "model/login/totp.h"

enum { CODE_POINTS = 40 };

void code_fault(struct visit *visit, struct faults *faults, const char *text)
{
    faults_add(faults, visit->arena, "code", str_of(text));
}

/* The audit log is told. */
static enum status code_wrong(struct visit *visit, const struct user *user,
                              struct faults *faults)
{
    struct notice notice = notice_of(visit, user, NULL, "totp.fail");

    code_fault(
        visit, faults,
        "That code is not right, or it has run out. Write the one that the app shows now.");
    return notice_tell(visit->db, &notice);
}

static enum status count(struct visit *visit, const struct user *user, struct tries *tries,
                         struct faults *faults)
{
    uint32_t wait = 0;
    enum status status = porter_count(visit, "code", user->user_id, tries, &wait);

    if (status != TOO_MUCH)
        return status;
    faults_add(faults, visit->arena, "code",
               str_format(visit->arena, "There were too many codes. Wait %u seconds.", wait));
    response_retry_after(&visit->response, wait);
    return TOO_MUCH;
}

enum status code_of_secret(struct visit *visit, const struct user *user, struct str secret,
                           int64_t now, struct faults *faults, struct code *out)
{
    struct str typed;
    enum status status;

    TRY(visit_field(visit, "code", UTF8_ONE_LINE, CODE_POINTS, &typed));
    status = count(visit, user, &out->tries, faults);
    if (status == TOO_MUCH)
        return OK;
    TRY(status);
    status = totp_check(visit->secret, secret, now, str_trim(typed), &out->step);
    return status == DENIED ? code_wrong(visit, user, faults) : status;
}

enum status code_taken(struct visit *visit, const struct code *code)
{
    return throttle_succeeded(visit->db, &code->tries);
}

enum status code_refused(struct visit *visit, const struct user *user, enum status status,
                         struct faults *faults)
{
    if (status == DENIED)
        return code_wrong(visit, user, faults);
    code_fault(visit, faults, "That code was used already. Wait for the next one.");
    return OK;
}

/* Letters make it one from paper; whether that is good, taking it tells. */
static bool paper_read(struct visit *visit, struct str typed, struct code *out)
{
    struct digest *digest = ARENA_NEW(visit->arena, struct digest);

    if (recovery_hash(visit->secret, typed, digest) != OK)
        return false;
    out->recovery_hash = digest_str(digest);
    return true;
}

enum status code_read(struct visit *visit, const struct user *user, struct faults *faults,
                      struct code *out)
{
    struct totp totp;
    struct str typed;
    struct str secret;

    TRY(visit_field(visit, "code", UTF8_ONE_LINE, CODE_POINTS, &typed));
    if (paper_read(visit, typed, out)) {
        enum status status = count(visit, user, &out->tries, faults);

        return status == TOO_MUCH ? OK : status;
    }
    TRY(totp_find(visit->db, user->user_id, &totp));
    TRY(totp_open(visit, user->user_id, &totp, &secret));
    return code_of_secret(visit, user, secret, totp.now, faults, out);
}
