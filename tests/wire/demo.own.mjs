// demo.own.mjs: the demo's rows say the same everywhere
//
// Conversations, people's views of them and counts are worked out anew from the message rows
// alone, by SQL that shares nothing with src/demo/fold.c, and compared. Issue 3, "Demo data".
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { emptyUp } from '../kit/empty.mjs';

let rig;
let loaded;

before(() => {
    rig = emptyUp('demo', 18104);
    loaded = rig.program('demo');
});
after(() => rig.down());

/* A SELECT that must find nothing; what it finds is shown. */
function none(what, sql) {
    assert.deepEqual(rig.sql(`${sql} LIMIT 5`), [], what);
}

const numbers = (sql) => Object.fromEntries(rig.sql(sql).map(([key, value]) => [key, Number(value)]));

test('it loads, and the list of sign-ins names every membership', () => {
    assert.equal(loaded.code, 0, loaded.err);
    assert.equal(readFileSync(`${rig.folder}/demo.tsv`, 'utf8'), loaded.out);
    const [head, ...rows] = loaded.out.trimEnd().split('\n');
    assert.equal(head, 'email\tpassword\taccount_id\taccount_name\trole');
    const memberships = rig.sql(`SELECT u.email, m.account_id, a.name, m.role FROM membership m JOIN user u USING (user_id)
        JOIN account a USING (account_id)`).map((row) => row.join('\t')).sort();
    assert.deepEqual(rows.map((row) => row.split('\t')).map(([email, , ...rest]) => [email, ...rest].join('\t')).sort(), memberships);
});

test('a second load changes nothing', () => {
    const count = rig.sql('SELECT COUNT(*) FROM message');
    const again = rig.program('demo');
    assert.equal(again.code, 0);
    assert.match(again.err, /there are accounts already; nothing was changed/);
    assert.deepEqual(rig.sql('SELECT COUNT(*) FROM message'), count);
});

test('it has what the issue asks for', () => {
    assert.deepEqual(rig.sql('SELECT name, payment FROM account WHERE root_id = 1 ORDER BY account_id').map(([name]) => name),
        ['Tallowood Garden Group', 'Marketing', 'Sales', 'Finance', 'Rostering']);
    assert.equal(Number(rig.sql(`SELECT COUNT(*) FROM account WHERE payment = 'prepaid' AND root_id = account_id`)[0]), 1);
    assert.ok(Number(rig.sql('SELECT COUNT(*) FROM account WHERE root_id = 7 AND account_id <> 7')[0]) > 0, 'a second tree');
    const [[people, zones]] = rig.sql(`SELECT COUNT(DISTINCT u.user_id), COUNT(DISTINCT u.zone) FROM user u JOIN membership m USING (user_id)
        WHERE m.root_id = 1`);
    assert.deepEqual([people, zones], ['12', '3']);
    assert.deepEqual(rig.sql('SELECT DISTINCT role FROM membership WHERE root_id = 1 AND account_id = 1').length, 3, 'every role in the parent');
    assert.deepEqual(rig.sql(`SELECT account_id, role FROM membership m JOIN user u USING (user_id) WHERE u.name = 'Tess Okafor' ORDER BY 1`),
        [['3', 'basic'], ['5', 'advanced']]);
    none('an account without a number', 'SELECT a.account_id FROM account a LEFT JOIN sender s USING (account_id) WHERE s.sender_id IS NULL');
    assert.ok(Number(rig.sql('SELECT COUNT(*) FROM message')[0]) >= 2000);
    const [[weeks, minutes]] = rig.sql(`SELECT TIMESTAMPDIFF(DAY, MIN(accepted_at), UTC_TIMESTAMP()) DIV 7,
        TIMESTAMPDIFF(MINUTE, MAX(accepted_at), UTC_TIMESTAMP()) FROM message`);
    assert.ok(Number(weeks) >= 7, `${weeks} weeks`);
    assert.ok(Number(minutes) < 10, `the newest is ${minutes} minutes old`);
    none('something in the future', 'SELECT message_id FROM message WHERE accepted_at > UTC_TIMESTAMP(6)');
});

