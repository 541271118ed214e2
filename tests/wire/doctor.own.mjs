// doctor.own.mjs: each fault that is planted in a running installation is found, with its cure
//
// Nothing of it is the doctor's to mend; once it is mended, all is well again.
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';

import { build, freePort, instanceUp, lineUp, ran } from '../kit/instance.mjs';
import { relayUp } from '../kit/relay.mjs';
import { until } from '../kit/smsc.mjs';

let rig;
const doctor = (...words) => rig.tool('doctor', ...words);

/* What is wrong: [{ what, cure }], and the exit code that goes with it. */
async function findings(...words) {
    const { status, text } = await doctor(...words);
    const found = [...text.matchAll(/^WRONG {3}(.*)\n {8}(.*)$/gm)].map(([, what, cure]) => ({ what, cure }));
    assert.equal(status, found.length > 0 ? 1 : 0, text);
    for (const { what, cure } of found) assert.ok(cure.length > 20, `no cure for: ${what}`);
    return found;
}

const only = (found, ...sentences) => assert.ok(found.length === sentences.length && sentences.every((each) => found.some(({ what }) => each.test(what))),
    `${JSON.stringify(found, null, 1)} instead of ${sentences.join(', ')}`);

before(async () => { rig = await instanceUp('doctor'); await lineUp(rig); });
after(() => rig?.down());

test('a sound installation is well, and so are its rows', async () => {
    const { status, text } = await doctor();
    assert.equal(status, 0, text);
    assert.match(text, /^All is well\.$/m);
    assert.ok(text.match(/^ok /gm).length >= 18, text);
    assert.match((await doctor('--data')).text, /All rows agree/);
});

test('a secret that others can read', async () => {
    chmodSync(`${rig.folder}/secret/pepper`, 0o440);
    only(await findings(), /secret\/pepper can be read by others/);
    chmodSync(`${rig.folder}/secret/pepper`, 0o400);
});

