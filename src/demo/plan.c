/* plan.c: everything that happens in the demo, in memory and in the order of time */
#include "demo/plan.h"

#include <stdlib.h>
#include <string.h>

#include "demo/draw.h"
#include "demo/scene.h"

#define MINUTE (60 * STAMP_SECOND)

enum {
    WEEKS = 8,
    TALK_LINES = 5, /* messages that a conversation has on average, at the least */
    PARTIES_LEAST = 6,
    HISTORY_LINES = 6,      /* of a scripted conversation, before its script */
    QUIET_MINUTES = 5 * 60, /* before now, kept for the scripted present */
};

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
            draw_history(plan, talk, HISTORY_LINES, &(struct span){begin, until}, &dues);
        draw_play(plan, talk, &dues);
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
    draw_campaigns(plan, talk, place, &dues);
    draw_history(plan, talk, lines,
                 &(struct span){stamp_add(plan->now, -WEEKS * 7 * STAMP_DAY),
                                stamp_add(plan->now, -QUIET_MINUTES * MINUTE)},
                 &dues);
    draw_play(plan, talk, &dues);
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
