// bench.mjs: every measure beside its ceiling, in one run
//
//   bench.mjs BUILD [--quick] [--only page,search]     --quick: a tenth of the rows
//
// Goals are those that the project set itself; README says how to read the figures. Each figure
// is printed and kept as it comes; a measure that can't be taken says so and the others go on.
// Exit 0 whether goals are met or short: a stopwatch is no test. 1: something was not measured.
import { resolve } from 'node:path';

import { Place } from './kit/place.mjs';
import { Report } from './kit/report.mjs';
import { Trees } from './kit/trees.mjs';
import { wrk } from './kit/wrk.mjs';

/* In this order: what changes rows comes after what reads them. */
const MEASURES = ['page', 'poll', 'size', 'search', 'signin', 'foreign', 'malformed', 'dispatch', 'campaign', 'demo', 'machine'];

const quick = process.argv.includes('--quick');
const at = process.argv.indexOf('--only');
const only = at < 0 ? MEASURES : process.argv[at + 1].split(',');
const unknown = only.filter((name) => !MEASURES.includes(name));
if (unknown.length > 0) {
    console.error(`bench: no measure is called ${unknown.join(', ')}; there are ${MEASURES.join(', ')}`);
    process.exit(2);
}

const build = resolve(process.argv[2]);
process.env.BRANCHLINE_BUILD ??= build;
const report = new Report(build, at >= 0);
const place = await Place.up(build);
const seconds = quick ? 1 : 3;
const missing = [];
const bench = {
    missing,
    build, place, report, quick, seconds,
    rounds: quick ? 3 : 7,
    trees: new Trees(place, quick ? 1_000_000 : 10_000_000),
    load: (tree, path, options = {}) => wrk(`${place.at}/${tree.root}${path}`, { seconds, ...options, headers: { cookie: tree.cookie, ...options.headers } }),
};
process.once('SIGINT', () => { place.down(); process.exit(130); });
process.once('SIGTERM', () => { place.down(); process.exit(143); });

const began = Date.now();
try {
    for (const name of MEASURES.filter((one) => only.includes(one))) {
        const { measure } = await import(`./measures/${name}.mjs`);
        await measure(bench).catch((fault) => {
            missing.push(name);
            console.log(`# ${name} was not measured: ${fault.message}`);
        });
    }
} finally {
    place.down();
}
console.log(`# ${Math.round((Date.now() - began) / 1000)} s; ${report.short ? `${report.short} short of the goal` : 'every goal met'}; figures in ${report.file}, where the time goes in ${report.whyFile}`);
process.exit(missing.length > 0 ? 1 : 0);
