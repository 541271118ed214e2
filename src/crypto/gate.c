/* gate.c: at most so many at once, across all workers of a program
 *
 * Every place, every seat in the line and the turn at its head is a robust mutex of its own,
 * so that the kernel gives back what a killed worker held; a counter would keep it for ever.
 * The semaphore only wakes the head of the line: if a post is lost with its worker, the head
 * looks again after a moment. */
#include "crypto/gate.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_AGAIN_NS = 20 * 1000 * 1000, SECOND_NS = 1000 * 1000 * 1000, NONE = -1 };

struct gate {
    pthread_mutex_t places[GATE_PLACES_MOST];
    pthread_mutex_t seats[GATE_WAITING];
    pthread_mutex_t turn;
    sem_t left; /* posted by each who leaves a place */
    unsigned count;
};

static enum status mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *kind)
{
    return pthread_mutex_init(mutex, kind) == 0 ? OK : BROKEN;
}

static enum status gate_init(struct gate *gate, const pthread_mutexattr_t *kind)
{
    for (unsigned i = 0; i < gate->count; i++)
        TRY(mutex_init(&gate->places[i], kind));
    for (unsigned i = 0; i < GATE_WAITING; i++)
        TRY(mutex_init(&gate->seats[i], kind));
    TRY(mutex_init(&gate->turn, kind));
    return sem_init(&gate->left, true, 0) == 0 ? OK : BROKEN;
}

static unsigned core_count(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return cores > 0 ? (unsigned)cores : 1;
}

enum status gate_new(unsigned places, struct gate **out)
{
    pthread_mutexattr_t kind;
    struct gate *gate =
        mmap(NULL, sizeof(*gate), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (gate == MAP_FAILED)
        return BROKEN;
    gate->count = places ? places : core_count();
    if (gate->count > GATE_PLACES_MOST)
        gate->count = GATE_PLACES_MOST;
    if (pthread_mutexattr_init(&kind) != 0 ||
        pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED) != 0 ||
        pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST) != 0)
        return BROKEN;
    TRY(gate_init(gate, &kind));
    pthread_mutexattr_destroy(&kind);
    *out = gate;
    return OK;
}

/* Whether the mutex is ours now; one whose owner died is made usable again. */
static bool is_taken(pthread_mutex_t *mutex, int answer)
{
    if (answer == EOWNERDEAD)
        answer = pthread_mutex_consistent(mutex);
    return answer == 0;
}

static int first_free(pthread_mutex_t *mutexes, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (is_taken(&mutexes[i], pthread_mutex_trylock(&mutexes[i])))
            return (int)i;
    return NONE;
}

static struct timespec look_again_at(void)
{
    struct timespec at;

    clock_gettime(CLOCK_REALTIME, &at);
    at.tv_nsec += LOOK_AGAIN_NS;
    if (at.tv_nsec >= SECOND_NS) {
        at.tv_nsec -= SECOND_NS;
        at.tv_sec++;
    }
    return at;
}

/* At the head of the line. Old posts are dropped before looking, so that each wait is for a
 * post that came after the look. */
static int place_await(struct gate *gate)
{
    for (;;) {
        struct timespec at = look_again_at();
        int place;

        while (sem_trywait(&gate->left) == 0)
            ;
        place = first_free(gate->places, gate->count);
        if (place != NONE)
            return place;
        sem_timedwait(&gate->left, &at);
    }
}

enum status gate_enter(struct gate *gate, struct gate_pass *out)
{
    int seat = first_free(gate->seats, GATE_WAITING);
    int place = NONE;

    if (seat == NONE)
        return BUSY;
    if (is_taken(&gate->turn, pthread_mutex_lock(&gate->turn))) {
        place = place_await(gate);
        pthread_mutex_unlock(&gate->turn);
    }
    pthread_mutex_unlock(&gate->seats[seat]);
    if (place == NONE)
        return BROKEN;
    *out = (struct gate_pass){.gate = gate, .place = (unsigned)place};
    return OK;
}

void gate_leave(struct gate_pass *pass)
{
    if (!pass->gate)
        return;
    pthread_mutex_unlock(&pass->gate->places[pass->place]);
    sem_post(&pass->gate->left);
    pass->gate = NULL;
}
