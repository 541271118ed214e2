// chance.mjs: what happens by chance, and again the same by the same seed

/* below(n): 0 to n - 1; between(a, b): both may come; of(list): one; shuffled(list): a new one. */
export function chanceOf(seed) {
    let state = seed >>> 0;
    const next = () => { // mulberry32
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    const below = (most) => Math.floor(next() * most);
    return {
        below,
        between: (least, most) => least + below(most - least + 1),
        of: (list) => list[below(list.length)],
        shuffled: (list) => {
            const deck = [...list];
            for (let i = deck.length - 1; i > 0; i--) {
                const other = below(i + 1);
                [deck[i], deck[other]] = [deck[other], deck[i]];
            }
            return deck;
        },
    };
}
