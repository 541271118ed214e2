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

static uint64_t slices_of(uint64_t messages)
{
    return (messages + SLICE_MESSAGES - 1) / SLICE_MESSAGES;
}

/* Conversations are of LINES messages, or of more where an account's numbers would not do. */
static uint32_t lines_of(uint64_t messages)
{
    uint64_t least = messages / (MASS_NUMBERS - slices_of(messages)) + 1;

    return (uint32_t)(least > LINES ? least : LINES);
}

/* An account's messages, cut into slices of equal length. */
static struct mass_slice *place_cut(struct mass *mass, const struct mass_place *place,
                                    uint64_t messages, struct mass_slice *slice)
{
    struct stamp end = stamp_add(mass->now, -QUIET_HOURS * 3600 * STAMP_SECOND);
    struct stamp begin = stamp_add(end, -MASS_SPAN_DAYS * STAMP_DAY);
    uint64_t count = slices_of(messages);
    uint32_t lines = lines_of(messages);
    uint32_t talks_until = 0;

    for (uint64_t i = 0; i < count; i++, slice++) {
        int64_t length = (end.us - begin.us) / (int64_t)count;
        uint64_t share = messages * (i + 1) / count - messages * i / count;

        slice->place = place;
        slice->from = stamp_add(begin, length * (int64_t)i);
        slice->until = stamp_add(begin, length * (int64_t)(i + 1));
        slice->messages = (uint32_t)share;
        slice->talks = (uint32_t)((share + lines - 1) / lines);
        slice->talks_until = talks_until;
        mass->talk_end -= slice->talks;
        slice->talk_id = mass->talk_end;
        talks_until += slice->talks;
    }
    return slice;
}

static enum status mass_cut(struct mass *mass)
{
    uint64_t all = 0;
    uint64_t upto = 0;
    uint64_t given = 0;
    size_t most = mass->place_count + slices_of(mass->messages);
    struct mass_slice *slices = ARENA_NEW_N(mass->arena, struct mass_slice, most);
    struct mass_slice *end = slices;

    for (size_t i = 0; i < mass->place_count; i++)
        all += mass->places[i].weight;
    for (size_t i = 0; i < mass->place_count; i++) {
        uint64_t share;

        upto += mass->places[i].weight;
        share = mass->messages * upto / all - given;
        given += share;
        end = place_cut(mass, &mass->places[i], share, end);
    }
    return mass_crew(mass, slices, (size_t)(end - slices));
}

/* What was committed before a fault is whole, and is found by its words too. */
enum status mass_fill(struct mass *mass)
{
    enum status status;

    TRY(mass_places(mass));
    status = mass_cut(mass);
    TRY(global_run(mass->db, &mass_words_anew, WITH_NOTHING));
    return status;
}
