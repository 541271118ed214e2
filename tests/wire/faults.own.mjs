// faults.own.mjs: the storm: everything breaks by chance while people write; nothing is lost
//
// Requirements DI-01 to 03, 06, 08, 09 and DB-05. 600 texts, 20,000 in the long form; the carrier
// throttles, answers late, twice, never and out of order, and drops the line. tests/faults holds
// who writes, what breaks and who judges. BRANCHLINE_FAULTS="TEXTS SEED" says others.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { carrierStart } from '../kit/count.mjs';
import { deep, instanceUp, lineUp } from '../kit/instance.mjs';
import { census, gained, heaviest } from '../faults/census.mjs';
import { chanceOf } from '../faults/chance.mjs';
import { Crowd } from '../faults/crowd.mjs';
import { keep } from '../faults/figures.mjs';
import { gather, judge, statesOf, whenQuiet } from '../faults/judge.mjs';
import { Wreck } from '../faults/wreck.mjs';

const [given, seed = Math.floor(Date.now() / 1000) % 1000000] = (process.env.BRANCHLINE_FAULTS ?? '').split(' ').filter(Boolean).map(Number);
const TEXTS = given || (deep ? 20000 : 600);
const LONG = TEXTS > 2000;
const CALM = LONG ? 4000 : 600; // texts before and while memory is weighed
const UNFAIR = { throttle: 3, late: 1, twice: 2, mute: 0.2, drop: 0.2, early: 5, again: 5, fail: 3 };
const FAIR = Object.fromEntries(Object.keys(UNFAIR).map((what) => [what, 0]));
const MEMORY_KIB = 256 * 1024;
const GAIN = 0.01; // DI-09
const UNANSWERED_S = 60; // DI-06: so long esmed waits for an answer

let house;
let carrier;
let crowd;
const chance = chanceOf(seed);

before(async () => {
    console.log(`# ${TEXTS} texts, seed ${seed}: BRANCHLINE_FAULTS='${TEXTS} ${seed}' breaks in the same order`);
    carrier = await carrierStart({ seed, ...UNFAIR });
    house = await instanceUp('faults', { carrier: carrier.port });
    await lineUp(house);
    crowd = new Crowd(house, carrier, chance, LONG ? { press: [1, 40], queue: 150 } : {});
});

after(async () => {
    await house?.down();
    await carrier?.end();
});

const verdict = async () => judge(await gather(house, carrier, crowd));

test('a storm of kills, frosts and dropped lines: no text is lost, none leaves twice', { timeout: LONG ? 3000000 : 280000 }, async () => {
    const wreck = new Wreck(house, carrier, chance, LONG ? { frozen: [300, 12000] } : {});
    const weights = [];
    crowd.write(TEXTS);
    while (!crowd.isDone || !wreck.isThrough) {
        await wreck.next();
        weights.push(heaviest(census(house)));
    }
    await crowd.done();
    const begin = performance.now();
    await whenQuiet(house, carrier, UNANSWERED_S + 60);
    const quietMs = performance.now() - begin;

    const evidence = await gather(house, carrier, crowd);
    assert.deepEqual(judge(evidence), []);
    const { throttled, did } = await carrier.state();
    for (const [what, times] of Object.entries({ throttled, ...did }))
        assert.ok(times > 0 || !LONG, `the carrier was never unfair in this way: ${what}`);
    const most = heaviest(weights);
    assert.ok(most.kib < MEMORY_KIB, `${most.kib} KiB`);
    keep('storm', [['seed', seed, ''], ['texts', evidence.accepted.length, 'texts'],
        ['parts taken', evidence.taken.length, 'parts'], ['inbound', evidence.heard.length, 'texts'],
        ...Object.entries(wreck.counts).sort().map(([what, times]) => [what, times, 'times']),
        ...Object.entries({ throttled, ...did }).map(([what, times]) => [`carrier: ${what}`, times, 'times']),
        ['duplicates', 0, 'parts'], ['lost', 0, 'texts'],
        ...Object.entries(statesOf(evidence)).map(([state, count]) => [`state ${state}`, count, 'texts']),
        ['recovery, longest', Math.round(Math.max(...wreck.recovered)), 'ms'],
        ['quiet after the last text', Math.round(quietMs), 'ms'],
        ['memory of a process, most', most.kib, 'KiB'], ['open files of a process, most', most.fds, 'files']]);
});

/* A worker that has not served yet has no line to the database and none of the memory of one: a
 * burst of visits goes on until all of a program have as many open files as the busiest. */
async function everyWorkerServes(at) {
    const client = at.client();
    const level = () => ['inbox', 'send'].every((name) => new Set(at.workers(name).map((pid) => readdirSync(`/proc/${pid}/fd`).length)).size === 1);
    for (let round = 0; !level() && round < 200; round++) {
        await Promise.all(['/1/inbox', '/1/send'].flatMap((path) => Array.from({ length: 12 }, () => client.get(path))));
    }
    assert.ok(level(), 'each worker of a program has served');
}

test('in the calm after it memory and open files stay as they are (DI-09)', { timeout: 600000 }, async () => {
    await carrier.set(FAIR);
    const all = async (more) => {
        crowd.write(crowd.accepted.length + more);
        await crowd.done();
        await whenQuiet(house, carrier);
    };
    await all(CALM);
    await everyWorkerServes(house);
    const first = census(house);
    await all(CALM);
    const gains = gained(first, census(house));
    assert.equal(gains.length, first.length, 'the same processes');
    keep('calm', [['memory gained, most', (100 * Math.max(...gains.map(({ share }) => share))).toFixed(2), '%'],
        ['open files gained, most', Math.max(...gains.map(({ fds }) => fds)), 'files'], ['over', CALM, 'texts']]);
    assert.deepEqual(gains.filter(({ share, fds }) => share > GAIN || fds > 0), []);
    assert.deepEqual(await verdict(), []);
});

test('the judge names what is doubled, lost, stuck, made up and unheard in falsified evidence', async () => {
    const evidence = await gather(house, carrier, crowd);
    const falsified = (change) => {
        const copy = structuredClone(evidence);
        change(copy);
        return judge(copy).join('\n');
    };
    const delivered = ({ messages }) => messages.findIndex(({ state }) => state === 'delivered');
    assert.equal(falsified(() => {}), '');
    assert.match(falsified(({ taken }) => { taken[0].times++; }), /got this 2 times/);
    assert.match(falsified(({ messages }) => { messages.pop(); }), /accepted once and there 0 times/);
    assert.match(falsified(({ messages }) => { messages.push(messages[0]); }), /accepted once and there 2 times/);
    assert.match(falsified((copy) => { copy.messages[delivered(copy)].state = 'sending'; }), /still sending/);
    assert.match(falsified((copy) => { copy.messages[delivered(copy)].state = 'expired'; }), /nothing makes it expired/);
    assert.match(falsified((copy) => {
        const { to, text } = copy.messages[delivered(copy)];
        copy.taken = copy.taken.filter((row) => `+${row.to}` !== to || !text.includes(row.text));
    }), /delivered with 0 of/);
    assert.match(falsified(({ received }) => { received.pop(); }), /never received/);
});

test('a count that is falsified in the database is named by its rule', async () => {
    house.sql("UPDATE inbox_count SET unread = unread + 1 WHERE scope = 'account'");
    assert.match((await verdict()).join('\n'), /An account's counts equal its conversations/);
});
