// bench.mjs: every measure with its ceiling, in one run
//
//   bench.mjs BUILD [--quick]      --quick: a tenth of the rows, under two minutes
//
// Goals are those that the project set itself; README says how to read the figures. Prints a
// line a measure and keeps them in BUILD/bench.tsv. Exit 0 whether goals are met or short:
// a stopwatch is no test.
import { resolve } from 'node:path';

import { tree, words } from './data.mjs';
import { Report, median, paired, wrk } from './kit.mjs';
import { Place } from './place.mjs';

const build = resolve(process.argv[2]);
const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 3 : 7;
const SECONDS = quick ? 1 : 3;
const LARGE = quick ? 1_000_000 : 10_000_000;
const TEXTS = quick ? 3000 : 30000;
const report = new Report(`${build}/bench.tsv`);
const place = await Place.up(build);
process.env.BRANCHLINE_VAR = place.folder;
process.env.BRANCHLINE_URL = place.at;
process.env.BRANCHLINE_CONF = `${place.folder}/branchline.conf`;
const { one, sessionOf, sql } = await import('../kit/database.mjs');

const SMALL_ROOT = 1000;
const LARGE_ROOT = 2000;
const WORDY_ROOT = 3000;
const FEW_ROOT = 10000;
const MANY_ROOT = 20000;
const cookies = {};

