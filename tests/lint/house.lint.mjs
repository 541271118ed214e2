// house.lint.mjs: what no C file of ours may hold (style.md; requirements ME-01, ME-10)
//
// First lines, sizes, banned calls, banned words. An exception stands in ALLOWED with its
// reason, and one that nobody needs any longer is itself a fault.
import { bare, conclude, filesOf, read } from '../kit/source.mjs';

const LINES = { file: 400, function: 50, width: 96 };

/* A literal is not cut in two for its length, since one greps for it; a table may be as wide
 * as its rows (between clang-format off and on). */
const UNCUT = /"(?:[^"\\\n]|\\.){40,}/;

/* [what is wrong, how it looks in code without comments and literals, where it counts]. */
const CALLS = [
    ['strcpy, strcat, sprintf and gets know no end', /\b(v?sprintf|str[np]?cpy|stpn?cpy|strn?cat|gets|wcscpy|wcscat)\s*\(/],
    ['numbers come in through number_parse', /\b(ato(i|l|ll|f)|strto(u?ll?|u?l|d|f|ld|[iu]max)|v?sscanf|v?f?scanf)\s*\(/],
    ['strtok keeps its place in a global', /\bstrtok(_r)?\s*\(/],
    ['the stack has no failure to report', /\balloca\s*\(/],
    ['a shell reads its line anew', /\b(system|popen|wordexp|execlp|execvp)\s*\(/],
    ['a name is taken before the file is made', /\b(tmpnam|tempnam|mktemp|tmpfile)\s*\(/],
    ['randomness comes from crypto/random.h', /\b(s?rand|s?random|rand_r|[dlm]rand48|arc4random\w*)\s*\(/],
    ['memory comes from an arena', /\b(malloc|calloc|realloc|reallocarray|free|strn?dup|v?asprintf|getline)\s*\(/, /^(?!src\/base\/arena\.c$)/],
    ['a secret is compared in constant time', /\b(memcmp|strn?cmp|strn?casecmp|bcmp)\s*\(/, /^src\/crypto\//],
    ['goto', /\bgoto\b/],
    ['a typedef hides a struct', /\btypedef\s+(struct|union|enum)\b/],
    ['money, counts and time are whole numbers', /\b(float|double)\b/, /^src\/(model|jobs|db)\//],
    ['setjmp', /\b(set|long)jmp\s*\(/],
    ['time in the local zone of a server', /\b(localtime|mktime|ctime|asctime)(_r)?\s*\(/],
];

/* The same, in the whole text. */
const WORDS = [
    ['unfinished work belongs in an issue', /\b(TODO|FIXME|XXX|HACK)\b/],
    ['a path of some machine', /(^|[\s"'(=])\/(work|home|root|tmp|Users)\//],
    ['tabs', /\t/],
    ['a space at the end', /[ \t]$/],
    ['a character that is no ASCII or that hides', /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/],
    ['code that is commented out', /^\s*\/\/.*;\s*$/],
];

/* path -> { a fault's text: why it may stand }. */
const SECRET = 'a secret is compared in constant time';
const ALLOWED = {
    'src/crypto/blocklist.c': { [SECRET]: 'orders the words of a public list' },
    'src/crypto/passrule.c': { [SECRET]: 'compares a text with itself: is it one piece, repeated?' },
};

function functionsOf(lines) {
    const found = [];
    let begin = -1;
    lines.forEach((line, index) => {
        if (line === '{') begin = index;
        if (/^\}/.test(line) && begin >= 0) {
            found.push({ name: nameAbove(lines, begin), lines: index - begin + 1 });
            begin = -1;
        }
    });
    return found;
}

function nameAbove(lines, index) {
    let at = index - 1;
    while (at > 0 && !/^\w/.test(lines[at])) at--;
    return /(\w+)\s*\(/.exec(lines[at])?.[1] ?? `line ${index + 1}`;
}

function check(path, text) {
    const faults = [];
    const say = (line, what) => faults.push({ path, line: line + 1, what });
    const lines = text.split('\n');
    const code = bare(text).split('\n');
    const file = path.split('/').pop();
    if (!lines[0].startsWith(`/* ${file}: `)) say(0, `the first line is not /* ${file}: what it is for`);
    if (path.endsWith('.h') && !lines.includes('#pragma once')) say(0, 'no #pragma once');
    if (lines.length - 1 > LINES.file) say(0, `${lines.length - 1} lines`);
    if (!text.endsWith('\n')) say(lines.length - 1, 'no end of line at the end');
    for (const { name, lines: count } of functionsOf(code)) if (count > LINES.function) say(0, `${name} has ${count} lines`);
    let table = false;
    lines.forEach((line, index) => {
        if (/clang-format (off|on)/.test(line)) table = line.includes(' off ');
        if (line.length > LINES.width && !table && !UNCUT.test(line)) say(index, `${line.length} columns`);
        for (const [what, pattern] of WORDS) if (pattern.test(line)) say(index, what);
        for (const [what, pattern, where] of CALLS) if (pattern.test(code[index] ?? '') && (where ?? /./).test(path)) say(index, what);
    });
    return faults;
}

const ONE = '/* x.c: a sample */\n';
const CONTROLS = [
    ['src/http/x.c', 'int x;\n'], ['src/http/x.h', '/* x.h: a sample */\nint x;\n'], ['src/http/x.c', `${ONE}${'int x;\n'.repeat(400)}`], ['src/http/x.c', `${ONE}int x;`],
    ['src/http/x.c', `${ONE}int x(void)\n{\n${'    y();\n'.repeat(50)}}\n`], ['src/http/x.c', `${ONE}int ${'x'.repeat(96)};\n`],
    ...['strcpy(a, b)', 'strncpy(a, b, 2)', 'strcat(a, b)', 'sprintf(a, "b")', 'gets(a)', 'strtok(a, b)', 'atoi(a)', 'strtol(a, b, 10)', 'sscanf(a, b)', 'alloca(9)', 'system(a)', 'popen(a, b)', 'tmpnam(a)',
        'rand()', 'srand(1)', 'malloc (9)', 'free(a)', 'strdup(a)', 'goto out', 'typedef struct a b', 'longjmp(a, 1)', 'mktime(a)'].map((call) => ['src/http/x.c', `${ONE}${call};\n`]),
    ['src/crypto/x.c', `${ONE}memcmp(a, b, 9);\n`], ['src/model/x.c', `${ONE}double a;\n`], ['src/jobs/esmed/x.c', `${ONE}float a;\n`], ['src/db/x.c', `${ONE}double a;\n`],
    ...['/* TODO: more */', '/* FIXME */', '// XXX', '"/tmp/a"', '/* see /work/main */', '\tint a;', 'int a; ', '// old();', '/* \u202e */', `/* clang-format off */\n/* clang-format on */\n${'y'.repeat(97)}`].map((line) => ['src/http/x.c', `${ONE}${line}\n`]),
];
const FINE = [`${ONE}int x(void)\n{\n    /* free(a), and what a "goto" is */\n    return str_free(a) + snprintf(b, 9, "strcpy(%d)", memcmp(a, b, 3)) + my_rand(1);\n}\n`];

const files = filesOf(/^(src|cgi-bin|tests)\/.*\.(c|cc|h)$/);
const isTest = (path) => path.startsWith('tests/');
/* A test may point at a scratch path, scan what a program said, and be as long as a list of cases. */
const spared = ({ path, what }) => isTest(path) && /^(a path of|numbers|memory|a shell|4\d\d lines)/.test(what);
const all = files.flatMap((path) => check(path, read(path))).filter((fault) => !spared(fault));
const faults = all.filter(({ path, what }) => !ALLOWED[path]?.[what]).map(({ path, line, what }) => `${path}:${line}: ${what}`);
for (const [path, reasons] of Object.entries(ALLOWED)) {
    for (const what of Object.keys(reasons)) if (!all.some((fault) => fault.path === path && fault.what === what)) faults.push(`${path}: nothing needs the exception "${what}"`);
}
conclude(`house: ${files.length} files`, faults, [...CONTROLS.map(([path, text]) => ({ sample: `${text.slice(0, 80)} in ${path}`, refused: check(path, text).length > 0 })),
    ...FINE.map((text) => ({ sample: 'a good file, which was', refused: check('src/http/x.c', text).length === 0 }))]);
