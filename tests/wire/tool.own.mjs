// tool.own.mjs: what the operator's command says and does
//
// On a database of its own. Issue 3: account create, sender add; requirements TN-05, AU-17.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { emptyUp } from '../kit/empty.mjs';

let rig;
const say = (...words) => rig.program('branchline', ...words);
const open = (...more) => say('account', 'create', '--name', 'Tallowood Garden Group', '--country', 'AU', '--zone', 'Australia/Sydney',
    '--email', 'mara.whitfield@tallowood.example', ...more);

/* One sentence on standard error, nothing on standard output. */
function refused(answer, code, sentence) {
    assert.equal(answer.code, code, answer.out + answer.err);
    assert.equal(answer.out, '');
    assert.match(answer.err, /^branchline: [^\n]+\n$/);
    assert.match(answer.err, sentence);
}

before(() => { rig = emptyUp('tool', 18105); });
after(() => rig.down());

test('help stands on its own; a wrong line is 64 with one sentence', () => {
    const help = rig.program('branchline', '--help');
    assert.equal(help.code, 0);
    const names = [...help.out.matchAll(/^ {2}branchline ([a-z]+(?: [a-z]+)?) {2,}/gm)].map(([, name]) => name);
    assert.ok(names.includes('account create') && names.includes('sender add') && names.includes('doctor'), help.out);
    for (const name of names) {
        const one = say(...name.split(' '), '--help');
        assert.equal(one.code, 0);
        assert.ok(one.out.startsWith(`branchline ${name}: `), one.out);
    }
    refused(say('account', 'destroy'), 64, /"account" is not understood/);
    refused(say('account', 'create'), 64, /needs --name/);
    refused(say('account', 'list', '--loud'), 64, /no option --loud/);
    refused(say('doctor', '--loud'), 64, /no option --loud/);
});

