// kit.mjs: how things are measured: wrk, medians, what is run beside what, and the report
//
// The machine is noisy, so a figure alone says little: each measure takes turns with its ceiling
// in the same seconds, and the median of the ratios is what is judged.
import { spawnSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';

export const median = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
};

const MS = { us: 1 / 1000, ms: 1, s: 1000, m: 60000 };
const ms = (text) => {
    const [, number, unit] = /^([\d.]+)(us|ms|s|m)$/.exec(text);
    return Number(number) * MS[unit];
};

/* Load for some seconds: { rate (a second), p50, p99 (ms), bad (answers that were not 2xx) }. */
export function wrk(url, { connections = 32, seconds = 2, headers = {} } = {}) {
    const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
    const ran = spawnSync('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...lines, url], { encoding: 'utf8' });
    if (ran.error?.code === 'ENOENT') throw new Error('wrk is missing: apt-get install wrk');
    const found = (pattern) => pattern.exec(ran.stdout)?.[1];
    if (!/^\s+50%\s+[\d.]+(us|ms|s|m)$/m.test(ran.stdout)) throw new Error(`wrk ${url} said: ${ran.stdout}${ran.stderr}`);
    const rate = Number(found(/Requests\/sec:\s+([\d.]+)/));
    if (!rate) throw new Error(`wrk said: ${ran.stdout}${ran.stderr}`);
    return { rate, p50: ms(found(/^\s+50%\s+(\S+)/m)), p99: ms(found(/^\s+99%\s+(\S+)/m)), bad: Number(found(/Non-2xx or 3xx responses: (\d+)/) ?? 0) };
}

/* Two things in turns: the results of each, and the median of figure(a) / figure(b). */
export function paired(rounds, a, b, figure) {
    const pairs = Array.from({ length: rounds }, () => [a(), b()]);
    for (const [one, other] of pairs) if (one.bad || other.bad) throw new Error(`refused while measuring: ${one.bad} and ${other.bad}`);
    return { a: pairs.map(([one]) => one), b: pairs.map(([, other]) => other), ratio: median(pairs.map(([one, other]) => figure(one) / figure(other))) };
}

/* Judged measures, printed as they come and kept in BUILD/bench.tsv:
 * name, value, unit, goal, ok or short. */
export class Report {
    constructor(file) {
        this.file = file;
        this.short = 0;
        writeFileSync(file, '');
    }

    /* goal: { most } or { least }, or none for a figure that only belongs to another. */
    say(name, value, unit, goal = {}) {
        const text = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
        const ok = !(value > (goal.most ?? Infinity)) && !(value < (goal.least ?? -Infinity));
        const wanted = goal.most !== undefined ? `<= ${goal.most}` : goal.least !== undefined ? `>= ${goal.least}` : '-';
        if (!ok) this.short += 1;
        this.#put([name, text, unit, wanted, wanted === '-' ? '-' : ok ? 'ok' : 'short'].join('\t'));
    }

    note(text) {
        this.#put(`# ${text}`);
    }

    #put(line) {
        console.log(line);
        appendFileSync(this.file, `${line}\n`);
    }
}
