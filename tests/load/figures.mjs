// figures.mjs: what was measured, a line each, beside its goal
//
// Printed and kept as they come: name, value, unit, goal, ok or short; what was found about one
// stands in a file beside, so that the table stays a table.
import { writeFileSync } from 'node:fs';

const rows = [];
const notes = [];
let file;

/* Where they are kept from now on: BUILD/load.tsv, and BUILD/load-why.txt beside it. */
export function figuresBegin(path) {
    file = path;
    keep();
}

function keep() {
    writeFileSync(file, ['name\tvalue\tunit\tgoal\tstate', ...rows, ''].join('\n'));
    writeFileSync(file.replace(/\.tsv$/, '-why.txt'), notes.join(''));
}

/* goal: { most } or { least }, or nothing where there is none. */
export function figure(name, value, unit, goal = {}) {
    const { most = Infinity, least = -Infinity } = goal;
    const said = 'most' in goal ? `<= ${most}` : 'least' in goal ? `>= ${least}` : '-';
    const kept = value >= least && value <= most;
    const row = [name, Number.isInteger(value) ? value : value.toFixed(1), unit, said, kept ? 'ok' : 'short'].join('\t');
    rows.push(row);
    keep();
    console.log(row);
}

/* What was found about the figure before it. */
export function note(sentence) {
    notes.push(`${rows.at(-1).split('\t')[0]}\n    ${sentence}\n`);
    keep();
    console.log(`    ${sentence}`);
}
