// mail-crash.own.mjs: maild and MariaDB are killed; no mail is lost, and none has two names
//
// What is promised is SMTP's at least once: a mail whose outcome was not written down goes out
// again, under the same Message-ID and with the same bytes, so that whoever gets both can tell.
// maild dies once at each point where a commit or an answer has just happened, then at random
// moments while mails flow (ten, or a hundred in the deep run).
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { deep, instanceUp } from '../kit/instance.mjs';
import { mails, queued } from '../kit/mail.mjs';
import { idOf, relayUp } from '../kit/relay.mjs';
import { until } from '../kit/smsc.mjs';

const KILLS = deep ? 100 : 10;
let rig;
let relay;
const relaying = () => ({ mail_to: '', smtp_host: 'localhost', smtp_port: relay.port, smtp_tls: 'none', smtp_retry_seconds: 1, smtp_seconds: 10, maild_faults: 1 });

function queue(count, name) {
    const rows = Array.from({ length: count }, (_, i) => queued(rig.folder, { kind: 'reset', to: `${name}${i}@tallowood.example`, link: { reset: `/reset/${name}${i}` } }));
    rig.sql(rows.map(({ sql }) => sql).join('\n'));
    return rows.map(({ ref }) => ref);
}
const list = (refs) => refs.map((ref) => `'${ref}'`).join(', ');
const sent = (refs) => rig.count('mail', `state = 'sent' AND sealed IS NULL AND message_ref IN (${list(refs)})`);
const copies = (ref) => relay.took.filter(({ bytes }) => idOf(bytes) === ref);

/* Each was taken; taken twice, it was the same to the last byte. How many were. */
async function assertAll(refs) {
    await until('all to be sent', () => sent(refs) === refs.length, 60);
    let twice = 0;
    for (const ref of refs) {
        const all = copies(ref);
        assert.ok(all.length >= 1, `${ref} is said to be sent and never came`);
        for (const { bytes, to } of all) {
            assert.equal(bytes.compare(all[0].bytes), 0);
            assert.deepEqual(to, all[0].to);
        }
        twice += all.length > 1;
    }
    assert.equal(rig.count('mail', "state = 'sending'"), 0);
    return twice;
}

before(async () => {
    rig = await instanceUp('mail-crash');
    relay = await relayUp();
    await rig.set(relaying(), 'maild');
});
after(async () => {
    await relay?.down();
    await rig?.down();
});

/* Point: how many of the mails may have come twice. */
const POINTS = { after_claim: 0, before_settle: 1, after_settle: 0 };

for (const [point, most] of Object.entries(POINTS))
    test(`killed ${point.replace('_', ' ')}`, async () => {
        const old = rig.pid('maild');
        writeFileSync(`${rig.run}/maild.fault`, point);
        const refs = queue(5, point.replace('_', '-'));
        await rig.replaced('maild', old);
        assert.equal(existsSync(`${rig.run}/maild.fault`), false, 'it died there');
        const twice = await assertAll(refs);
        assert.ok(twice <= most, `${twice} came twice`);
        if (point === 'before_settle') assert.equal(twice, 1, 'the relay had it, and nobody had written that down');
    });

test('killed again and again while mails flow', async () => {
    relay.mood.onText = async () => new Promise((resolve) => setTimeout(resolve, 5));
    const refs = queue(KILLS * 12, 'random');
    for (let kill = 0; kill < KILLS; kill++) {
        const reached = Math.min(refs.length - 1, sent(refs) + 1 + (kill * 7) % 10);
        await until('some more to leave', () => sent(refs) >= reached, 60);
        await rig.kill('maild');
    }
    const twice = await assertAll(refs);
    relay.mood = {};
    assert.ok(twice <= KILLS, `${twice} of ${refs.length} came twice, at most one a kill may`);
});

test('MariaDB is killed while mails flow', async () => {
    relay.mood.onText = async () => new Promise((resolve) => setTimeout(resolve, 5));
    const refs = queue(60, 'database');
    await until('some to leave', () => sent(refs) >= 10, 60);
    await rig.kill('mariadb');
    const twice = await assertAll(refs);
    relay.mood = {};
    assert.ok(twice <= 1, `${twice} came twice`);
});

test('a stop lets the mail under way end, and a start goes on', async () => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    let asked = 0;
    relay.mood.onText = () => { asked++; return asked === 1 ? held : null; };
    const refs = queue(3, 'stopped');
    await until('one to be at the relay', () => asked === 1);
    const stopping = rig.stop('maild');
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await stopping;
    assert.equal(sent(refs.slice(0, 1)), 1, 'it was finished');
    assert.equal(rig.count('mail', "state = 'sending'"), 0);
    relay.mood = {};
    await rig.start('maild');
    assert.equal(await assertAll(refs), 0);
});

test('a process that slept through its lease changes nothing', async () => {
    let asked = 0;
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    relay.mood.onText = () => { asked++; return asked === 1 ? held : null; };
    const [ref] = queue(1, 'slept');
    await until('it to be at the relay', () => asked === 1);
    rig.sql(`UPDATE mail SET epoch = epoch + 1, owner = 'elsewhere:1:1' WHERE message_ref = '${ref}'`);
    release();
    await until('the late word to be heard', () => rig.log('maild').includes('the claim was lost meanwhile'));
    assert.equal(rig.one(`SELECT state FROM mail WHERE message_ref = '${ref}'`), 'sending', 'the other one has it');
    relay.mood = {};
    rig.sql(`UPDATE mail SET not_before = UTC_TIMESTAMP(6) WHERE message_ref = '${ref}'`);
    await assertAll([ref]);
});

test('a folder keeps each mail once, whatever is killed', async () => {
    await rig.set({ mail_to: `${rig.folder}/mail` }, 'maild');
    const refs = queue(60, 'kept');
    for (const point of ['after_claim', 'before_settle', 'after_settle']) {
        const old = rig.pid('maild');
        writeFileSync(`${rig.run}/maild.fault`, point);
        if (point !== 'after_claim') refs.push(...queue(5, point.replace('_', '-kept-')));
        await rig.replaced('maild', old);
    }
    await until('all to be sent', () => sent(refs) === refs.length, 60);
    const ids = mails(rig.folder).map(({ raw }) => /^Message-ID: <(\w+)@/m.exec(raw)[1]);
    assert.deepEqual(ids.sort(), [...refs].sort());
});
