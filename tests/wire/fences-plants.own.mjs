// fences-plants.own.mjs: each fence, seen to hold: what must not pass is planted, and does not
//
// Requirements TN-02, TN-04, TN-07, TN-19, AU-03, DB-01. The planted programs are built by `make tests` from
// tests/plant/; they run in an instance of this test's own, and the leak test is sent at them.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { quoted, sessionOf } from '../kit/database.mjs';
import { build, deep, instanceUp, ran } from '../kit/instance.mjs';
import { Client } from '../kit/portal.mjs';
import { allRoutes, routesOf, unwalked } from '../kit/routes.mjs';
import { forEach } from '../kit/sight.mjs';
import { seed } from '../kit/world.mjs';

const root = process.env.BRANCHLINE_ROOT;
const planted = (name) => join(build, 'plant', name, 'inbox');
let instance;

before(async () => { instance = await instanceUp('plants'); });
after(() => instance?.down());

/* Let another program serve the inbox from now on. */
async function serveBy(binary) {
    const script = join(instance.run, 'service/inbox/run');
    await instance.stop('inbox');
    writeFileSync(script, readFileSync(script, 'utf8').replace(/\S*\/inbox(?= |$)/m, binary));
    await instance.start('inbox');
}

/* The leak test, or the tests of it whose names match, at our instance. */
function leakTest(pattern) {
    return ran(process.execPath, ['--test', '--test-reporter=tap', `--test-name-pattern=${pattern}`, join(root, 'tests/wire/leak.test.mjs')], {
        env: { ...process.env, NODE_TEST_CONTEXT: undefined, BRANCHLINE_URL: instance.url, BRANCHLINE_CONF: instance.conf, BRANCHLINE_VAR: instance.folder },
    });
}

const failures = (text) => [...text.matchAll(/^not ok \d+ - (.*)$/gm)].map(([, name]) => name);

const LISTS = /^lists show/;
const IDS = /^a foreign id/;

