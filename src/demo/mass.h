/* mass.h: as many messages more as one wants, for measuring and for trying a full portal
 *
 * To the demo's world, or to an installation that has it and runs, conversations of half a
 * year are added: the scripts of each account, other numbers, delivered or failed long ago.
 * Every transaction holds whole conversations with their projections and counts, so that
 * nobody ever sees a part of one. Same world, same options: the same rows but for the hour.
 *
 * All write with numbers of North America's 555-01xx, the one range kept free for fiction
 * that is wide enough. What the carrier said, byte for byte, is kept for no message here. */
#pragma once

#include "base/idgen.h"
#include "db/db.h"
#include "demo/world.h"

enum { MASS_WRITERS = 6, MASS_ACCOUNTS = 1000, MASS_SPAN_DAYS = 182 };

struct mass_writer {
    uint64_t user_id;
    struct str name;
};

/* An account that is filled. */
struct mass_place {
    uint64_t root_id;
    uint64_t account_id;
    uint64_t sender_id;
    struct str sender;
    enum trade trade;
    struct clock *clock;
    struct mass_writer writers[MASS_WRITERS];
    uint32_t writer_count;
    uint64_t weight; /* its share of all messages */
    uint32_t node;   /* of its ids */
};

struct mass {
    struct arena *arena;
    const struct conf *conf;
    const struct stmt *const *asks; /* of the program, for each loader's own connection */
    struct db *db;
    struct stamp now;
    uint64_t route_id;
    struct str password; /* PHC string of new people */
    uint64_t messages;   /* to add */
    uint32_t accounts;   /* to add to the first tree, each with a person of its own */
    uint64_t into;       /* account of world.h that gets nine tenths; 0: none */

    struct mass_place *places;
    size_t place_count;
    uint64_t talk_end;   /* conversation ids are given downwards from here, above all others */
    uint64_t rows;       /* written so far, in all tables */
    const char *trouble; /* what the server said to a loader; NULL: nothing */
};

/* CONFLICT: it was done before. NOT_FOUND: there is no such world, or no such account. */
enum status mass_fill(struct mass *mass) MUST_USE NONNULL(1);

/* For mass_places.c: find the world's accounts and add those that are wanted. */
enum status mass_places(struct mass *mass) MUST_USE NONNULL(1);
/* Their number `at` among those that an account writes with: from 0 to MASS_NUMBERS - 1. */
enum { MASS_NUMBERS = 70000 };
struct str mass_number(struct arena *arena, uint32_t at) NONNULL(1);

/* So many messages of one account in a span of time, as one transaction. What it is made from
 * is all here, so that slices may be written in any order, by any loader, and tried again. */
struct mass_slice {
    const struct mass_place *place;
    struct stamp from;
    struct stamp until;
    uint32_t messages;
    uint32_t talks;       /* conversations */
    uint32_t talks_until; /* those of the account before it; tells their numbers */
    uint64_t talk_id;     /* of the first; the others follow */
};

/* Who writes them: a process with a connection of its own. */
struct mass_loader {
    const struct mass *mass;
    struct db *db;
    struct arena *scratch; /* reset for each slice */
    uint64_t rows;         /* in all tables, committed */
};

/* Inside a transaction; *rows is how many rows it is in all tables. */
enum status mass_slice_write(struct mass_loader *loader, const struct mass_slice *slice,
                             uint64_t *rows) MUST_USE NONNULL(1, 2, 3);

/* For mass_crew.c: write them all, by as many loaders as there are cores. */
enum status mass_crew(struct mass *mass, const struct mass_slice *slices, size_t count) MUST_USE
    NONNULL(1, 2);

#define MASS_ONLY "the demo's mass goes into all accounts at once"

extern const struct stmt mass_account_add, mass_user_add, mass_member_add, mass_sender_find,
    mass_sender_add, mass_account_next, mass_talk_next, mass_number_taken, mass_count_move,
    mass_count_version, mass_words_anew;
