/* notice.c: what a person and the audit log are told of a change to a login */
#include "login.h"

#include "daemon/bell.h"
#include "text/clock.h"

struct audit_who who_of(const struct visit *visit, const struct user *user)
{
    return (struct audit_who){
        .user_id = user->user_id, .user_name = user->name, .address = visit->request.address};
}

/* "Tuesday 24 November 2026, 9:38 am", by the person's own clock. */
static struct str moment(struct visit *visit, struct str zone)
{
    struct clock *clock;

    if (clock_open(visit->arena, zone, &clock) != OK &&
        clock_open(visit->arena, STR("UTC"), &clock) != OK)
        return STR("");
    return clock_whole(visit->arena, clock, visit->now);
}

/* Where each kind leads whoever did not do it. */
static const struct {
    const char *kind;
    const char *name;
    const char *path;
} ways[] = {
    {"password-changed", "reset", "/reset"},
    {"new-device", "sessions", "/me/sessions"},
    {"recovery-used", "security", "/me"},
    {"totp-changed", "security", "/me/two-step"},
};

struct mail *mail_of(struct visit *visit, const struct user *user, const char *kind)
{
    struct mail *mail = mail_make(visit->arena, kind, user->email, user->name);

    for (size_t i = 0; i < COUNT_OF(ways); i++)
        if (str_is(str_of(kind), ways[i].kind))
            mail_link(mail, ways[i].name, str_of(ways[i].path));
    mail_say(mail, "at", moment(visit, user->zone));
    mail_say(mail, "address", visit->request.address);
    mail_say(mail, "device", agent_words(visit->arena, visit->request.agent));
    return mail;
}

struct notice notice_of(struct visit *visit, const struct user *user, const char *kind,
                        const char *action)
{
    return (struct notice){
        .key = &visit->house->mail_key,
        .mail = kind ? mail_of(visit, user, kind) : NULL,
        .who = who_of(visit, user),
        .entry = {.action = action,
                  .object = str_format(visit->arena, "%.*s, %.*s", STR_ARG(user->name),
                                       STR_ARG(user->email))},
    };
}

void notice_ring(const struct visit *visit)
{
    bell_ring(conf_text(visit->house->conf, "run_dir"), "maild");
}
