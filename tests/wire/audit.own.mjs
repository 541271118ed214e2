// audit.own.mjs: a chain of audit rows that somebody has been at, and what the verifier says
//
// Requirement LG-04, on a database of its own with the demo's rows. Each fault is planted by the
// database's owner, for whom nothing is forbidden, and undone again.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { emptyUp } from '../kit/empty.mjs';

let rig;
const audit = (...words) => rig.program('branchline', 'audit', ...words);
const ROWS = 'root_id, account_id, seq, at, user_id, user_name, address, action, object, was, became, prev, hash';

before(() => {
    rig = emptyUp('audit', 18137);
    const demo = rig.program('demo');
    assert.equal(demo.code, 0, demo.err);
});
after(() => rig?.down());

/* What the verifier finds wrong in tree 1: "row 17 was changed". */
function wrong(...words) {
    const { code, out, err } = audit('verify', ...words);
    const found = [...out.matchAll(/^WRONG {3}account 1, Tallowood Garden Group: (.*)$/gm)].map(([, what]) => what);
    assert.equal(code, /^WRONG/m.test(out) ? 1 : 0, out + err);
    return found;
}

/* Let the database's owner do it, look, and put the rows back as they were. */
function tampered(sql, sentence) {
    rig.sql('CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM audit; CREATE TABLE IF NOT EXISTS kept_head AS SELECT * FROM audit_head');
    rig.sql(sql);
    try {
        assert.deepEqual(wrong(), [sentence], sql);
    } finally {
        rig.sql('DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM kept_head; DROP TABLE kept; DROP TABLE kept_head');
    }
    assert.deepEqual(wrong(), []);
}

const last = () => Number(rig.sql('SELECT seq FROM audit_head WHERE root_id = 1')[0][0]);

test('what the demo wrote is whole, and each chain is named', () => {
    const { code, out } = audit('verify');
    assert.equal(code, 0, out);
    assert.deepEqual([...out.matchAll(/^ok {6}(account \d+, [^:]+): (\d+) rows, whole$/gm)].map(([, name]) => name),
        ['account 1, Tallowood Garden Group', 'account 6, Harbour Lane Dental', 'account 7, Lantern Street Books']);
    assert.match(out, /All is as it was written\.\n$/);
});

test('a changed column of any kind is named by its row', () => {
    for (const change of ["object = 'x'", "was = 'x'", 'became = NULL', "user_name = CONCAT(user_name, ' ')", "address = '192.0.2.1'", "action = 'role.Change'",
        'user_id = user_id + 1', 'account_id = 3', 'at = at + INTERVAL 1 MICROSECOND', 'hash = REVERSE(hash)']) {
        const seq = rig.sql(`SELECT seq FROM audit WHERE root_id = 1 AND action = 'role.change' ORDER BY seq LIMIT 1`)[0][0];
        tampered(`UPDATE audit SET ${change} WHERE root_id = 1 AND seq = ${seq}`, `row ${seq} was changed`);
    }
});

test('a row taken away, first, in the middle or last', () => {
    for (const seq of [1, 17, last()]) tampered(`DELETE FROM audit WHERE root_id = 1 AND seq = ${seq}`, `row ${seq} is missing`);
    tampered(`DELETE FROM audit WHERE root_id = 1 AND seq > 20`, 'row 21 is missing');
    tampered(`DELETE FROM audit WHERE root_id = 1`, 'row 1 is missing');
});

test('rows that changed places', () => {
    tampered(`UPDATE audit SET seq = 100000 WHERE root_id = 1 AND seq = 9; UPDATE audit SET seq = 9 WHERE root_id = 1 AND seq = 10;
        UPDATE audit SET seq = 10 WHERE root_id = 1 AND seq = 100000`, 'row 9 was changed');
    tampered(`UPDATE audit SET seq = seq + 100000 WHERE root_id = 1 AND seq >= 30 ORDER BY seq DESC; UPDATE audit SET seq = seq - 99999 WHERE root_id = 1 AND seq > 100000 ORDER BY seq`,
        'row 30 is missing');
});

/* As somebody would who has read the source: the columns as netstrings, then SHA-256. */
function hashed(row) {
    const bytes = row.slice(0, -1).map((text) => (text === 'NULL' ? '-,' : `${Buffer.byteLength(text)}:${text},`)).join('');
    return createHash('sha256').update(Buffer.concat([Buffer.from(row.at(-1), 'hex'), Buffer.from(bytes)])).digest('hex');
}

const columns = "root_id, account_id, seq, DATE_FORMAT(at, '%Y-%m-%dT%H:%i:%s.%fZ'), user_id, user_name, address, action, object, was, became, HEX(prev)";

