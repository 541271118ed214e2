/* join.c: parts of longer texts, kept until all are there */
#include "sim/join.h"

#include <string.h>

#include "sim/errand.h"

static struct joining *place_find(struct join *join, const struct pdu *pdu,
                                  const struct concat *concat)
{
    struct joining *oldest = &join->places[0];

    for (size_t i = 0; i < JOIN_PLACES; i++) {
        struct joining *place = &join->places[i];

        if (place->used && place->reference == concat->reference &&
            place->total == concat->total && str_is(pdu->source, place->source) &&
            str_is(pdu->destination, place->destination))
            return place;
        if (place->used < oldest->used)
            oldest = place;
    }
    *oldest = (struct joining){.reference = concat->reference, .total = concat->total};
    errand_text(oldest->source, sizeof(oldest->source), pdu->source);
    errand_text(oldest->destination, sizeof(oldest->destination), pdu->destination);
    return oldest;
}

enum status join_add(struct join *join, struct arena *arena, const struct pdu *pdu,
                     const struct concat *concat, struct str *out)
{
    struct strbuf whole = {.arena = arena};
    struct joining *place;
    size_t index = concat->number - 1U;

    if (concat->total > JOIN_PARTS || concat->text.len > JOIN_TEXT)
        return INVALID;
    place = place_find(join, pdu, concat);
    place->used = ++join->clock;
    place->len[index] = concat->text.len;
    if (concat->text.len > 0)
        memcpy(place->text[index], concat->text.at, concat->text.len);
    place->there = (uint16_t)(place->there | 1U << index);
    if (place->there != (1U << place->total) - 1U)
        return BUSY;

    for (size_t i = 0; i < place->total; i++)
        strbuf_put(&whole, (struct str){.at = place->text[i], .len = place->len[i]});
    place->used = 0;
    *out = strbuf_str(&whole);
    return OK;
}
