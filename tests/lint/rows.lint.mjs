// rows.lint.mjs: each requirement that was promised names the test that proves it
//
// tests/data/rows.tsv: row, file, name of the test (a whole file has none). A row without a
// test, a file that is not there and a test that is not in its file are faults.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { conclude, read, root } from '../kit/source.mjs';

const TABLE = 'tests/data/rows.tsv';

/* The rows of issue 3, as it names them. */
const PROMISED = `AU 1-18 · SE 1-11 · BR 1-12 · TN 1 2 4-14 16-20 · IO 1-5 7-9 14 15 17 18 · DI 1-11 · DB 1-5 · ME 1-4 9 10 12 · SB 1-7 · LG 1-6 · LD 1-4`;

function promised() {
    return PROMISED.split(' · ').flatMap((group) => {
        const [family, ...numbers] = group.split(' ');
        return numbers.flatMap((span) => {
            const [from, to = from] = span.split('-').map(Number);
            return Array.from({ length: to - from + 1 }, (_, at) => `${family}-${String(from + at).padStart(2, '0')}`);
        });
    });
}

/* Files that prove a row as a whole: a house rule, or a goal of the Makefile. */
const WHOLE = /^tests\/((lint|load|bench\/measures)\/.*|check|analyse)$/;

/* Does a file declare a test of that name? */
function declares(path, text, name) {
    if (path.endsWith('.c')) return new RegExp(`^static void ${name}\\(void \\*\\*\\w+\\)`, 'm').test(text) && text.split(name).length > 2;
    return text.split('\n').some((line) => /^\s*(test|journey|look)\(/.test(line) && line.includes(name));
}

function check(lines, fileText) {
    const faults = [];
    const known = new Set();
    for (const line of lines.slice(1)) {
        const [row, path, name] = line.split('\t');
        if (!promised().includes(row)) faults.push(`${TABLE}: nobody promised ${row}`);
        known.add(row);
        const text = fileText(path);
        if (text === null) faults.push(`${TABLE}: ${row} names ${path}, which is not there`);
        else if (name === undefined ? !WHOLE.test(path) : !declares(path, text, name)) faults.push(`${TABLE}: ${row}: ${path} has no test "${name ?? ''}"`);
    }
    return [...faults, ...promised().filter((row) => !known.has(row)).map((row) => `${TABLE}: ${row} has no test`)];
}

const textOf = (path) => (existsSync(join(root, path)) ? read(path) : null);
const lines = read(TABLE).trimEnd().split('\n');
const without = (row) => lines.filter((line) => !line.startsWith(row));
const controls = [
    ['a row without a test', without('TN-14')], ['a file that is gone', [...lines, 'TN-01\ttests/wire/gone.mjs\tx']], ['a test that is gone', [...lines, 'TN-01\ttests/wire/leak.test.mjs\tthis is no test']],
    ['a row that nobody promised', [...lines, 'TN-03\ttests/wire/leak.test.mjs\teach route is walked, and a new one is missed']], ['a wire test without its name', [...lines, 'TN-01\ttests/wire/leak.test.mjs']],
    ['a C function that no list runs', [...lines, 'TN-01\ttests/unit/test_crypto.c\tno_such_test']],
].map(([sample, changed]) => ({ sample, refused: check(changed, textOf).length > check(lines, textOf).length }));
conclude(`rows: ${promised().length}`, check(lines, textOf), controls);
