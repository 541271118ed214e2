// faults-stop.own.mjs: esmed is stopped as it should be, and stands still as it should not
//
// Requirements DI-05 and DI-11. A stop under load takes no new claims and waits for what is on
// its way, so that nothing is unknown. A process that stood still beyond its lease wakes to find
// its route another's: it writes no PDU and changes no row.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { carrierStart } from '../kit/count.mjs';
import { build, deep, instanceUp, lineUp } from '../kit/instance.mjs';
import { stop, until } from '../kit/smsc.mjs';
import { chanceOf } from '../faults/chance.mjs';
import { Crowd } from '../faults/crowd.mjs';
import { keep } from '../faults/figures.mjs';
import { gather, judge, whenQuiet } from '../faults/judge.mjs';

const STOPS = deep ? 50 : 5;
const STILL_MS = deep ? 60000 : 0; // beyond the lease, which is waited for
const GRACE_MS = 10000; // DI-11
const chance = chanceOf(11);

let house;
let carrier;
let crowd;

before(async () => {
    carrier = await carrierStart({ answer: [5, 60] });
    house = await instanceUp('faults-stop', { carrier: carrier.port });
    await lineUp(house);
    crowd = new Crowd(house, carrier, chance);
});

after(async () => {
    await house?.down();
    await carrier?.end();
});

/* Every row that esmed may write, but for how long a lease is held. */
const rows = () => ['SELECT route_id, owner, epoch, line FROM route_bind', 'SELECT * FROM outbox', 'SELECT * FROM raw_receipt ORDER BY raw_id',
    'SELECT * FROM part ORDER BY message_id, part_no', 'SELECT message_id, state, due_at, final_at FROM message ORDER BY message_id'].map((text) => house.sql(text));

const verdict = async () => judge(await gather(house, carrier, crowd));

test(`${STOPS} stops under load leave nothing unknown (DI-11)`, { timeout: deep ? 1200000 : 200000 }, async () => {
    const took = [];
    crowd.write(Infinity);
    for (let turn = 0; turn < STOPS; turn++) {
        const before = (await carrier.counts()).length;
        await until('texts to leave', async () => (await carrier.counts()).length > before + 10, 60);
        await pause(chance.below(100));
        const begin = performance.now();
        await house.stop('esmed');
        took.push(performance.now() - begin);
        const there = Object.fromEntries(house.sql("SELECT state, COUNT(*) AS n FROM part GROUP BY state").map(({ state, n }) => [state, Number(n)]));
        assert.deepEqual([there.sending ?? 0, there.unknown ?? 0], [0, 0], `after stop ${turn + 1}`);
        assert.equal(house.count('outbox', 'owner IS NOT NULL'), 0, 'what was claimed is given back');
        await house.start('esmed');
    }
    await crowd.stop();
    await whenQuiet(house, carrier);
    assert.deepEqual(await verdict(), []);
    assert.equal(house.count('message', "state = 'unknown'"), 0);
    keep('stop', [['graceful stops', STOPS, 'times'], ['unknown after them', 0, 'texts'],
        ['a stop, longest', Math.round(Math.max(...took)), 'ms'], ['a stop, allowed', GRACE_MS, 'ms']]);
});

test('who stood still beyond the lease wakes up as nobody: 0 PDUs, 0 rows (DI-05)', { timeout: 280000 }, async () => {
    const old = house.pid('esmed');
    const epoch = () => Number(house.one('SELECT epoch FROM route_bind LIMIT 1'));
    const first = epoch();
    await carrier.set({ answer: [1500, 2000] });
    const begin = crowd.accepted.length;
    crowd.write(begin + 60);
    await until('a window to be away', () => house.count('part', "state = 'sending'") > 0);
    process.kill(old, 'SIGSTOP');
    const other = spawn(`${build}/bin/esmed`, ['--conf', house.conf], { stdio: 'ignore' });
    try {
        await until('the other to have the route', () => epoch() > first, 60);
        await carrier.set({ answer: [1, 15] });
        await crowd.done();
        await pause(STILL_MS);
        await whenQuiet(house, carrier);
        const taken = async () => (await carrier.counts()).reduce((sum, { times }) => sum + times, 0);
        const [rowsThen, takenThen] = [rows(), await taken()];
        process.kill(old, 'SIGCONT');
        await until('it to find that out', () => house.log('esmed').includes('"event":"lease lost"'));
        assert.equal(await taken(), takenThen, 'PDUs');
        assert.deepEqual(rows(), rowsThen);
        const now = house.count('message', "state = 'unknown'");
        crowd.write(crowd.accepted.length + 40);
        await crowd.done();
        await whenQuiet(house, carrier);
        assert.equal(house.count('message', "state = 'unknown'"), now);
        assert.deepEqual(await verdict(), []);
        keep('lease', [['PDUs of a stale process', 0, 'PDUs'], ['rows of a stale process', 0, 'rows'],
            ['unknown when a process stood still', now, 'texts']]);
    } finally {
        await stop(other);
    }
});
