/* relay.c: one mail at a time to the configured relay; the one place that knows libcurl */
#include "jobs/maild/relay.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#include "base/shape.h"

enum { CONNECT_SECONDS = 10, IDLE_SECONDS = 5, REPLY_MOST = 250, STEP_US = 1000000 };

struct relay {
    CURLM *multi;
    CURL *easy;
    const char *url;
    struct curl_slist *to;
    struct str message;
    size_t sent; /* bytes of the message that curl has taken */
    char reply[REPLY_MOST];
    size_t reply_len; /* the last line with which the relay refused */
    char error[CURL_ERROR_SIZE];
};

static const char *const tls_words[] = {"none", "starttls", "tls", NULL};
enum { TLS_NONE, TLS_STARTTLS, TLS_WHOLE };

static size_t message_read(char *to, size_t size, size_t count, void *arg)
{
    struct relay *relay = arg;
    struct str rest = str_upto(str_from(relay->message, relay->sent), size * count);

    if (rest.len > 0)
        memcpy(to, rest.at, rest.len);
    relay->sent += rest.len;
    return rest.len;
}

/* What the relay answers comes here, a line a call; the last refusal is kept, not the good-bye
 * that follows it. */
static size_t reply_read(char *line, size_t size, size_t count, void *arg)
{
    struct relay *relay = arg;

    if (size * count == 0 || (line[0] != '4' && line[0] != '5'))
        return size * count;
    relay->reply_len = 0;
    for (size_t i = 0; i < size * count && relay->reply_len < sizeof(relay->reply); i++)
        if (line[i] >= ' ' && line[i] <= '~')
            relay->reply[relay->reply_len++] = line[i];
    return size * count;
}

static bool is_this_machine(struct str host)
{
    return str_is(host, "localhost") || str_is(host, "127.0.0.1") || str_is(host, "[::1]");
}

/* A password goes over no line that others hear. */
static enum status secret_set(struct arena *arena, const struct conf *conf, int tls, CURL *easy,
                              struct str *why)
{
    const char *user = conf_text_or(conf, "smtp_user", "");
    struct str path = str_format(arena, "%s/smtp-password", conf_text(conf, "secret_dir"));
    struct str password;

    if (!user[0])
        return OK;
    if (tls == TLS_NONE && !is_this_machine(str_of(conf_text(conf, "smtp_host")))) {
        *why = STR("smtp_user needs smtp_tls starttls or tls: the password would go in clear");
        return INVALID;
    }
    if (conf_secret(arena, path.at, &password) != OK || password.len == 0) {
        *why = str_format(arena, "%s must hold the password of smtp_user", path.at);
        return INVALID;
    }
    curl_easy_setopt(easy, CURLOPT_USERNAME, user);
    curl_easy_setopt(easy, CURLOPT_PASSWORD, str_z(arena, password));
    return OK;
}

/* Where it is, and how sure one must be that it is it. */
static enum status place_set(struct arena *arena, const struct conf *conf, struct relay *relay,
                             struct str *why)
{
    struct str tls = str_of(conf_text_or(conf, "smtp_tls", "starttls"));
    int kind = word_find(tls_words, tls);
    const char *ca = conf_text_or(conf, "smtp_ca", "");

    if (kind < 0) {
        *why =
            str_format(arena, "smtp_tls must be none, starttls or tls, not %.*s", STR_ARG(tls));
        return INVALID;
    }
    relay->url = str_format(arena, "%s://%s:%lld", kind == TLS_WHOLE ? "smtps" : "smtp",
                            conf_text(conf, "smtp_host"),
                            (long long)conf_number(conf, "smtp_port", 1, 65535, 25))
                     .at;
    curl_easy_setopt(relay->easy, CURLOPT_USE_SSL,
                     kind == TLS_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    if (ca[0])
        curl_easy_setopt(relay->easy, CURLOPT_CAINFO, ca);
    return secret_set(arena, conf, kind, relay->easy, why);
}

static void habits_set(const struct conf *conf, struct relay *relay)
{
    CURL *easy = relay->easy;

    curl_easy_setopt(easy, CURLOPT_URL, relay->url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT,
                     (long)conf_number(conf, "smtp_seconds", 1, 600, 60));
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, (long)IDLE_SECONDS);
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, message_read);
    curl_easy_setopt(easy, CURLOPT_READDATA, relay);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, reply_read);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, relay);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, relay->error);
}

