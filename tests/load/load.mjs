// load.mjs: ten times what the house can do, and then slow visitors: `make load`
//
//     node tests/load/load.mjs SECONDS     (BRANCHLINE_ROOT, BRANCHLINE_BUILD)
//
// Requirements LD-01 and LD-04. An instance of its own with the demo's rows. The load comes
// from the same machine and takes from the same cores, so the peak is measured by the same
// visitors in the same run, and only the ratios mean something elsewhere. nginx's limits per
// address are lifted, since it is the programs that must shed; they are tried at the end.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';

import { costSentence, profile } from '../bench/kit/profile.mjs';
import { freePort } from '../kit/instance.mjs';
import { one, sql } from '../kit/database.mjs';
import { people, signIn } from '../kit/portal.mjs';
import { until } from '../kit/smsc.mjs';
import { figure, figuresBegin, note } from './figures.mjs';
import { flood, pageRequest } from './flood.mjs';
import { sendersStart } from './senders.mjs';
import { SLOW, slowStart } from './slow.mjs';

const root = process.env.BRANCHLINE_ROOT;
const build = process.env.BRANCHLINE_BUILD;
const folder = `${build}/load-var`;
const seconds = Number(process.argv[2] ?? 60);
const ACCOUNT = 5;
const TESS = 'tess.okafor@tallowood.example';
const OPEN = ['--rate', '100000', '--login-rate', '1000', '--connections', '60000'];
const TIMES = 10;       // the overload, in peaks
const NORMAL = 0.25;    // an ordinary hour, in peaks
const AT_PEAK = 16;     // lines that find the peak
const SLOW_LINES = 1000;
const RECOVERY = { within: 1.5, seconds: 15 }; // of the normal p95, watched for so long

function local(command, ...words) {
    execFileSync(`${root}/src/deploy/local`, [command, '--quiet', '--var', folder, ...words], { stdio: ['ignore', 'inherit', 'inherit'] });
}

const up = (port, limits) => local('up', '--build', build, '--port', String(port), '--set', 'hash_memory_kib=19456', ...limits);

/* An ordinary hour's mix of pages. */
const mixOf = (client) => [1, 2, 3].map(() => pageRequest(client, `/${ACCOUNT}/inbox`)).concat(pageRequest(client, `/${ACCOUNT}/send`));

const percentile = (times, share) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1];

/* ---------------------------------------------------------------- what can it do? */

const house = {
    folder,
    sql: (text) => sql(text, folder),
    pid: (name) => Number(execFileSync('s6-svstat', ['-o', 'pid', `${runFolder()}/scan/${name}`], { encoding: 'utf8' })),
};
const runFolder = () => /^run_dir = (\S+)$/m.exec(readFileSync(`${folder}/branchline.conf`, 'utf8'))[1];

/* Where the processor's time went while `act` flooded the house. */
const costOf = (act) => profile(house, ['inbox', 'send', 'mariadb', 'nginx'], async () => {
    const result = await act();
    return { ...result, count: result.answered + result.shed + result.other };
});

/* The share of the cores that visitors and other work left to the house. */
const leftOf = ({ cost, count, all, other }) => 1 - other - cost.visitors * count / all;

const CALM = Math.max(3, Math.min(15, Math.round(seconds / 6)));
const peakOf = async (port, mix) => (await flood(port, mix, { rate: 0, seconds: CALM, lines: AT_PEAK })).rate;

async function ordinaryFind(port, mix) {
    await flood(port, mix, { rate: 0, seconds: 2, lines: AT_PEAK });
    const cost = await costOf(() => flood(port, mix, { rate: 0, seconds: CALM, lines: AT_PEAK }));
    const peak = cost.result.rate;
    const normal = await flood(port, mix, { rate: peak * NORMAL, seconds: CALM });
    figure('peak', peak, 'pages/s');
    note(costSentence('page at the peak', cost));
    figure('normal p95', normal.answered_p95_ms, 'ms');
    return { peak, normal: normal.answered_p95_ms, left: leftOf(cost) };
}

/* ---------------------------------------------------------------- too much */

/* The peak is found again afterwards, and the better one counts: what else this machine does
 * may have changed meanwhile. */
