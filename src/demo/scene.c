/* scene.c: a script played in one conversation at one time */
#include "demo/scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/shape.h"
#include "demo/fill.h"

#define MINUTE (60 * STAMP_SECOND)
#define HOUR   (60 * MINUTE)

enum { OPENS_MINUTE = 7 * 60, CLOSES_MINUTE = 19 * 60 + 30, OTHER_WRITER_PERCENT = 18 };

static struct act *act_add(struct plan *plan, enum act_kind kind, struct talk *talk,
                           struct stamp at)
{
    struct act *act;

    if (plan->act_count == plan->act_room) {
        size_t room = plan->act_room ? plan->act_room * 2 : 4096;
        struct act *acts = ARENA_NEW_N(plan->arena, struct act, room);

        if (plan->act_count > 0)
            memcpy(acts, plan->acts, plan->act_count * sizeof(*acts));
        plan->acts = acts;
        plan->act_room = room;
    }
    act = &plan->acts[plan->act_count];
    *act = (struct act){.kind = kind,
                        .order = plan->act_count,
                        .talk = talk,
                        .at = at,
                        .due_at = STAMP_NONE,
                        .class = "normal"};
    plan->act_count++;
    plan->messages += kind != ACT_CLOSE;
    return act;
}

static uint32_t post_pick(struct plan *plan, const struct firm *firm, bool may_close)
{
    uint32_t total = 0;
    uint32_t roll;

    for (const struct post *post = posts; post->account_id; post++)
        if (post->account_id == firm->account_id &&
            !(may_close && strcmp(post->role, "basic") == 0))
            total += post->weight;
    if (total == 0)
        return 0;
    roll = dice_roll(&plan->dice, total);
    for (const struct post *post = posts;; post++) {
        if (post->account_id != firm->account_id ||
            (may_close && strcmp(post->role, "basic") == 0))
            continue;
        if (roll < post->weight)
            return person_number(str_of(post->person));
        roll -= post->weight;
    }
}

uint32_t scene_writer(struct plan *plan, const struct firm *firm)
{
    return post_pick(plan, firm, false);
}

/* The state of a text that nobody answered, by chance and by how long ago it was: a text of
 * today may be under way still, one of last month is not. */
static void state_roll(struct plan *plan, struct act *act)
{
    int64_t age = plan->now.us - act->at.us;
    uint32_t roll = dice_roll(&plan->dice, 1000);

    act->state = STATE_DELIVERED;
    if (roll < 28) {
        act->state = STATE_FAILED;
        act->why = STR("carrier_failed");
    } else if (roll < 38) {
        act->state = STATE_REJECTED;
        act->why = STR("carrier_rejected");
    } else if (roll < 52 && age > 25 * HOUR) {
        act->state = STATE_EXPIRED;
        act->why = STR("carrier_expired");
    } else if (roll < 58 && age > 49 * HOUR) {
        act->state = STATE_EXPIRED;
        act->why = STR("outcome_never_learnt");
    } else if (roll < 66 && age > HOUR) {
        act->state = STATE_CANCELLED;
    } else if (roll < 90 && age < 20 * HOUR) {
        act->state = roll < 78 ? STATE_SUBMITTED : STATE_ENROUTE;
    } else if (roll < 110 && age < 47 * HOUR) {
        act->state = STATE_UNKNOWN;
    }
}

static const char *origin_of(struct str word)
{
    static const char *const origins[] = {"page", "api", "email", "rule"};

    for (size_t i = 0; i < COUNT_OF(origins); i++)
        if (str_is(word, origins[i]))
            return origins[i];
    return "page";
}

/* When the account's clock shows that minute of a day next, half an hour from now or later. */
static struct stamp next_time(struct clock *clock, struct stamp now, int64_t minute)
{
    struct stamp soon = stamp_add(now, HOUR / 2);
    struct stamp at = stamp_add(clock_day_start(clock, now), minute * MINUTE);

    return at.us > soon.us ? at : stamp_add(at, STAMP_DAY);
}

static void act_out_fill(struct plan *plan, struct act *act, const struct script_line *line,
                         bool answered)
{
    int word = line->state.at ? word_find(message_state_words, line->state) : -1;

    act->origin = origin_of(line->origin);
    act->why = line->why;
    if (str_is(line->class, "campaign"))
        act->class = "campaign";
    if (line->due > 0)
        act->due_at = next_time(plan->clocks[act->talk->firm - firms], plan->now, line->due);
    if (word >= 0)
        act->state = (enum message_state)word;
    else if (answered)
        act->state = STATE_DELIVERED;
    else
        state_roll(plan, act);
}

/* Minutes of the day at the account. */
static int64_t minute_of_day(struct clock *clock, struct stamp at)
{
    return (at.us - clock_day_start(clock, at).us) / MINUTE;
}

/* What we write at night waits for the morning. */
static struct stamp awake(struct plan *plan, struct clock *clock, struct stamp at)
{
    int64_t minute = minute_of_day(clock, at);
    int64_t wait = 0;

