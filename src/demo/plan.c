/* plan.c: everything that happens in the demo, in memory and in the order of time */
#include "demo/plan.h"

#include <stdlib.h>
#include <string.h>

#include "demo/scene.h"

#define MINUTE (60 * STAMP_SECOND)

enum {
    WEEKS = 8,
    TALK_LINES = 5, /* messages that a conversation has on average, at the least */
    PARTIES_LEAST = 6,
    CAMPAIGN_PERCENT = 60, /* of the parties get one */
    ANSWER_PERCENT = 15,
    CLOSE_PERCENT = 65,
    HISTORY_LINES = 6,      /* of a scripted conversation, before its script */
    SCRIPTS_MOST = 64,      /* of a trade */
    SCENES_MOST = 1024,     /* of one conversation */
    QUIET_MINUTES = 5 * 60, /* before now, kept for the scripted present */
};

/* A script that is going to be played. */
struct due {
    struct stamp start;
    const char *script;
    uint32_t writer;
};

struct dues {
    struct due at[SCENES_MOST];
    size_t count;
};

static const char *const *const scripts[TRADES] = {
    [TRADE_OFFICE] = script_office,       [TRADE_MARKETING] = script_marketing,
    [TRADE_SALES] = script_sales,         [TRADE_FINANCE] = script_finance,
    [TRADE_ROSTERING] = script_rostering, [TRADE_DENTAL] = script_dental,
    [TRADE_BOOKS] = script_books,         [TRADE_EVENTS] = script_events,
};

static struct clock *clock_of(const struct plan *plan, const struct firm *firm)
{
    return plan->clocks[firm - firms];
}

static struct talk *talk_add(struct plan *plan, const struct firm *firm, struct party party)
{
    struct talk *talk = ARENA_NEW(plan->arena, struct talk);

    *talk = (struct talk){.firm = firm, .party = party, .free_at = {.us = INT64_MIN / 2}};
    if (plan->talk_count == plan->talk_room) {
        size_t room = plan->talk_room ? plan->talk_room * 2 : 512;
        struct talk **talks = ARENA_NEW_N(plan->arena, struct talk *, room);

        if (plan->talk_count > 0)
            memcpy(talks, plan->talks, plan->talk_count * sizeof(*talks));
        plan->talks = talks;
        plan->talk_room = room;
    }
    plan->talks[plan->talk_count++] = talk;
    return talk;
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

/* Scripts of the account's trade, until they have so many messages, spread over a time. */
static void history_draw(struct plan *plan, const struct talk *talk, uint32_t lines,
                         struct stamp from, struct stamp until, struct dues *dues)
{
    struct deck deck = deck_shuffled(plan, talk->firm->trade);
    const char *drawn[SCENES_MOST];
    size_t count = 0;

