// database-settings.own.mjs: nothing starts on a server that could lose what it has confirmed
//
// Requirement DB-01: each setting by which MariaDB may lose or bend data stops every program and
// daemon with one sentence and exit code 78, and the operator's tool; the settings of a session
// are the programs' own affair.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { build, DAEMONS, instanceUp, PROGRAMS, ran } from '../kit/instance.mjs';
import { words } from '../kit/portal.mjs';
import { until } from '../kit/smsc.mjs';

const ALL = [...PROGRAMS, ...DAEMONS];
const CONFIG = 78; // EX_CONFIG of sysexits.h
const LEAVE = 'SET GLOBAL innodb_flush_log_at_trx_commit = 1';

/* What is wrong, how it is mended, and what the sentence speaks of. */
const WRONG = [
    ['SET GLOBAL innodb_flush_log_at_trx_commit = 2', LEAVE, 'innodb_flush_log_at_trx_commit must be 1'],
    ['SET GLOBAL innodb_flush_log_at_trx_commit = 0', LEAVE, 'innodb_flush_log_at_trx_commit must be 1'],
    ['SET GLOBAL local_infile = 1', 'SET GLOBAL local_infile = 0', 'local_infile must be 0'],
    ["SET GLOBAL default_storage_engine = 'MyISAM'", "SET GLOBAL default_storage_engine = 'InnoDB'", 'the storage engine must be InnoDB'],
    ['ALTER DATABASE branchline CHARACTER SET latin1', 'ALTER DATABASE branchline CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci', 'the character set must be utf8mb4'],
];

let house;

before(async () => { house = await instanceUp('database-settings'); });
after(() => house?.down());

const check = (name) => ran(`${build}/bin/${name}`, ['--conf', house.conf, '--check']);
const checkAll = async () => Object.fromEntries(await Promise.all(ALL.map(async (name) => [name, await check(name)])));

async function assertRefused(sentence) {
    for (const [name, { status, text }] of Object.entries(await checkAll())) {
        assert.equal(status, CONFIG, `${name}: ${text}`);
        assert.match(text, new RegExp(`^${name}: .*settings are unsafe: ${sentence}\\n$`), name);
    }
    const tool = await house.tool('account', 'list');
    assert.equal(tool.status, 1, tool.text); // it did not do it
    assert.ok(tool.text.includes(sentence), tool.text);
}

async function assertAccepted() {
    for (const [name, { status, text }] of Object.entries(await checkAll())) assert.equal(status, 0, `${name}: ${text}`);
    assert.equal((await house.tool('account', 'list')).status, 0);
}

test('the server as it is made is accepted', assertAccepted);

for (const [wrong, mended, sentence] of WRONG)
    test(`${wrong}: refused`, async () => {
        house.sql(wrong);
        try {
            await assertRefused(sentence);
        } finally {
            house.sql(mended);
        }
        await assertAccepted();
    });

test('a binary log that is not synced: refused, one that is: accepted', async () => {
    appendFileSync(`${house.folder}/mariadb.cnf`, '\nlog_bin = binlog\nsync_binlog = 0\n');
    await house.stop('mariadb');
    await house.start('mariadb');
    try {
        await assertRefused('sync_binlog must be 1 while a binary log is written');
    } finally {
        house.sql('SET GLOBAL sync_binlog = 1');
    }
    await assertAccepted();
});

test("sql_mode and isolation are each session's own, whatever the server says", async () => {
    house.sql("SET GLOBAL sql_mode = ''; SET GLOBAL tx_isolation = 'REPEATABLE-READ'");
    await assertAccepted();
});

test('a running house refuses a new start only, and is back when the setting is', async () => {
    const person = house.client();
    house.sql('SET GLOBAL innodb_flush_log_at_trx_commit = 2');
    await house.stop('login');
    await ran('s6-svc', ['-u', house.service('login')]);
    await until('it to say why', () => /innodb_flush_log_at_trx_commit must be 1\n$/.test(house.log('login')));
    const answer = await person.get('/me');
    assert.equal(answer.status, 503);
    assert.match(words(answer.text), /Messages that were accepted are safe/);
    house.sql(LEAVE);
    await house.ready('login');
    assert.equal((await person.get('/me')).status, 200);
});
