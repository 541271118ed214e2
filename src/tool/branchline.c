/* branchline.c: the operator's command
 *
 *     branchline account create --conf FILE --name "Tallowood Garden Group" …
 *
 * It works as database user `tool` (rights.h). Each subcommand proves its own statements before
 * it runs one; --check proves those of all of them, --statements prints them. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tool/commands.h"
#include "tool/rights.h"
#include "tool/tool.h"

static const struct command *const commands[] = {
    &command_account_create,  &command_account_invite, &command_account_list,
    &command_account_payment, &command_sender_add,     &command_sender_list,
    &command_route_add,       &command_route_list,     &command_doctor,
    &command_inbound_orphans, &command_audit_verify,   &command_audit_anchor,
    &command_two_step_off,
};

/* Where `make install` puts it; taken if the line names none. */
static const char installed_conf[] = "/etc/branchline/branchline.conf";

enum { HELP_NAME = 18, HELP_OPTION = 24 };

static void help_all(FILE *out)
{
    fputs("branchline: look after an installation of Branchline\n\n", out);
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        fprintf(out, "  branchline %-*s %s\n", HELP_NAME, commands[i]->name, commands[i]->what);
    fprintf(out,
            "\nEach takes --help, and --conf FILE if it is not %s.\n"
            "`branchline --check` proves what they ask of the database.\n",
            installed_conf);
}

static void help_one(FILE *out, const struct command *command)
{
    fprintf(out, "branchline %s: %s\n\n", command->name, command->what);
    fprintf(out, "  %-*s %s\n", HELP_OPTION, "--conf FILE",
            "the installation's configuration file");
    for (const struct tool_option *o = command->options; o->name; o++) {
        char left[64];

        snprintf(left, sizeof(left), "--%s%s%s", o->name, o->value ? " " : "",
                 o->value ? o->value : "");
        fprintf(out, "  %-*s %s%s\n", HELP_OPTION, left, o->what,
                o->needed || !o->value ? "" : " (may be left out)");
    }
}

/* What the command line says beside the command's own options. */
struct line {
    char **at; /* ended by NULL */
    const char *conf_path;
    bool help;
    bool check;
    bool statements;
};

/* How many words of the line are the command's name; 0 if they are not. */
static size_t words_match(const char *name, char **at)
{
    struct str rest = str_of(name);
    size_t words = 0;

    while (rest.len > 0) {
        struct str word = str_cut(&rest, ' ');

        if (!at[words] || !str_is(word, at[words]))
            return 0;
        words++;
    }
    return words;
}

/* The command whose words the line begins with; moves behind them. */
static const struct command *command_find(struct line *line)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        size_t words = words_match(commands[i]->name, line->at);

        line->at += words;
        if (words > 0)
            return commands[i];
    }
    return NULL;
}

/* Where the value of a command's option goes; NULL if it has no such option. */
static struct str *option_find(struct tool *tool, struct str name,
                               const struct tool_option **option)
{
    if (!tool->command)
        return NULL;
    for (size_t i = 0; tool->command->options[i].name; i++) {
        if (!str_is(name, tool->command->options[i].name))
            continue;
        *option = &tool->command->options[i];
        return &tool->values[i];
    }
    return NULL;
}

/* One `--name`, `--name value` or `--name=value`, moving behind it. Says what is wrong. */
static enum status option_read(struct tool *tool, struct line *line)
{
    struct str value = str_of(*line->at++);
    struct str name = str_from(str_cut(&value, '='), 2);
    bool joined = str_find(str_of(line->at[-1]), '=') < strlen(line->at[-1]);
    bool is_conf = str_is(name, "conf");
    const struct tool_option *option = NULL;
    struct str *place = option_find(tool, name, &option);

    if (str_is(name, "help") || str_is(name, "check") || str_is(name, "statements")) {
        line->help = line->help || str_is(name, "help");
        line->check = line->check || str_is(name, "check");
        line->statements = line->statements || str_is(name, "statements");
        return OK;
    }
    if (!is_conf && !place) {
        (void)tool_refuse("There is no option --%.*s here; --help lists them.", STR_ARG(name));
        return INVALID;
    }
    if (option && !option->value) {
        *place = STR("");
        return OK;
    }
    if (!joined && !*line->at) {
        (void)tool_refuse("--%.*s needs a value behind it.", STR_ARG(name));
        return INVALID;
    }
    if (!joined)
        value = str_of(*line->at++);
    if (is_conf)
        line->conf_path = value.at;
    else
        *place = value;
    return OK;
}

static enum status options_read(struct tool *tool, struct line *line)
{
    while (*line->at) {
        if (strncmp(*line->at, "--", 2) != 0) {
            (void)tool_refuse("\"%s\" is not understood; `branchline --help` lists the "
                              "commands.",
                              *line->at);
            return INVALID;
        }
        TRY(option_read(tool, line));
    }
    return OK;
}

static enum status needs_check(const struct tool *tool)
{
    for (size_t i = 0; tool->command->options[i].name; i++) {
        const struct tool_option *option = &tool->command->options[i];

        if (!option->needed || tool->values[i].len > 0)
            continue;
        (void)tool_refuse("%s needs --%s %s: %s.", tool->command->name, option->name,
                          option->value, option->what);
        return INVALID;
    }
    return OK;
}

static int command_run(struct tool *tool)
{
    struct str why;

    if (!tool->command->proves &&
        db_prove(tool->arena, tool->conf, "tool", tool->command->asks, &why) != OK)
        return tool_fail("The database can't be used: %.*s", STR_ARG(why));
    tool->db = db_open(tool->conf, "tool", tool->command->asks);
    db_visit(tool->db, tool->arena);
    return tool->command->run(tool);
}

static int check_run(struct tool *tool)
{
    struct str why;

    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (db_prove(tool->arena, tool->conf, "tool", commands[i]->asks, &why) != OK)
            return tool_fail("%.*s", STR_ARG(why));
    printf("branchline: %zu commands proved\n", COUNT_OF(commands));
    return EXIT_DONE;
}

static int statements_print(void)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        stmt_print(commands[i]->asks);
    return EXIT_DONE;
}

static int tool_run(struct tool *tool, struct line *line)
{
    struct str why;

    if (options_read(tool, line) != OK)
        return EXIT_USAGE;
    if (line->help && tool->command)
        help_one(stdout, tool->command);
    else if (line->help)
        help_all(stdout);
    if (line->help)
        return EXIT_DONE;
    if (line->statements)
        return statements_print();
    if (!tool->command && !line->check) {
        help_all(stderr);
        return EXIT_USAGE;
    }
    if (tool->command && needs_check(tool) != OK)
        return EXIT_USAGE;
    if (!line->conf_path && access(installed_conf, R_OK) == 0)
        line->conf_path = installed_conf;
    if (!line->conf_path)
        return tool_refuse("--conf FILE is missing: the installation's configuration file.");
    tool->conf_path = line->conf_path;
    if (conf_read(tool->arena, line->conf_path, &tool->conf, &why) != OK)
        return tool_fail("%.*s", STR_ARG(why));
    if (rights_lay_down(tool) != OK)
        return EXIT_NOT_DONE;
    return line->check ? check_run(tool) : command_run(tool);
}

int main(int argc, char **argv)
{
    struct tool tool = {.arena = arena_new(0, 0), .secret = arena_new(0, 1)};
    struct line line = {.at = argv + (argc > 0)};
    int code;

    tool.command = command_find(&line);
    code = tool_run(&tool, &line);
    if (tool.db)
        db_close(tool.db);
    arena_free(tool.secret);
    arena_free(tool.arena);
    return code;
}
