// mail-relay.own.mjs: maild and a relay that is not ours: taken, refused, later, slow, gone, TLS
//
// Requirements IO-07, AU-11 (mail leaves by a queue of its own). The relay is npm's smtp-server,
// what it took is read by Python's email package.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { instanceUp } from '../kit/instance.mjs';
import { header, mails, parsed, queued } from '../kit/mail.mjs';
import { certificate, idOf, relayUp } from '../kit/relay.mjs';
import { until } from '../kit/smsc.mjs';

let rig;
let relay;
const SCENE = { at: '24 November 2026, 1:05 pm', device: 'Firefox on Linux', address: '203.0.113.7' };

/* Put mails in line, at once and with what `also` does to them; their refs. */
function queueWith(also, ...all) {
    const rows = all.map((mail) => queued(rig.folder, mail));
    const refs = rows.map(({ ref }) => ref);
    rig.sql(['START TRANSACTION;', ...rows.map(({ sql }) => sql), also(...refs), 'COMMIT;'].join('\n'));
    return refs;
}
const queue = (...all) => queueWith(() => '', ...all);
const reset = (to, more = {}) => ({ kind: 'reset', to, say: SCENE, link: { reset: '/reset/abc' }, ...more });
const row = (ref) => rig.sql(`SELECT state, tries, why, sealed IS NULL AS erased, owner, ended_at FROM mail WHERE message_ref = '${ref}'`)[0];
const isIn = (state, ...refs) => until(`mails to be ${state}`, () => refs.every((ref) => row(ref).state === state), 30);
const took = (ref) => relay.took.filter(({ bytes }) => idOf(bytes) === ref);

async function through(settings) {
    await rig.set({ mail_to: '', smtp_host: 'localhost', smtp_port: relay.port, smtp_tls: 'none', smtp_retry_seconds: 1, smtp_seconds: 5, smtp_ca: '', smtp_user: '', ...settings }, 'maild');
}

before(async () => {
    rig = await instanceUp('mail-relay');
    relay = await relayUp();
    await through({});
});
after(async () => {
    await relay?.down();
    await rig?.down();
});

test('a mail is taken once, and what it said is erased', async () => {
    const [ref] = queue(reset('tess@tallowood.example', { toName: 'Tess Okafor' }));
    await isIn('sent', ref);
    const [taken, ...more] = took(ref);
    assert.equal(more.length, 0);
    assert.deepEqual([taken.from, taken.to], ['branchline@localhost', ['tess@tallowood.example']]);
    const { tries, why, erased, owner, ended_at: ended } = row(ref);
    assert.deepEqual([tries, why, erased, owner], ['1', null, '1', null]);
    assert.ok(ended);
    const mail = parsed(taken.bytes);
    assert.deepEqual(mail.defects, []);
    assert.deepEqual([mail.from, mail.to], [[['Branchline', 'branchline@localhost']], [['Tess Okafor', 'tess@tallowood.example']]]);
    assert.equal(header(mail, 'message-id'), `<${ref}@localhost>`);
    assert.equal(header(mail, 'auto-submitted'), 'auto-generated');
    assert.match(header(mail, 'date'), /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000$/);
});

test('many leave over one line, in their order', async () => {
    relay.took.length = 0;
    const refs = queue(...Array.from({ length: 30 }, (_, i) => reset(`p${i}@tallowood.example`)));
    await isIn('sent', ...refs);
    assert.deepEqual(relay.took.map(({ bytes }) => idOf(bytes)), refs);
});

test('a temporary refusal is tried again, with the same bytes; another mail goes meanwhile', async () => {
    let refused = null;
    relay.mood.onText = (bytes) => {
        if (refused || !bytes.includes('later@tallowood')) return null;
        refused = bytes;
        return [451, 'greylisted, come again'];
    };
    const [first, second] = queue(reset('later@tallowood.example'), reset('now@tallowood.example'));
    await isIn('sent', first, second);
    relay.mood = {};
    assert.equal(row(first).tries, '2');
    assert.equal(row(second).tries, '1');
    assert.deepEqual(took(first).map(({ bytes }) => bytes.toString()), [refused.toString()]);
    assert.equal(relay.took.findIndex(({ bytes }) => idOf(bytes) === second) < relay.took.findIndex(({ bytes }) => idOf(bytes) === first), true);
});

for (const [place, mood] of Object.entries({ MAIL: 'onMail', RCPT: 'onTo', DATA: 'onText' }))
    test(`a lasting refusal at ${place} is the end, and its reason is kept`, async () => {
        relay.mood[mood] = () => [550, '5.1.1 nobody of that name'];
        const [ref] = queue(reset(`gone-${place.toLowerCase()}@tallowood.example`));
        await isIn('failed', ref);
        relay.mood = {};
        assert.match(row(ref).why, /^550 5\.1\.1 nobody of that name/);
        assert.deepEqual([row(ref).tries, row(ref).erased, took(ref).length], ['1', '1', 0]);
    });

test('a line that breaks at any point is no verdict: the mail comes again', async () => {
    for (const place of ['onConnect', 'onMail', 'onTo', 'onText']) {
        let dropped = 0;
        relay.mood[place] = () => (dropped++ === 0 ? 'drop' : null);
        const [ref] = queue(reset(`broken-${place.toLowerCase()}@tallowood.example`));
        await until(`${place} to be reached`, () => dropped > 0 || row(ref).state === 'sent');
        await isIn('sent', ref);
        relay.mood = {};
        assert.equal(took(ref).length, 1, place);
    }
});

