// audit.own.mjs: a chain of audit rows that somebody has been at, and what the verifier says
//
// Requirement LG-04, on a database of its own with the demo's rows. Each fault is planted by the
// database's owner, for whom nothing is forbidden, and undone again. seald is run by hand: what
// it has signed is proved by Node's own Ed25519 as well.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { emptyUp } from '../kit/empty.mjs';
import { until } from '../kit/smsc.mjs';

let rig;
const audit = (...words) => rig.program('branchline', 'audit', ...words);
const ROWS = 'root_id, account_id, seq, at, user_id, user_name, address, action, object, was, became, prev, hash';

before(() => {
    rig = emptyUp('audit', 18137);
    const demo = rig.program('demo');
    assert.equal(demo.code, 0, demo.err);
});
const children = [];
after(() => {
    for (const child of children) child.kill('SIGKILL');
    rig?.down();
});

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

/* Change rows of tree 1 from this one on, and give all behind it hashes that are right. How many
 * rows the tree has. */
function writeAnew(from, change) {
    const rows = rig.sql(`SELECT ${columns} FROM audit WHERE root_id = 1 ORDER BY seq`);
    let prev = rows[from - 1].at(-1);
    const writing = rows.slice(from - 1).map((row) => {
        change(row);
        const hash = hashed([...row.slice(0, -1), prev]);
        const done = `UPDATE audit SET became = ${row[10] === 'NULL' ? 'NULL' : `'${row[10]}'`}, prev = UNHEX('${prev}'), hash = UNHEX('${hash}') WHERE root_id = 1 AND seq = ${row[2]}`;
        prev = hash;
        return done;
    });
    rig.sql(`${writing.join('; ')}; UPDATE audit_head SET hash = UNHEX('${prev}') WHERE root_id = 1`);
    return rows.length;
}

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

    const rows = writeAnew(1, (row) => { if (row[8] === 'Reply window') row[10] = '8 days'; });
    assert.deepEqual(wrong(), []);
    const { code, out } = audit('verify', '--anchor', file);
    assert.equal(code, 1);
    assert.match(out, new RegExp(`^WRONG {3}anchor of account 1: row ${rows} is not the one that was anchored$`, 'm'));
});

const build = process.env.BRANCHLINE_BUILD;
const add = (number) => assert.equal(rig.program('branchline', 'sender', 'add', '--account', '5', '--number', `+6149157${number}`).code, 0);
const runDir = () => /^run_dir = (\S+)$/m.exec(readFileSync(rig.conf, 'utf8'))[1];
const seals = () => Number(rig.sql('SELECT COUNT(*) FROM audit_seal')[0][0]);

/* seald as it runs: what it has said, and its end. */
function sealing() {
    const child = spawn(`${build}/bin/seald`, ['--conf', rig.conf], { stdio: ['ignore', 'ignore', 'pipe'] });
    children.push(child);
    const run = { text: '', said: (event) => run.text.split('\n').slice(0, -1).map((line) => JSON.parse(line)).filter((line) => line.event === event) };
    run.words = () => run.said('sealed').map(({ seal }) => seal);
    child.stderr.on('data', (data) => { run.text += data; });
    run.ended = new Promise((resolve) => { child.on('close', (code, signal) => resolve(signal ?? code)); });
    run.stop = (signal = 'SIGTERM') => { child.kill(signal); return run.ended; };
    return run;
}

/* Let it work until this is so. */
async function sealed(what, done) {
    const run = sealing();
    await until(what, () => done(run));
    assert.equal(await run.stop(), 0, run.text);
    return run;
}

/* All that is found wrong, and the rest put back as it was. */
function found(sql, ...words) {
    rig.sql(`CREATE TABLE kept AS SELECT * FROM audit; CREATE TABLE kept_head AS SELECT * FROM audit_head; CREATE TABLE kept_seal AS SELECT * FROM audit_seal`);
    try {
        if (typeof sql === 'string') rig.sql(sql);
        else sql();
        const { code, out, err } = audit('verify', ...words);
        assert.equal(code, /^WRONG/m.test(out) ? 1 : 0, out + err);
        return [...out.matchAll(/^WRONG {3}(.*?)(?: since .*)?$/gm)].map(([, what]) => what.replace(', Tallowood Garden Group', ''));
    } finally {
        rig.sql('DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM kept_head; DELETE FROM audit_seal; INSERT INTO audit_seal SELECT * FROM kept_seal; DROP TABLE kept; DROP TABLE kept_head; DROP TABLE kept_seal');
    }
}

let ends; // rows of tree 1 under seals 1 and 4
let log; // what has left the machine

