/* log.c: one JSON object a line on standard error
 *
 * A line is built in a buffer of its own and written at once, so that lines of several
 * workers don't mix; a line that is too long is cut at a pair. A full disk is ignored:
 * losing a log line never costs a visit (LG-06). */
#include "base/log.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/stamp.h"

enum { LINE = 4096, TEXT_MOST = 1024 };

static const char *log_program = "?";

struct line {
    char at[LINE];
    size_t len;
};

void log_open(const char *program)
{
    log_program = program;
}

static void line_put(struct line *line, const char *bytes, size_t len)
{
    if (len > LINE - 3 - line->len) /* room for the closing "}\n" is kept */
        return;
    memcpy(line->at + line->len, bytes, len);
    line->len += len;
}

static void line_put_quoted(struct line *line, struct str text)
{
    line_put(line, "\"", 1);
    for (size_t i = 0; i < text.len && i < TEXT_MOST; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        char escaped[8];

        if (byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\') {
            line_put(line, (const char *)&byte, 1);
        } else {
            int len = snprintf(escaped, sizeof(escaped), "\\u%04x", byte);

            line_put(line, escaped, (size_t)len);
        }
    }
    line_put(line, "\"", 1);
}

static void line_put_pair(struct line *line, const struct log_pair *pair)
{
    char digits[24];
    size_t before = line->len;

    if (before + strlen(pair->key) +
            6 * (pair->text.len < TEXT_MOST ? pair->text.len : TEXT_MOST) + 32 >
        LINE)
        return; /* a pair that does not fit is left out whole */
    line_put(line, ",", 1);
    line_put_quoted(line, str_of(pair->key));
    line_put(line, ":", 1);
    if (!pair->is_number) {
        line_put_quoted(line, pair->text);
        return;
    }
    line_put(line, digits,
             (size_t)snprintf(digits, sizeof(digits), "%lld", (long long)pair->number));
}

static void line_put_time(struct line *line)
{
    struct civil c = stamp_civil(stamp_now());
    char text[48];
    int len = snprintf(text, sizeof(text), "{\"at\":\"%04d-%02u-%02uT%02u:%02u:%02u.%06uZ\"",
                       c.year, c.month, c.day, c.hour, c.minute, c.second, c.us);

    line_put(line, text, (size_t)len);
}

void log_write(const char *level, const char *event, const struct log_pair *pairs, size_t count)
{
    struct line line = {.len = 0};
    ssize_t written;

    line_put_time(&line);
    line_put_pair(&line, &LOG_TEXT("level", str_of(level)));
    line_put_pair(&line, &LOG_TEXT("program", str_of(log_program)));
    line_put_pair(&line, &LOG_TEXT("event", str_of(event)));
    for (size_t i = 0; i < count; i++)
        line_put_pair(&line, &pairs[i]);
    memcpy(line.at + line.len, "}\n", 2);
    written = write(STDERR_FILENO, line.at, line.len + 2);
    (void)written; /* nothing sensible can be done about a log that is full */
}