    if (minute < OPENS_MINUTE)
        wait = OPENS_MINUTE - minute;
    else if (minute > CLOSES_MINUTE)
        wait = 24 * 60 - minute + OPENS_MINUTE;
    return wait ? stamp_add(at, (wait + dice_between(&plan->dice, 1, 50)) * MINUTE) : at;
}

/* A scene under way. */
struct play {
    struct plan *plan;
    const struct scene *scene;
    struct clock *clock;
    uint64_t salt;
    struct stamp at; /* of the line before */
    uint32_t lines;  /* so far */
};

/* Of a scripted present: minutes ago, or a day and its time. */
static struct stamp line_before_now(const struct play *play, const struct script_line *line)
{
    struct stamp now = play->plan->now;

    if (!line->dated)
        return stamp_add(now, -line->minutes * MINUTE);
    return stamp_add(clock_day_start(play->clock, stamp_add(now, -line->days * STAMP_DAY)),
                     line->minutes * MINUTE);
}

static struct stamp line_time(struct play *play, const struct script_line *line)
{
    struct dice *dice = &play->plan->dice;
    int64_t seconds = dice_between(dice, 0, 50) * STAMP_SECOND + dice_between(dice, 0, 999999);
    struct stamp at;

    if (play->scene->present) {
        at = stamp_add(line_before_now(play, line), seconds % (20 * STAMP_SECOND));
        return at.us > play->at.us ? at : stamp_add(play->at, 7 * STAMP_SECOND);
    }
    at = stamp_add(play->at, line->minutes * MINUTE + seconds + STAMP_SECOND);
    return line->sign == SCRIPT_OUT && play->lines > 0 ? awake(play->plan, play->clock, at)
                                                       : at;
}

static uint32_t line_writer(struct play *play, const struct script_line *line)
{
    struct plan *plan = play->plan;

    if (line->person.at)
        return person_number(line->person);
    if (line->origin.at)
        return 0; /* a program */
    if (play->lines > 0 && dice_chance(&plan->dice, OTHER_WRITER_PERCENT))
        return scene_writer(plan, play->scene->talk->firm);
    return play->scene->writer;
}

static void line_play(struct play *play, const struct script_line *line, bool answered)
{
    static const enum act_kind kinds[] = {ACT_OUT, ACT_IN, ACT_CLOSE};
    struct talk *talk = play->scene->talk;
    struct act *act = act_add(play->plan, kinds[line->sign], talk, play->at);
    struct fill fill = {.arena = play->plan->arena,
                        .clock = play->clock,
                        .at = play->at,
                        .first = talk->party.first,
                        .weekdays = !talk->firm->works_weekends,
                        .scene = play->salt};
    struct str name;

    act->person = line->sign == SCRIPT_IN ? 0 : line_writer(play, line);
    act->unread = line->unread;
    act->repeated = line->repeated;
    act->typed = play->lines == 0;
    if (line->sign == SCRIPT_CLOSE)
        return;
    name = act->person ? str_of(person_at(act->person)->name) : STR("Tallowood");
    fill.me = str_cut(&name, ' ');
    act->body = fill_text(&fill, line->text);
    if (line->sign == SCRIPT_OUT) {
        act_out_fill(play->plan, act, line, answered);
    } else {
        act->state = STATE_RECEIVED;
        act->origin = "handset";
    }
}

/* Whether the script's next line is theirs: then what we wrote got there. */
static bool is_answered(struct str rest)
{
    return str_starts(rest, STR("<"));
}

void scene_play(struct plan *plan, const struct scene *scene)
{
    struct play play = {
        .plan = plan,
        .scene = scene,
        .clock = plan->clocks[scene->talk->firm - firms],
        .salt = dice_bits(&plan->dice),
        .at = scene->present ? (struct stamp){0} : scene->start,
    };
    struct str rest = str_of(scene->script);
    struct script_line line;

    while (script_next(&rest, &line)) {
        struct stamp at = line_time(&play, &line);

        if (at.us > plan->now.us - (scene->present ? 0 : 6 * MINUTE))
            break;
        play.at = at;
        line_play(&play, &line, is_answered(rest));
        play.lines++;
    }
    if (play.lines > 0 && play.at.us > scene->talk->free_at.us)
        scene->talk->free_at = play.at;
}

void scene_close(struct plan *plan, struct talk *talk)
{
    uint32_t closer = post_pick(plan, talk->firm, true);
    struct stamp at =
        stamp_add(talk->free_at, dice_between(&plan->dice, 3, 240) * MINUTE + STAMP_SECOND);
    struct act *act;

    at = awake(plan, plan->clocks[talk->firm - firms], at);
    if (closer == 0 || at.us > plan->now.us - 3 * MINUTE)
        return;
    act = act_add(plan, ACT_CLOSE, talk, at);
    act->person = closer;
    talk->free_at = at;
}
