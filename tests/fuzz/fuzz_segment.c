/* fuzz_segment.c: any text cut into parts, which joined are the text again, page and wire */
#include "fuzz.h"

#include <string.h>

#include "text/segment.h"
#include "text/utf8.h"

static uint32_t room_of(const struct segments *all)
{
    if (all->encoding == ENCODING_GSM7)
        return all->count == 1 ? SEGMENT_GSM7_ONE : SEGMENT_GSM7_MANY;
    return all->count == 1 ? SEGMENT_UCS2_ONE : SEGMENT_UCS2_MANY;
}

/* Each part is as long on the wire as was counted; joined they read as they were written. */
static void wire_holds(struct arena *arena, const struct segments *all, struct str text)
{
    struct strbuf wire = {.arena = arena};
    struct str back;

    for (uint32_t i = 0; i < all->count; i++) {
        struct str octets;

        MUST(coding_encode(arena, all->encoding, all->segments[i].text, &octets) == OK);
        MUST(octets.len == all->segments[i].units * (all->encoding == ENCODING_UCS2 ? 2U : 1U));
        strbuf_put(&wire, octets);
    }
    MUST(coding_decode(arena, coding_number(all->encoding), strbuf_str(&wire), &back) == OK);
    MUST(str_equal(back, text));
}

void fuzz_one(struct arena *arena, struct str bytes)
{
    const struct utf8_limit limit = {.lines = UTF8_LINES, .points = 4096, .bytes = 16384};
    struct segments all;
    struct str text;
    const char *end;
    uint32_t units = 0;

    if (utf8_take(arena, &limit, bytes, &text) != OK)
        return;
    all = segments_of(arena, text);
    MUST((all.count == 0) == (text.len == 0));
    end = text.at;
    for (uint32_t i = 0; i < all.count; i++) {
        MUST(all.segments[i].text.at == end && all.segments[i].units <= room_of(&all));
        MUST(all.segments[i].units > 0);
        end += all.segments[i].text.len;
        units += all.segments[i].units;
    }
    MUST(end == text.at + text.len && units == all.units);
    MUST(all.forced == (all.encoding == ENCODING_UCS2));
    wire_holds(arena, &all, text);
}
