/* maild.c: mail out
 *
 * Looks once a second, and at once when a program rings. Mails go to one relay, one after the
 * other; or, where the configuration says mail_to = FOLDER, into files of that folder. */
#include "base/log.h"
#include "daemon/daemon.h"
#include "jobs/maild/post.h"

enum { SECOND = 1000000, RECOVER_US = 10 * SECOND };
#define PURGE_US (INT64_C(600) * SECOND)

struct maild {
    struct post post;
    int64_t recover_at; /* monotonic */
    int64_t purge_at;
};

static const struct stmt *const asks[] = {MAIL_OUT_ASKS, NULL};

static enum status maild_open(struct duty *duty, struct str *why)
{
    struct maild *own = ARENA_NEW(duty->life, struct maild);

    duty->own = own;
    return post_open(duty->life, duty->conf, &own->post, why);
}

static void note(struct duty *duty, const char *event, enum status status)
{
    if (status != OK)
        LOG("error", event, LOG_TEXT("status", str_of(status_word(status))),
            LOG_TEXT("why", str_of(db_error(duty->db))));
}

static void look_after(struct duty *duty)
{
    struct maild *own = duty->own;

    if (duty->now >= own->recover_at) {
        own->recover_at = duty->now + RECOVER_US;
        note(duty, "recover", post_recover(duty));
    }
    if (duty->now >= own->purge_at) {
        own->purge_at = duty->now + PURGE_US;
        note(duty, "purge", mail_purge(duty->db));
    }
}

static int64_t turn(struct duty *duty)
{
    struct maild *own = duty->own;

    if (duty->stopping && own->post.phase == POST_IDLE)
        return DUTY_DONE;
    if (own->post.phase == POST_IDLE)
        look_after(duty);
    return post_work(&own->post, duty);
}

static const struct daemon maild = {
    .name = "maild", .asks = asks, .open = maild_open, .turn = turn};

int main(int argc, char **argv)
{
    return daemon_main(argc, argv, &maild);
}