test('a relay that keeps silent is left, and is not the mail’s fault', async () => {
    let asked = 0;
    await through({ smtp_seconds: 1 });
    relay.mood.onText = () => (asked++ === 0 ? new Promise(() => {}) : null);
    const [ref] = queue(reset('slow@tallowood.example'));
    await isIn('sent', ref);
    relay.mood = {};
    assert.ok(Number(row(ref).tries) >= 2);
    assert.equal(took(ref).length, 1);
    await through({});
});

test('without a relay mails wait, and go when it is there', async () => {
    const port = relay.port;
    await relay.down();
    const refs = queue(reset('wait1@tallowood.example'), reset('wait2@tallowood.example'));
    await until('a try in vain', () => refs.some((ref) => Number(row(ref).tries) > 0 && row(ref).state === 'queued'));
    assert.ok(refs.every((ref) => row(ref).erased === '0' && row(ref).state !== 'failed'));
    relay = await relayUp();
    assert.notEqual(relay.port, port);
    await through({});
    await isIn('sent', ...refs);
});

test('what is too late is given up, and says so', async () => {
    const [ref] = queue(reset('late@tallowood.example', { minutes: 0 }));
    await isIn('failed', ref);
    assert.match(row(ref).why, /its time was over/);
    assert.equal(took(ref).length, 0);
});

test('what cannot be opened or is unknown fails alone', async () => {
    const [moved, other, odd, good] = queueWith((first, second) => `UPDATE mail AS a JOIN mail AS b ON b.message_ref = '${second}' SET a.sealed = b.sealed WHERE a.message_ref = '${first}';`, reset('a@b.example'), reset('b@b.example'), reset('c@b.example', { kind: 'birthday' }), reset('d@b.example', { minutes: 1 }));
    await until('all to have ended', () => [moved, other, odd, good].every((ref) => ['sent', 'failed'].includes(row(ref).state)), 30);
    assert.deepEqual([moved, other, odd, good].map((ref) => row(ref).state), ['failed', 'sent', 'failed', 'sent']);
    assert.match(row(moved).why, /can't be opened/);
    assert.deepEqual([moved, other].map((ref) => took(ref).length), [0, 1]);
});

test('TLS is demanded where it is said to be, and its certificate is looked at', async () => {
    const tls = certificate(rig.folder);
    for (const [kind, whole] of [['starttls', false], ['tls', true]]) {
        await relay.down();
        relay = await relayUp({ tls: { key: tls.key, cert: tls.cert }, whole, users: { branchline: 'open sesame' } });
        const [ref] = queue(reset(`${kind}@tallowood.example`));
        await through({ smtp_tls: kind });
        await until('a try in vain', () => Number(row(ref).tries) > 0 && row(ref).state === 'queued');
        assert.match(row(ref).why, /certificate|SSL/i);
        writeFileSync(`${rig.folder}/secret/smtp-password`, 'open sesame\n');
        chmodSync(`${rig.folder}/secret/smtp-password`, 0o400);
        await through({ smtp_tls: kind, smtp_ca: tls.path, smtp_user: 'branchline' });
        await isIn('sent', ref);
        assert.deepEqual([took(ref)[0].secure, took(ref)[0].user], [true, 'branchline']);
    }
    assert.doesNotMatch(rig.log('maild'), /open sesame/);
});

test('a relay without STARTTLS, or that knows us not, gets nothing', async () => {
    await relay.down();
    relay = await relayUp();
    const [ref] = queue(reset('plain@tallowood.example'));
    await through({ smtp_tls: 'starttls' });
    await until('a try in vain', () => Number(row(ref).tries) > 0 && row(ref).state === 'queued');
    assert.equal(relay.took.length, 0);
    assert.doesNotMatch(row(ref).why, /sesame/);
    rig.sql(`DELETE FROM mail WHERE message_ref = '${ref}'`);
});

test('a wrong configuration is said at the start', () => {
    const said = (settings, pattern) => {
        const before = rig.settings();
        const words = Object.entries(settings).map(([key, value]) => `${key} = ${value}`).join('\n');
        const lines = before.split('\n').filter((line) => !Object.keys(settings).some((key) => line.startsWith(`${key} =`)));
        writeFileSync(`${rig.folder}/odd.conf`, `${lines.join('\n')}\n${words}\n`);
        const done = spawnSync(`${process.env.BRANCHLINE_BUILD}/bin/maild`, ['--conf', `${rig.folder}/odd.conf`], { encoding: 'utf8', timeout: 10000 });
        assert.equal(done.status, 78, done.stderr);
        assert.match(done.stderr, pattern);
    };
    said({ smtp_tls: 'perhaps' }, /smtp_tls must be/);
    said({ smtp_tls: 'none', smtp_host: 'relay.example', smtp_user: 'branchline' }, /smtp_user needs smtp_tls/);
    said({ mail_from: 'nobody' }, /mail_from must be an address/);
    said({ template_dir: '/nowhere' }, /template/);
});

test('what was sent long ago is forgotten', async () => {
    await rig.stop('maild');
    rig.sql("UPDATE mail SET ended_at = ended_at - INTERVAL 8 DAY");
    const failed = rig.count('mail', "state = 'failed'");
    assert.ok(failed > 0 && rig.count('mail', "state = 'sent'") > 0);
    await rig.start('maild');
    await until('the old ones to be gone', () => rig.count('mail', "state = 'sent'") === 0);
    assert.equal(rig.count('mail', "state = 'failed'"), failed, 'a failure is kept for a month');
});

test('no log line holds a link or a name', () => {
    assert.doesNotMatch(readFileSync(`${rig.folder}/log/maild.log`, 'utf8'), /\/reset\/|Tess Okafor/);
    assert.deepEqual(mails(rig.folder), [], 'nothing was kept in a folder');
});