enum status relay_open(struct arena *arena, const struct conf *conf, struct relay **out,
                       struct str *why)
{
    struct relay *relay = ARENA_NEW(arena, struct relay);

    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return BROKEN;
    relay->multi = curl_multi_init();
    relay->easy = curl_easy_init();
    if (!relay->multi || !relay->easy)
        return BROKEN;
    TRY(place_set(arena, conf, relay, why));
    habits_set(conf, relay);
    *out = relay;
    return OK;
}

void relay_send(struct relay *relay, struct str from, struct str to, struct str message)
{
    char address[512];

    relay->message = message;
    relay->sent = 0;
    relay->reply_len = 0;
    relay->error[0] = '\0';
    snprintf(address, sizeof(address), "<%.*s>", STR_ARG(to));
    relay->to = curl_slist_append(NULL, address);
    curl_easy_setopt(relay->easy, CURLOPT_MAIL_RCPT, relay->to);
    snprintf(address, sizeof(address), "<%.*s>", STR_ARG(from));
    curl_easy_setopt(relay->easy, CURLOPT_MAIL_FROM, address);
    curl_easy_setopt(relay->easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)message.len);
    curl_multi_add_handle(relay->multi, relay->easy);
}

/* MAIL, RCPT and DATA that are refused end in SEND_ERROR; what comes instead of the greeting
 * or after the text in WEIRD_SERVER_REPLY. Everything else was said about the line. */
static enum relay_end end_of(const struct relay *relay, CURLcode result)
{
    bool about_mail = result == CURLE_SEND_ERROR ||
                      (result == CURLE_WEIRD_SERVER_REPLY && relay->sent == relay->message.len);
    long code = 0;

    if (result == CURLE_OK)
        return RELAY_TAKEN;
    curl_easy_getinfo(relay->easy, CURLINFO_RESPONSE_CODE, &code);
    if (about_mail && code >= 500 && code <= 599)
        return RELAY_REFUSED;
    return about_mail && code >= 400 && code <= 499 && code != 421 ? RELAY_LATER : RELAY_DOWN;
}

static struct str why_of(const struct relay *relay, struct arena *arena, enum relay_end end,
                         CURLcode result)
{
    struct str reply = {.at = relay->reply, .len = relay->reply_len};
    struct str said = str_of(relay->error[0] ? relay->error : curl_easy_strerror(result));

    return str_copy(arena,
                    str_upto(end == RELAY_DOWN || reply.len == 0 ? said : reply, REPLY_MOST));
}

bool relay_drive(struct relay *relay, struct arena *arena, struct relay_verdict *out)
{
    const CURLMsg *message;
    int left = 0;

    curl_multi_perform(relay->multi, &left);
    message = curl_multi_info_read(relay->multi, &left);
    if (!message || message->msg != CURLMSG_DONE)
        return false;
    out->end = end_of(relay, message->data.result);
    out->why = why_of(relay, arena, out->end, message->data.result);
    curl_multi_remove_handle(relay->multi, relay->easy);
    curl_slist_free_all(relay->to);
    relay->to = NULL;
    return true;
}

size_t relay_polls(struct relay *relay, struct pollfd *polls, size_t most, int64_t *wait_us)
{
    fd_set reads;
    fd_set writes;
    fd_set faults;
    size_t count = 0;
    int last = -1;
    long ms = -1;

    FD_ZERO(&reads);
    FD_ZERO(&writes);
    FD_ZERO(&faults);
    curl_multi_fdset(relay->multi, &reads, &writes, &faults, &last);
    for (int fd = 0; fd <= last && count < most; fd++) {
        short events = (short)((FD_ISSET(fd, &reads) ? POLLIN : 0) |
                               (FD_ISSET(fd, &writes) ? POLLOUT : 0));

        if (events)
            polls[count++] = (struct pollfd){.fd = fd, .events = events};
    }
    curl_multi_timeout(relay->multi, &ms);
    *wait_us = ms < 0 || ms * 1000L > STEP_US ? STEP_US : ms * 1000L;
    if (last < 0 && *wait_us > STEP_US / 10)
        *wait_us = STEP_US / 10;
    return count;
}
