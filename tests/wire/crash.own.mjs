// crash.own.mjs: everything is killed again and again; each text leaves once, none is lost
//
// Requirements DI-01, DI-02, DI-03 and issue 3: people send through the page, a carrier that is
// none of ours counts, and under that load esmed dies after each commit, write and answer, and
// so do MariaDB, dlrd, schedd and the programs of the pages. The supervisor is the only hand.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { carrierStart } from '../kit/count.mjs';
import { deep, instanceUp, lineUp, SENDER } from '../kit/instance.mjs';
import { until } from '../kit/smsc.mjs';

const KILLS = deep ? 200 : 14;
const ESMED_POINTS = ['after_sending_commit', 'after_pdu', 'after_response', 'after_claim_commit', 'after_settle', 'after_raw_commit'];
const PROCESSES = ['mariadb', 'dlrd', 'schedd', 'mariadb', 'esmed', 'send', 'inbox'];
const FINAL = ['delivered', 'failed', 'rejected', 'expired', 'cancelled'];
const WINDOW = 10;
const PRESS = 6; // recipients of one press of Send
const QUEUE = 40; // texts that wait, about

let house;
let carrier;
const accepted = []; // { to, text, parts }
const heard = []; // inbound texts
const killed = {};

before(async () => {
    carrier = await carrierStart({ throttle: 5 });
    house = await instanceUp('crash', { carrier: carrier.port, settings: { esmed_faults: 1 } });
    await lineUp(house);
});

after(async () => {
    await house?.down();
    await carrier?.end();
});

/* ---------------------------------------------------------------- people */

/* What a person does with a page that answers 503: the same again. */
async function patient(what, ask) {
    return until(what, async () => {
        const answer = await ask().catch(() => ({ status: 0 })); // the line was cut in mid-answer
        assert.ok([0, 200, 303, 503].includes(answer.status), `${what}: ${answer.status} ${answer.text}`);
        return [200, 303].includes(answer.status) && answer;
    }, 60);
}

async function press(client, serial) {
    const long = serial % 3 === 0;
    const text = `number ${serial} ${long ? `${'long '.repeat(70)}end` : 'of many'}`;
    const to = Array.from({ length: PRESS }, (_, i) => `+6149157${String(1000 + (serial * PRESS + i) % 8000).padStart(4, '0')}`);
    const page = await patient('the form', () => client.get('/1/send'));
    const answer = await patient('a press', () => client.send(page, '/1/send', { to: to.join('\n'), text, step: 'send' }));
    assert.equal(answer.status, 303, answer.text);
    accepted.push(...to.map((number) => ({ to: number, text, parts: long ? 3 : 1 })));
}

/* What is asked of the database behind everybody's back, MariaDB being up. */
const asked = (text) => until('MariaDB', () => {
    try {
        return house.sql(text);
    } catch {
        return null;
    }
});

async function reply(client, serial) {
    const [{ id, to }] = await asked(`SELECT conversation_id AS id, msisdn AS 'to' FROM conversation ORDER BY last_message_id DESC LIMIT 1`);
    const text = `answer ${serial}`;
    const page = await patient('the conversation', () => client.get(`/1/inbox/${id}`));
    const answer = await patient('a reply', () => client.send(page, `/1/inbox/${id}/reply`, { text }));
    assert.equal(answer.status, 303, answer.text);
    accepted.push({ to, text, parts: 1 });
}

/* However slow the machine is: there is always something to send, and never too much of it. */
function isShort() {
    try {
        return house.count('outbox') < QUEUE;
    } catch {
        return false; // MariaDB is down
    }
}

/* People who write until they are told to stop, and handsets that answer. */
function crowd() {
    const client = house.client();
    let serial = 0;
    let stopped = false;
    const writers = Array.from({ length: 2 }, async () => {
        while (!stopped) {
            const turn = ++serial;
            await press(client, turn);
            if (turn % 2 === 0) await reply(client, turn);
            const text = `from a handset ${turn}`;
            heard.push(text);
            await carrier.inbound(`6149157${String(1000 + turn % 8000)}`, SENDER.slice(1), text);
            await until('the queue to be short', isShort, 60);
        }
    });
    return async () => {
        stopped = true;
        await Promise.all(writers);
    };
}

/* ---------------------------------------------------------------- what must hold */

const list = (words) => words.map((word) => `'${word}'`).join(', ');