test('a row put in, also with a hash that is right in itself', () => {
    const end = last();
    tampered(`INSERT INTO audit (${ROWS}) SELECT root_id, account_id, seq + 1, at + INTERVAL 1 SECOND, user_id, user_name, address, action, object, was, became, hash, hash
        FROM audit WHERE root_id = 1 AND seq = ${end}`, `row ${end + 1} stands behind the end of the chain: it was put there`);
    const [row] = rig.sql(`SELECT ${columns} FROM audit WHERE root_id = 1 AND seq = 12`);
    assert.equal(hashed(row), rig.sql('SELECT LOWER(HEX(hash)) FROM audit WHERE root_id = 1 AND seq = 12')[0][0], 'anybody can take the hash');
    row[8] = 'Nobody at all';
    tampered(`UPDATE audit SET object = 'Nobody at all', hash = UNHEX('${hashed(row)}') WHERE root_id = 1 AND seq = 12`,
        'row 13 does not follow the one before it: one of the two was put there');
});

test('a chain that lost its end, and an end that was moved', () => {
    tampered('DELETE FROM audit_head WHERE root_id = 1', 'row 1 belongs to a chain whose end is gone');
    tampered('UPDATE audit_head SET seq = seq - 1 WHERE root_id = 1', `row ${last() - 1} does not follow the one before it: one of the two was put there`);
    tampered('UPDATE audit_head SET seq = seq + 1 WHERE root_id = 1', `row ${last() + 1} is missing`);
});

test('a whole chain written anew is whole in itself; its anchor tells', () => {
    const anchor = audit('anchor');
    assert.equal(anchor.code, 0);
    assert.deepEqual(anchor.out.split('\n').map((line) => line.split('\t')[0]), ['root', '1', '6', '7', '']);
    const file = `${rig.folder}/anchor.tsv`;
    writeFileSync(file, anchor.out);
    assert.equal(audit('verify', '--anchor', file).code, 0);

    let prev = '0'.repeat(64);
    const rows = rig.sql(`SELECT ${columns} FROM audit WHERE root_id = 1 ORDER BY seq`);
    const writing = rows.map((row) => {
        if (row[8] === 'Reply window') row[10] = '8 days';
        const hash = hashed([...row.slice(0, -1), prev]);
        const done = `UPDATE audit SET became = ${row[10] === 'NULL' ? 'NULL' : `'${row[10]}'`}, prev = UNHEX('${prev}'), hash = UNHEX('${hash}') WHERE root_id = 1 AND seq = ${row[2]}`;
        prev = hash;
        return done;
    });
    rig.sql(`${writing.join('; ')}; UPDATE audit_head SET hash = UNHEX('${prev}') WHERE root_id = 1`);
    assert.deepEqual(wrong(), []);
    const { code, out } = audit('verify', '--anchor', file);
    assert.equal(code, 1);
    assert.match(out, new RegExp(`^WRONG {3}anchor of account 1: row ${rows.length} is not the one that was anchored$`, 'm'));
});

test('one tree alone; what is no anchor is refused', () => {
    assert.match(audit('verify', '--root', '6').out, /^ok {6}account 6[^\n]*\nAll is as it was written\.\n$/);
    assert.equal(audit('verify', '--root', 'six').code, 64);
    assert.equal(audit('verify', '--anchor', `${rig.folder}/nowhere`).code, 64);
    const file = `${rig.folder}/no-anchor.tsv`;
    for (const line of ['1\t0\tab', 'one\t1\tab', '1\t1\txy', 'hello']) {
        writeFileSync(file, `${line}\n`);
        assert.equal(audit('verify', '--anchor', file).code, 64, line);
    }
});

test('the operator’s command writes what it does', () => {
    assert.equal(rig.program('branchline', 'sender', 'add', '--account', '5', '--number', '+61491570999').code, 0);
    assert.deepEqual(rig.sql(`SELECT account_id, user_id, user_name, action, object FROM audit WHERE root_id = 1 AND seq = ${last()}`), [['5', 'NULL', 'Operator', 'sender.add', '+61491570999']]);
    const before_ = rig.sql('SELECT COUNT(*) FROM audit')[0][0];
    assert.equal(rig.program('branchline', 'sender', 'add', '--account', '5', '--number', '+61491570999').code, 1);
    assert.equal(rig.sql('SELECT COUNT(*) FROM audit')[0][0], before_, 'what was refused leaves no row');
    assert.equal(rig.program('branchline', 'account', 'create', '--name', 'New Organisation', '--country', 'AU', '--zone', 'Australia/Sydney', '--email', 'first@new.example').code, 0);
    assert.deepEqual(rig.sql("SELECT w.action, w.object, w.became FROM audit AS w JOIN account AS a ON a.account_id = w.root_id WHERE a.name = 'New Organisation' ORDER BY w.seq"),
        [['account.create', 'New Organisation', 'NULL'], ['invite.make', 'first@new.example', 'Administrator']]);
    assert.deepEqual(wrong(), []);
});

test('no program’s user may change or take away a row', () => {
    const users = rig.sql("SELECT DISTINCT grantee FROM information_schema.table_privileges WHERE table_schema = 'branchline' AND table_name LIKE 'audit%' AND table_name <> 'audit_head' AND privilege_type NOT IN ('SELECT', 'INSERT')");
    assert.deepEqual(users, []);
    assert.deepEqual(rig.sql("SELECT DISTINCT grantee, privilege_type FROM information_schema.column_privileges WHERE table_schema = 'branchline' AND table_name IN ('audit', 'audit_outside') AND privilege_type NOT IN ('SELECT', 'INSERT')"), []);
});
