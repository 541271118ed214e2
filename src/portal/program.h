/* program.h: a program is three tables and one call
 *
 *     int main(int argc, char **argv) { return program_main(argc, argv, &inbox); }
 *
 * PROGRAM --conf FILE            serve on run_dir/NAME.sock until SIGTERM
 *         --check                prove statements, templates and routes, then exit
 *         --routes               print the routes, then exit (needs no configuration)
 *         --permissions          print who may open each of them, likewise
 *         --statements           print what it asks the database, likewise
 *         --ready-fd N           write a newline there once it serves
 * Exit codes: 0; 64 wrong use; 78 wrong configuration or a proof that fails. */
#pragma once

#include "db/stmt.h"
#include "portal/page.h"
#include "portal/route.h"

struct program {
    const char *name;               /* also of its MariaDB user and its socket */
    const struct route *routes;     /* what the world may ask of it */
    const struct stmt *const *asks; /* what it may ask of the database; ended by NULL */
    const struct view *views;       /* what it may say; ends with { 0 } */
    unsigned workers;               /* unless the configuration says NAME_workers */
    bool secrets;                   /* passwords come by: the visit's memory is wiped */
    bool mails;                     /* it queues mail: house->mail_key is read */
    /* Made before the workers fork, from configuration, into house->own; NULL: nothing. */
    enum status (*start)(struct arena *arena, struct house *house, struct str *why);
};

int program_main(int argc, char **argv, const struct program *program) NONNULL(2, 3);
