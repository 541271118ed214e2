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
    uint64_t weight;     /* its share of all messages */
    struct idgen ids;    /* of the last transaction that was committed */
    uint32_t talks_made; /* conversations so far; tells the next number */
    uint32_t lines;      /* messages of a conversation, on average */
};

struct mass {
    struct arena *arena;
    struct arena *scratch; /* reset for each transaction */
    struct db *db;
    struct stamp now;
    uint64_t route_id;
    struct str password; /* PHC string of new people */
    uint64_t messages;   /* to add */
    uint32_t accounts;   /* to add to the first tree, each with a person of its own */
    uint64_t into;       /* account of world.h that gets nine tenths; 0: none */

    struct mass_place *places;
    size_t place_count;
    uint64_t next_talk; /* conversation ids are given downwards, above all that are there */
    uint64_t rows;      /* written so far, in all tables */
};

/* CONFLICT: it was done before. NOT_FOUND: there is no such world, or no such account. */
enum status mass_fill(struct mass *mass) MUST_USE NONNULL(1);

/* For mass_places.c: find the world's accounts and add those that are wanted. */
enum status mass_places(struct mass *mass) MUST_USE NONNULL(1);
/* Their number `at` among those that an account writes with: from 0 to MASS_NUMBERS - 1. */
enum { MASS_NUMBERS = 70000 };
struct str mass_number(struct arena *arena, uint32_t at) NONNULL(1);

/* So many messages of one account in a span of time, as one transaction. */
struct mass_slice {
    struct mass *mass;
    struct mass_place *place;
    struct stamp from;
    struct stamp until;
    uint32_t messages;

    struct idgen taken; /* what it gave: the generator after it, */
    uint32_t talks;     /* its conversations, */
    uint64_t rows;      /* its rows in all tables */
};
enum status mass_slice_write(struct mass_slice *slice) MUST_USE NONNULL(1);

#define MASS_ONLY "the demo's mass goes into all accounts at once"

extern const struct stmt mass_account_add, mass_user_add, mass_member_add, mass_sender_find,
    mass_sender_add, mass_account_next, mass_talk_next, mass_number_taken, mass_count_move,
    mass_count_version, mass_words_anew;