test('without a fault the leak test is green', async () => {
    const { status, text } = await leakTest('^(lists show|a foreign id)');
    assert.equal(status, 0, text.slice(-3000));
    assert.equal([...text.matchAll(/^ok (?!.*# SKIP)/gm)].length, 2, text);
});

for (const [plant, expected, said] of [['count', LISTS, /counts of the tabs|unread in the menu/], ['preview', LISTS, /CANARY-\w+-\w+-\w+-conversation-preview-team/], ['id', IDS, /GET \/:a\/messages\/:id of \d+/]]) {
    test(`a planted leak (${plant}) passes the proof and turns the leak test red`, async () => {
        assert.equal((await ran(planted(plant), ['--conf', instance.conf, '--check'])).status, 0, 'the proof cannot see it');
        await serveBy(planted(plant));
        const { status, text } = await leakTest(expected.source);
        assert.notEqual(status, 0, text.slice(-3000));
        assert.equal(failures(text).length, 1, text.slice(-3000));
        assert.match(failures(text)[0], expected);
        assert.match(text, said);
    });
}

test('a route that nobody announced turns the golden and the leak test red', async () => {
    const { text } = await ran(planted('route'), ['--permissions']);
    assert.notEqual(text, readFileSync(join(root, 'tests/data/permissions/inbox.tsv'), 'utf8'));
    assert.match(text, /^GET\t\/:a\/inbox\/dummy\t/m);
    const routes = [...allRoutes().filter(({ program }) => program !== 'inbox'), ...routesOf('inbox', planted('route'))];
    assert.deepEqual(unwalked(routes), ['nobody walks GET /:a/inbox/dummy']);
});

test('a statement without a scope mark, or that is no literal, does not compile', async () => {
    const compile = (file, flags) => ran('gcc', ['-std=gnu17', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only', ...flags, '-Isrc', join('tests/plant', file)], { cwd: root });
    for (const flags of [['-O0'], ['-O2'], ['-O1', '-fsanitize=address,undefined']]) {
        const unmarked = await compile('unmarked.c', flags);
        assert.notEqual(unmarked.status, 0, flags.join(' '));
        assert.match(unmarked.text, /statement contact_of_anybody carries no scope mark/);
        assert.notEqual((await compile('composed.c', flags)).status, 0, flags.join(' '));
        assert.deepEqual(await compile('marked.c', flags), { status: 0, text: '' });
    }
});

test('a statement beyond the grants stops the start, and is named', async () => {
    const { status, text } = await ran(planted('reach'), ['--conf', instance.conf, '--check']);
    assert.equal(status, 78, text);
    assert.match(text, /statement contact_by_number under database user inbox: .*denied to user 'inbox'@'localhost' for (column 'password' in table 'user'|table `branchline`\.`user`)/);
    assert.equal((await ran(planted('reach'), ['--conf', instance.conf])).status, 78, 'nor does it serve');
});

test('a server whose settings are unsafe is refused, each with its sentence', async () => {
    const wrong = { /* sql_mode, isolation and character set are the programs' own, set for each connection */
        innodb_flush_log_at_trx_commit: ['2', '1', /innodb_flush_log_at_trx_commit must be 1/],
        local_infile: ['1', '0', /local_infile must be 0/],
    };
    for (const [name, [bad, good, sentence]] of Object.entries(wrong)) {
        instance.sql(`SET GLOBAL ${name} = ${bad}`);
        for (const program of ['inbox', 'login', 'schedd']) {
            const { status, text } = await ran(join(build, 'bin', program), ['--conf', instance.conf, '--check']);
            assert.equal(status, 78, `${program} with ${name}: ${text}`);
            assert.match(text, sentence);
        }
        instance.sql(`SET GLOBAL ${name} = ${good}`);
    }
    assert.equal((await ran(join(build, 'bin/inbox'), ['--conf', instance.conf, '--check'])).status, 0);
});

test('two trees, turn by turn on one worker that is killed in between, never see each other', async () => {
    await serveBy(join(build, 'bin/inbox'));
    await instance.set({ inbox_workers: 1 }, 'inbox');
    const world = seed({ folder: instance.folder });
    const pairs = [['A1.adv', 'A1'], ['B1.adv', 'B1']].map(([name, key]) => ({
        client: sessionOf(world.users[name].id, { folder: instance.folder, at: instance.url }).client, account: world.accounts[key] }));
    const times = deep ? 10000 : 500;
    let served = 0;
    await forEach(Array.from({ length: times }, (_, at) => at), 4, async (at) => {
        const [{ client, account }, other] = at % 2 ? pairs : [pairs[1], pairs[0]];
        if (at % 100 === 50) for (const pid of instance.workers('inbox')) process.kill(pid, 'SIGKILL');
        const { status, text } = await client.get(`/${account.id}/inbox`).catch(() => ({ status: 0, text: '' }));
        assert.ok(!text.includes(other.account.name) && !text.includes(`-${other.account.key}-`), `${account.key} after ${other.account.key}`);
        assert.ok([200, 503, 0].includes(status), `${status}`);
        if (status === 200) assert.ok(text.includes(account.name));
        served += Number(status === 200);
    });
    assert.ok(served >= times * 0.95, `${served} of ${times} visits were served`);
});

test('a password whose hash has become too cheap is hashed anew at the next sign-in', async () => {
    const world = seed({ folder: instance.folder });
    const newcomer = new Client({ at: instance.url });
    const password = 'quiet rivers bend slowly 9';
    await newcomer.get(`/invite/${world.accounts.A1.invite}`);
    const joined = await newcomer.send(await newcomer.get('/invite'), '/invite', { name: 'Rehash Example', password });
    assert.equal(joined.status, 303);
    const [{ email, password: before_ }] = instance.sql(`SELECT email, password FROM user ORDER BY user_id DESC LIMIT 1`);
    assert.match(before_, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await instance.set({ hash_memory_kib: 20480, hash_passes: 3 }, 'login');
    const client = new Client({ at: instance.url });
    assert.equal((await client.send(await client.get('/sign-in'), '/sign-in', { email, password })).status, 303);
    assert.match(instance.one(`SELECT password FROM user WHERE email = ${quoted(email)}`), /^\$argon2id\$v=19\$m=20480,t=3,p=1\$/);
    const again = new Client({ at: instance.url });
    assert.equal((await again.send(await again.get('/sign-in'), '/sign-in', { email, password })).status, 303, 'and it still opens');
});
