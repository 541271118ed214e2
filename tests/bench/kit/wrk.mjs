// wrk.mjs: load by wrk, medians, and two things measured in turns
//
// The machine is noisy, so a figure alone says little: each measure takes turns with its ceiling
// in the same seconds, and the median of the ratios is what is judged.
import { spawn } from 'node:child_process';

export const median = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
};

export const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];

const MS = { us: 1 / 1000, ms: 1, s: 1000, m: 60000 };
const ms = (text) => {
    const [, number, unit] = /^([\d.]+)(us|ms|s|m)$/.exec(text);
    return Number(number) * MS[unit];
};

/* Run to its end: { status, out, err }. */
export function ran(command, words, { input = '', ...options } = {}) {
    return new Promise((resolve, reject) => {
        const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
        let out = '';
        let err = '';
        child.stdout.on('data', (data) => { out += data; });
        child.stderr.on('data', (data) => { err += data; });
        child.on('error', reject);
        child.on('close', (status) => resolve({ status, out, err }));
        child.stdin.on('error', () => {}).end(input);
    });
}

/* Load for some seconds: { rate (a second), count, p50, p99 (ms), bad (answers not 2xx) }. */
export async function wrk(url, { connections = 32, seconds = 2, headers = {} } = {}) {
    const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
    const { out, err } = await ran('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...lines, url])
        .catch((fault) => { throw fault.code === 'ENOENT' ? new Error('wrk is missing: apt-get install wrk') : fault; });
    const found = (pattern) => pattern.exec(out)?.[1];
    const rate = Number(found(/Requests\/sec:\s+([\d.]+)/));
    if (!rate || !/^\s+50%\s+[\d.]+(us|ms|s|m)$/m.test(out)) throw new Error(`wrk ${url} said: ${out}${err}`);
    return {
        rate, count: Number(found(/^\s+(\d+) requests in/m)), p50: ms(found(/^\s+50%\s+(\S+)/m)), p99: ms(found(/^\s+99%\s+(\S+)/m)),
        bad: Number(found(/Non-2xx or 3xx responses: (\d+)/) ?? 0),
    };
}

/* Things in turns, `rounds` times each: a list of results for each of them. */
export async function inTurns(rounds, ...acts) {
    const results = acts.map(() => []);
    for (let round = 0; round < rounds; round++) {
        for (const [at, act] of acts.entries()) {
            const result = await act();
            if (result.bad) throw new Error(`${result.bad} refused while measuring`);
            results[at].push(result);
        }
    }
    return results;
}

/* The median of figure(a) / figure(b), round by round. */
export const ratio = (a, b, figure) => median(a.map((result, at) => figure(result) / figure(b[at])));

export const rate = (result) => result.rate;
export const p50 = (result) => result.p50;