test('every statement is proved under the user tool', () => {
    const checked = say('--check');
    assert.equal(checked.code, 0, checked.err);
    const grants = rig.sql("SHOW GRANTS FOR 'tool'@'localhost'").flat().join('\n');
    /* Letting somebody in who has lost phone and codes (two-step off) ends what hung on them. */
    const lostPhone = /, UPDATE \(`two_step`\)(?= ON `branchline`\.`user`)|^GRANT SELECT \(`user_id`\), DELETE ON `branchline`\.`(session|totp|half|recovery_code)`.*$/gm;
    assert.equal([...grants.matchAll(lostPhone)].length, 5);
    assert.doesNotMatch(grants.replace(lostPhone, ''), /DELETE|ALL PRIVILEGES|(UPDATE|INSERT)[^`]*ON `branchline`\.`(user|membership|message|part|session|conversation)`/);
});

test('account create checks what it is told before it opens anything', () => {
    refused(open('--name', ''), 64, /needs --name/);
    refused(open('--name', 'x'.repeat(121)), 64, /1 to 120 characters/);
    refused(open('--name', 'two\nlines'), 64, /1 to 120 characters/);
    refused(open('--country', 'Australia'), 64, /no country Australia/);
    refused(open('--zone', 'Sydney'), 64, /no time zone Sydney/);
    for (const email of ['mara', '@tallowood.example', 'mara@', 'a@b@c', 'ma ra@tallowood.example', 'mara,w@tallowood.example', '"mara"@tallowood.example', 'mara(w)@tallowood.example']) refused(open('--email', email), 64, /no e-mail address/);
    assert.deepEqual(rig.sql('SELECT * FROM account'), []);
});

test('it opens the first parent and prints a link of which only the hash is kept', () => {
    const done = open();
    assert.equal(done.code, 0, done.err);
    const [, base, token] = /^(http:\/\/\S+)\/invite\/([A-Za-z0-9_-]{43})$/m.exec(done.out);
    assert.equal(base, /^base_url = (.*)$/m.exec(readFileSync(rig.conf, 'utf8'))[1]);
    const hash = createHash('sha256').update(token).digest('hex');
    assert.deepEqual(rig.sql(`SELECT LOWER(HEX(i.token_hash)), g.account_id, g.root_id, g.role, i.used_at, i.revoked_at,
        TIMESTAMPDIFF(SECOND, i.made_at, i.ends_at) FROM invite AS i JOIN invite_grant AS g USING (root_id, invite_id)`), [[hash, '1', '1', 'administrator', 'NULL', 'NULL', String(7 * 86400)]]);
    assert.deepEqual(rig.sql('SELECT root_id, account_id, name, payment, state FROM account'), [['1', '1', 'Tallowood Garden Group', 'postpaid', 'active']]);
    assert.deepEqual(rig.sql('SELECT * FROM user'), []);
});

test('a second one is another tree; prepaid is what was asked for', () => {
    const done = say('account', 'create', '--name=Harbour Lane Dental', '--country=GB', '--zone=Europe/London', '--email=freya@harbourlane.example', '--prepaid');
    assert.equal(done.code, 0, done.err);
    assert.deepEqual(rig.sql('SELECT root_id, payment FROM account WHERE account_id = 2'), [['2', 'prepaid']]);
    const list = say('account', 'list').out.trimEnd().split('\n').map((row) => row.split('\t'));
    assert.deepEqual(list.map(([id, name]) => `${id} ${name}`), ['account name', '1 Tallowood Garden Group', '2 Harbour Lane Dental']);
});

test('an address that has a login opens nothing', () => {
    rig.sql(`INSERT INTO user (email, name, password, zone, added_at) VALUES ('Bec@tallowood.example', 'Bec', 'none', 'UTC', UTC_TIMESTAMP(6))`);
    refused(open('--email', 'bec@tallowood.example'), 1, /has a login already/);
    assert.deepEqual(rig.sql('SELECT COUNT(*) FROM account'), [['2']]);
});

test('a new link takes the old one back; an entered account invites for itself', () => {
    const again = say('account', 'invite', '--account', '1', '--email', 'mara.whitfield@tallowood.example');
    assert.equal(again.code, 0, again.err);
    assert.deepEqual(rig.sql('SELECT SUM(revoked_at IS NOT NULL), COUNT(*) FROM invite WHERE root_id = 1'), [['1', '2']]);
    rig.sql(`INSERT INTO membership (root_id, account_id, user_id, role, added_at) SELECT 1, 1, user_id, 'administrator', UTC_TIMESTAMP(6) FROM user`);
    refused(say('account', 'invite', '--account', '1', '--email', 'x@tallowood.example'), 1, /has an Administrator already/);
});

test('sender add reads numbers as the country does and gives each away once', () => {
    const done = say('sender', 'add', '--account', '1', '--number', '0491 570 110');
    assert.equal(done.code, 0, done.err);
    assert.match(done.out, /^\+61491570110 is now a number of account 1, Tallowood Garden Group\.$/m);
    refused(say('sender', 'add', '--account', '2', '--number', '+61491570110'), 1, /belongs to account 1, Tallowood Garden Group, already/);
    refused(say('sender', 'add', '--account', '1', '--number', '0491 570 11'), 64, /one digit short/);
    refused(say('sender', 'add', '--account', '9', '--number', '0491 570 156'), 1, /no account 9/);
    refused(say('sender', 'add', '--account', '01', '--number', '0491 570 156'), 64, /whole number/);
    rig.sql(`UPDATE account SET state = 'closed' WHERE account_id = 2`);
    refused(say('sender', 'add', '--account', '2', '--number', '07700 900123'), 1, /is closed/);
    assert.equal(say('sender', 'list').out, 'number\taccount\tname\n+61491570110\t1\tTallowood Garden Group\n');
});

test('route add keeps the password for esmed alone', () => {
    const file = `${rig.folder}/tmp/carrier-password`;
    const kept = `${rig.folder}/secret/route-south-1`;
    refused(say('route', 'add', '--name', 'south-1', '--port', '2775'), 1, /Give --password-file/);
    writeFileSync(file, 'far too long for SMPP\n');
    refused(say('route', 'add', '--name', 'south-1', '--port', '2775', '--password-file', file), 1, /no SMPP password/);
    writeFileSync(file, 'tulips8\n');
    chmodSync(file, 0o600);
    const done = say('route', 'add', '--name', 'south-1', '--host', 'smsc.example', '--port', '2775', '--system-id', 'branch', '--password-file', file);
    assert.equal(done.code, 0, done.err);
    assert.equal(readFileSync(kept, 'utf8'), 'tulips8');
    assert.equal(statSync(kept).mode & 0o777, 0o400);
    refused(say('route', 'add', '--name', 'south-1', '--port', '1'), 1, /--replace changes it/);
    assert.equal(say('route', 'add', '--name', 'south-1', '--port', '2776', '--id-form', 'digits', '--replace').code, 0);
    assert.deepEqual(rig.sql(`SELECT port, id_form, enabled FROM route WHERE name = 'south-1'`), [['2776', 'digits', '1']]);
    for (const name of ['../up', 'South', '']) refused(say('route', 'add', '--name', name, '--port', '1', '--password-file', file), 64, /name/);
    refused(say('route', 'add', '--name', 'x', '--port', '0', '--password-file', file), 64, /from 1 to 65535/);
    refused(say('route', 'add', '--name', 'x', '--port', '1', '--id-form', 'roman', '--password-file', file), 64, /no id form roman/);
    assert.equal(existsSync(`${rig.folder}/secret/route-x`), false);
    assert.match(say('route', 'list').out, /^1\tsouth-1\t127\.0\.0\.1\t2776\tbranchline\t10\tdigits\tenabled\tdown\t/m);
});

test('orphans are shown, newest first, and cannot forge a line', () => {
    rig.sql(`INSERT INTO raw_inbound (route_id, sender, msisdn, coding, body, pdu, digest, came_at, state) VALUES
        (1, '61491579999', '61491570157', 0, 'first', '', REPEAT('a', 32), UTC_TIMESTAMP(6), 'orphan'),
        (1, '61491579999', '61491570157', 0, CONCAT('two', CHAR(10), '9', CHAR(13), 'x'), '', REPEAT('b', 32), UTC_TIMESTAMP(6), 'orphan'),
        (1, '61491579999', '61491570157', 8, X'00480069', '', REPEAT('c', 32), UTC_TIMESTAMP(6), 'orphan'),
        (1, '61491570110', '61491570157', 0, 'owned', '', REPEAT('d', 32), UTC_TIMESTAMP(6), 'applied')`);
    const rows = say('inbound', 'orphans').out.trimEnd().split('\n').map((row) => row.split('\t'));
    assert.deepEqual(rows.map((row) => row[0]), ['id', '3', '2', '1']);
    assert.deepEqual(rows.map((row) => row[5]), ['text', 'Hi', 'two 9 x', 'first']);
    assert.equal(say('inbound', 'orphans', '--before', '3', '--limit', '1').out.trimEnd().split('\n').length, 2);
});

test('without a database, or a configuration, there is one sentence', () => {
    const conf = `${rig.folder}/tmp/other.conf`;
    writeFileSync(conf, readFileSync(rig.conf, 'utf8').replace(/^database_socket = .*$/m, 'database_socket = /nowhere/mariadb.sock'));
    refused(say('account', 'list', '--conf', conf), 1, /database can't be used/);
    refused(say('account', 'list', '--conf', '/nowhere.conf'), 1, /nowhere\.conf can't be read/);
});
