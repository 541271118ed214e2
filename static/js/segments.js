// segments.js: the parts a text is sent and billed in, counted as src/text/segment.c does
//
// 160 septets or 70 UTF-16 units in a single part, 153 or 67 in each of several; packed
// greedily, and neither an escape pair nor a surrogate pair is ever split. The server counts
// again; tests/lint/segments.lint.mjs holds both to the same vectors.

// 3GPP TS 23.038, 6.2.1, and its extension table, whose characters take two septets.
const BASIC = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?'
    + '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
const EXTENSION = new Set('\f^{}\\[~]|€');

const ONE = { gsm7: 160, ucs2: 70 };
const MANY = { gsm7: 153, ucs2: 67 };

// Plain look-alikes, as in src/text/straighten.c: from, to, what stands for it, its name.
const LOOK_ALIKES = [
    [0x0009, 0x0009, ' ', 'The tab'],
    [0x0060, 0x0060, '\'', 'The back-tick'],
    [0x00a0, 0x00a0, ' ', 'The no-break space'],
    [0x00ab, 0x00ab, '"', 'The angle quotation mark'],
    [0x00ad, 0x00ad, '', 'The soft hyphen'],
    [0x00b4, 0x00b4, '\'', 'The acute accent'],
    [0x00bb, 0x00bb, '"', 'The angle quotation mark'],
    [0x02bc, 0x02bc, '\'', 'The curly apostrophe'],
    [0x2000, 0x200a, ' ', 'The narrow or wide space'],
    [0x200b, 0x200b, '', 'The invisible space'],
    [0x2010, 0x2012, '-', 'The long hyphen'],
    [0x2013, 0x2015, '-', 'The dash'],
    [0x2018, 0x2018, '\'', 'The curly quotation mark'],
    [0x2019, 0x2019, '\'', 'The curly apostrophe'],
    [0x201a, 0x201b, '\'', 'The curly quotation mark'],
    [0x201c, 0x201f, '"', 'The curly quotation mark'],
    [0x2022, 0x2022, '-', 'The bullet'],
    [0x2026, 0x2026, '...', 'The ellipsis'],
    [0x2028, 0x2029, '\n', 'The line separator'],
    [0x202f, 0x202f, ' ', 'The no-break space'],
    [0x2032, 0x2032, '\'', 'The prime'],
    [0x2033, 0x2033, '"', 'The double prime'],
    [0x2039, 0x203a, '\'', 'The angle quotation mark'],
    [0x205f, 0x205f, ' ', 'The narrow or wide space'],
    [0x2060, 0x2060, '', 'The invisible space'],
    [0x2212, 0x2212, '-', 'The minus sign'],
    [0x3000, 0x3000, ' ', 'The wide space'],
    [0xfeff, 0xfeff, '', 'The invisible space'],
];
const WORD_MOST = 40;

const isPlain = (character) => BASIC.has(character) || EXTENSION.has(character);

function pack(sizes, room) {
    const split = [];
    let used = 0;
    for (const size of sizes) {
        if (used + size > room) {
            split.push(used);
            used = 0;
        }
        used += size;
    }
    if (used > 0) split.push(used);
    return split;
}

/* A text with LF line ends: encoding, parts, units, room (units that so many parts hold), split
 * (units of each part), and the characters that force UCS-2: the first, its index, how many. */
export function segmentsOf(text) {
    const characters = [...text];
    const odd = characters.filter((character) => !isPlain(character));
    const encoding = odd.length > 0 ? 'ucs2' : 'gsm7';
    const sizes = characters.map((character) => (
        encoding === 'ucs2' ? character.length : EXTENSION.has(character) ? 2 : 1));
    const units = sizes.reduce((sum, size) => sum + size, 0);
    const split = units <= ONE[encoding] ? pack(sizes, ONE[encoding]) : pack(sizes, MANY[encoding]);
    const parts = split.length;
    return {
        encoding, parts, units, split,
        room: parts > 1 ? parts * MANY[encoding] : ONE[encoding],
        partRoom: parts > 1 ? MANY[encoding] : ONE[encoding],
        forcing: odd[0] ?? null,
        at: odd.length > 0 ? characters.indexOf(odd[0]) : null,
        forcingCount: odd.length,
    };
}

const lookAlike = (character) => LOOK_ALIKES.find(([from, to]) => {
    const point = character.codePointAt(0);
    return point >= from && point <= to;
});

/* The text with every look-alike put in. */
export function straighten(text) {
    return [...text].map((character) => lookAlike(character)?.[2] ?? character).join('');
}

function wordAround(text, at, length) {
    const before = /[^ \n\t]*$/.exec(text.slice(0, at))[0];
    const after = /^[^ \n\t]*/.exec(text.slice(at + length))[0];
    const word = before + text.slice(at, at + length) + after;
    return word.length === length || [...word].length > WORD_MOST ? '' : word;
}

/* What a person is told about the first character that forces UCS-2; null if none does. */
export function oddOf(text, segments) {
    if (segments.forcing === null) return null;
    const plain = segmentsOf(straighten(text));
    const hasPlain = plain.encoding === 'gsm7';
    return {
        name: lookAlike(segments.forcing)?.[3] ?? `The character “${segments.forcing}”`,
        word: wordAround(text, text.indexOf(segments.forcing), segments.forcing.length),
        many: segments.forcingCount > 1,
        hasPlain,
        costs: hasPlain && plain.parts < segments.parts,
        plainParts: plain.parts,
        plainRoom: plain.parts > 1 ? MANY.gsm7 : ONE.gsm7,
    };
}
