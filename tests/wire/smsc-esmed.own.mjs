// smsc-esmed.own.mjs: esmed and the built-in carrier: parts, answers, receipts, a lost line
//
// Requirements DI-01, DI-02, DI-05, DI-06: what leaves is marked first, what comes is kept
// byte for byte, and what was not answered is never sent again.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { smscStart, stop, until } from '../kit/smsc.mjs';
import { build, plainTexts, rigUp, SENDER } from '../kit/smsc-rig.mjs';

const TO = '+61491570156';
let rig;
let smsc;
let esmed;

before(async () => {
    rig = await rigUp('esmed');
    smsc = await smscStart(build, rig.control, rig.port, ['--delay-ms', '1-5', '--receipt-ms', '20-40']);
    esmed = rig.esmed();
    await rig.isUp();
});

after(async () => {
    await smsc?.stop();
    await rig?.down();
});

test('a text leaves within a second of the bell and gets its id', async () => {
    const [id] = rig.queue([{ to: TO, text: 'Hello @ [you] €' }]);
    await rig.becomes(id, 'submitted');
    const [[number, state, carrierId, error]] = rig.parts(id);
    assert.deepEqual([number, state, error], ['1', 'submitted', 'NULL']);
    assert.equal(await smsc.tell(`count ${TO} Hello @ [you] €`), '1');
    assert.equal(rig.value(`SELECT message_id FROM carrier_ref WHERE carrier_id = '${carrierId}'`), id);
    assert.equal(rig.outbox(), 0);
    assert.equal(rig.value(`SELECT COUNT(*) FROM message_news WHERE message_id = ${id}`), '1');
});

test('its receipt is kept byte for byte with the id that finds it', async () => {
    const row = await until('a receipt',
        () => rig.sql('SELECT carrier_id, outcome, error, HEX(pdu) FROM raw_receipt')[0]);
    assert.equal(row[1], 'delivered');
    assert.equal(rig.value(`SELECT COUNT(*) FROM carrier_ref WHERE carrier_id = '${row[0]}'`), '1');
    assert.match(Buffer.from(row[3], 'hex').toString('latin1'), /stat:DELIVRD/);
    assert.equal(Buffer.from(row[3], 'hex').readUInt32BE(0), row[3].length / 2);
});

test('a long text leaves part by part and arrives whole', async () => {
    const gsm = `${'x'.repeat(152)}${'^'.repeat(10)}${'y'.repeat(200)}`;
    const wide = `${'ж'.repeat(66)}😎${'ж'.repeat(66)}`;
    const [one, two] = rig.queue([{ to: TO, text: gsm, parts: 3 },
        { to: TO, text: wide, parts: 3, encoding: 'ucs2' }]);
    await rig.becomes(one, 'submitted');
    await rig.becomes(two, 'submitted');
    assert.equal(await smsc.tell(`count ${TO} ${gsm}`), '1');
    assert.equal(await smsc.tell(`count ${TO} ${wide}`), '1');
    assert.deepEqual(rig.parts(two).map((part) => part[1]), ['submitted', 'submitted', 'submitted']);
});

test('what the carrier refuses ends with its code', async () => {
    const [id] = rig.queue([{ to: '+61491570901', text: 'to nobody' }]);
    await rig.becomes(id, 'rejected');
    assert.deepEqual(rig.parts(id), [['1', 'rejected', 'NULL', '0x0B']]);
    assert.equal(rig.value(`SELECT why FROM message WHERE message_id = ${id}`), 'carrier_rejected');
    assert.equal(rig.outbox(), 0);
});

