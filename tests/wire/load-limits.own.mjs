// load-limits.own.mjs: every queue is filled, and answers as README's table of limits says
//
// Requirements LD-02, LD-03, LD-04 and security.md 2.10; how fast all this is, `make load` tells.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { fcgiAsk, fcgiLeave } from '../kit/fcgi.mjs';
import { instanceUp } from '../kit/instance.mjs';
import { fieldsOf, formOf, words } from '../kit/portal.mjs';
import { until } from '../kit/smsc.mjs';

const WORKERS = 4;
const BACKLOG = WORKERS * 8;
const TO = '+61491570156';

let house;
let ada;
const slow = [];

before(async () => {
    house = await instanceUp('load-limits');
    ada = house.client();
});
afterEach(() => {
    for (const line of slow.splice(0)) line.destroy();
});
after(() => house?.down());

const socketOf = (name) => join(house.run, `${name}.sock`);

/* Nobody works while `act` runs. */
async function withWorkersStopped(name, act) {
    const workers = house.workers(name);
    for (const pid of workers) process.kill(pid, 'SIGSTOP');
    try {
        return await act();
    } finally {
        for (const pid of workers) process.kill(pid, 'SIGCONT');
    }
}

/* How many wait on a program's socket: the kernel's own count. */
function waiting(name) {
    const lines = execFileSync('ss', ['-xlnH', 'src', socketOf(name)], { encoding: 'utf8' }).trim().split(/\s+/);
    return Number(lines[2]);
}

function assertShed(answer, what) {
    assert.equal(answer.status, 503, what);
    assert.match(answer.headers['retry-after'] ?? '', /^\d+$/, what);
    assert.match(words(answer.text), /Messages that were accepted are safe/, what);
}

/* ---------------------------------------------------------------- the line of a program */

test('a full line of a program sheds at once, and who stands in it is served', async () => {
    assert.equal(house.workers('inbox').length, WORKERS);
    const held = [];
    const shed = await withWorkersStopped('inbox', async () => {
        while (waiting('inbox') <= BACKLOG) {
            const before = waiting('inbox');
            held.push(ada.get('/1/inbox'));
            await until('it to stand in the line', () => waiting('inbox') > before);
        }
        return Promise.all(Array.from({ length: 10 }, () => ada.get('/1/inbox')));
    });
    for (const answer of shed) assertShed(answer, 'beyond the line');
    assert.equal(held.length, BACKLOG + 1, 'the kernel lets one more in than asked for');
    for (const answer of await Promise.all(held)) assert.equal(answer.status, 200);
});

test('a full line of one program holds up no other', async () => {
    await withWorkersStopped('send', async () => {
        for (let i = 0; i <= BACKLOG + 5; i++) ada.get('/1/send').catch(() => {});
        await until('the line to be full', () => waiting('send') > BACKLOG);
        assert.equal((await ada.get('/1/inbox')).status, 200);
        assert.equal((await ada.get('/me')).status, 200);
    });
    await until('the line to be empty', () => waiting('send') === 0);
});

/* ---------------------------------------------------------------- too late to be started */

