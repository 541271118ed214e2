/* fill.c: names, days and things put into the text of a script */
#include "demo/fill.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "demo/dice.h"

#define MINUTE_US (60 * STAMP_SECOND)

enum { PICKS = 12 };

struct pick {
    const char *name;
    const char *words[PICKS];
    uint32_t count;
};

static const struct pick picks[] = {
    {"site", {"Brookvale", "Mona Vale", "Brookvale", "Terrey Hills"}, 4},
    {"job",
     {"loading dock", "tills", "potting shed", "delivery", "watering round", "nursery gate"},
     6},
    {"start", {"6 am", "7 am", "7.30 am", "8 am"}, 4},
    {"end", {"1 pm", "2 pm", "2.30 pm", "3 pm"}, 4},
    {"mate", {"Grace", "Sione", "Ivan", "Bec", "Callum", "Dilan", "Aroha", "Hamish"}, 8},
    {"plant",
     {"lilly pilly", "Meyer lemon", "kangaroo paw", "fiddle leaf fig", "bottlebrush",
      "olive tree", "gardenia", "finger lime"},
     8},
    {"plants",
     {"Meyer lemons", "lilly pillies", "kangaroo paws", "maidenhair ferns", "gardenias",
      "dwarf olives", "blueberries", "grevilleas"},
     8},
    {"price", {"$18.40", "$24.90", "$36", "$48", "$59.50", "$72", "$89"}, 7},
    {"bill", {"$214.60", "$1,310.00", "$86.40", "$642.15", "$2,048.00", "$157.30"}, 6},
    {"n", {"four", "six", "seven", "nine", "eleven", "a dozen"}, 6},
    {"hour", {"9.20 am", "10.40 am", "11.15 am", "2.30 pm", "3.45 pm", "4.10 pm"}, 6},
};

/* "Thursday 19 November 2026, 3:12 pm", so many days on. Who rests at the weekend names the
 * day two later. */
static struct str day_whole(const struct fill *fill, int64_t days)
{
    struct stamp at = stamp_add(fill->at, days * STAMP_DAY);
    struct str whole = clock_whole(fill->arena, fill->clock, at);

    if (fill->weekdays && str_starts(whole, STR("S")))
        return clock_whole(fill->arena, fill->clock, stamp_add(at, 2 * STAMP_DAY));
    return whole;
}

static void day_put(struct strbuf *out, const struct fill *fill, int64_t days, bool date)
{
    struct str rest = day_whole(fill, days);
    struct str weekday = str_cut(&rest, ' ');
    struct str day = str_cut(&rest, ' ');
    struct str month = str_cut(&rest, ' ');

    if (date)
        strbuf_put_format(out, "%.*s %.*s", STR_ARG(day), STR_ARG(month));
    else
        strbuf_put(out, weekday);
}

static const char *pick_word(const struct fill *fill, struct str name)
{
    for (size_t i = 0; i < COUNT_OF(picks); i++)
        if (str_is(name, picks[i].name))
            return picks[i].words[dice_mix(fill->scene, i) % picks[i].count];
    return NULL;
}

/* {hello} and {good} greet by the hour; {next} and {nextq} are the coming full hour and a
 * quarter past it. False for any other name. */
static bool hour_put(struct strbuf *out, const struct fill *fill, struct str name)
{
    int64_t minute = (fill->at.us - clock_day_start(fill->clock, fill->at).us) / MINUTE_US;
    int64_t hour = minute / 60 % 24;
    long long next = (hour + 12) % 12 + 1;

    if (str_is(name, "hello"))
        strbuf_put_z(out, hour < 12 && hour >= 4 ? "Morning!" : "Hi!");
    else if (str_is(name, "good"))
        strbuf_put_z(out, hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Hello");
    else if (str_is(name, "next"))
        strbuf_put_format(out, "%lld", next);
    else if (str_is(name, "nextq"))
        strbuf_put_format(out, "%lld:15", next);
    else
        return false;
    return true;
}

static void brace_put(struct strbuf *out, const struct fill *fill, struct str name)
{
    const char *word = pick_word(fill, name);
    int64_t days;

    if (word)
        strbuf_put_z(out, word);
    else if (str_is(name, "f"))
        strbuf_put(out, fill->first);
    else if (str_is(name, "me"))
        strbuf_put(out, fill->me);
    else if (str_is(name, "no"))
        strbuf_put_format(out, "%llu",
                          (unsigned long long)(20000 + dice_mix(fill->scene, 99) % 9000));
    else if (hour_put(out, fill, name))
        return;
    else if (name.len > 1 && number_parse(str_from(name, 1), 0, 60, &days) == OK)
        day_put(out, fill, days, name.at[0] == 't');
    else {
        fprintf(stderr, "demo: a script wants {%.*s}, which nobody knows\n", STR_ARG(name));
        abort();
    }
}

struct str fill_text(const struct fill *fill, struct str text)
{
    struct strbuf out = {.arena = fill->arena};

    strbuf_put(&out, STR(""));
    while (text.len > 0) {
        char byte = text.at[0];

        text = str_from(text, 1);
        if (byte == '{')
            brace_put(&out, fill, str_cut(&text, '}'));
        else
            strbuf_put_byte(&out, byte == '|' ? '\n' : byte);
    }
    return str_copy(fill->arena, strbuf_str(&out));
}
