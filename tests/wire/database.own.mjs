// database.own.mjs: a database that hangs or is gone holds up nobody for long
//
// Requirement DB-04: limits a user, time-outs on every line; security.md F13. With an instance
// of its own, whose MariaDB it freezes and stops.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { instanceUp } from '../kit/instance.mjs';
import { until } from '../kit/smsc.mjs';

const root = process.env.BRANCHLINE_ROOT;
const INBOX = '/1/inbox';
let instance;
let ada;

before(async () => {
    instance = await instanceUp('database');
    ada = instance.client();
    assert.equal((await ada.get(INBOX)).status, 200);
});
after(() => instance?.down());

/* Every answer within the time, and all of them honest. */
async function askAll(paths, seconds) {
    await Promise.all(paths.map(async (path) => {
        const begin = Date.now();
        const answer = await ada.get(path);
        const took = (Date.now() - begin) / 1000;
        assert.equal(answer.status, 503, `${path}: ${answer.status}`);
        assert.ok(took <= seconds, `${path}: ${took} s`);
        assert.match(answer.headers['retry-after'] ?? '', /^\d+$/, path);
        assert.match(answer.text, /accepted/, path);
    }));
}

const recovered = () => until('the inbox to be back', async () => (await ada.get(INBOX)).status === 200, 30);

test('with MariaDB frozen pages say so within 12 s, and come back by themselves', async () => {
    instance.signal('mariadb', 'SIGSTOP');
    try {
        await askAll([INBOX, '/1/send', '/me'], 12);
    } finally {
        instance.signal('mariadb', 'SIGCONT');
    }
    await recovered();
});

test('with MariaDB away pages say so at once, and come back by themselves', async () => {
    await instance.stop('mariadb');
    await askAll([INBOX, '/1/send', '/me'], 12);
    await instance.start('mariadb');
    await recovered();
});

test('each user is held to its connections and to the time of a statement', () => {
    const users = readdirSync(join(root, 'sql/grant')).map((name) => name.replace('.sql', ''));
    const held = instance.sql(`SELECT User AS name, max_user_connections AS connections, max_statement_time AS seconds
        FROM mysql.user WHERE Host = 'localhost' AND User NOT IN ('root', 'mariadb.sys') ORDER BY User`);
    assert.deepEqual(held.map((row) => row.name), users.sort());
    for (const row of held) {
        const web = existsSync(join(root, 'cgi-bin', row.name));
        assert.ok(Number(row.connections) > 0 && Number(row.connections) <= 20, row.name);
        assert.equal(Number(row.seconds), web ? 5 : 60, row.name);
    }
});

test('nobody but these users exists, and MariaDB has no port', () => {
    const others = instance.sql("SELECT User, Host FROM mysql.user WHERE Host <> 'localhost' OR User = ''");
    assert.deepEqual(others, []);
    assert.equal(instance.one("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'test'"), '0');
    assert.equal(instance.one('SELECT @@skip_networking'), '1');
    assert.match(readFileSync(join(instance.folder, 'mariadb.cnf'), 'utf8'), /^innodb_flush_log_at_trx_commit = 1$/m);
});
