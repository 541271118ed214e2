/* fold.c: what the acts of all accounts add up to */
#include "demo/fold.h"

#define REPLY_WINDOW (7 * STAMP_DAY) /* setting.reply_days, which the demo leaves alone */

enum { FRESH_HOURS = 30, UNSEEN_PERCENT = 45 };

struct fold {
    struct plan *plan;
    struct tallies *tallies;
    struct idgen ids;
};

size_t firm_place(uint64_t account_id)
{
    size_t place = 0;

    while (firms[place].account_id != account_id)
        place++;
    return place;
}

static struct own *own_of(struct fold *fold, struct talk *talk, uint32_t person)
{
    struct own *own = talk->owns;

    while (own && own->person != person)
        own = own->next;
    if (own)
        return own;
    own = ARENA_NEW(fold->plan->arena, struct own);
    *own = (struct own){.person = person, .next = talk->owns};
    talk->owns = own;
    return own;
}

/* Stamp the conversation, as every change of it does. */
static void talk_bump(struct fold *fold, struct talk *talk)
{
    size_t root = firm_place(talk->firm->root_id);

    talk->version = ++fold->tallies->firm[talk->firm - firms].version;
    talk->tree_version = ++fold->tallies->tree[root].version;
}

static struct own *own_show(struct fold *fold, struct act *act, uint32_t person)
{
    struct own *own = own_of(fold, act->talk, person);

    if (own->first_message_id == 0)
        own->first_message_id = act->id;
    own->last = act;
    own->version = ++fold->tallies->person[act->talk->firm - firms][person].version;
    return own;
}

/* Who answers as a person has read what was there. */
static void fold_out(struct fold *fold, struct act *act)
{
    struct talk *talk = act->talk;

    talk->out = act;
    if (act->person == 0)
        return;
    own_show(fold, act, act->person)->unread = false;
    if (!act->typed)
        talk->unread = false;
}

/* A colleague has mostly read what is not meant to stay unread; its addressee not always. */
static bool stays_unseen(const struct fold *fold, const struct act *act)
{
    int64_t age = fold->plan->now.us - act->at.us;

    return act->unread || (age < FRESH_HOURS * 3600 * STAMP_SECOND &&
                           dice_mix(act->order, 7) % 100 < UNSEEN_PERCENT);
}

static void fold_in(struct fold *fold, struct act *act)
{
    struct talk *talk = act->talk;

    if (talk->out && act->at.us - talk->out->at.us <= REPLY_WINDOW) {
        act->in_reply_to = talk->out->id;
        act->reply_owner = talk->out->person;
    }
    if (act->reply_owner)
        own_show(fold, act, act->reply_owner)->unread |= stays_unseen(fold, act);
    talk->unread = talk->unread || act->unread;
    if (talk->closed)
        act->reopened = idgen_next_at(&fold->ids, act->at);
    talk->closed = false;
}

static void fold_message(struct fold *fold, struct act *act)
{
    struct talk *talk = act->talk;

    if (talk->first_message_id == 0)
        talk->first_message_id = act->id;
    talk->last = act;
    if (act->kind == ACT_OUT)
        fold_out(fold, act);
    else
        fold_in(fold, act);
    talk_bump(fold, talk);
}

/* A conversation that is closed already is left as it is: the act keeps id 0. */
static void fold_close(struct fold *fold, struct act *act)
{
    if (act->talk->closed)
        return;
    act->id = idgen_next_at(&fold->ids, act->at);
    act->talk->closed = true;
    act->talk->unread = false;
    talk_bump(fold, act->talk);
}

static void tally_add(struct tally *tally, bool closed, bool unread)
{
    tally->open += !closed;
    tally->closed += closed;
    tally->unread += unread;
}

static void talk_count(struct fold *fold, const struct talk *talk)
{
    size_t place = (size_t)(talk->firm - firms);

    tally_add(&fold->tallies->firm[place], talk->closed, talk->unread);
    tally_add(&fold->tallies->tree[firm_place(talk->firm->root_id)], talk->closed,
              talk->unread);
    for (const struct own *own = talk->owns; own; own = own->next)
        tally_add(&fold->tallies->person[place][own->person], false, own->unread);
}

void fold_acts(struct plan *plan, struct tallies *out)
{
    struct fold fold = {.plan = plan, .tallies = out};
    uint64_t conversations = 0;

    for (size_t i = 0; i < plan->act_count; i++) {
        struct act *act = &plan->acts[i];

        if (act->talk->conversation_id == 0)
            act->talk->conversation_id = ++conversations;
        if (act->kind == ACT_CLOSE) {
            fold_close(&fold, act);
            continue;
        }
        act->id = idgen_next_at(&fold.ids, act->at);
        fold_message(&fold, act);
    }
    for (size_t i = 0; i < plan->talk_count; i++)
        talk_count(&fold, plan->talks[i]);
}
