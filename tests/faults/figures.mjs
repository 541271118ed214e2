// figures.mjs: what the rig has measured, in BUILD/faults.tsv (name, value, unit)
//
// Each test keeps a file of its own in BUILD/faults, since they run at the same time; the table
// is all of them.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

import { build } from '../kit/instance.mjs';

const folder = `${build}/faults`;

/* rows: [[name, value, unit]] */
export function keep(test, rows) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${test}`, rows.map((row) => `${row.join('\t')}\n`).join(''));
    const all = readdirSync(folder).sort().map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
    writeFileSync(`${build}/faults.tsv`, all.join(''));
    for (const row of rows) console.log(`# ${row.join(' ')}`);
}
