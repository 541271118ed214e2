// demo-rows.own.mjs: the demo fills a database with as many messages as one asks for
//
// `demo --more`: what it adds is whole by the operator's checker and by SQL of its own, the numbers
// are those that were asked for, and the same again in another database.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

import { emptyUp } from '../kit/empty.mjs';
import { children } from '../kit/instance.mjs';
import { until } from '../kit/smsc.mjs';

const ROWS = 20000;
const more = ['--more', String(ROWS), '--accounts', '3', '--into', '3'];
const COUNTS = `SELECT 'message', COUNT(*) FROM message UNION ALL SELECT 'account', COUNT(*) FROM account
    UNION ALL SELECT 'conversation', COUNT(*) FROM conversation`;
const numbers = (rig, sql) => Object.fromEntries(rig.sql(sql).map(([key, value]) => [key, Number(value)]));

let one;
let two;
let three;
let loaded;
let had;

before(() => {
    one = emptyUp('demo-rows', 18181);
    one.program('demo');
    had = numbers(one, COUNTS);
    loaded = one.program('demo', ...more);
    two = emptyUp('demo-rows-again', 18183);
    two.again = two.program('demo', ...more);
});
after(() => {
    one?.down();
    two?.down();
    three?.down();
});

test('so many messages and accounts are added as were asked for', () => {
    assert.equal(loaded.code, 0, loaded.err);
    assert.match(loaded.err, new RegExp(`demo: ${ROWS} messages more`));
    const now = numbers(one, COUNTS);
    assert.equal(now.message - had.message, ROWS);
    assert.equal(now.account - had.account, 3);
    assert.ok(now.conversation - had.conversation >= ROWS / 10);
});

test('the account that was named gets nine tenths, and each of the others some', () => {
    const per = numbers(one, 'SELECT account_id, COUNT(*) FROM message GROUP BY 1');
    assert.equal(Object.keys(per).length, 11);
    assert.ok(per[3] >= ROWS * 0.9 && per[3] < ROWS * 0.95, String(per[3]));
});

/* As src/deploy/fill does: the server would count the new rows itself a few seconds later. */
test('the checker of the operator finds nothing', () => {
    for (const rig of [one, two]) {
        rig.sql('ANALYZE TABLE conversation, conversation_own, conversation_event, contact, message, part');
        const doctor = rig.program('branchline', 'doctor', '--data');
        assert.equal(doctor.code, 0, doctor.out + doctor.err);
    }
});

test('nothing is in the future, and ids are the times of their messages', () => {
    assert.deepEqual(one.sql(`SELECT message_id FROM message WHERE accepted_at > UTC_TIMESTAMP(6) OR final_at > UTC_TIMESTAMP(6)
        OR ABS(TIMESTAMPDIFF(MICROSECOND, '2020-01-01' + INTERVAL (message_id >> 22) * 1000 MICROSECOND, accepted_at)) > 2000 LIMIT 5`), []);
    assert.deepEqual(one.sql(`SELECT p.message_id FROM part p JOIN message m USING (account_id, message_id)
        WHERE m.queued_at < m.accepted_at OR p.sent_at < m.queued_at OR p.answered_at < p.sent_at OR p.receipt_at < p.answered_at
           OR m.final_at < p.receipt_at LIMIT 5`), []);
});

test('a number stands in one conversation of an account, with its name once', () => {
    assert.deepEqual(one.sql('SELECT msisdn FROM conversation GROUP BY account_id, sender_id, msisdn HAVING COUNT(*) > 1 LIMIT 5'), []);
    assert.ok(Number(one.sql(`SELECT COUNT(*) FROM contact WHERE msisdn LIKE '+1%'`)[0]) > ROWS / 10 * 0.8);
});

/* But for what names days and greets by the hour. */
test('the same again in another database', () => {
    assert.equal(two.again.code, 0, two.again.err);
    const digest = (rig) => [...rig.sql(`SELECT m.account_id, m.direction, m.state, m.user_id, COUNT(*), SUM(CRC32(CONCAT_WS('|', m.msisdn,
        IF(m.body REGEXP 'day|Hi!|ing!|Good|Hello|[0-9]', '', m.body), m.in_reply_to IS NULL, m.why, m.origin, m.user_name)) % 100003) FROM message m
        WHERE m.message_id >> 12 & 1023 > 900 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`),
        ...rig.sql(`SELECT c.account_id, c.closed, c.unread, COUNT(*), SUM(CRC32(c.msisdn) % 100003) FROM conversation c
        WHERE c.last_message_id >> 12 & 1023 > 900 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`)];
    assert.ok(digest(one).length > 30);
    assert.deepEqual(digest(one), digest(two));
});

test('a second time it changes nothing and says so', () => {
    const again = one.program('demo', ...more);
    assert.equal(again.code, 1);
    assert.match(again.err, /there is more already/);
    assert.equal(numbers(one, COUNTS).account - had.account, 3);
});

/* Half of it is another process's, which goes on to its end. */
test('when one of its processes is killed it says so, and what there is is whole', async () => {
    three = emptyUp('demo-rows-killed', 18185);
    three.program('demo');
    const before = numbers(three, COUNTS).message;
    const demo = spawn(`${process.env.BRANCHLINE_BUILD}/bin/demo`, ['--conf', three.conf, '--more', String(10 * ROWS)], { stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    demo.stderr.on('data', (data) => { err += data; });
    const ended = once(demo, 'close');
    await until('some of it to be there', () => numbers(three, COUNTS).message > before);
    process.kill(children(demo.pid)[0], 'SIGKILL');
    assert.equal((await ended)[0], 1);
    assert.match(err, /not all could be loaded; what there is is whole: a loader was stopped from outside/);
    const added = numbers(three, COUNTS).message - before;
    assert.ok(added > 0 && added < 10 * ROWS, String(added));
    three.sql('ANALYZE TABLE conversation, conversation_own, conversation_event, contact, message, part');
    const doctor = three.program('branchline', 'doctor', '--data');
    assert.equal(doctor.code, 0, doctor.out + doctor.err);
});

test('what makes no sense is refused', () => {
    for (const words of [['--more', '0'], ['--accounts', '3'], ['--more', '10', '--accounts', '1001'], ['--more', '10', '--into', '9']])
        assert.equal(one.program('demo', ...words).code, 64, words.join(' '));
});
