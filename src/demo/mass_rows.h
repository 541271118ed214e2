/* mass_rows.h: the rows of a slice, for mass_slice.c alone */
#pragma once

#include "db/bulk.h"
#include "demo/mass.h"
#include "demo/words.h"

enum { MASS_FAILED_PERCENT = 3 };

/* A message. */
struct mass_line {
    uint64_t id;
    uint64_t seed; /* decides its chances; the same whatever the hour of the load */
    struct stamp at;
    const struct phrase *phrase;
    uint32_t writer;      /* who wrote it, or whom it answers */
    uint64_t in_reply_to; /* 0: nothing */
    bool unread;          /* if it is theirs and nothing follows */
    bool failed;          /* if it is ours */
};

/* A conversation as one of the writers sees it. */
struct mass_own {
    uint64_t first_id; /* 0: they don't see it */
    struct mass_line last;
    bool unread;
};

struct mass_talk {
    uint64_t id;
    uint32_t number;
    struct str msisdn;
    struct str typed;
    struct str name; /* absent: not in the contacts */
    const struct dialogue *dialogue;
    uint32_t said;  /* lines of it */
    uint32_t lines; /* of all dialogues */

    uint64_t first_id;
    struct mass_line last;
    struct mass_line out; /* newest of ours; id 0 for none */
    bool unread;
    uint64_t closed_id; /* of the event; 0: open */
    struct stamp closed_at;
    struct mass_own owns[MASS_WRITERS];
};

struct mass_rows {
    const struct mass_loader *loader;
    const struct mass_slice *slice;
    struct bulk *messages;
    struct bulk *parts;
    uint64_t count; /* rows in all tables */
};

void mass_rows_begin(struct mass_rows *rows, const struct mass_loader *loader,
                     const struct mass_slice *slice) NONNULL(1, 2, 3);
/* A message and its parts, before its conversation follows it. */
enum status mass_rows_line(struct mass_rows *rows, const struct mass_talk *talk,
                           const struct mass_line *line) MUST_USE NONNULL(1, 2, 3);
/* What is left, the conversations, and all counts. */
enum status mass_rows_end(struct mass_rows *rows, const struct mass_talk *talks,
                          uint32_t count) MUST_USE NONNULL(1, 2);
