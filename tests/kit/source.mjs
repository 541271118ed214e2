// source.mjs: our sources as the lints read them
//
// Plain text, not a compiler's view: what a lint holds is so simple in style.md that a line
// shows it. `fails` is how every lint ends: its faults, its controls, its exit code.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/* Files that git has or would take, by a pattern on their path. */
export function filesOf(pattern) {
    const listed = execFileSync('git', ['-C', root, 'ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
    return [...new Set(listed)].filter((path) => pattern.test(path) && isThere(path)).sort();
}

function isThere(path) {
    try {
        readFileSync(join(root, path));
        return true;
    } catch {
        return false;
    }
}

export const read = (path) => readFileSync(join(root, path), 'utf8');

/* C without comments and the insides of literals, line for line. */
export function bare(text) {
    return text.replace(/\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*/g, (piece) => {
        const lines = piece.replace(/[^\n]/g, '');
        if (piece[0] === '"') return `""${lines}`;
        return piece[0] === "'" ? `' '${lines}` : lines || ' ';
    });
}

export const includesOf = (text) => [...text.matchAll(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/gm)].map(([, quote, path]) => ({ path, system: quote === '<' }));

/* Say the faults; each control must have been refused, or the lint is blind. Ends the process. */
export function conclude(name, faults, controls = []) {
    const blind = controls.filter(({ refused }) => !refused).map(({ sample }) => `not refused: ${sample}`);
    for (const fault of [...faults, ...blind]) console.error(fault);
    console.log(`${name}: ${controls.length} controls, ${faults.length + blind.length} faults`);
    process.exit(faults.length + blind.length > 0 ? 1 : 0);
}
