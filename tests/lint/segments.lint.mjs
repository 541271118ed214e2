// segments.lint.mjs: the counter in the browser and the one on the server count alike
//
// Both are held to tests/data/segments.json, and both tables of look-alikes are compared line
// by line, since the page says in advance what the server will do.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { oddOf, segmentsOf, straighten } = await import(join(root, 'static/js/segments.js'));
const vectors = JSON.parse(readFileSync(join(root, 'tests/data/segments.json'), 'utf8'));
const faults = [];

for (const { name, text, ...wanted } of vectors) {
    const { encoding, parts, units, split, forcing, at } = segmentsOf(text);
    const found = JSON.stringify({ encoding, parts, units, split, forcing, at });
    if (found !== JSON.stringify(wanted)) faults.push(`${name}: ${found}, not ${JSON.stringify(wanted)}`);
}

const source = readFileSync(join(root, 'src/text/straighten.c'), 'utf8');
const rows = [...source.matchAll(/\{\s*0x([0-9a-f]{4}), 0x([0-9a-f]{4}),\s*("(?:[^"\\]|\\.)*"),\s*("[^"]*")/g)];
if (rows.length === 0) faults.push('src/text/straighten.c: no look-alikes found');
for (const [, from, to, plain, name] of rows) {
    for (let point = parseInt(from, 16); point <= parseInt(to, 16); point++) {
        const character = String.fromCodePoint(point);
        const found = [straighten(character), oddOf(character, segmentsOf(character)).name];
        if (found[0] !== JSON.parse(plain) || found[1] !== JSON.parse(name)) faults.push(`U+${point.toString(16)}: ${JSON.stringify(found)}, not ${plain}, ${name}`);
    }
}

for (const fault of faults) console.error(fault);
console.log(`segments lint: ${vectors.length} vectors, ${rows.length} look-alikes, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