/* What nginx would say of a press of Send at this time. */
async function pressAt(text, seconds) {
    const page = await ada.get('/1/send');
    const body = new URLSearchParams({ ...fieldsOf(formOf(page.text, '/1/send')), to: TO, text, step: 'send' }).toString();
    const params = {
        REQUEST_METHOD: 'POST', REQUEST_URI: '/1/send', CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: String(Buffer.byteLength(body)),
        REMOTE_ADDR: '127.0.0.1', HTTP_HOST: ada.at.host, HTTP_SEC_FETCH_SITE: 'same-origin', REQUEST_TIME: `${(Date.now() / 1000 + seconds).toFixed(3)}`,
        HTTP_COOKIE: [...ada.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    };
    return [socketOf('send'), params, body];
}

const sent = (text) => house.count('message', `body = '${text}'`);

test('what waited longer than ten seconds is not started', async () => {
    const late = await fcgiAsk(...await pressAt('too late', -12));
    assert.match(late, /^Status: 503\b/m);
    assert.match(late, /^Retry-After: \d+\r$/m);
    assert.match(words(late), /has too much to do/);
    assert.equal(sent('too late'), 0);
    assert.match(await fcgiAsk(...await pressAt('in time', -5)), /^Status: 303\b/m);
    assert.equal(sent('in time'), 1);
});

test('what a browser asked for that has gone is not started', async () => {
    const refused = () => house.log('send').match(/"method":"POST"[^\n]*"code":503/g)?.length ?? 0;
    const gone = await pressAt('gone', 0);
    const earlier = refused();
    await withWorkersStopped('send', () => fcgiLeave(...gone));
    await until('it to be taken from the line', () => waiting('send') === 0);
    await until('its line in the log', () => refused() === earlier + 1);
    assert.equal(sent('gone'), 0);
});

/* ---------------------------------------------------------------- the database's connections */

test('without a connection left pages say so, and come back by themselves', async () => {
    const user = "'inbox'@'localhost'";
    const most = house.one(`SELECT max_user_connections FROM mysql.user WHERE User = 'inbox'`);
    house.sql(`ALTER USER ${user} WITH MAX_USER_CONNECTIONS 1`);
    try {
        house.sql(`KILL HARD CONNECTION USER ${user}`);
        const answers = await Promise.all(Array.from({ length: 40 }, () => ada.get('/1/inbox')));
        for (const answer of answers.filter(({ status }) => status !== 200)) assertShed(answer, 'no connection');
        assert.ok(answers.some(({ status }) => status === 503), 'nobody went without');
        assert.ok(Number(house.one("SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'inbox'")) <= 1);
    } finally {
        house.sql(`ALTER USER ${user} WITH MAX_USER_CONNECTIONS ${most}`);
    }
    await until('all of them to be back', async () => (await Promise.all(Array.from({ length: 20 }, () => ada.get('/1/inbox')))).every(({ status }) => status === 200));
});

/* ---------------------------------------------------------------- what an account has on its way */

const OUTBOX_MOST = 100000;

async function press(text) {
    const page = await ada.get('/1/send');
    return ada.send(page, '/1/send', { to: TO, text, step: 'send' });
}

test('an account with a full outbox is told to come back, and nothing of it is kept', async () => {
    await house.stop('esmed', 'schedd');
    house.sql(`INSERT INTO outbox (message_id, root_id, account_id, route_id, priority, not_before)
        SELECT s.seq, 1, 1, 1, 0, UTC_TIMESTAMP(6) + INTERVAL 1 DAY FROM seq_1_to_${OUTBOX_MOST} AS s`);
    const earlier = house.count('submission');
    assertShed(await press('one too many'), 'a full outbox');
    assert.equal(sent('one too many'), 0);
    assert.equal(house.count('submission'), earlier, 'the same form may be sent again');
    house.sql('DELETE o FROM outbox AS o WHERE o.message_id = 1');
    assert.equal((await press('the last')).status, 303);
    assert.equal(sent('the last'), 1);
    house.sql(`DELETE o FROM outbox AS o WHERE o.message_id <= ${OUTBOX_MOST}`);
    await house.start('schedd', 'esmed');
});

/* ---------------------------------------------------------------- slow visitors */

/* A line that begins a request and is then silent, or slow to read. */
function lineOf(bytes) {
    return new Promise((resolve, reject) => {
        const line = connect(house.port, '127.0.0.1', () => line.write(bytes, () => resolve(line)));
        line.on('error', reject);
        line.pause();
        slow.push(line);
    });
}

const cookie = () => [...ada.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const SLOW = {
    'heads that never end': () => 'GET /1/inbox HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
    'bodies that never come': () => `POST /1/send HTTP/1.1\r\nHost: localhost:${house.port}\r\nCookie: ${cookie()}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\na=`,
    'answers that nobody reads': () => `GET /1/inbox HTTP/1.1\r\nHost: localhost:${house.port}\r\nCookie: ${cookie()}\r\n\r\n`.repeat(20),
};

for (const [what, bytes] of Object.entries(SLOW)) {
    test(`200 ${what} hold up no page`, async () => {
        for (let i = 0; i < 200; i += 20) await Promise.all(Array.from({ length: 20 }, () => lineOf(bytes())));
        const pages = ['/1/inbox', '/1/send', '/me'].flatMap((path) => Array.from({ length: 10 }, () => path));
        for (const path of pages) {
            const { status } = await ada.get(path);
            if (what.startsWith('answers') && status === 503) continue; // 4,000 visits are a load of their own
            assert.equal(status, 200, path);
        }
        await until('an inbox in the end', async () => (await ada.get('/1/inbox')).status === 200);
    });
}

test('a head that does not end within ten seconds is cut off', async () => {
    const line = await lineOf(SLOW['heads that never end']());
    const cut = new Promise((resolve) => { line.on('close', resolve); });
    line.resume();
    await cut;
});
