/* plain.c: the inbox page in C by hand: what a page costs without the house round it
 *
 *     plain SOCKET WORKERS FOLDER DATABASE ACCOUNT +11:00      (BENCH_PASSWORD)
 *
 * The same statements, prepared, the same rows, the same bytes; but nothing is proved, guarded,
 * logged or escaped by context, the frame round the rows is sent as FOLDER/head.html and
 * tail.html hold it, and only what the measured rows need is written (numbers of Australian
 * mobiles, people without a name in the contacts). It shares no code with the program. */
#include "plain.h"

#include <fcgiapp.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

enum { BACKLOG = 64, FILE_BYTES = 256 << 10, PAGE_BYTES = 512 << 10, ROWS = 50, TOKEN = 43 };

static struct out page;
static char head[FILE_BYTES];
static char tail[FILE_BYTES];
static const char *offset_word; /* of the reader's zone */
static time_t offset;

void file_read(const char *folder, const char *name, char *to, size_t most)
{
    char path[4096];
    FILE *file;
    size_t len;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    file = fopen(path, "re");
    if (!file)
        plain_die("can't be read", path);
    len = fread(to, 1, most - 1, file);
    to[len] = '\0';
    fclose(file);
}

static void put_number(const char *msisdn)
{
    out_put(&page, "0", 1);
    out_put(&page, msisdn + 3, 3);
    out_put(&page, " ", 1);
    out_put(&page, msisdn + 6, 3);
    out_put(&page, " ", 1);
    out_word(&page, msisdn + 9);
}

static long day_of(const struct tm *local)
{
    struct tm day = {
        .tm_year = local->tm_year, .tm_mon = local->tm_mon, .tm_mday = local->tm_mday};

    return (long)(timegm(&day) / 86400);
}

/* "11:48 pm", "Yesterday", "Mon", "3 Nov"; what is measured is no older than this year. */
static void put_friendly(const struct tm *local, const struct tm *now)
{
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    long ago = day_of(now) - day_of(local);
    char text[32];

    if (ago == 0)
        snprintf(text, sizeof(text), "%d:%02d %s", (local->tm_hour + 11) % 12 + 1,
                 local->tm_min, local->tm_hour < 12 ? "am" : "pm");
    else if (ago == 1)
        snprintf(text, sizeof(text), "Yesterday");
    else if (ago > 1 && ago < 7)
        strftime(text, sizeof(text), "%a", local);
    else
        snprintf(text, sizeof(text), "%d %s", local->tm_mday, months[local->tm_mon]);
    out_word(&page, text);
}

static void put_time(const char *utc, const struct tm *now)
{
    struct tm local = {0};
    char iso[32];
    time_t at;

    strptime(utc, "%Y-%m-%d %H:%M:%S", &local);
    at = timegm(&local) + offset;
    gmtime_r(&at, &local);
    strftime(iso, sizeof(iso), "%Y-%m-%dT%H:%M:%S", &local);
    out_word(&page, iso);
    out_word(&page, offset_word);
    out_word(&page, "\">");
    put_friendly(&local, now);
}

static void put_row(const struct row *row, const struct tm *now, const char *me)
{
    bool is_new = *row->unread == '1';
    bool is_out = strcmp(row->last_direction, "out") == 0;

    out_word(&page, "    <li id=\"talk-");
    out_word(&page, row->account_id);
    out_word(&page, "-");
    out_word(&page, row->conversation_id);
    out_word(&page, is_new ? "\"><a class=\"talk talk-new\" href=\"/"
                           : "\"><a class=\"talk\" href=\"/");
    out_word(&page, row->account_id);
    out_word(&page, "/inbox/");
    out_word(&page, row->conversation_id);
    out_word(&page, "\">\n      <span class=\"talk-name\">");
    if (is_new)
        out_word(&page, "<span class=\"visually-hidden\">Unread: </span>");
    put_number(row->msisdn);
    out_word(&page, "</span><time class=\"talk-time\" datetime=\"");
    put_time(row->last_at, now);
    out_word(&page, "</time>\n      <span class=\"talk-text\">");
    if (is_out) {
        out_word(&page, "<span class=\"talk-you\">");
        out_escaped(&page, strcmp(row->last_user_id, me) == 0 ? "You" : row->last_user_name);
        out_word(&page, ": </span>");
    }
    out_escaped(&page, row->preview);
    out_word(&page, "</span>\n      <span class=\"talk-foot\"></span>\n    </a></li>\n");
}

static bool visit(struct source *source, const char *cookie)
{
    unsigned char hash[SHA256_DIGEST_LENGTH];
    const char *token = cookie ? strstr(cookie, "sid_") : NULL;
    time_t seconds = time(NULL);
    struct tm now;
    struct row row;
    char me[24];

    token = token ? strchr(token, '=') : NULL;
    if (!token || strnlen(token + 1, TOKEN) != TOKEN)
        return false;
    SHA256((const unsigned char *)token + 1, TOKEN, hash);
    if (!source_session(source, hash, me, sizeof(me)))
        return false;
    seconds += offset;
    gmtime_r(&seconds, &now);
    out_word(&page, "Content-Type: text/html; charset=utf-8\r\n\r\n");
    out_word(&page, head);
    source_rows(source);
    for (int i = 0; i < ROWS && source_row(source, &row); i++)
        put_row(&row, &now, me);
    source_rest(source);
    out_word(&page, tail);
    return true;
}

static int serve(int listening, char **argv)
{
    struct source *source = source_open(argv[3], argv[4], argv[5]);
    FCGX_Request request;

    page = (struct out){.at = malloc(PAGE_BYTES), .most = PAGE_BYTES};
    if (!page.at || FCGX_InitRequest(&request, listening, 0) != 0)
        return EXIT_FAILURE;
    while (FCGX_Accept_r(&request) == 0) {
        page.len = 0;
        if (!visit(source, FCGX_GetParam("HTTP_COOKIE", request.envp)))
            out_word(&page, "Status: 403\r\n\r\n");
        FCGX_PutStr(page.at, (int)page.len, request.out);
        FCGX_Finish_r(&request);
    }
    return EXIT_FAILURE;
}

/* Seconds of "+11:00". */
static time_t offset_read(const char *word)
{
    time_t minutes =
        (word[1] - '0') * 600 + (word[2] - '0') * 60 + (word[4] - '0') * 10 + word[5] - '0';

    return (*word == '-' ? -60 : 60) * minutes;
}

int main(int argc, char **argv)
{
    int listening;

    if (argc != 7 || strlen(argv[6]) != 6 || FCGX_Init() != 0)
        return 2;
    offset_word = argv[6];
    offset = offset_read(offset_word);
    file_read(argv[3], "head.html", head, sizeof(head));
    file_read(argv[3], "tail.html", tail, sizeof(tail));
    umask(0077);
    listening = FCGX_OpenSocket(argv[1], BACKLOG);
    for (unsigned long i = strtoul(argv[2], NULL, 10); i > 0; i--) {
        if (fork() != 0)
            continue;
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        return serve(listening, argv);
    }
    while (wait(NULL) > 0)
        ;
    return 0;
}
