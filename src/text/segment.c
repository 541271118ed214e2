/* segment.c: the parts a text is sent and billed in */
#include "text/segment.h"

#include "text/gsm7.h"
#include "text/utf8.h"

struct capacity {
    uint32_t one;
    uint32_t many;
};

static const struct capacity capacities[] = {
    [ENCODING_GSM7] = {SEGMENT_GSM7_ONE, SEGMENT_GSM7_MANY},
    [ENCODING_UCS2] = {SEGMENT_UCS2_ONE, SEGMENT_UCS2_MANY},
};

/* Find out whether GSM-7 holds the text, and what is in its way. */
static void forcing_find(struct segments *made, struct str text)
{
    struct str rest = text;

    for (uint32_t at = 0; rest.len > 0; at++) {
        struct str before = rest;
        uint32_t point = utf8_next(&rest);

        if (gsm7_size(point) != 0)
            continue;
        if (made->forcing_count++ > 0)
            continue;
        made->encoding = ENCODING_UCS2;
        made->forced = true;
        made->forcing = str_upto(before, before.len - rest.len);
        made->forcing_at = at;
        made->forcing_byte = text.len - before.len;
    }
}

static uint32_t point_units(enum encoding encoding, uint32_t point)
{
    if (encoding == ENCODING_GSM7)
        return gsm7_size(point);
    return point >= 0x10000 ? 2 : 1;
}

static uint32_t units_count(enum encoding encoding, struct str text)
{
    uint32_t units = 0;

    while (text.len > 0)
        units += point_units(encoding, utf8_next(&text));
    return units;
}

/* Cut off as much as a part of this capacity holds; a pair goes whole or not at all. */
static struct segment segment_cut(enum encoding encoding, uint32_t capacity, struct str *rest)
{
    struct str start = *rest;
    struct segment segment = {.units = 0};

    while (rest->len > 0) {
        struct str after = *rest;
        uint32_t units = point_units(encoding, utf8_next(&after));

        if (segment.units + units > capacity)
            break;
        segment.units += units;
        *rest = after;
    }
    segment.text = str_upto(start, start.len - rest->len);
    return segment;
}

static uint32_t segments_count(enum encoding encoding, uint32_t capacity, struct str text)
{
    uint32_t count = 0;

    while (text.len > 0) {
        segment_cut(encoding, capacity, &text);
        count++;
    }
    return count;
}

struct segments segments_of(struct arena *arena, struct str text)
{
    struct segments made = {.encoding = ENCODING_GSM7};
    uint32_t capacity;

    forcing_find(&made, text);
    made.units = units_count(made.encoding, text);
    capacity = capacities[made.encoding].one;
    if (made.units > capacity)
        capacity = capacities[made.encoding].many;
    made.count = segments_count(made.encoding, capacity, text);
    made.segments = ARENA_NEW_N(arena, struct segment, made.count);
    for (uint32_t i = 0; i < made.count; i++)
        made.segments[i] = segment_cut(made.encoding, capacity, &text);

    made.room = capacity * (made.count ? made.count : 1);
    made.left = capacity - (made.count ? made.segments[made.count - 1].units : 0);
    return made;
}
