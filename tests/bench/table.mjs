// table.mjs: the figures of the last run as README shows them
//
//   table.mjs BUILD
import { readFileSync } from 'node:fs';

const rows = readFileSync(`${process.argv[2]}/bench.tsv`, 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
const spaced = (value) => value.replace(/\B(?=(\d{3})+(?!\d))/g, /\./.test(value) ? '' : ',');
const shown = (name) => name.replace(/\d{5,}/g, spaced).replaceAll('|', '\\|');
const unitOf = (unit) => (unit === 'ratio' || unit === 't' ? '' : ` ${unit}`);

console.log('| measure | value | goal | |\n|---|---|---|---|');
for (const [name, value, unit, goal, state] of rows)
    console.log(`| ${shown(name)} | ${spaced(value)}${unitOf(unit)} | ${goal === '-' ? '' : `${spaced(goal)}${unitOf(unit)}`} | ${{ ok: 'ok', short: '**short**', '-': '' }[state]} |`);
