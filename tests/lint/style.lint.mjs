// style.lint.mjs: colours come from tokens.css, weight from layers
//
// Refuses a colour written anywhere else, !important, an id in a selector, and a rule that
// stands in no layer. Two controls prove that it sees them.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'static/css');
const PLACED = /^@(layer|font-face)\b/;

function check(file, text) {
    const faults = [];
    const plain = text.replace(/\/\*.*?\*\//gs, (comment) => comment.replace(/[^\n]/g, ' '));
    let depth = 0;
    if (!text.startsWith(`/* ${file}: `)) faults.push(`${file}:1: the first line does not name the file`);
    plain.split('\n').forEach((line, index) => {
        const say = (fault) => faults.push(`static/css/${file}:${index + 1}: ${fault}`);
        const selector = line.includes('{') ? line.slice(0, line.indexOf('{')) : '';
        if (file !== 'tokens.css' && /(#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch|light-dark)a?\()(?![^{]*\{)/i.test(line)) say('a colour outside tokens.css');
        if (/!important/.test(line)) say('!important');
        if (/#[a-z]/i.test(selector)) say('an id in a selector');
        if (depth === 0 && line.trim() !== '' && !PLACED.test(line.trim())) say('a rule outside a layer');
        depth += (line.match(/\{/g) ?? []).length - (line.match(/\}/g) ?? []).length;
    });
    return faults;
}

const BAD = ['@layer components {\n  .a { color: #123456; }\n}', '@layer components {\n  .a { margin: 0 !important; }\n}',
    '@layer components {\n  #a { margin: 0; }\n}', '.a { margin: 0; }'];
const blind = BAD.filter((sample) => check('a.css', `/* a.css: a sample */\n${sample}\n`).length === 0);
const files = readdirSync(folder).sort();
const faults = [...blind.map((sample) => `not refused: ${sample}`), ...files.flatMap((file) => check(file, readFileSync(join(folder, file), 'utf8')))];

for (const fault of faults) console.error(fault);
console.log(`style lint: ${files.length} files, ${BAD.length} controls, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