test('every state, both alphabets, several parts, a repeated inbound text', () => {
    const states = rig.sql(`SELECT TRIM(BOTH '''' FROM SUBSTRING_INDEX(SUBSTRING_INDEX(SUBSTRING(COLUMN_TYPE, 6), ',', n.seq), ',', -1))
        FROM information_schema.COLUMNS, seq_1_to_14 n WHERE TABLE_SCHEMA = 'branchline' AND TABLE_NAME = 'message' AND COLUMN_NAME = 'state'`)
        .map(([word]) => word.replace(/[')]/g, ''));
    const have = numbers('SELECT state, COUNT(*) FROM message GROUP BY state');
    for (const state of states) assert.ok(have[state] > 0, state);
    const [[ucs2, several, repeated]] = rig.sql(`SELECT SUM(encoding = 'ucs2' AND direction = 'out'), SUM(parts > 1), SUM(repeated) FROM message`);
    assert.ok(ucs2 > 0 && several > 0 && repeated > 0);
    const kinds = numbers('SELECT kind, COUNT(*) FROM conversation_event GROUP BY kind');
    assert.ok(kinds.closed > 0 && kinds.reopened > 0);
});

test('ids are the times of their messages, and in their order', () => {
    none('an id of another time', `SELECT message_id FROM message WHERE ABS(TIMESTAMPDIFF(MICROSECOND,
        '2020-01-01' + INTERVAL (message_id >> 22) * 1000 MICROSECOND, accepted_at)) > 2000`);
    none('out of order', `SELECT message_id FROM (SELECT message_id, accepted_at, LAG(accepted_at) OVER (ORDER BY message_id) AS earlier
        FROM message) m WHERE accepted_at < earlier - INTERVAL 1000 MICROSECOND`);
});

test('a reply belongs to whoever wrote last, within seven days', () => {
    none('a reply that is owned wrongly', `SELECT m.message_id FROM message m
        LEFT JOIN message o ON o.account_id = m.account_id AND o.message_id = (SELECT MAX(x.message_id) FROM message x
            WHERE x.account_id = m.account_id AND x.conversation_id = m.conversation_id AND x.direction = 'out' AND x.message_id < m.message_id)
        WHERE m.direction = 'in'
          AND (NOT (m.in_reply_to <=> IF(o.accepted_at >= m.accepted_at - INTERVAL 7 DAY, o.message_id, NULL))
            OR NOT (m.user_id <=> IF(o.accepted_at >= m.accepted_at - INTERVAL 7 DAY, o.user_id, NULL)))`);
    assert.ok(Number(rig.sql(`SELECT COUNT(*) FROM message WHERE direction = 'in' AND in_reply_to IS NULL`)[0]) > 0);
});

test('a conversation is what its messages and events say', () => {
    none('a conversation that differs', `SELECT c.conversation_id FROM conversation c
        JOIN (SELECT account_id, sender, msisdn, MIN(message_id) first_id, MAX(message_id) last_id,
                MAX(IF(direction = 'out', message_id, NULL)) out_id FROM message GROUP BY 1, 2, 3) e
            ON e.account_id = c.account_id AND e.msisdn = c.msisdn
        JOIN sender s ON s.account_id = c.account_id AND s.sender_id = c.sender_id AND s.msisdn = e.sender
        JOIN message l ON l.account_id = c.account_id AND l.message_id = e.last_id
        LEFT JOIN message o ON o.account_id = c.account_id AND o.message_id = e.out_id
        LEFT JOIN conversation_event v ON v.account_id = c.account_id AND v.conversation_id = c.conversation_id AND v.event_id = (SELECT MAX(x.event_id) FROM conversation_event x
            WHERE x.account_id = c.account_id AND x.conversation_id = c.conversation_id)
        WHERE c.first_message_id <> e.first_id OR c.last_message_id <> e.last_id OR c.last_at <> l.accepted_at
           OR c.last_direction <> l.direction OR c.last_state <> l.state
           OR NOT (c.last_user_id <=> IF(l.direction = 'out', l.user_id, NULL)) OR NOT (c.last_user_name <=> l.user_name)
           OR c.preview <> LEFT(TRIM(REPLACE(l.body, '\\n', ' ')), 160)
           OR NOT (c.out_message_id <=> o.message_id) OR NOT (c.out_user_id <=> o.user_id) OR NOT (c.out_at <=> o.accepted_at)
           OR c.closed <> COALESCE(v.kind = 'closed', 0)
           OR (c.unread AND (c.closed OR l.direction = 'out'))`);
    assert.deepEqual(rig.sql(`SELECT COUNT(*), COUNT(DISTINCT account_id, sender, msisdn) FROM message`)[0][1],
        rig.sql('SELECT COUNT(*) FROM conversation')[0][0]);
});

test('a person sees what they wrote and what answers it', () => {
    none('a view that differs', `SELECT o.user_id, o.conversation_id FROM conversation_own o
        LEFT JOIN (SELECT account_id, user_id, conversation_id, MIN(message_id) first_id, MAX(message_id) last_id
            FROM message WHERE user_id IS NOT NULL GROUP BY 1, 2, 3) e USING (account_id, user_id, conversation_id)
        LEFT JOIN message l ON l.account_id = o.account_id AND l.message_id = e.last_id
        WHERE e.last_id IS NULL OR o.first_message_id <> e.first_id OR o.last_message_id <> e.last_id OR o.last_at <> l.accepted_at
           OR o.last_direction <> l.direction OR o.last_state <> l.state OR o.preview <> LEFT(TRIM(REPLACE(l.body, '\\n', ' ')), 160)
           OR (o.unread AND l.direction = 'out')`);
    assert.deepEqual(rig.sql('SELECT COUNT(DISTINCT account_id, user_id, conversation_id) FROM message WHERE user_id IS NOT NULL'),
        rig.sql('SELECT COUNT(*) FROM conversation_own'));
    const [[shared]] = rig.sql(`SELECT COUNT(*) FROM (SELECT m.conversation_id FROM message m JOIN membership p USING (account_id, user_id)
        WHERE m.direction = 'out' GROUP BY m.account_id, m.conversation_id HAVING SUM(p.role = 'basic') > 0 AND SUM(p.role <> 'basic') > 0) t`);
    assert.ok(Number(shared) >= 20, `${shared} conversations hold a Basic user's and others' texts`);
});

test('counts and versions of account, person and tree', () => {
    const counts = (scope) => rig.sql(`SELECT account_id, user_id, open, unread, closed FROM inbox_count WHERE scope = '${scope}' ORDER BY 1, 2`);
    const sums = 'SUM(closed = 0), SUM(unread), SUM(closed) FROM conversation';
    assert.deepEqual(counts('account'), rig.sql(`SELECT account_id, 0, ${sums} GROUP BY 1 ORDER BY 1`));
    assert.deepEqual(counts('tree'), rig.sql(`SELECT root_id, 0, ${sums} GROUP BY 1 ORDER BY 1`));
    assert.deepEqual(counts('user'), rig.sql('SELECT account_id, user_id, COUNT(*), SUM(unread), 0 FROM conversation_own GROUP BY 1, 2 ORDER BY 1, 2'));
    none('a version that is given twice, or ahead', `SELECT c.account_id FROM conversation c JOIN inbox_count n
        ON n.account_id = c.account_id AND n.scope = 'account' JOIN inbox_count t ON t.account_id = c.root_id AND t.scope = 'tree'
        GROUP BY c.account_id HAVING COUNT(DISTINCT c.version) <> COUNT(*) OR MAX(c.version) > MIN(n.version) OR MAX(c.tree_version) > MIN(t.version)`);
    none('a person whose inbox is behind', `SELECT o.user_id FROM conversation_own o JOIN inbox_count n
        ON n.account_id = o.account_id AND n.user_id = o.user_id AND n.scope = 'user' WHERE o.version > n.version`);
});

test('traces are whole', () => {
    const sent = `'submitted', 'unknown', 'enroute', 'delivered', 'failed', 'expired', 'sending'`;
    none('a sent message without parts', `SELECT m.message_id, m.state FROM message m LEFT JOIN part p ON p.account_id = m.account_id
        AND p.message_id = m.message_id AND p.part_no = 1 WHERE m.direction = 'out' AND m.state IN (${sent}) AND p.part_no IS NULL`);
    none('a part without its id, or an id without its part', `SELECT p.message_id FROM part p LEFT JOIN carrier_ref f
        ON f.route_id = p.route_id AND f.carrier_id = LOWER(p.carrier_id) AND f.message_id = p.message_id AND f.part_no = p.part_no
        AND f.account_id = p.account_id
        WHERE (p.carrier_id IS NULL) <> (f.carrier_id IS NULL)`);
    none('receipts that are not there', `SELECT p.message_id FROM part p WHERE p.receipts <> (SELECT COUNT(*) FROM raw_receipt r
        WHERE r.account_id = p.account_id AND r.message_id = p.message_id AND r.part_no = p.part_no)`);
    none('times that run backwards', `SELECT p.message_id FROM part p JOIN message m USING (account_id, message_id)
        WHERE m.queued_at < m.accepted_at OR p.sent_at < m.queued_at OR p.answered_at < p.sent_at OR p.receipt_at < p.answered_at
           OR m.final_at < COALESCE(p.receipt_at, p.sent_at)`);
    none('a final state without its time, or the reverse', `SELECT message_id FROM message WHERE direction = 'out'
        AND (final_at IS NULL) = (state IN ('delivered', 'failed', 'rejected', 'expired', 'cancelled'))`);
    none('an inbound text without what the carrier said', `SELECT m.message_id FROM message m WHERE m.direction = 'in'
        AND m.parts <> (SELECT COUNT(*) FROM raw_inbound r WHERE r.account_id = m.account_id AND r.message_id = m.message_id)`);
    none('a wait without an end', `SELECT message_id FROM message WHERE state IN ('scheduled', 'held', 'unknown') AND due_at IS NULL`);
});

test('the checker of the operator finds nothing, and finds what is wrong', () => {
    const good = rig.program('branchline', 'doctor', '--data');
    assert.equal(good.code, 0, good.out + good.err);
    rig.sql(`UPDATE inbox_count SET unread = unread + 1 WHERE account_id = 5 AND scope = 'account';
        UPDATE message SET conversation_id = conversation_id + 100000 WHERE account_id = 2 ORDER BY message_id LIMIT 1;
        DELETE FROM part WHERE account_id = 3 ORDER BY message_id LIMIT 1`);
    const bad = rig.program('branchline', 'doctor', '--data');
    assert.equal(bad.code, 1);
    for (const rule of ["An account's counts equal its conversations.", "Every message's conversation lies in its account.",
        "Every carrier's id leads to a part of its route and account."]) assert.ok(bad.out.includes(`WRONG   ${rule}`), bad.out);
});
