// welch.mjs: can two kinds of answers be told apart by their time?
//
// Welch's t of two samples whose spread differs. The slowest twentieth of all is left out of
// both alike: what this machine does beside would hide what is looked for.
import { percentile } from './wrk.mjs';

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function spread(values) {
    const middle = mean(values);
    return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

export function welch(one, other) {
    const most = percentile([...one, ...other], 0.95);
    const [a, b] = [one, other].map((values) => values.filter((value) => value <= most));
    return (mean(a) - mean(b)) / Math.sqrt(spread(a) / a.length + spread(b) / b.length);
}

/* The times of several kinds of tries, asked in an order that chance decides anew each round:
 * acts is { kind: async (round) => ms }; gives { kind: [ms] }. */
export async function timesOf(rounds, acts) {
    const times = Object.fromEntries(Object.keys(acts).map((kind) => [kind, []]));
    for (let round = 0; round < rounds; round++) {
        const order = Object.keys(acts).map((kind) => [Math.random(), kind]).sort(([a], [b]) => a - b);
        for (const [, kind] of order) times[kind].push(await acts[kind](round));
    }
    return times;
}

export async function timed(act) {
    const began = process.hrtime.bigint();
    const result = await act();
    return { ms: Number(process.hrtime.bigint() - began) / 1e6, result };
}

/* "wrong 31.2, suspended 31.4 ms" */
export const meansSentence = (times) => `mean, ms: ${Object.entries(times).map(([kind, values]) => `${kind} ${mean(values).toFixed(2)}`).join(', ')}; ${Object.values(times)[0].length} tries each`;
