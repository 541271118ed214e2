// figures.mjs: what was measured, a line each, beside its goal
import { writeFileSync } from 'node:fs';

const rows = [];

/* goal: { most } or { least }, or nothing where there is none. */
export function figure(name, value, unit, goal = {}) {
    const { most = Infinity, least = -Infinity } = goal;
    const said = 'most' in goal ? `<= ${most}` : 'least' in goal ? `>= ${least}` : '-';
    const kept = value >= least && value <= most;
    const row = [name, Number.isInteger(value) ? value : value.toFixed(1), unit, said, kept ? 'ok' : 'short'].join('\t');
    rows.push(row);
    console.log(row);
}

export function figuresKeep(path) {
    writeFileSync(path, ['name\tvalue\tunit\tgoal\tstate', ...rows, ''].join('\n'));
}