async function storm(port, mix, client, { peak, normal, left }) {
    const senders = sendersStart(client, ACCOUNT);
    const cost = await costOf(() => flood(port, mix, { rate: peak * TIMES, seconds }));
    const all = cost.result;
    const [accepted, after] = await Promise.all([senders.end(), flood(port, mix, { rate: peak * NORMAL, seconds: RECOVERY.seconds })]);
    const again = await peakOf(port, mix);
    const best = Math.max(peak, again);
    const back = after.seconds.findIndex(({ p95 }) => p95 > 0 && p95 <= normal * RECOVERY.within);

    figure('peak afterwards', again, 'pages/s');
    figure('overload offered', all.offered / best, 'x peak', { least: 9 }); // or it proves little
    figure('goodput', 100 * all.rate / best, '% of peak', { least: 90 });
    figure('goodput of what visitors and other work left', 100 * (all.rate / leftOf(cost)) / (peak / left), '% of peak');
    note(costSentence('visit in the storm, served or refused', cost));
    figure('accepted p99', all.answered_p99_ms, 'ms', { most: 2000 });
    figure('shed share', 100 * all.shed / (all.answered + all.shed + all.other + all.unsent), '%');
    figure('shed p50', all.shed_p50_ms, 'ms');
    figure('shed p99', all.shed_p99_ms, 'ms', { most: 100 });
    figure('shed without Retry-After', all.bare, 'answers', { most: 0 });
    figure('neither served nor shed', all.other + all.unsent, 'visits', { most: 0 });
    figure('recovery', back < 0 ? Infinity : back + 1, 's', { most: 10 });
    figure('p95 after it', after.answered_p95_ms, 'ms');
    return accepted;
}

/* Each text that was answered as sent is one row, and has left. */
async function lost(accepted) {
    const count = (where) => Number(one(`SELECT COUNT(*) FROM message WHERE body LIKE 'under load %' AND ${where}`, folder));
    const waiting = () => count("state IN ('scheduled', 'held', 'queued', 'sending')");
    await until('all of them to have left', () => waiting() === 0, 120).catch(() => {});
    const rows = new Set(one(`SELECT GROUP_CONCAT(body SEPARATOR '|') FROM message WHERE body LIKE 'under load %'`, folder).split('|'));
    figure('accepted while overloaded', accepted.length, 'messages', { least: 1 });
    figure('accepted and lost', accepted.filter((text) => !rows.has(text)).length + waiting(), 'messages', { most: 0 });
    figure('accepted twice', count('TRUE') - rows.size, 'messages', { most: 0 });
}

/* ---------------------------------------------------------------- too slow */

async function slowly(port, mix, client, { peak }) {
    for (const kind of Object.keys(SLOW)) {
        const crowd = slowStart(client, mix[0], kind, SLOW_LINES);
        await until(`${SLOW_LINES} slow ${kind}`, () => crowd.held() >= SLOW_LINES);
        const pages = await flood(port, mix, { rate: peak * NORMAL / 2, seconds: Math.max(5, Math.min(15, seconds / 4)) });
        const cut = crowd.end();
        figure(`p95 beside ${SLOW_LINES} slow ${kind}`, pages.answered_p95_ms, 'ms', { most: 300 });
        figure(`not answered beside slow ${kind}`, pages.shed + pages.other + pages.unsent, 'pages');
        figure(`slow ${kind} cut off`, cut, 'lines');
    }
}

/* ---------------------------------------------------------------- limits an address */

/* A page for somebody at another address; ms, or nothing. */
function pageFrom(address, client) {
    const begin = performance.now();
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve) => {
        const asked = request({ host: '127.0.0.1', localAddress: address, port: client.at.port, path: `/${ACCOUNT}/inbox`, headers: { host: client.at.host, cookie } }, (answer) => {
            answer.resume().on('end', () => resolve(answer.statusCode === 200 ? performance.now() - begin : null));
        });
        asked.on('error', () => resolve(null)).end();
    });
}

async function held(port, mix, client, { peak }) {
    const one = flood(port, mix, { rate: peak * TIMES, seconds: 8 });
    const times = [];
    for (let i = 0; i < 60; i++) times.push(await pageFrom('127.0.0.2', client));
    const { rate, bare, other } = await one;
    figure('one address, default limits: let through', rate, 'pages/s', { most: 80 });
    figure('one address: refused without Retry-After', bare + other, 'answers', { most: 0 });
    figure('p95 for another address meanwhile', percentile(times.map((ms) => ms ?? Infinity), 0.95), 'ms', { most: 300 });
}

const port = await freePort();
figuresBegin(`${build}/load.tsv`);
local('reset');
try {
    up(port, OPEN);
    const client = await signIn(TESS, people(folder).find(({ email }) => email === TESS).password, `http://localhost:${port}`);
    const mix = mixOf(client);
    const ordinary = await ordinaryFind(port, mix);
    await lost(await storm(port, mix, client, ordinary));
    await slowly(port, mix, client, ordinary);
    local('down');
    up(port, []);
    await held(port, mix, client, ordinary);
} finally {
    local('reset');
}
process.exit(0);