function fill(what) {
    const began = Date.now();
    sql(tree(what));
    const [name, value] = [...sessionOf(what.user).client.cookies][0];
    cookies[what.root] = `${name}=${value}`;
    report.note(`${what.name}: ${what.count} messages in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

const load = (root, path, options = {}) => wrk(`${place.at}/${root}${path}`, { seconds: SECONDS, ...options, headers: { cookie: cookies[root], ...options.headers } });

/* A page of 50 rows by 32 at once, against hello and against as many bytes without any work. */
async function pages() {
    const text = await (await fetch(`${place.at}/${SMALL_ROOT}/inbox`, { headers: { cookie: cookies[SMALL_ROOT] } })).text();
    const rows = text.match(/<li id="talk-/g)?.length;
    if (rows !== 50) throw new Error(`the page has ${rows} rows, not 50`);
    const hello = await place.ceiling(12);
    const bytes = await place.ceiling(Buffer.byteLength(text));
    const page = () => load(SMALL_ROOT, '/inbox');
    const rate = ({ rate: number }) => number;
    const floor = () => wrk(hello, { seconds: SECONDS });
    const against = paired(ROUNDS, page, floor, rate);
    report.say('FastCGI hello', median(against.b.map(rate)), 'req/s');
    report.say('inbox page, 50 rows', median(against.a.map(rate)), 'req/s');
    report.say('inbox page / hello', against.ratio, 'ratio', { least: 0.15 });
    report.say('inbox page / same bytes without work', paired(ROUNDS, page, () => wrk(bytes, { seconds: SECONDS }), rate).ratio, 'ratio');
    const version = /changes\?[^"]*since=(\d+)/.exec(text.replaceAll('&amp;', '&'))[0];
    const { status } = await fetch(`${place.at}/${SMALL_ROOT}/inbox/${version}`, { headers: { cookie: cookies[SMALL_ROOT], 'HX-Request': 'true' } });
    if (status !== 204) throw new Error(`the poll is answered ${status}, not 204`);
    const poll = () => load(SMALL_ROOT, `/inbox/${version}`, { headers: { 'HX-Request': 'true' } });
    report.say('unchanged poll (204) / hello', paired(ROUNDS, poll, floor, rate).ratio, 'ratio', { least: 0.35 });
    report.say('inbox page, p99 / p50 at 16', median(Array.from({ length: ROUNDS }, () => load(SMALL_ROOT, '/inbox', { connections: 16 })).map(({ p99, p50 }) => p99 / p50)), 'ratio', { most: 2.5 });
}

const latency = ({ p50 }) => p50;
const alone = (root, path) => () => load(root, path, { connections: 1 });

function sizes() {
    const by = paired(ROUNDS, alone(LARGE_ROOT, '/inbox'), alone(SMALL_ROOT, '/inbox'), latency);
    report.say(`inbox page, ${LARGE} / ${LARGE / 100} messages`, by.ratio, 'ratio', { most: 1.15 });
    const trees = paired(ROUNDS, alone(MANY_ROOT, '/all/inbox'), alone(FEW_ROOT, '/all/inbox'), latency);
    report.say('merged inbox, 1,000 / 1 sub-accounts', trees.ratio, 'ratio', { most: 1.3 });
}

/* Whole pages, within an account of LARGE / 10 messages whose words are all written down. */
function searches() {
    for (const [kind, word] of [['one message has', 'ref4711'], ['one in 16 has', 'monday'], ['two that one in 16 has', 'monday+hello'], ['nobody wrote', 'xyzzy']]) {
        const { p50, bad } = load(WORDY_ROOT, `/inbox?q=${word}`, { connections: 1 });
        if (bad) throw new Error(`the search for ${word} was refused`);
        report.say(`search of ${LARGE / 10} messages: ${kind}`, p50, 'ms', { most: 50 });
    }
}

/* Texts from the queue to the carrier's answer, against claiming as many rows and nothing else. */
async function dispatch() {
    const queue = (state) => sql(`SET @now = UNIX_TIMESTAMP(UTC_TIMESTAMP()) * 1000 - UNIX_TIMESTAMP('2020-01-01') * 1000;
INSERT INTO message (root_id, account_id, message_id, conversation_id, direction, sender, msisdn, body, encoding, parts, state, origin, user_id, user_name, accepted_at, due_at)
SELECT c.root_id, c.account_id, ((@now + s.seq) << 22) | (1001 << 12), c.conversation_id, 'out', '+61250001000', c.msisdn, 'Your order is ready.', 'gsm7', 1, '${state}', 'page', NULL, NULL, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
  FROM seq_1_to_${TEXTS} AS s JOIN conversation AS c ON c.account_id = ${SMALL_ROOT} AND c.conversation_id = ${SMALL_ROOT} * 1000000 + MOD(s.seq, 100)`);
    const left = () => Number(one(`SELECT COUNT(*) FROM message WHERE account_id = ${SMALL_ROOT} AND state IN ('queued', 'claimed', 'sending')`));
    const began = process.hrtime.bigint();
    queue('queued');
    while (left() > 0) await new Promise((done) => { setTimeout(done, 50); });
    const rate = TEXTS / (Number(process.hrtime.bigint() - began) / 1e9);
    report.say('dispatch over SMPP', rate, 'messages/s');
    report.say('dispatch / claiming alone', rate / claiming(), 'ratio', { least: 0.25 });
}

/* Batches of 100 by conditional UPDATE with an owner, each committed. */
function claiming() {
    const batch = "UPDATE outbox SET owner = 'bench', epoch = 1, until_at = UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE WHERE route_id = 60000 AND owner IS NULL ORDER BY priority, message_id LIMIT 100;\n";
    sql(`INSERT INTO outbox (message_id, root_id, account_id, route_id, priority, not_before) SELECT s.seq, 1, 1, 60000, 1, UTC_TIMESTAMP(6) FROM seq_1_to_${TEXTS} AS s`);
    const began = process.hrtime.bigint();
    sql(batch.repeat(Math.ceil(TEXTS / 100)));
    const rate = TEXTS / (Number(process.hrtime.bigint() - began) / 1e9);
    sql('DELETE FROM outbox WHERE route_id = 60000');
    report.say('claiming alone', rate, 'messages/s');
    return rate;
}

try {
    place.part('dlrd', false); /* it would write down words of all these, and disturb */
    fill({ root: SMALL_ROOT, name: 'Small', count: LARGE / 100, people: LARGE / 2000, user: 1 });
    fill({ root: LARGE_ROOT, name: 'Large', count: LARGE, people: LARGE / 20, user: 2 });
    const wordy = { root: WORDY_ROOT, name: 'Wordy', count: LARGE / 10, people: LARGE / 200, user: 5 };
    fill(wordy);
    sql(words(wordy));
    fill({ root: FEW_ROOT, name: 'Few', branches: 1, count: LARGE / 10, people: LARGE / 200, user: 3 });
    fill({ root: MANY_ROOT, name: 'Many', branches: 1000, count: LARGE / 10, people: LARGE / 200, user: 4 });
    sql('UPDATE word_cursor SET folded_to = (SELECT MAX(message_id) FROM message)');
    place.part('dlrd', true);
    await pages();
    sizes();
    searches();
    report.say('memory of inbox, 4 workers and parent', place.pss('inbox'), 'MB', { most: 40 });
    await dispatch();
    report.say('cold start', median([place.again(), place.again(), place.again()]), 's', { most: 3 });
} finally {
    place.down();
}
report.note(report.short ? `${report.short} short of the goal` : 'every goal met');