test('a server that could lose a commit, and a clock that is off', async () => {
    rig.sql('SET GLOBAL innodb_flush_log_at_trx_commit = 2');
    assert.match((await findings())[0].what, /innodb_flush_log_at_trx_commit must be 1/);
    rig.sql(`SET GLOBAL innodb_flush_log_at_trx_commit = 1; SET GLOBAL init_connect = 'SET timestamp = UNIX_TIMESTAMP() + 90'`);
    only((await findings()).filter(({ what }) => /clock/.test(what)), /clock is (89|90) seconds from this machine's/);
    rig.sql(`SET GLOBAL init_connect = ''`);
});

test('a grant that is gone, a template that is gone', async () => {
    const right = /^GRANT[^;]* ON branchline\.message TO [^;]*;/m.exec(readFileSync(`${process.env.BRANCHLINE_ROOT}/sql/grant/inbox.sql`, 'utf8'))[0];
    rig.sql(right.replace('GRANT', 'REVOKE').replace(' TO ', ' FROM '));
    only(await findings(), /^inbox would not start: .*statement \w+ under database user inbox: 114[23] /);
    rig.sql(right);
    const conf = `${rig.folder}/tmp/doctor.conf`;
    writeFileSync(conf, rig.settings().replace(/^template_dir = .*$/m, 'template_dir = /nowhere'));
    const { status, text } = await ran(`${build}/bin/branchline`, ['doctor', '--conf', conf]);
    assert.equal(status, 1, text);
    assert.deepEqual([...text.matchAll(/^WRONG {3}(\w+) would not start: .*\/nowhere/gm)].map(([, name]) => name), ['login', 'inbox', 'send', 'admin'], text);
});

test('a program that does not run, a line that is down, a queue that stands', async () => {
    rig.sql(`UPDATE route_bind SET line = 'down'`);
    only(await findings(), /^The line to built-in, 127\.0\.0\.1 port \d+, is down\.$/);
    rig.sql(`UPDATE route_bind SET line = 'up'`);
    await rig.stop('esmed', 'dlrd', 'send');
    rig.sql(`INSERT INTO outbox (message_id, root_id, account_id, route_id, priority, not_before) VALUES (1, 1, 1, 1, 0, UTC_TIMESTAMP(6) - INTERVAL 1 HOUR);
        INSERT INTO raw_receipt (route_id, carrier_id, outcome, pdu, came_at) VALUES (1, 'x', 'delivered', '', UTC_TIMESTAMP(6) - INTERVAL 2 HOUR);
        INSERT INTO raw_inbound (route_id, sender, msisdn, coding, body, pdu, digest, came_at) VALUES (1, '1', '2', 0, '', '', REPEAT('a', 32), UTC_TIMESTAMP(6) - INTERVAL 3 HOUR)`);
    only(await findings(), /^Nobody listens on .*esmed\.bell/, /^Nobody listens on .*dlrd\.bell/, /^Nobody listens on .*send\.sock/, /^No process keeps the line to built-in/,
        /^1 messages to the carrier wait, the oldest for 36\d\d seconds/, /^1 receipts wait, the oldest for 72\d\d seconds/, /^1 inbound texts wait, the oldest for 108\d\d seconds/);
    rig.sql(`UPDATE account SET state = 'suspended'`);
    assert.equal((await findings()).some(({ what }) => /to the carrier wait/.test(what)), false, 'a suspended account’s messages wait with it');
    rig.sql(`UPDATE account SET state = 'active'; DELETE FROM outbox; DELETE FROM raw_receipt; DELETE FROM raw_inbound`);
    await rig.start('esmed', 'dlrd', 'send');
    await lineUp(rig);
    only(await findings());
});

test('rows of the audit log that nobody seals, and a chain that ends before its seal', async () => {
    await until('what is there to be sealed', () => rig.one('SELECT COUNT(*) FROM audit_head AS h LEFT JOIN audit_seal AS s USING (root_id, seq, hash) WHERE s.seq IS NULL') === '0');
    await rig.stop('seald');
    rig.sql(`INSERT INTO audit_head (root_id, seq, at, hash) VALUES (0, 1, UTC_TIMESTAMP(6), REPEAT('h', 32)) ON DUPLICATE KEY UPDATE seq = seq + 1, hash = VALUES(hash);
        INSERT INTO audit_outside (seq, at, user_name, address, action, object, prev, hash) SELECT h.seq, UTC_TIMESTAMP(6) - INTERVAL 3 HOUR, '', '', 'sign-in.fail', '', REPEAT('p', 32), h.hash FROM audit_head AS h WHERE h.root_id = 0`);
    only(await findings(), /^Nobody listens on .*seald\.bell/, /^1 chains of the audit log are not sealed, the oldest row for 108\d\d seconds/);
    rig.sql(`INSERT INTO audit_seal (number, root_id, seq, at, hash, key_id, signature) VALUES (100, 0, 9, UTC_TIMESTAMP(6), REPEAT('s', 32), 'k', 's')`);
    only((await findings()).filter(({ what }) => /audit log/.test(what)), /^1 chains of the audit log end before what was sealed of them/);
    rig.sql('DELETE FROM audit_seal WHERE number = 100');
    await rig.start('seald');
    await until('it to be sealed', () => rig.count('audit_seal', 'root_id = 0') > 0);
    only(await findings());
});

test('a mail that waits, with its reason; a relay that is away, that keeps silent, that is there', async () => {
    const told = rig.settings();
    const port = await freePort();
    writeFileSync(rig.conf, `${told.replace(/^mail_to = .*/m, 'mail_to =')}smtp_host = localhost\nsmtp_port = ${port}\n`);
    await rig.stop('maild');
    rig.sql(`INSERT INTO mail (message_ref, kind, to_email, to_name, state, not_before, queued_at, give_up_at, why)
        VALUES (REPEAT('a', 32), 'reset', 'a@b.example', '', 'queued', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) - INTERVAL 1 HOUR, UTC_TIMESTAMP(6) + INTERVAL 1 DAY, '451 come again')`);
    only(await findings(), /^Nobody listens on .*maild\.bell/, new RegExp(`^The mail relay localhost, port ${port}: Connection refused`), /^1 mails wait, the oldest for 36\d\d seconds: 451 come again/);
    rig.sql('DELETE FROM mail');
    writeFileSync(rig.conf, told);
    await rig.start('maild');
    writeFileSync(rig.conf, `${told.replace(/^mail_to = .*/m, 'mail_to =')}smtp_host = localhost\nsmtp_port = ${port}\n`);
    const silent = createServer(() => {}).listen(port);
    only(await findings(), /: it does not greet\.$/);
    await new Promise((resolve) => silent.close(resolve));
    const relay = await relayUp();
    writeFileSync(rig.conf, rig.settings().replace(/^smtp_port = .*/m, `smtp_port = ${relay.port}`));
    only(await findings());
    await relay.down();
    writeFileSync(rig.conf, told);
});

test('no carrier at all; no database at all', async () => {
    rig.sql('UPDATE route SET enabled = 0');
    only(await findings(), /^There is no carrier/);
    rig.sql('UPDATE route SET enabled = 1');
    await rig.stop('mariadb');
    const found = await findings();
    assert.match(found[0].what, /database user tool: 2002 /);
    assert.match(found[0].cure, /start MariaDB/);
    assert.equal(found.filter(({ what }) => /would not start/.test(what)).length, 9);
});
