/* tool.c: what every subcommand of `branchline` shares */
#include "tool/tool.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "text/utf8.h"

struct str tool_value(const struct tool *tool, const char *name)
{
    for (size_t i = 0; tool->command->options[i].name; i++)
        if (strcmp(tool->command->options[i].name, name) == 0)
            return tool->values[i];
    fprintf(stderr, "branchline: %s does not declare --%s\n", tool->command->name, name);
    abort(); /* a bug: a command declares every option that it reads */
}

bool tool_has(const struct tool *tool, const char *name)
{
    return tool_value(tool, name).at != NULL;
}

PRINTF(1, 0) static void say(const char *format, va_list args)
{
    fputs("branchline: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
}

int tool_refuse(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(format, args);
    va_end(args);
    return EXIT_USAGE;
}

int tool_fail(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(format, args);
    va_end(args);
    return EXIT_NOT_DONE;
}

int tool_database_failed(const struct tool *tool, enum status status)
{
    const char *detail = db_error(tool->db);

    if (status == BUSY)
        return tool_fail("The database is away or busy; nothing was changed. Try again: %s",
                         detail);
    return tool_fail("The database refused (%s): %s", status_word(status), detail);
}

enum status tool_number(const struct tool *tool, const char *name, int64_t min, int64_t max,
                        int64_t otherwise, int64_t *out)
{
    struct str value = tool_value(tool, name);

    if (!value.at) {
        *out = otherwise;
        return OK;
    }
    if (number_parse(value, min, max, out) == OK)
        return OK;
    (void)tool_refuse("--%s takes a whole number from %lld to %lld; \"%.*s\" is none.", name,
                      (long long)min, (long long)max, STR_ARG(value));
    return INVALID;
}

struct audit_who tool_who(void)
{
    return (struct audit_who){.user_name = STR("Operator")};
}

struct str tool_cell(struct arena *arena, struct str text)
{
    struct strbuf buf = {.arena = arena};

    strbuf_put(&buf, STR(""));
    while (text.len > 0) {
        uint32_t point = utf8_next(&text);
        bool control = point < 0x20 || (point >= 0x7f && point < 0xa0) ||
                       (point >= 0x2028 && point <= 0x202e) ||
                       (point >= 0x2066 && point <= 0x2069);

        utf8_put(&buf, control ? ' ' : point);
    }
    return strbuf_str(&buf);
}
