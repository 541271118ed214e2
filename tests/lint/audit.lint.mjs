// audit.lint.mjs: each kind of row that the sources write into the audit log has words for people
//
// A literal of the form noun.verb whose noun is one of audit_word.c's, and whatever an entry's
// `action` is, must stand in that table.
import { conclude, filesOf, read } from '../kit/source.mjs';

const TABLE = 'src/model/audit/audit_word.c';
const FILES = /^(src|cgi-bin)\/.*\.c$/;

const wordsOf = (text) => [...text.matchAll(/^ {4}\{ "([a-z-]+\.[a-z-]+)",/gm)].map(([, word]) => word);

function check(files, table) {
    const known = new Set(wordsOf(table));
    const nouns = new Set([...known].map((word) => word.split('.')[0]));
    const faults = [];
    for (const [path, text] of files) {
        const found = [...text.matchAll(/"([a-z-]+)\.([a-z-]+)"/g)].filter(([, noun, verb]) => nouns.has(noun) && !['h', 'c', 'tpl', 'conf', 'sock', 'bell', 'txt'].includes(verb)).map(([, noun, verb]) => `${noun}.${verb}`);
        const named = [...text.matchAll(/\baction = "([^"]*)"/g)].map(([, word]) => word);
        for (const word of [...found, ...named]) if (!known.has(word)) faults.push(`${path}: ${TABLE} has no words for ${word}`);
    }
    return faults;
}

const files = filesOf(FILES).filter((path) => path !== TABLE).map((path) => [path, read(path)]);
const table = read(TABLE);
const base = check(files, table).length;
const controls = [
    ['a word that is not there', [...files, ['x.c', 'entry.action = "no.such";']], table],
    ['a verb that is not there', [...files, ['x.c', 'f("role.swap")']], table],
    ['a word that was taken out', files, table.replace('"role.change"', '"role.changed"')],
].map(([sample, all, words]) => ({ sample, refused: check(all, words).length > base }));
conclude(`audit words: ${wordsOf(table).length}`, check(files, table), controls);