test('inbound texts are kept as they came, parts and alphabets and all', async () => {
    const long = `Grüße ж ${'z'.repeat(100)}`;
    await smsc.tell(`inbound ${TO} ${SENDER} Yes\\nplease`);
    await smsc.tell(`inbound ${TO} ${SENDER} ${long}`);
    await smsc.tell(`raw ${TO} ${SENDER} 4 0 00ff7f80`);
    await until('four rows', () => rig.value('SELECT COUNT(*) FROM raw_inbound') === '4');
    const rows = rig.sql('SELECT sender, msisdn, coding, HEX(body), concat_count, concat_no, LENGTH(digest)'
        + ' FROM raw_inbound ORDER BY raw_id');
    assert.deepEqual(rows[0].slice(0, 6), [SENDER.slice(1), TO.slice(1), '0', Buffer.from('Yes\nplease').toString('hex').toUpperCase(), '1', '1']);
    assert.deepEqual(rows.slice(1, 3).map((row) => [row[2], row[4], row[5]]), [['8', '2', '1'], ['8', '2', '2']]);
    const joined = Buffer.from(rows[1][3] + rows[2][3], 'hex').swap16().toString('utf16le');
    assert.equal(joined, long);
    assert.equal(rows[3][3], '00FF7F80');
    assert.ok(rows.every((row) => row[6] === '32'));
});

test('without an answer the outcome is unknown, and it is never sent again', async () => {
    await smsc.tell('forget');
    await smsc.tell('pause');
    const texts = plainTexts(25, 'unanswered');
    const ids = rig.queue(texts);
    await until('a window full to have left', async () => (await smsc.state()).taken === 10);
    await smsc.tell('drop');
    await smsc.tell('go');
    await until('all to be settled', () => {
        const states = ids.map((id) => rig.state(id));
        return states.filter((state) => state === 'unknown').length === 10
            && states.filter((state) => state === 'submitted').length === 15;
    }, 30);
    assert.equal(await smsc.tell('most'), '1');
    assert.equal(rig.outbox(), 0);
    assert.equal(rig.value("SELECT COUNT(*) FROM message WHERE state = 'unknown' AND due_at IS NULL"), '0');
});

test('what the carrier is too busy for leaves later, once', async () => {
    const before = (await smsc.state()).submits;
    await smsc.tell('set throttle-share 100');
    const texts = plainTexts(6, 'throttled');
    const ids = rig.queue(texts);
    await until('all to be turned away', async () => (await smsc.state()).submits >= before + 6);
    await smsc.tell('set throttle-share 0');
    await until('all to have left', () => ids.every((id) => rig.state(id) === 'submitted'));
    for (const { to, text } of texts) assert.equal(await smsc.tell(`count ${to} ${text}`), '1');
    assert.ok((await smsc.state()).submits - before < 20, 'it did not slow down');
});

test('a busy carrier is given a rest, not one text after another', async () => {
    const before = (await smsc.state()).submits;
    await smsc.tell('set throttle-share 100');
    const ids = rig.queue(plainTexts(120, 'too many'));
    await until('some to be turned away', async () => (await smsc.state()).submits >= before + 10);
    const begin = Date.now();
    await until('two seconds to pass', () => Date.now() - begin > 2000);
    const submits = (await smsc.state()).submits - before;
    await smsc.tell('set throttle-share 0');
    assert.ok(submits < 40, `it went on: ${submits} submits`);
    assert.ok(Number(rig.value('SELECT COUNT(*) FROM outbox WHERE tries > 0')) > 0);
    await until('all to have left', () => ids.every((id) => rig.state(id) === 'submitted'), 30);
});

test('a lost line is no try: nothing waits longer for it, parts go on where they were', async () => {
    const tries = () => rig.sql('SELECT tries, not_before > UTC_TIMESTAMP(6), COUNT(*) FROM outbox GROUP BY 1, 2');
    const long = 'w'.repeat(400);
    await smsc.tell('set delay-ms 700');
    const [whole] = rig.queue([{ to: TO, text: long, parts: 3 }]);
    await until('its first part to be taken', () => rig.parts(whole)[0]?.[1] === 'submitted');
    await smsc.tell('set delay-ms 1-5');
    await rig.becomes(whole, 'submitted');
    await smsc.tell('pause');
    const ids = rig.queue(plainTexts(25, 'line lost'));
    await until('a window full to have left', () => ids.filter((id) => rig.state(id) === 'sending').length === 10);
    await smsc.stop();
    await until('the others to be back in the queue', () => rig.outbox() === 15
        && rig.value('SELECT COUNT(*) FROM outbox WHERE owner IS NOT NULL') === '0');
    assert.deepEqual(tries(), [['0', '0', '15']]);
    smsc = await smscStart(build, rig.control, rig.port);
    await until('them to leave', () => ids.filter((id) => rig.state(id) === 'submitted').length === 15, 40);
});