test('seald signs each end once, says so in one line, and mails it', async () => {
    appendFileSync(rig.conf, 'audit_seal_seconds = 1\naudit_mail_to = auditor@elsewhere.example\nseald_faults = 1\n');
    const first = await sealed('three seals', (run) => run.words().length === 3);
    const again = await sealed('the same to be told', (run) => run.words().length === 3);
    assert.deepEqual(again.words().sort(), first.words().sort(), 'told again, by a process that can’t know whether they were');
    assert.equal(seals(), 3, 'a chain at rest needs no other');
    add('0100');
    const more = await sealed('a fourth', () => seals() === 4);
    assert.deepEqual(more.said('error'), []);
    ends = [last() - 1, last()];
    const half = readFileSync(`${rig.folder}/secret/audit-key.pub`, 'utf8').trim();
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(half, 'hex').toString('base64url') } });
    const words = [...first.words(), more.words().at(-1)];
    for (const word of words) assert.ok(verify(null, Buffer.from(word.slice(0, -129)), key, Buffer.from(word.slice(-128), 'hex')), word);
    assert.deepEqual(words.map((word) => word.replace(/:[^:]+:[^:]+Z:/, ':').split(':').slice(2, 6)).map(([number, root, seq]) => [number, root, seq]),
        rig.sql('SELECT number, root_id, seq FROM audit_seal ORDER BY number'));
    assert.deepEqual(rig.sql("SELECT to_email, COUNT(*) FROM mail WHERE kind = 'audit-seal' GROUP BY to_email"), [['auditor@elsewhere.example', '2']]);
    log = `${rig.folder}/elsewhere.log`;
    writeFileSync(log, `${first.text}Nov 24 10:00:00 sms branchline-seald[7]: ${more.text.trim().split('\n').at(-1)}\n`);
    assert.match(audit('verify').out, new RegExp(`^ok {6}seals of account 1, Tallowood Garden Group: 2, up to row ${ends[1]} of ${ends[1]} at 20`, 'm'));
    assert.match(audit('verify', '--seals', log).out, /(^ok {6}copy of seal \d: .*\n){4}All is as it was written\.\n$/m);
});

test('a chain written anew from some row on is found by its seals, and where', () => {
    const anew = (from) => () => writeAnew(from, (row) => { row[10] = 'another'; });
    const other = (row, seal, from) => [`seals of account 1: row ${row} is not the one that seal ${seal} is of: somebody was at rows ${from} to ${row}`];
    assert.deepEqual(found(anew(1)), other(ends[0], 1, 1));
    assert.deepEqual(found(anew(ends[1])), other(ends[1], 4, ends[0] + 1));
    assert.deepEqual(found(`DELETE FROM audit WHERE root_id = 1 AND seq > 50; UPDATE audit_head SET seq = 50, hash = (SELECT hash FROM audit WHERE root_id = 1 AND seq = 50) WHERE root_id = 1`),
        [`seals of account 1: row ${ends[0]}, which seal 1 is of, is missing: somebody was at rows 1 to ${ends[0]}`]);
    assert.deepEqual(found('DELETE FROM audit WHERE root_id = 7; DELETE FROM audit_head WHERE root_id = 7').length, 1, 'a tree of which nothing is left but its seal');
});

test('a seal that was changed, taken away, or signed by somebody else', async () => {
    const forged = ['seals of account 1: seal 1 was not signed with the key that it names'];
    for (const change of ['at = at + INTERVAL 1 SECOND', 'hash = REVERSE(hash)', 'signature = REVERSE(signature)', 'number = 9'])
        assert.deepEqual(found(`UPDATE audit_seal SET ${change} WHERE number = 1`).filter((what) => /account 1/.test(what)), change === 'number = 9' ? [forged[0].replace('seal 1', 'seal 9')] : forged, change);
    assert.deepEqual(found('UPDATE audit_seal SET key_id = REVERSE(key_id) WHERE number = 1'), ['seals of account 1: seal 1 is signed with a key that is not given']);
    assert.deepEqual(found('DELETE FROM audit_seal WHERE number IN (2, 3)'), ['seals 2 to 3 are missing: somebody has taken them away']);
    const newest = 'DELETE FROM audit_seal WHERE number = 4';
    assert.deepEqual(found(newest), [], 'the newest is missed by nothing in this database');
    assert.deepEqual(found(newest, '--seals', log), ['copy of a seal of account 1: seal 4 is no more in the database']);
    assert.deepEqual(found('UPDATE audit_seal SET at = at + INTERVAL 1 SECOND WHERE number = 1', '--seals', log),
        [...forged, 'copy of a seal of account 1: seal 1 is another one in the database']);
    const half = `${rig.folder}/other.pub`;
    writeFileSync(half, `${'d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'}\n`);
    assert.equal(found('DO 0', '--public', half).length, 3);
    appendFileSync(half, readFileSync(`${rig.folder}/secret/audit-key.pub`));
    assert.deepEqual(found('DO 0', '--public', half, '--seals', log), []);
    for (const file of [`${rig.folder}/nowhere`, log]) assert.equal(audit('verify', '--public', file).code, 64);
    assert.equal(audit('verify', '--seals', `${rig.folder}/nowhere`).code, 64);
});

