/* party.h: the people an account writes with, their names and numbers */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "demo/world.h"

struct party {
    struct str name;  /* absent: not in the contacts */
    struct str first; /* how one greets them: "Grace", or "there" */
    struct str msisdn;
    struct str typed; /* as their country writes it: 0491 570 157 */
};

/* How many numbers an account's range has. */
uint32_t party_most(const struct firm *firm) NONNULL(1);

/* The account's party with a number from 0, below party_most; the same one each time. False
 * if scripts or accounts have that phone number. Every ninth is not in the contacts. */
bool party_made(struct arena *arena, const struct firm *firm, uint32_t number,
                struct party *out) MUST_USE NONNULL(1, 2, 4);

/* One whom a script names; name NULL for one that is not in the contacts. */
struct party party_named(struct arena *arena, const struct firm *firm, const char *name,
                         const char *msisdn) NONNULL(1, 2, 4);

/* A name from the list of made-up ones; the same for the same number. */
struct str party_name(struct arena *arena, uint32_t at) NONNULL(1);
