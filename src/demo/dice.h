/* dice.h: chance that falls the same way each time
 *
 * splitmix64: small, even, and the same on every machine, so that the demo is too. Nothing
 * secret comes from here. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"

struct dice {
    uint64_t state; /* any seed */
};

uint64_t dice_bits(struct dice *dice) NONNULL(1);
/* 0 to sides - 1; sides is at least 1. */
uint32_t dice_roll(struct dice *dice, uint32_t sides) NONNULL(1);
/* least to most, both included. */
int64_t dice_between(struct dice *dice, int64_t least, int64_t most) NONNULL(1);
bool dice_chance(struct dice *dice, uint32_t percent) NONNULL(1);

/* A number that depends on two others and looks like neither. */
uint64_t dice_mix(uint64_t a, uint64_t b);
