/* mass.c: as many messages more as one wants, account by account and slice by slice of time
 *
 * Within an account ids and times grow from slice to slice, so that its rows are appended
 * where they lie. A slice is one transaction: big enough for the log's flush not to count,
 * small enough for a server with default memory. */
#include "demo/mass.h"

#include "db/global.h"

enum {
    SLICE_MESSAGES = 20000,
    LINES = 10,
    QUIET_HOURS = 6, /* before now, that belong to the world's present */
};

/* Words of texts are folded in the order of ids, and these are old. */
STMT_GLOBAL(mass_words_anew, NULL, MASS_ONLY,
            "UPDATE word_cursor AS w SET w.folded_to = 0 WHERE w.cursor_id = 1");

static enum status slice_tx(void *arg)
{
    struct mass_slice *slice = arg;

    arena_reset(slice->mass->scratch);
    return mass_slice_write(slice);
}

/* Ids and numbers are used up only once the slice is there: it may have been tried twice. */
static void slice_done(const struct mass_slice *slice)
{
    slice->place->ids = slice->taken;
    slice->place->talks_made += slice->talks;
    slice->mass->next_talk -= slice->talks;
    slice->mass->rows += slice->rows;
}

static enum status place_fill(struct mass *mass, struct mass_place *place, uint64_t messages)
{
    struct stamp end = stamp_add(mass->now, -QUIET_HOURS * 3600 * STAMP_SECOND);
    struct stamp begin = stamp_add(end, -MASS_SPAN_DAYS * STAMP_DAY);
    uint64_t slices = (messages + SLICE_MESSAGES - 1) / SLICE_MESSAGES;
    uint64_t least = messages / (MASS_NUMBERS - slices) + 1;

    place->lines = (uint32_t)(least > LINES ? least : LINES);
    for (uint64_t i = 0; i < slices; i++) {
        int64_t length = (end.us - begin.us) / (int64_t)slices;
        struct mass_slice slice = {
            .mass = mass,
            .place = place,
            .from = stamp_add(begin, length * (int64_t)i),
            .until = stamp_add(begin, length * (int64_t)(i + 1)),
            .messages = (uint32_t)(messages * (i + 1) / slices - messages * i / slices)};

        TRY(global_tx(mass->db, slice_tx, NULL, &slice));
        slice_done(&slice);
    }
    return OK;
}

enum status mass_fill(struct mass *mass)
{
    uint64_t all = 0;
    uint64_t upto = 0;
    uint64_t given = 0;

    TRY(mass_places(mass));
    mass->scratch = arena_new(0, 0);
    for (size_t i = 0; i < mass->place_count; i++)
        all += mass->places[i].weight;
    for (size_t i = 0; i < mass->place_count; i++) {
        uint64_t share;

        upto += mass->places[i].weight;
        share = mass->messages * upto / all - given;
        given += share;
        if (share > 0)
            TRY(place_fill(mass, &mass->places[i], share));
    }
    arena_free(mass->scratch);
    return global_run(mass->db, &mass_words_anew, WITH_NOTHING);
}
