/* mass_slice.c: the messages of one account in a span of time, and what they add up to
 *
 * First it is decided when each conversation has a line, then all lines are put in order,
 * since ids are ordered by time; then each is written, and its conversation follows it. */
#include <stdlib.h>

#include "demo/dice.h"
#include "demo/mass_rows.h"
#include "demo/party.h"

#define MINUTE (60 * STAMP_SECOND)

enum { GAP_MINUTES = 30, START_PERCENT = 80, CLOSE_PERCENT = 88, UNREAD_PERCENT = 30 };

#define REPLY_WINDOW (7 * STAMP_DAY) /* setting.reply_days, which the demo leaves alone */

/* A line of a conversation, or its end. */
struct beat {
    int64_t at; /* stamp */
    uint32_t talk;
    bool closes;
};

struct score {
    struct arena *arena;
    const struct mass_slice *slice;
    struct words words;
    struct mass_talk *talks;
    struct beat *beats;
    size_t beat_count;
};

static void beat_add(struct score *score, uint32_t talk, int64_t at, bool closes)
{
    score->beats[score->beat_count++] = (struct beat){.at = at, .talk = talk, .closes = closes};
}

/* A conversation begins somewhere in the span, and ends in it. */
static void talk_beats(struct score *score, uint32_t at, uint32_t lines, struct dice *dice)
{
    const struct mass_slice *slice = score->slice;
    int64_t length = slice->until.us - slice->from.us;
    int64_t when = slice->from.us + dice_between(dice, 0, length / 100 * START_PERCENT);
    int64_t gap = (slice->until.us - when) / (lines + 2);

    if (gap > GAP_MINUTES * MINUTE)
        gap = GAP_MINUTES * MINUTE;
    for (uint32_t i = 0; i < lines; i++) {
        beat_add(score, at, when, false);
        when += dice_between(dice, gap / 8, gap);
    }
    if (dice_chance(dice, CLOSE_PERCENT))
        beat_add(score, at, when, true);
}

static int beat_order(const void *a, const void *b)
{
    const struct beat *left = a;
    const struct beat *right = b;

    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    return (left->talk > right->talk) - (left->talk < right->talk);
}

static void talk_make(struct score *score, uint32_t at, struct mass_talk *talk)
{
    const struct mass_slice *slice = score->slice;
    struct arena *arena = score->arena;
    uint32_t number = slice->talks_until + at;
    struct str msisdn = mass_number(arena, number);
    struct str tail = str_from(msisdn, 5);

    *talk = (struct mass_talk){
        .id = slice->talk_id + at,
        .number = number,
        .msisdn = msisdn,
        .typed = str_format(arena, "(%.3s) %.3s-%s", msisdn.at + 2, tail.at, tail.at + 3),
        .name = number % 9 == 8 ? (struct str){0} : party_name(arena, number),
        .dialogue =
            &score->words
                 .dialogues[dice_mix(number, slice->place->account_id) % score->words.count]};
}

static void score_make(struct score *score)
{
    const struct mass_slice *slice = score->slice;
    struct arena *arena = score->arena;
    uint32_t count = slice->talks;
    struct dice dice = {.state = dice_mix(slice->place->account_id, slice->talks_until)};

    score->words = words_of(arena, slice->place, slice->from, dice_bits(&dice));
    score->talks = ARENA_NEW_N(arena, struct mass_talk, count);
    score->beats = ARENA_NEW_N(arena, struct beat, (size_t)slice->messages + count);
    for (uint32_t i = 0; i < count; i++) {
        talk_make(score, i, &score->talks[i]);
        talk_beats(score, i, slice->messages / count + (i < slice->messages % count), &dice);
    }
    qsort(score->beats, score->beat_count, sizeof(struct beat), beat_order);
}

static const struct phrase *phrase_next(struct score *score, struct mass_talk *talk)
{
    if (talk->said == talk->dialogue->count) {
        uint64_t next = dice_mix(talk->number, talk->lines);

        talk->dialogue = &score->words.dialogues[next % score->words.count];
        talk->said = 0;
    }
    return &talk->dialogue->phrases[talk->said++];
}

static void own_follow(struct mass_talk *talk, const struct mass_line *line, uint32_t writer)
{
    struct mass_own *own = &talk->owns[writer];

    if (own->first_id == 0)
        own->first_id = line->id;
    own->last = *line;
    own->unread = !line->phrase->out && line->unread;
}

/* As fold.c folds an act. */
static void talk_follow(struct mass_talk *talk, const struct mass_line *line)
{
    if (talk->first_id == 0)
        talk->first_id = line->id;
    talk->lines++;
    talk->last = *line;
    talk->unread = !line->phrase->out && line->unread;
    if (line->phrase->out)
        talk->out = *line;
    if (line->phrase->out || line->in_reply_to)
        own_follow(talk, line, line->writer);
}

static enum status line_say(struct score *score, struct mass_rows *rows, struct mass_talk *talk,
                            struct mass_line line)
{
    line.seed =
        dice_mix((uint64_t)talk->number << 32 | talk->lines, score->slice->place->account_id);
    line.phrase = phrase_next(score, talk);
    line.writer = talk->dialogue->writer;
    line.unread = dice_mix(line.seed, 3) % 100 < UNREAD_PERCENT;
    line.failed = line.phrase->out && dice_mix(line.seed, 5) % 100 < MASS_FAILED_PERCENT;
    if (!line.phrase->out && talk->out.id && line.at.us - talk->out.at.us <= REPLY_WINDOW) {
        line.in_reply_to = talk->out.id;
        line.writer = talk->out.writer;
    }
    TRY(mass_rows_line(rows, talk, &line));
    talk_follow(talk, &line);
    return OK;
}

static enum status score_play(struct score *score, struct mass_rows *rows)
{
    struct idgen ids = {.node = score->slice->place->node};

    for (size_t i = 0; i < score->beat_count; i++) {
        const struct beat *beat = &score->beats[i];
        struct mass_talk *talk = &score->talks[beat->talk];
        struct mass_line line = {.at = {.us = beat->at}};

        line.id = idgen_next_at(&ids, line.at);
        if (beat->closes) {
            talk->closed_id = line.id;
            talk->closed_at = line.at;
            talk->unread = false;
        } else {
            TRY(line_say(score, rows, talk, line));
        }
    }
    return OK;
}

enum status mass_slice_write(struct mass_loader *loader, const struct mass_slice *slice,
                             uint64_t *rows)
{
    struct score score = {.arena = loader->scratch, .slice = slice};
    struct mass_rows writing;

    score_make(&score);
    mass_rows_begin(&writing, loader, slice);
    TRY(score_play(&score, &writing));
    TRY(mass_rows_end(&writing, score.talks, slice->talks));
    *rows = writing.count;
    return OK;
}