test('while it runs, seald misses what was taken away, and signs no end that has gone back', async () => {
    const run = sealing();
    await until('it to know seal 4', () => run.words().length > 0);
    rig.sql('CREATE TABLE kept_seal AS SELECT * FROM audit_seal WHERE number = 4');
    rig.sql('DELETE FROM audit_seal WHERE number = 4');
    await until('another seal of that end', () => run.said('seals taken away').length > 0 && seals() === 4);
    assert.deepEqual(rig.sql(`SELECT number, seq FROM audit_seal WHERE root_id = 1 ORDER BY number`), [['1', String(ends[0])], ['5', String(ends[1])]], 'its number leaves the gap');
    rig.sql('UPDATE audit_head SET seq = seq - 1, hash = REVERSE(hash) WHERE root_id = 1');
    await until('it to say so', () => run.said('audit log changed').length > 0);
    assert.equal(seals(), 4);
    rig.sql('UPDATE audit_head SET seq = seq + 1, hash = REVERSE(hash) WHERE root_id = 1; DELETE FROM audit_seal WHERE number = 5; INSERT INTO audit_seal SELECT * FROM kept_seal; DROP TABLE kept_seal');
    assert.equal(await run.stop(), 0);
});

test('killed at any moment, and without its database for a while, seald seals each end once and tells of it', async () => {
    writeFileSync(`${runDir()}/seald.fault`, 'after_commit');
    add('0101');
    const dead = sealing();
    assert.equal(await dead.ended, 'SIGKILL');
    assert.equal(existsSync(`${runDir()}/seald.fault`), false);
    const [[number]] = rig.sql(`SELECT number FROM audit_seal WHERE root_id = 1 AND seq = ${last()}`);
    assert.ok(!dead.words().some((word) => word.startsWith(`branchline-seal:1:${number}:`)), 'it had no time to say so');
    await sealed('its seal to be told', (run) => run.words().some((word) => word.startsWith(`branchline-seal:1:${number}:`)));
    for (let kill = 0; kill < 5; kill++) {
        const before_ = seals();
        const run = sealing();
        add(`020${kill}`);
        await until('it to be at work', () => run.text !== '' || seals() > before_);
        assert.equal(await run.stop('SIGKILL'), 'SIGKILL');
    }
    const run = sealing();
    await until('it to be up', () => run.words().length > 0);
    const service = `${runDir()}/scan/mariadb`;
    assert.equal(spawnSync('s6-svc', ['-wR', '-T', '60000', '-r', service]).status, 0);
    add('0300');
    await until('the same process to seal it', () => rig.sql(`SELECT 1 FROM audit_seal WHERE root_id = 1 AND seq = ${last()}`).length === 1);
    assert.equal(await run.stop(), 0);
    assert.deepEqual(rig.sql('SELECT COUNT(*) - MAX(number) FROM audit_seal'), [['0']]);
    assert.equal(audit('verify', '--seals', log).code, 0);
});

test('seald does not start with a key or an address that is none', async () => {
    const conf = `${rig.folder}/odd.conf`;
    for (const line of ['audit_mail_to = nobody', 'audit_mail_to = a@b.example, c@d.example', `secret_dir = ${rig.folder}`]) {
        writeFileSync(conf, `${readFileSync(rig.conf, 'utf8').split('\n').filter((one) => !one.startsWith(line.split(' ')[0])).join('\n')}${line}\n`);
        const { code, err } = rig.program('seald', '--conf', conf);
        assert.equal(code, 78, err);
    }
    assert.equal(rig.program('seald', '--public').out, readFileSync(`${rig.folder}/secret/audit-key.pub`, 'utf8'));
});

test('one tree alone; what is no anchor is refused', () => {
    assert.match(audit('verify', '--root', '6').out, /^ok {6}account 6[^\n]*\nok {6}seals of account 6[^\n]*\nAll is as it was written\.\n$/);
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
    assert.deepEqual(rig.sql("SELECT DISTINCT grantee, privilege_type FROM information_schema.column_privileges WHERE table_schema = 'branchline' AND table_name IN ('audit', 'audit_outside', 'audit_seal') AND privilege_type NOT IN ('SELECT', 'INSERT')"), []);
    assert.deepEqual(rig.sql("SELECT DISTINCT grantee FROM information_schema.column_privileges WHERE table_schema = 'branchline' AND table_name = 'audit_seal' AND privilege_type = 'INSERT'"), [["'seald'@'localhost'"]], 'and seald alone adds a seal');
});
