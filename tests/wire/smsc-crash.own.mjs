// smsc-crash.own.mjs: esmed and MariaDB are killed; nobody is written to twice, nothing is lost
//
// Requirement DI-02. esmed dies once at each point where a commit, a write or an answer has
// just happened, then at random moments (ten, or two hundred in the deep run); MariaDB dies
// under a running queue.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { smscStart, stop, until } from '../kit/smsc.mjs';
import { build, deep, plainTexts, rigUp, SENDER } from '../kit/smsc-rig.mjs';

const KILLS = deep ? 200 : 10;
let rig;
let smsc;
let esmed;

before(async () => {
    rig = await rigUp('crash');
    smsc = await smscStart(build, rig.control, rig.port, ['--delay-ms', '1-10', '--receipt-ms', '10-50']);
    esmed = rig.esmed();
    await rig.isUp();
});

after(async () => {
    await smsc?.stop();
    await rig?.down();
});

const ended = (child) => new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', resolve);
});

const OPEN = new Set(['queued', 'claimed', 'sending']);
const allEnded = (ids) => until('all to have left or be unknown', () => {
    const rows = rig.sql(`SELECT state FROM message WHERE message_id IN (${ids})`);
    return rows.length === ids.length && rows.every(([state]) => !OPEN.has(state));
}, 60);

/* What is promised, whatever happened: one submit at most, exactly one for what is known to
 * have been taken, and no row left behind. */
async function assertOnce(texts, ids, mostUnknown) {
    let unknown = 0;
    for (const [i, { to, text }] of texts.entries()) {
        const count = await smsc.tell(`count ${to} ${text}`);
        const state = rig.state(ids[i]);
        if (state === 'submitted') assert.equal(count, '1', text);
        else assert.ok(Number(count) <= 1, `${text} was sent ${count} times`);
        if (state === 'unknown') unknown++;
        else assert.equal(state, 'submitted', text);
    }
    assert.ok(unknown <= mostUnknown, `${unknown} unknown, at most ${mostUnknown} allowed`);
    assert.equal(await smsc.tell('most'), '1');
    assert.equal(rig.outbox(), 0);
    assert.equal(rig.value("SELECT COUNT(*) FROM part WHERE state IN ('claimed', 'sending')"), '0');
    return unknown;
}

const POINTS = {
    after_claim_commit: 0, // nothing was marked: all leave
    after_sending_commit: 10,
    after_pdu: 10,
    after_response: 10,
    after_settle: 10,
};

for (const [point, mostUnknown] of Object.entries(POINTS))
    test(`killed ${point.replaceAll('_', ' ')}`, async () => {
        const texts = plainTexts(15, point);
        rig.faultArm(point);
        const ids = rig.queue(texts);
        await ended(esmed);
        assert.equal(esmed.signalCode, 'SIGKILL');
        esmed = rig.esmed();
        await allEnded(ids);
        const unknown = await assertOnce(texts, ids, mostUnknown);
        if (point === 'after_sending_commit') assert.ok(unknown > 0, 'what was marked stays unknown');
    });

test('a long text stops at the part whose outcome is unknown', async () => {
    const text = `${'long '.repeat(80)}end`;
    rig.faultArm('after_pdu');
    const [id] = rig.queue([{ to: '+61491570156', text, parts: 3 }]);
    await ended(esmed);
    esmed = rig.esmed();
    await rig.becomes(id, 'unknown');
    assert.deepEqual(rig.parts(id).map(([number, state]) => [number, state]), [['1', 'unknown']]);
});

test('a long text that was between two parts goes on behind the first', async () => {
    const text = `${'more '.repeat(80)}end`;
    rig.faultArm('after_settle');
    const [id] = rig.queue([{ to: '+61491570157', text, parts: 3 }]);
    await ended(esmed);
    assert.equal(rig.state(id), 'sending');
    esmed = rig.esmed();
    await rig.becomes(id, 'submitted');
    assert.deepEqual(rig.parts(id).map((part) => part[1]), ['submitted', 'submitted', 'submitted']);
    assert.equal(await smsc.tell(`count +61491570157 ${text}`), '1');
    assert.equal(await smsc.tell('most'), '1');
});

test('what it had claimed on a route that was disabled meanwhile is settled all the same', async () => {
    const texts = plainTexts(15, 'disabled');
    const submits = (await smsc.state()).submits;
    rig.faultArm('after_sending_commit');
    const ids = rig.queue(texts);
    await ended(esmed);
    rig.sql('UPDATE route SET enabled = 0');
    esmed = rig.esmed();
    await until('nobody to own a row', () => rig.value('SELECT COUNT(*) FROM outbox WHERE owner IS NOT NULL') === '0');
    const states = rig.sql(`SELECT state, COUNT(*) FROM message WHERE message_id IN (${ids}) GROUP BY state ORDER BY state`);
    assert.deepEqual(states, [['queued', '5'], ['unknown', '10']]); /* a window was marked */
    assert.equal((await smsc.state()).submits, submits, 'nothing leaves by a disabled route');
    await until('the lease to be given up', () => rig.value('SELECT COUNT(*) FROM route_bind WHERE owner IS NOT NULL') === '0');
    rig.sql('UPDATE route SET enabled = 1');
    await allEnded(ids);
    await assertOnce(texts, ids, 10);
});

test('what was kept but not acknowledged comes again, and is kept again', async () => {
    const count = () => Number(rig.value("SELECT COUNT(*) FROM raw_inbound WHERE body = 'again'"));
    await until('earlier receipts to be through', async () => (await smsc.state()).waiting === 0);
    rig.faultArm('after_raw_commit');
    await smsc.tell(`inbound +61491570156 ${SENDER} again`);
    await ended(esmed);
    assert.equal(count(), 1);
    esmed = rig.esmed();
    await until('it to come again', () => count() === 2);
    assert.equal(rig.value("SELECT COUNT(DISTINCT digest) FROM raw_inbound WHERE body = 'again'"), '1');
});

test(`killed ${KILLS} times under load`, async () => {
    let seed = 12345;
    const chance = (below) => { seed = (seed * 1103515245 + 12345) % 2 ** 31; return seed % below; };
    const texts = [];
    const ids = [];
    for (let kill = 0; kill < KILLS; kill++) {
        const more = plainTexts(20, `kill ${kill}:`);
        texts.push(...more);
        ids.push(...rig.queue(more));
        await rig.sleep(chance(60)); // the moment of the kill is what varies
        await stop(esmed, 'SIGKILL');
        esmed = rig.esmed();
        await rig.isUp();
    }
    await allEnded(ids);
    await assertOnce(texts, ids, 10 * KILLS);
});

test('MariaDB killed under load', async () => {
    const texts = plainTexts(300, 'database');
    const ids = rig.queue(texts);
    await until('some to have left', () => rig.states().submitted > 0);
    for (let kill = 0; kill < 3; kill++) {
        const pid = Number(readFileSync(`${rig.run}/mariadb.pid`, 'utf8'));
        process.kill(pid, 'SIGKILL');
        await until('MariaDB to be back', () => {
            try { return rig.value('SELECT 1') === '1'; } catch { return false; }
        }, 60);
    }
    await smsc.tell(`inbound +61491570156 ${SENDER} survived`);
    await allEnded(ids);
    await assertOnce(texts, ids, 30);
    await until('inbound to be kept', () => rig.value("SELECT COUNT(*) FROM raw_inbound WHERE body = 'survived'") === '1');
});
