/* tally.c: what became of the visits */
#include "load/tally.h"

#include <stdio.h>
#include <string.h>

enum { CODE_OK = 200, CODE_AWAY = 503, CODE_FAST = 429, ALL = 1000 };

static void times_add(struct times *times, int64_t us)
{
    int64_t step = us / TALLY_STEP_US;

    times->steps[step < TALLY_STEPS ? step : TALLY_STEPS - 1]++;
    times->count++;
}

/* Within how many microseconds so many of a thousand were. */
static uint64_t times_within(const struct times *times, uint64_t thousandth)
{
    uint64_t wanted = (times->count * thousandth + ALL - 1) / ALL;
    uint64_t seen = 0;

    for (uint64_t i = 0; i < TALLY_STEPS && wanted > 0; i++) {
        seen += times->steps[i];
        if (seen >= wanted)
            return (i + 1) * TALLY_STEP_US;
    }
    return 0;
}

void tally_add(struct tally *tally, const struct answer *answer, int64_t us)
{
    if (answer->code == CODE_OK) {
        times_add(&tally->answered, us);
        times_add(&tally->second, us);
    } else if (answer->code == CODE_AWAY || answer->code == CODE_FAST) {
        times_add(&tally->shed, us);
        tally->bare += !answer->retry_after;
    } else {
        tally->other++;
    }
}

void tally_second(struct tally *tally)
{
    printf("second %llu %llu %llu %llu %llu\n", (unsigned long long)++tally->seconds,
           (unsigned long long)tally->second.count,
           (unsigned long long)(tally->shed.count - tally->shed_before),
           (unsigned long long)(tally->other - tally->other_before),
           (unsigned long long)times_within(&tally->second, 950));
    fflush(stdout);
    tally->shed_before = tally->shed.count;
    tally->other_before = tally->other;
    memset(&tally->second, 0, sizeof(tally->second));
}

static void times_print(const char *name, const struct times *times)
{
    printf("%s %llu\n", name, (unsigned long long)times->count);
    printf("%s_p50_us %llu\n", name, (unsigned long long)times_within(times, 500));
    printf("%s_p95_us %llu\n", name, (unsigned long long)times_within(times, 950));
    printf("%s_p99_us %llu\n", name, (unsigned long long)times_within(times, 990));
    printf("%s_most_us %llu\n", name, (unsigned long long)times_within(times, ALL));
}

void tally_print(const struct tally *tally, int64_t elapsed_us)
{
    times_print("answered", &tally->answered);
    times_print("shed", &tally->shed);
    printf("other %llu\nbare %llu\nunsent %llu\nelapsed_us %lld\n",
           (unsigned long long)tally->other, (unsigned long long)tally->bare,
           (unsigned long long)tally->unsent, (long long)elapsed_us);
}
