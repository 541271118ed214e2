/* draw.c: which scripts are played in a conversation, and when */
#include "demo/draw.h"

#include <stdlib.h>
#include <string.h>

#include "demo/scene.h"

#define MINUTE (60 * STAMP_SECOND)

enum {
    CAMPAIGN_PERCENT = 60, /* of the parties get one */
    ANSWER_PERCENT = 15,
    CLOSE_PERCENT = 65,
    SCRIPTS_MOST = 64, /* of a trade */
};

static const char *const *const scripts[TRADES] = {
    [TRADE_OFFICE] = script_office,       [TRADE_MARKETING] = script_marketing,
    [TRADE_SALES] = script_sales,         [TRADE_FINANCE] = script_finance,
    [TRADE_ROSTERING] = script_rostering, [TRADE_DENTAL] = script_dental,
    [TRADE_BOOKS] = script_books,         [TRADE_EVENTS] = script_events,
};

const char *const *draw_scripts(enum trade trade)
{
    return scripts[trade];
}

static struct clock *clock_of(const struct plan *plan, const struct firm *firm)
{
    return plan->clocks[firm - firms];
}

static void due_add(struct dues *dues, struct due due)
{
    if (dues->count < SCENES_MOST)
        dues->at[dues->count++] = due;
}

static bool is_weekend(struct plan *plan, const struct firm *firm, struct stamp at)
{
    struct str day = clock_whole(plan->arena, clock_of(plan, firm), at);

    return day.len > 0 && day.at[0] == 'S';
}

/* Somewhere between two instants, in the hours in which the account works. */
static struct stamp working_time(struct plan *plan, const struct firm *firm, struct stamp from,
                                 struct stamp until)
{
    int64_t day = dice_between(&plan->dice, 0, (until.us - from.us) / STAMP_DAY);
    struct stamp at = stamp_add(from, day * STAMP_DAY);

    while (!firm->works_weekends && is_weekend(plan, firm, at))
        at = stamp_add(at, -STAMP_DAY);
    at = clock_day_start(clock_of(plan, firm), at);
    at = stamp_add(at, dice_between(&plan->dice, 7 * 60 + 5, 16 * 60) * MINUTE);
    return at.us < until.us ? at : until;
}

/* The scripts of a trade in an order of this conversation's own, so that none comes twice
 * before all have come. */
struct deck {
    const char *cards[SCRIPTS_MOST];
    uint32_t count;
    uint32_t next;
};

static struct deck deck_shuffled(struct plan *plan, enum trade trade)
{
    struct deck deck = {.count = 0};

    while (scripts[trade][deck.count] && deck.count < SCRIPTS_MOST) {
        uint32_t place = dice_roll(&plan->dice, deck.count + 1);

        deck.cards[deck.count] = deck.cards[place];
        deck.cards[place] = scripts[trade][deck.count];
        deck.count++;
    }
    return deck;
}

void draw_history(struct plan *plan, const struct talk *talk, uint32_t lines,
                  const struct span *span, struct dues *dues)
{
    struct deck deck = deck_shuffled(plan, talk->firm->trade);
    const char *drawn[SCENES_MOST];
    size_t count = 0;

    for (uint32_t have = 0; have < lines && count < SCENES_MOST / 2; count++) {
        drawn[count] = deck.cards[deck.next++ % deck.count];
        have += script_count(drawn[count]);
    }
    for (size_t i = 0; i < count; i++) {
        int64_t slot = (span->until.us - span->from.us) / (int64_t)count;
        struct stamp start = stamp_add(span->from, (int64_t)i * slot);

        due_add(dues, (struct due){.script = drawn[i],
                                   .start = working_time(plan, talk->firm, start,
                                                         stamp_add(start, slot)),
                                   .writer = scene_writer(plan, talk->firm)});
    }
}

/* The text, and now and then what somebody answers to it. */
static const char *campaign_script(struct plan *plan, const struct script_campaign *campaign)
{
    uint32_t answers = 0;

    while (campaign->answers[answers])
        answers++;
    if (answers == 0 || !dice_chance(&plan->dice, ANSWER_PERCENT))
        return campaign->text;
    return str_format(plan->arena, "%s\n%s", campaign->text,
                      campaign->answers[dice_roll(&plan->dice, answers)])
        .at;
}

void draw_campaigns(struct plan *plan, const struct talk *talk, uint32_t place,
                    struct dues *dues)
{
    for (const struct script_campaign *c = script_campaigns; c->text; c++) {
        struct stamp day = stamp_add(plan->now, -(int64_t)c->days_ago * STAMP_DAY);
        struct stamp start = clock_day_start(clock_of(plan, talk->firm), day);

        if (talk->firm->trade != TRADE_MARKETING || !dice_chance(&plan->dice, CAMPAIGN_PERCENT))
            continue;
        due_add(dues, (struct due){
                          .script = campaign_script(plan, c),
                          .start = stamp_add(start, 600 * MINUTE + place * 2 * STAMP_SECOND)});
    }
}

static int due_order(const void *a, const void *b)
{
    const struct due *left = a;
    const struct due *right = b;

    return (left->start.us > right->start.us) - (left->start.us < right->start.us);
}

static bool is_opt_out(const char *script)
{
    struct str rest = str_of(script);
    struct script_line line;

    while (script_next(&rest, &line))
        if (line.sign == SCRIPT_IN && (str_is(line.text, "STOP") || str_is(line.text, "stop")))
            return true;
    return false;
}

/* What becomes of a script for somebody who has opted out: a campaign is refused before it
 * leaves, other things we would start are not written. NULL for those. */
static const char *script_after_opt_out(struct plan *plan, const char *script)
{
    struct str rest = str_of(script);

    if (str_starts(rest, STR("<")))
        return script;
    if (!str_starts(rest, STR(">$campaign")))
        return NULL;
    rest = str_from(str_cut(&rest, '\n'), 1);
    return str_format(plan->arena, ">=rejected!opted_out%.*s", STR_ARG(rest)).at;
}

static void due_play(struct plan *plan, struct talk *talk, struct due due)
{
    struct stamp free_at = stamp_add(talk->free_at, 90 * MINUTE);

    if (talk->opted_out)
        due.script = script_after_opt_out(plan, due.script);
    if (!due.script)
        return;
    scene_play(plan, &(struct scene){.talk = talk,
                                     .script = due.script,
                                     .start = due.start.us > free_at.us ? due.start : free_at,
                                     .writer = due.writer});
    talk->opted_out = talk->opted_out || is_opt_out(due.script);
}

void draw_play(struct plan *plan, struct talk *talk, struct dues *dues)
{
    qsort(dues->at, dues->count, sizeof(dues->at[0]), due_order);
    for (size_t i = 0; i < dues->count; i++) {
        due_play(plan, talk, dues->at[i]);
        if (i + 1 < dues->count && strstr(dues->at[i + 1].script, "\n<") && talk->may_close &&
            dice_chance(&plan->dice, CLOSE_PERCENT))
            scene_close(plan, talk);
    }
}