test('with the carrier away texts wait in the queue and leave when it is back', async () => {
    await smsc.stop();
    await until('the line to be down', () => rig.line() === 'down');
    const [id] = rig.queue([{ to: TO, text: 'patience' }]);
    assert.equal(rig.state(id), 'queued');
    smsc = await smscStart(build, rig.control, rig.port);
    await rig.becomes(id, 'submitted', 40);
    assert.equal(await smsc.tell(`count ${TO} patience`), '1');
});

test('a new password is used without a restart', async () => {
    await smsc.stop();
    smsc = await smscStart(build, rig.control, rig.port, ['--delay-ms', '1-5', '--password', 'new']);
    await until('the old one to be refused', () => rig.logged('line down').some((line) => line.includes('password')), 40);
    rmSync(`${rig.folder}/secret/route-rig`);
    writeFileSync(`${rig.folder}/secret/route-rig`, 'new', { mode: 0o400 });
    await rig.isUp(20);
    const [id] = rig.queue([{ to: TO, text: 'with a new password' }]);
    await rig.becomes(id, 'submitted');
    await smsc.stop();
    await until('the line to be down', () => rig.line() === 'down');
    smsc = await smscStart(build, rig.control, rig.port, ['--delay-ms', '1-5', '--receipt-ms', '20-40']);
    await rig.isUp(40);
});

test('a number that nothing can be sent to does not hold up the others', async () => {
    const [long, good] = rig.queue([{ to: '+1234567890123456789012', text: 'too long a number' }, { to: TO, text: 'and on' }]
        .map((row) => ({ ...row, to: row.to.slice(0, 16) })));
    await rig.becomes(good, 'submitted');
    await until('the other to end', () => ['submitted', 'rejected'].includes(rig.state(long)));
});

test('a stop waits for answers, says goodbye and frees the lease', async () => {
    await smsc.tell('set delay-ms 2000');
    const ids = rig.queue(plainTexts(5, 'last'));
    await until('all to be away', async () => ids.every((id) => rig.state(id) === 'sending'));
    await stop(esmed);
    assert.deepEqual(ids.map((id) => rig.state(id)), ids.map(() => 'submitted'));
    assert.deepEqual(rig.sql('SELECT owner, line FROM route_bind'), [['NULL', 'down']]);
    assert.equal(esmed.exitCode, 0);
    await smsc.tell('set delay-ms 1-5');
});

test('who slept through the lease changes nothing and sends nothing', async () => {
    const first = rig.esmed();
    await rig.isUp();
    await smsc.tell('forget');
    first.kill('SIGSTOP');
    const ids = rig.queue(plainTexts(20, 'fenced'));
    rig.sql("UPDATE route_bind SET until_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
    const second = rig.esmed();
    await until('the second to send all', () => ids.every((id) => rig.state(id) === 'submitted'));
    const epoch = rig.value('SELECT epoch FROM route_bind');
    first.kill('SIGCONT');
    await until('the first to see it', () => rig.logged('lease lost').length > 0);
    const more = rig.queue(plainTexts(20, 'after'));
    await until('the second to go on', () => more.every((id) => rig.state(id) === 'submitted'));
    assert.equal(rig.value('SELECT epoch FROM route_bind'), epoch);
    assert.equal(await smsc.tell('most'), '1');
    assert.equal((await smsc.state()).taken, 40);
    await stop(first);
    await stop(second);
});
