/* tally.c: how often the carrier was given the same thing
 *
 * Open addressing over 64-bit hashes (FNV-1a): at a million entries a false match is less
 * likely than one in ten million, and it would only ever make a test fail. */
#include "sim/tally.h"

#include <string.h>

enum { CELLS = 1 << 18, CELLS_USED = CELLS / 4 * 3 };

void tally_open(struct tally *tally, struct arena *arena)
{
    tally->cells = ARENA_NEW_N(arena, struct tally_cell, CELLS);
}

void tally_clear(struct tally *tally)
{
    memset(tally->cells, 0, CELLS * sizeof(tally->cells[0]));
    tally->kinds = 0;
    tally->most = 0;
    tally->dropped = 0;
}

static uint64_t hash_more(uint64_t hash, struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        hash = (hash ^ (unsigned char)bytes.at[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static struct tally_cell *cell_find(const struct tally *tally, struct str destination,
                                    struct str text, unsigned part, uint64_t *key)
{
    const char number[] = {'\0', (char)part};
    uint64_t hash = hash_more(UINT64_C(0xcbf29ce484222325), destination);
    size_t at;

    hash = hash_more(hash, (struct str){.at = number, .len = sizeof(number)});
    hash = hash_more(hash, text) | 1;
    at = (size_t)(hash >> 20) % CELLS;
    while (tally->cells[at].key != 0 && tally->cells[at].key != hash)
        at = (at + 1) % CELLS;
    *key = hash;
    return &tally->cells[at];
}

void tally_add(struct tally *tally, struct str destination, struct str text, unsigned part)
{
    uint64_t key;
    struct tally_cell *cell = cell_find(tally, destination, text, part, &key);

    if (cell->key == 0) {
        if (tally->kinds == CELLS_USED) {
            tally->dropped++;
            return;
        }
        cell->key = key;
        tally->kinds++;
    }
    cell->times++;
    if (cell->times > tally->most)
        tally->most = cell->times;
}

uint32_t tally_of(const struct tally *tally, struct str destination, struct str text,
                  unsigned part)
{
    uint64_t key;

    return cell_find(tally, destination, text, part, &key)->times;
}
