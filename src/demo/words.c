/* words.c: the scripts of a trade, read and filled in once for many conversations */
#include "demo/words.h"

#include "demo/dice.h"
#include "demo/draw.h"
#include "demo/fill.h"
#include "text/segment.h"

enum { VARIANTS = 6 /* of each script: who says it, and what is filled in */ };

static struct phrase phrase_of(const struct fill *fill, const struct script_line *line)
{
    struct str body = fill_text(fill, line->text);
    struct segments cut = segments_of(fill->arena, body);

    return (struct phrase){.out = line->sign == SCRIPT_OUT,
                           .body = body,
                           .encoding = encoding_words[cut.encoding],
                           .parts = cut.count};
}

static struct dialogue dialogue_of(struct fill *fill, const char *script, uint32_t writer)
{
    struct phrase *phrases = ARENA_NEW_N(fill->arena, struct phrase, script_count(script));
    struct dialogue dialogue = {.phrases = phrases, .writer = writer};
    struct str rest = str_of(script);
    struct script_line line;

    while (script_next(&rest, &line))
        if (line.sign != SCRIPT_CLOSE)
            phrases[dialogue.count++] = phrase_of(fill, &line);
    return dialogue;
}

struct words words_of(struct arena *arena, const struct mass_place *place, struct stamp at,
                      uint64_t seed)
{
    const char *const *scripts = draw_scripts(place->trade);
    struct dialogue *dialogues;
    uint32_t count = 0;

    while (scripts[count])
        count++;
    count *= VARIANTS;
    dialogues = ARENA_NEW_N(arena, struct dialogue, count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t scene = dice_mix(seed, i);
        uint32_t writer = (uint32_t)(scene % place->writer_count);
        struct str name = place->writers[writer].name;
        struct fill fill = {.arena = arena,
                            .clock = place->clock,
                            .at = at,
                            .first = STR("there"),
                            .me = str_cut(&name, ' '),
                            .scene = scene};

        dialogues[i] = dialogue_of(&fill, scripts[i / VARIANTS], writer);
    }
    return (struct words){.dialogues = dialogues, .count = count};
}
