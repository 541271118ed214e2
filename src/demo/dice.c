/* dice.c: chance that falls the same way each time */
#include "demo/dice.h"

uint64_t dice_bits(struct dice *dice)
{
    uint64_t z = (dice->state += UINT64_C(0x9e3779b97f4a7c15));

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint32_t dice_roll(struct dice *dice, uint32_t sides)
{
    return (uint32_t)((dice_bits(dice) >> 32) * sides >> 32);
}

int64_t dice_between(struct dice *dice, int64_t least, int64_t most)
{
    return least + (int64_t)(dice_bits(dice) % (uint64_t)(most - least + 1));
}

bool dice_chance(struct dice *dice, uint32_t percent)
{
    return dice_roll(dice, 100) < percent;
}

uint64_t dice_mix(uint64_t a, uint64_t b)
{
    struct dice dice = {.state = a * UINT64_C(0x9e3779b97f4a7c15) + b};

    return dice_bits(&dice);
}