    for (uint32_t have = 0; have < lines && count < SCENES_MOST / 2; count++) {
        drawn[count] = deck.cards[deck.next++ % deck.count];
        have += script_count(drawn[count]);
    }
    for (size_t i = 0; i < count; i++) {
        int64_t slot = (until.us - from.us) / (int64_t)count;
        struct stamp start = stamp_add(from, (int64_t)i * slot);

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

/* The account's campaigns reach most of its parties, two seconds apart, from 10 o'clock. */
static void campaigns_draw(struct plan *plan, const struct talk *talk, uint32_t place,
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

/* Play them in order; between two the conversation is often closed, but only if the next
 * makes it open again. */
static void dues_play(struct plan *plan, struct talk *talk, struct dues *dues)
{
    qsort(dues->at, dues->count, sizeof(dues->at[0]), due_order);
    for (size_t i = 0; i < dues->count; i++) {
        due_play(plan, talk, dues->at[i]);
        if (i + 1 < dues->count && strstr(dues->at[i + 1].script, "\n<") && talk->may_close &&
            dice_chance(&plan->dice, CLOSE_PERCENT))
            scene_close(plan, talk);
    }
}

static void present_plan(struct plan *plan, const struct firm *firm)
{
    struct stamp begin = stamp_add(plan->now, -WEEKS * 7 * STAMP_DAY);

    for (const struct script_present *p = script_present; p->script; p++) {
        struct str rest = str_of(p->script);
        struct script_line first = {0};
        struct dues dues = {.count = 0};
        struct stamp until;
        struct talk *talk;

        if (p->account_id != firm->account_id)
            continue;
        talk = talk_add(plan, firm, party_named(plan->arena, firm, p->name, p->msisdn));
        (void)script_next(&rest, &first); /* a script has a first line */
        until = stamp_add(plan->now, -(first.days + 3) * STAMP_DAY);
        if (p->name && first.sign == SCRIPT_OUT && until.us > begin.us) /* else they are new */
            history_draw(plan, talk, HISTORY_LINES, begin, until, &dues);
        dues_play(plan, talk, &dues);
        scene_play(plan, &(struct scene){.talk = talk, .script = p->script, .present = true});
    }
}

static uint32_t parties_wanted(const struct firm *firm, size_t messages)
{
    size_t wanted = messages / TALK_LINES;
    size_t most = party_most(firm) - party_most(firm) / 10;

    if (wanted < PARTIES_LEAST)
        wanted = PARTIES_LEAST;
    return (uint32_t)(wanted < most ? wanted : most);
}

static void party_plan(struct plan *plan, struct talk *talk, uint32_t place, uint32_t lines)
{
    struct dues dues = {.count = 0};

    talk->may_close = true;
    campaigns_draw(plan, talk, place, &dues);
    history_draw(plan, talk, lines, stamp_add(plan->now, -WEEKS * 7 * STAMP_DAY),
                 stamp_add(plan->now, -QUIET_MINUTES * MINUTE), &dues);
    dues_play(plan, talk, &dues);
}

/* A few parties write much, most write a little. */
static uint32_t party_lines(struct plan *plan, uint32_t average)
{
    uint32_t roll = dice_roll(&plan->dice, 10);
    uint32_t share = roll == 0 ? 300 : roll < 4 ? 120 : 65;

    return average * share / 100 + 1;
}

static void firm_plan(struct plan *plan, const struct firm *firm)
{
    size_t share = plan->rows * firm->permille / 1000;
    size_t goal = plan->messages + share + 1;
    uint32_t average = (uint32_t)(share / parties_wanted(firm, share)) + 1;
    uint32_t place = 0;

    present_plan(plan, firm);
    for (uint32_t number = 0; plan->messages < goal; number++) {
        struct party party;

        if (number == party_most(firm))
            return;
        if (!party_made(plan->arena, firm, number, &party))
            continue;
        party_plan(plan, talk_add(plan, firm, party), place++, party_lines(plan, average));
    }
}

static int talk_rest_order(const void *a, const void *b)
{
    const struct talk *left = *(const struct talk *const *)a;
    const struct talk *right = *(const struct talk *const *)b;

    return (left->free_at.us < right->free_at.us) - (left->free_at.us > right->free_at.us);
}

/* Of the account's unscripted conversations the latest stay open, the rest is closed. */
static void firm_close(struct plan *plan, const struct firm *firm)
{
    struct talk **rest = ARENA_NEW_N(plan->arena, struct talk *, plan->talk_count);
    size_t count = 0;

    for (size_t i = 0; i < plan->talk_count; i++)
        if (plan->talks[i]->firm == firm && plan->talks[i]->may_close)
            rest[count++] = plan->talks[i];
    qsort(rest, count, sizeof(struct talk *), talk_rest_order);
    for (size_t i = firm->stay_open; i < count; i++)
        scene_close(plan, rest[i]);
}

static int act_order(const void *a, const void *b)
{
    const struct act *left = a;
    const struct act *right = b;

    if (left->at.us != right->at.us)
        return left->at.us < right->at.us ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

/* A talk in which nothing came to pass (all of it would lie in the future) is none. */
static void talks_keep(struct plan *plan)
{
    size_t kept = 0;

    for (size_t i = 0; i < plan->talk_count; i++)
        if (plan->talks[i]->free_at.us > 0)
            plan->talks[kept++] = plan->talks[i];
    plan->talk_count = kept;
}

enum status plan_make(struct plan *plan)
{
    for (size_t i = 0; i < FIRMS; i++)
        TRY(clock_open(plan->arena, str_of(firms[i].zone), &plan->clocks[i]));
    for (size_t i = 0; i < FIRMS; i++)
        firm_plan(plan, &firms[i]);
    for (size_t i = 0; i < FIRMS; i++)
        firm_close(plan, &firms[i]);
    talks_keep(plan);
    qsort(plan->acts, plan->act_count, sizeof(struct act), act_order);
    return OK;
}
