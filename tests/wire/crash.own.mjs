// crash.own.mjs: everything is killed again and again; each text leaves once, none is lost
//
// Requirements DI-01, DI-02 and DI-03: people send through the page, a carrier that is
// none of ours counts, and under that load esmed dies after each commit, write and answer, and
// so do MariaDB, dlrd, schedd and the programs of the pages. The supervisor is the only hand.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { carrierStart } from '../kit/count.mjs';
import { deep, instanceUp, lineUp } from '../kit/instance.mjs';
import { until } from '../kit/smsc.mjs';
import { chanceOf } from '../faults/chance.mjs';
import { Crowd } from '../faults/crowd.mjs';
import { gather, isQuiet, judge, whenQuiet } from '../faults/judge.mjs';

const KILLS = deep ? 200 : 14;
const ESMED_POINTS = ['after_sending_commit', 'after_pdu', 'after_response', 'after_claim_commit', 'after_settle', 'after_raw_commit'];
const PROCESSES = ['mariadb', 'dlrd', 'schedd', 'mariadb', 'esmed', 'send', 'inbox'];
const WINDOW = 10;
const PRESS = [6, 6]; // recipients of one press of Send

let house;
let carrier;
let crowd;
const killed = {};

before(async () => {
    carrier = await carrierStart({ throttle: 5 });
    house = await instanceUp('crash', { carrier: carrier.port, settings: { esmed_faults: 1 } });
    await lineUp(house);
    crowd = new Crowd(house, carrier, chanceOf(2), { press: PRESS });
});

after(async () => {
    await house?.down();
    await carrier?.end();
});

const faults = async () => judge(await gather(house, carrier, crowd));

/* ---------------------------------------------------------------- the killing */

async function killAt(point) {
    const old = house.pid('esmed');
    const file = `${house.run}/esmed.fault`;
    writeFileSync(file, point);
    await until(`esmed to die ${point}`, () => !existsSync(file), 60);
    await house.replaced('esmed', old);
}

async function killOne(serial) {
    const turn = Math.floor(serial / 2);
    const name = serial % 2 === 0 ? ESMED_POINTS[turn % ESMED_POINTS.length] : PROCESSES[turn % PROCESSES.length];
    killed[name] = (killed[name] ?? 0) + 1;
    if (serial % 2 === 0) return killAt(name);
    await pause(serial * 37 % 200); // any moment
    return house.kill(name);
}

test(`${KILLS} kills under load: every part at most once, every text in one state`, { timeout: deep ? 3000000 : 200000 }, async () => {
    crowd.write(Infinity);
    for (let serial = 0; serial < KILLS; serial++) await killOne(serial);
    await crowd.stop();
    await whenQuiet(house, carrier);
    assert.deepEqual(await faults(), []);

    const unknown = house.count('message', "state = 'unknown'");
    const deaths = [...ESMED_POINTS, 'esmed'].reduce((sum, name) => sum + killed[name], 0); // of MariaDB: no unknown
    assert.ok(unknown >= killed.after_pdu, `${unknown} unknown after ${killed.after_pdu} deaths behind a PDU`);
    assert.ok(unknown <= deaths * WINDOW, `${unknown} unknown after ${deaths} deaths of esmed`);
    assert.ok(house.count('message', "state = 'delivered'") > crowd.accepted.length / 2);
    assert.ok((await carrier.state()).throttled > 0, 'the carrier refused some for a while');
    console.log(`# ${crowd.accepted.length} texts, ${crowd.heard.length} inbound, ${unknown} unknown, ${JSON.stringify(killed)}`);
});

test('a second try after an unknown outcome would be counted', async () => {
    const [{ message_id }] = house.sql("SELECT message_id FROM message WHERE state = 'delivered' AND parts = 1 LIMIT 1");
    house.sql(`UPDATE part SET state = 'claimed' WHERE message_id = ${message_id};
        UPDATE message SET state = 'queued', due_at = UTC_TIMESTAMP(6), final_at = NULL WHERE message_id = ${message_id}`);
    await until('it to leave again', async () => (await carrier.counts()).some(({ times }) => times === 2));
    await until('all to be quiet', () => isQuiet(house));
    assert.match((await faults()).join('\n'), /got this 2 times/);
});

test('a lost text, a stuck one and a wrong count would be seen', async () => {
    const [lost, stuck] = house.sql("SELECT message_id, conversation_id FROM message WHERE state = 'delivered' ORDER BY message_id DESC LIMIT 2");
    house.sql(`DELETE FROM message WHERE message_id = ${lost.message_id};
        UPDATE message SET state = 'sending' WHERE message_id = ${stuck.message_id};
        UPDATE inbox_count SET unread = unread + 1 WHERE scope = 'account'`);
    const found = (await faults()).join('\n');
    assert.match(found, /accepted once and there 0 times/);
    assert.match(found, /still sending/);
    assert.match(found, /An account's counts equal its conversations/);
    assert.ok(!isQuiet(house));
});
