/* option.c: the command line of programs and daemons */
#include "base/option.h"

#include <unistd.h>

#include "base/handed.h"
#include "base/number.h"
#include "base/shape.h"

enum { FD_MOST = 1023 };

/* Take one option and its value; how many words that were, 0 for none of ours. */
static int option_take(char **words, int left, const char *const *lists,
                       struct options *options)
{
    struct str word = str_of(words[0]);
    int64_t fd;

    if (str_is(word, "--check")) {
        options->check = true;
        return 1;
    }
    if (str_is(word, "--conf") && left > 1) {
        options->conf = words[1];
        return 2;
    }
    if (str_is(word, "--ready-fd") && left > 1 &&
        number_parse(str_of(words[1]), 0, FD_MOST, &fd) == OK) {
        options->ready_fd = (int)fd;
        return 2;
    }
    if (!str_starts(word, STR("--")))
        return 0;
    options->list = word_find(lists, str_from(word, 2));
    return options->list >= 0 ? 1 : 0;
}

enum status options_read(int argc, char **argv, const char *const *lists, struct options *out)
{
    struct options options = {.ready_fd = -1, .list = -1};
    int taken;

    for (int i = 1; i < argc; i += taken) {
        taken = option_take(&argv[i], argc - i, lists, &options);
        if (taken == 0)
            return INVALID;
    }
    if (!options.conf && options.list < 0)
        return INVALID;
    *out = options;
    return OK;
}

void options_ready(const struct options *options)
{
    if (options->ready_fd >= 0 && write(options->ready_fd, "\n", 1) == 1)
        close(options->ready_fd);
    handed_ready();
}
