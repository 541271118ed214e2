/* pace.c: how fast a carrier wants to be fed */
#include "smpp/pace.h"

struct pace pace_new(size_t most, uint64_t seed)
{
    return (struct pace){.most = most, .width = most, .random = seed | 1};
}

/* xorshift64: spreads retries of several processes, guards no secret. */
int64_t pace_jitter(uint64_t *random, int64_t us)
{
    uint64_t state = *random;

    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    *random = state;
    return us - us / 4 + (int64_t)(state >> 1) % (us / 2 + 1);
}

void pace_taken(struct pace *pace)
{
    if (pace->width < pace->most)
        pace->width++;
    pace->pause /= 2;
    if (pace->pause < INT64_C(1000) * PACE_FIRST_MS)
        pace->pause = 0;
}

void pace_refused(struct pace *pace, int64_t now)
{
    if (now < pace->resume_at)
        return;
    pace->pause = pace->pause ? pace->pause * 2 : INT64_C(1000) * PACE_FIRST_MS;
    if (pace->pause > INT64_C(1000) * PACE_MOST_MS)
        pace->pause = INT64_C(1000) * PACE_MOST_MS;
    pace->width = pace->width > 1 ? pace->width / 2 : 1;
    pace->resume_at = now + pace_jitter(&pace->random, pace->pause);
}

size_t pace_room(const struct pace *pace, size_t open, int64_t now)
{
    if (now < pace->resume_at || open >= pace->width)
        return 0;
    return pace->width - open;
}
