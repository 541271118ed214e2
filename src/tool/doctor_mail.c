/* doctor_mail.c: does mail leave: is the relay there, and how long has the oldest waited
 *
 * The relay is called and heard, no more: whether it takes our mail, TLS and sign-in among it,
 * is seen from what waits, with its reason. */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "db/global.h"
#include "tool/doctor.h"

enum { WAIT_MS = 3000, MAIL_S = 300 };

struct mail_age {
    uint64_t waiting;
    int64_t seconds; /* of the oldest */
    uint64_t failed; /* in a day */
};
SHAPE(mail_age, FIELD(mail_age, waiting), FIELD(mail_age, seconds), FIELD(mail_age, failed));

struct mail_trouble {
    struct str why;
};
SHAPE(mail_trouble, FIELD(mail_trouble, why));

#define FOR_DOCTOR "the operator's checker looks at what all accounts share"

STMT_GLOBAL(
    doctor_mail_age, &mail_age_shape, FOR_DOCTOR,
    "SELECT COALESCE(SUM(m.state IN ('queued', 'sending')), 0) AS waiting,"
    "       COALESCE(MAX(IF(m.state IN ('queued', 'sending'),"
    "           TIMESTAMPDIFF(SECOND, m.queued_at, UTC_TIMESTAMP(6)), 0)), 0) AS seconds,"
    "       COALESCE(SUM(m.state = 'failed'"
    "           AND m.ended_at > UTC_TIMESTAMP(6) - INTERVAL 1 DAY), 0) AS failed"
    "  FROM mail AS m");

STMT_GLOBAL(doctor_mail_trouble, &mail_trouble_shape, FOR_DOCTOR,
            "SELECT COALESCE(m.why, 'nobody has tried yet') AS why"
            "  FROM mail AS m"
            " WHERE m.state IN ('queued', 'sending')"
            " ORDER BY m.queued_at LIMIT 1");

static void fd_end(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static void found_end(struct addrinfo **found)
{
    if (*found)
        freeaddrinfo(*found);
}

/* A line to it, in so much time; else NULL's place is taken by the reason. */
static const char *line_try(const struct addrinfo *to, bool greets)
{
    ON_EXIT(fd_end)
    int fd = socket(to->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct pollfd wait = {.fd = fd, .events = POLLOUT};
    int fault = 0;
    socklen_t len = sizeof(fault);
    char greeting[3];

    if (fd < 0 || (connect(fd, to->ai_addr, to->ai_addrlen) != 0 && errno != EINPROGRESS))
        return strerror(errno);
    if (poll(&wait, 1, WAIT_MS) <= 0)
        return "no answer";
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &fault, &len) != 0 || fault != 0)
        return strerror(fault ? fault : errno);
    if (!greets)
        return NULL;
    wait.events = POLLIN;
    if (poll(&wait, 1, WAIT_MS) <= 0 || recv(fd, greeting, sizeof(greeting), 0) != 3)
        return "it does not greet";
    return memcmp(greeting, "220", 3) == 0 ? NULL : "it greets with a refusal";
}

static void relay_look(struct tool *tool, int *faults)
{
    const char *host = conf_text_or(tool->conf, "smtp_host", "");
    const char *port = conf_text_or(tool->conf, "smtp_port", "25");
    bool greets = strcmp(conf_text_or(tool->conf, "smtp_tls", "starttls"), "tls") != 0;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    ON_EXIT(found_end) struct addrinfo *found = NULL;
    const char *why = "smtp_host is missing";
    int fault = host[0] ? getaddrinfo(host, port, &hints, &found) : 0;

    if (fault != 0)
        why = gai_strerror(fault);
    for (const struct addrinfo *to = found; to && why; to = to->ai_next)
        why = line_try(to, greets);
    if (!why)
        doctor_well("The mail relay %s, port %s, answers.", host, port);
    else
        doctor_wrong(faults,
                     "Correct smtp_host, smtp_port and smtp_tls in the configuration, or start "
                     "the relay. Mails wait meanwhile.",
                     "The mail relay %s, port %s: %s.", host[0] ? host : "(none)", port, why);
}

enum status doctor_mail(struct tool *tool, int *faults)
{
    const char *folder = conf_text_or(tool->conf, "mail_to", "");
    struct mail_trouble trouble = {.why = STR("?")};
    struct mail_age age;

    if (folder[0])
        doctor_well("Mails are kept in %s and not sent.", folder);
    else
        relay_look(tool, faults);
    TRY(global_one(tool->db, &doctor_mail_age, WITH_NOTHING, &age));
    if (age.seconds <= MAIL_S) {
        doctor_well("No mail waits too long (%llu under way, %llu failed for good in a day).",
                    (unsigned long long)age.waiting, (unsigned long long)age.failed);
        return OK;
    }
    if (global_one(tool->db, &doctor_mail_trouble, WITH_NOTHING, &trouble) == BROKEN)
        return BROKEN;
    doctor_wrong(faults,
                 "Read what the relay said, here and in the log of maild (journalctl -u "
                 "branchline-maild); each mail is tried until its time is over.",
                 "%llu mails wait, the oldest for %lld seconds: %.*s",
                 (unsigned long long)age.waiting, (long long)age.seconds, STR_ARG(trouble.why));
    return OK;
}
