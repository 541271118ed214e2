/* program.c: prove everything once, then serve
 *
 * What is loaded before the fork is shared by the workers; the database is opened after it. */
#include "portal/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/handed.h"
#include "base/option.h"
#include "http/fcgi.h"
#include "portal/asks.h"
#include "portal/crew.h"
#include "portal/doors.h"
#include "portal/house.h"
#include "text/clock.h"

enum { WORKERS = 4, BACKLOG_PER_WORKER = 8 };
enum listing { LIST_ROUTES, LIST_PERMISSIONS, LIST_STATEMENTS };

static const char *const lists[] = {"routes", "permissions", "statements", NULL};

static int program_serve(struct arena *arena, const struct house *house,
                         const struct options *options)
{
    const struct program *program = house->program;
    struct str key = str_format(arena, "%s_workers", program->name);
    unsigned workers = (unsigned)conf_number(house->conf, key.at, 1, CREW_MOST,
                                             program->workers ? program->workers : WORKERS);
    struct str path =
        str_format(arena, "%s/%s.sock", conf_text(house->conf, "run_dir"), program->name);
    struct str why;
    int handed = handed_socket(); /* not ours to remove */
    int listening = handed;

    if (listening < 0 && fcgi_listen(arena, path.at, (int)workers * BACKLOG_PER_WORKER,
                                     &listening, &why) != OK) {
        fprintf(stderr, "%s: %.*s\n", program->name, STR_ARG(why));
        return EXIT_CONFIG;
    }
    options_ready(options);
    crew_keep(house, listening, workers);
    if (handed < 0)
        unlink(path.at);
    return EXIT_SUCCESS;
}

static void list_print(struct arena *arena, const struct program *program, enum listing list)
{
    switch (list) {
    case LIST_ROUTES:
        route_print(program->routes);
        return;
    case LIST_PERMISSIONS:
        doors_print(program->routes);
        return;
    case LIST_STATEMENTS:
        stmt_print(asks_of(arena, program));
        return;
    }
}

int program_main(int argc, char **argv, const struct program *program)
{
    struct arena *arena = arena_new(0, 0); /* start-up memory is never freed */
    struct house house = {.program = program};
    struct options options;
    struct conf *conf;
    struct str why = STR("?");

    log_open(program->name);
    if (options_read(argc, argv, lists, &options) != OK) {
        fprintf(stderr,
                "usage: %s --conf FILE [--check] [--ready-fd N] |"
                " --routes | --permissions | --statements\n",
                program->name);
        return EXIT_USAGE;
    }
    if (options.list >= 0) {
        list_print(arena, program, (enum listing)options.list);
        return EXIT_SUCCESS;
    }
    clock_warm();
    if (conf_read(arena, options.conf, &conf, &why) == OK) {
        house.conf = conf;
        if (house_build(arena, &house, &why) == OK)
            return options.check ? EXIT_SUCCESS : program_serve(arena, &house, &options);
    }
    fprintf(stderr, "%s: %.*s\n", program->name, STR_ARG(why));
    return EXIT_CONFIG;
}