function isQuiet() {
    return house.count('outbox') === 0 && house.count('message_news') === 0
        && house.count('raw_receipt', "state = 'new'") === 0 && house.count('raw_inbound', "state = 'new'") === 0
        && house.count('message', `direction = 'out' AND state NOT IN (${list(['queued', 'unknown', ...FINAL])})`) === 0
        && house.count('message', "direction = 'out' AND state = 'queued'") === 0;
}

/* Sentences; none when all is well. */
async function faults() {
    const found = [];
    const messages = new Map();
    for (const { to, text, state } of house.sql("SELECT msisdn AS 'to', body AS text, state FROM message WHERE direction = 'out'")) {
        const key = `${to} ${text}`;
        messages.set(key, [...messages.get(key) ?? [], state]);
    }
    const counts = await carrier.counts();
    const parts = new Map(); // number and serial of the text -> how many parts the carrier took
    for (const { to, text, header, times } of counts) {
        if (times > 1) found.push(`${to} got this ${times} times: ${header} ${text}`);
        parts.set(to, [...parts.get(to) ?? [], text]);
    }
    for (const { to, text, parts: wanted } of accepted) {
        const states = messages.get(`${to} ${text}`) ?? [];
        const taken = (parts.get(to.slice(1)) ?? []).filter((piece) => text.includes(piece)).length;
        if (states.length !== 1) found.push(`accepted once and there ${states.length} times: ${to} ${text}`);
        else if (!['queued', 'unknown', ...FINAL].includes(states[0])) found.push(`still ${states[0]}: ${to} ${text}`);
        else if (states[0] === 'delivered' && taken !== wanted) found.push(`delivered with ${taken} of ${wanted} parts: ${to} ${text}`);
        else if (['queued', 'cancelled', 'rejected', 'failed', 'expired'].includes(states[0])) found.push(`nothing makes it ${states[0]}: ${to} ${text}`);
    }
    if (messages.size !== accepted.length) found.push(`${messages.size} messages, ${accepted.length} accepted`);
    const received = new Set(house.sql("SELECT body FROM message WHERE direction = 'in'").map(({ body }) => body));
    for (const text of heard) if (!received.has(text)) found.push(`never received: ${text}`);
    for (const { n, body } of house.sql("SELECT COUNT(*) AS n, body FROM message WHERE direction = 'in' AND repeated = 0 GROUP BY body HAVING n > 1")) found.push(`received ${n} times without a mark: ${body}`);
    const { status, text } = await house.tool('doctor', '--data');
    if (status !== 0) found.push(...text.split('\n').filter((line) => !line.startsWith('ok')));
    return found;
}

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
    const stop = crowd();
    for (let serial = 0; serial < KILLS; serial++) await killOne(serial);
    await stop();
    await until('all to be quiet', isQuiet, 60);
    await until('the carrier to have nothing left', async () => (await carrier.state()).waiting === 0);
    await until('all to be quiet again', isQuiet, 60);
    assert.deepEqual(await faults(), []);

    const unknown = house.count('message', "state = 'unknown'");
    const deaths = [...ESMED_POINTS, 'esmed'].reduce((sum, name) => sum + killed[name], 0); // of MariaDB: no unknown
    assert.ok(unknown >= killed.after_pdu, `${unknown} unknown after ${killed.after_pdu} deaths behind a PDU`);
    assert.ok(unknown <= deaths * WINDOW, `${unknown} unknown after ${deaths} deaths of esmed`);
    assert.ok(house.count('message', "state = 'delivered'") > accepted.length / 2);
    assert.ok((await carrier.state()).throttled > 0, 'the carrier refused some for a while');
    console.log(`# ${accepted.length} texts, ${heard.length} inbound, ${unknown} unknown, ${JSON.stringify(killed)}`);
});

test('a second try after an unknown outcome would be counted', async () => {
    const [{ message_id }] = house.sql("SELECT message_id FROM message WHERE state = 'delivered' AND parts = 1 LIMIT 1");
    house.sql(`UPDATE part SET state = 'claimed' WHERE message_id = ${message_id};
        UPDATE message SET state = 'queued', due_at = UTC_TIMESTAMP(6), final_at = NULL WHERE message_id = ${message_id}`);
    await until('it to leave again', async () => (await carrier.counts()).some(({ times }) => times === 2));
    await until('all to be quiet', isQuiet);
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
    assert.ok(!isQuiet());
});
