// local.own.mjs: `make run` starts, stays, recovers and leaves nothing behind
//
// With instances of its own, since it kills what runs there. Issue 3, item 1; security.md 2.10.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

const root = process.env.BRANCHLINE_ROOT;
const build = process.env.BRANCHLINE_BUILD;
const local = join(root, 'src/deploy/local');
const folder = mkdtempSync(join(tmpdir(), 'branchline-'));
const home = join(folder, 'var');
let port;

function freePort() {
    return new Promise((resolve) => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const taken = server.address().port;
            server.close(() => resolve(taken));
        });
    });
}

/* The command lines of processes that speak of our folder. */
function left() {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
        .map((name) => {
            try {
                return readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
            } catch {
                return '';
            }
        })
        .filter((line) => line.includes(home));
}

async function until(what, check, ms = 20000) {
    for (const end = Date.now() + ms; Date.now() < end; await pause(50)) {
        if (await check()) return;
    }
    assert.fail(`not within ${ms} ms: ${what}`);
}

/* `local run` in a session of its own, as a terminal would have it. */
function run(...more) {
    const child = spawn(local, ['run', '--build', build, '--var', home, '--port', String(port), ...more],
        { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { text: '' };
    child.stdout.on('data', (data) => { said.text += data; });
    child.stderr.on('data', (data) => { said.text += data; });
    const ended = new Promise((resolve) => { child.on('exit', (code, signal) => resolve(code ?? signal)); });
    const ready = until('the address', () => said.text.includes(`http://localhost:${port}`) || child.exitCode !== null, 60000);
    return { child, said, ended, ready };
}

function say(...words) {
    return spawnSync(local, [...words, '--build', build, '--var', home], { encoding: 'utf8' });
}

function sql(text) {
    return execFileSync('mariadb', [`--defaults-file=${home}/admin.cnf`, '--batch', '--skip-column-names', 'branchline', '-e', text],
        { encoding: 'utf8' }).trim();
}

/* On a line of its own: a kept one may be of a nginx that was killed, and nobody has noticed. */
function page(path, { method = 'GET', body = '' } = {}) {
    return new Promise((resolve) => {
        const headers = { 'content-length': Buffer.byteLength(body) };
        request(`http://localhost:${port}${path}`, { method, headers, agent: false }, async (answer) => {
            const text = (await answer.toArray().catch(() => [])).join('');
            resolve({ status: answer.statusCode, headers: answer.headers, text });
        }).on('error', () => resolve({ status: 0 })).end(body);
    });
}

function service(name) {
    const [, run] = /^run_dir = (.*)$/m.exec(readFileSync(join(home, 'branchline.conf'), 'utf8'));
    return join(run, 'scan', name);
}

function pid(name) {
    return Number(execFileSync('s6-svstat', ['-o', 'pid', service(name)], { encoding: 'utf8' }));
}

before(async () => { port = await freePort(); });

after(() => {
    say('down');
    rmSync(folder, { recursive: true, force: true });
});

test('Ctrl-C, SIGTERM and SIGKILL each leave nothing running', async () => {
    for (const [signal, group] of [['SIGINT', true], ['SIGTERM', false], ['SIGKILL', false]]) {
        const begun = run('--no-demo');
        await begun.ready;
        assert.equal((await page('/sign-in')).status, 200, begun.said.text);
        process.kill(group ? -begun.child.pid : begun.child.pid, signal);
        assert.equal(await begun.ended, signal === 'SIGKILL' ? 'SIGKILL' : 0, begun.said.text);
        await until(`nothing left after ${signal}`, () => left().length === 0);
        assert.equal((await page('/sign-in')).status, 0, `nobody on the port after ${signal}`);
    }
});

test('a second start keeps secrets and data', async (t) => {
    const secret = readFileSync(join(home, 'secret/form-key'), 'utf8');
    say('down');
    const begin = Date.now();
    const start = say('up', '--no-demo', '--quiet', '--port', String(port));
    assert.equal(start.status, 0, start.stderr);
    t.diagnostic(`up in ${Date.now() - begin} ms; the goal is 3,000 on a machine that does nothing else`);
    assert.equal(readFileSync(join(home, 'secret/form-key'), 'utf8'), secret);
    const steps = readdirSync(join(root, 'sql/change')).filter((name) => name.endsWith('.sql')).length;
    assert.equal(sql('SELECT COUNT(*) FROM schema_change'), String(steps));
});

test('what stands in the way is said in one sentence, with the way out', async () => {
    const again = say('up', '--port', String(port));
    assert.equal(again.status, 1);
    assert.match(again.stderr, /^branchline: it is running from .* already; stop it .*\n$/);

    const other = spawnSync(local, ['up', '--build', build, '--var', join(folder, 'other'), '--port', String(port)], { encoding: 'utf8' });
    assert.equal(other.status, 1);
    assert.match(other.stderr, /^branchline: port \d+ is in use by another program; try PORT=\d+\n$/);

    const foreign = spawnSync(local, ['up', '--build', build, '--var', join(root, 'src'), '--port', String(port)], { encoding: 'utf8' });
    assert.match(foreign.stderr, /^branchline: .* holds something else already; choose an empty folder with VAR=folder\n$/);
    assert.ok(!existsSync(join(root, 'src/.branchline')));
});

test('a service that is killed comes back, and meanwhile there is an honest page', async () => {
    for (const name of ['login', 'mariadb', 'nginx']) {
        const old = pid(name);
        process.kill(old, 'SIGKILL');
        await until(`${name} is another process`, () => pid(name) > 0 && pid(name) !== old);
        execFileSync('s6-svwait', ['-U', '-t', '10000', service(name)]);
        assert.equal((await page('/sign-in')).status, 200, `after ${name} was killed`);
    }
    const scan = service('login');
    execFileSync('s6-svc', ['-wD', '-d', scan]);
    const answer = await page('/sign-in');
    assert.equal(answer.status, 503);
    assert.equal(answer.headers['retry-after'], '10');
    assert.match(answer.text, /Messages that were accepted are safe/);
    execFileSync('s6-svc', ['-wU', '-u', scan]);
    assert.equal((await page('/sign-in')).status, 200);
});

test('too many requests from one address get 429 and Retry-After', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => page('/sign-in', { method: 'POST', body: '' })));
    const refused = answers.filter((answer) => answer.status === 429);
    assert.ok(refused.length >= 20, `${refused.length} of 40`);
    assert.equal(refused[0].headers['retry-after'], '2');
    assert.equal((await page('/sign-in')).status, 200, 'reading goes on');
});

test('an applied schema step that was changed stops the start', async () => {
    const sum = sql('SELECT sha256 FROM schema_change WHERE number = 1');
    sql("UPDATE schema_change SET sha256 = REPEAT('0', 64) WHERE number = 1");
    say('down');
    const start = say('up', '--no-demo', '--quiet', '--port', String(port));
    assert.equal(start.status, 1);
    assert.match(start.stderr, /^branchline: 0001_account.sql was changed after it was applied .*\n$/);
    assert.deepEqual(left(), []);
    assert.equal(sum.length, 64);
});

test('reset wipes the folder, and only a folder of ours', async () => {
    assert.equal(say('reset').status, 0);
    assert.ok(!existsSync(home));
    const foreign = spawnSync(local, ['reset', '--var', join(root, 'src')], { encoding: 'utf8' });
    assert.equal(foreign.status, 1);
    assert.ok(existsSync(join(root, 'src/deploy/local')));
});
