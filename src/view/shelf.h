/* shelf.h: the template files of a program, read and put in order
 *
 * All of it is C and knows nothing of ctemplate: files, which file an include means, and the
 * table of all names that any of them says. */
#pragma once

#include "view/tpl.h"

enum { SHELF_SLOTS = 1024, KEYS_MOST = SHELF_SLOTS, ID_SLOTS = 4 * KEYS_MOST };

/* A name that some template says. */
struct key {
    struct str name;
    uint64_t hash;
    uint64_t id;      /* the template library's number for the name */
    const char *file; /* the file an include in lower case means; NULL for other names */
    uint16_t number;  /* of all names of the shelf, from 0 */
    struct key *next; /* in the same slot of the table */
};

/* One template file. */
struct sheet {
    const char *file; /* below the templates' folder */
    struct str text;        /* with what it includes in its place */
    struct tpl_name *marks; /* its own, then those of what it includes */
    size_t mark_count;
    uint64_t says[KEYS_MOST / 64]; /* a bit for each key among them */
};

struct shelf {
    struct arena *arena;
    const char *dir;
    struct sheet *sheets;
    size_t count;
    size_t room;
    struct key *slots[SHELF_SLOTS];
    struct key *keys[KEYS_MOST]; /* by number */
    size_t key_count;
    const struct key *by_id[ID_SLOTS]; /* at the id's place or in one of the next */
};

/* Read the files named (ended by NULL) and what they include. INVALID with a sentence. */
enum status shelf_read(struct shelf *shelf, const char *const *files, struct str *why) MUST_USE
    NONNULL(1, 2, 3);

/* NULL if there is none. */
const struct sheet *shelf_find(const struct shelf *shelf, const char *file) NONNULL(1, 2);
const struct key *shelf_key(const struct shelf *shelf, struct str name, struct str suffix)
    NONNULL(1);

/* The template library's own number for a name, which is odd, once all are read; then the key
 * by it, NULL if there is none. */
void shelf_learn(struct shelf *shelf, struct key *key, uint64_t id) NONNULL(1, 2);
const struct key *shelf_key_by_id(const struct shelf *shelf, uint64_t id) NONNULL(1);

/* Does the file, or one that it includes, say this? */
bool shelf_says(const struct shelf *shelf, const char *file, const struct key *key)
    NONNULL(1, 2, 3);
