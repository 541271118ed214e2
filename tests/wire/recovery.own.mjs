// recovery.own.mjs: workers die, the carrier goes, bells are lost; no hands are needed
//
// Requirements ME-12, DB-04 and issue 3: what was accepted leaves once, by itself, as soon as
// what was away is back, and meanwhile every page is honest.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { carrierStart } from '../kit/count.mjs';
import { children, deep, instanceUp, lineUp } from '../kit/instance.mjs';
import { Client, words } from '../kit/portal.mjs';
import { until } from '../kit/smsc.mjs';

const KILLS = deep ? 40 : 4;
const VISITS = KILLS * 1000; // one visit in a thousand may be lost, and a kill loses one at most
const AT_ONCE = 4;
const REPLACED_MS = 1000;
const TO = '+61491570156';

let house;
let carrier;
let person;
let serial = 0;

before(async () => {
    carrier = await carrierStart();
    house = await instanceUp('recovery', { carrier: carrier.port });
    person = house.client();
    await lineUp(house);
});

after(async () => {
    for (const name of ['mariadb', 'schedd']) house?.signal(name, 'SIGCONT');
    await house?.down();
    await carrier?.end();
});

/* ---------------------------------------------------------------- workers */

/* Visits, AT_ONCE of them at a time, until there were enough and `last` is true: how many failed. */
async function visits(least, last = () => true) {
    const visitor = new Client({ at: house.url });
    let done = 0;
    let failed = 0;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        while (done < least || !last()) {
            const { status } = await visitor.get('/sign-in').catch(() => ({ status: 0 }));
            done++;
            if (status !== 200) failed++;
        }
    }));
    return { done, failed };
}

/* `count` workers die of a wild pointer, one after the other, each `picked` from those there
 * are; gives how long each was missed, in ms. */
async function killWorkers(count, picked) {
    const gaps = [];
    const program = house.pid('login');
    const whole = children(program).length;
    for (let i = 0; i < count; i++) {
        const victim = picked(children(program), i);
        process.kill(victim, 'SIGSEGV');
        const begin = Date.now();
        await until('the worker to be replaced', () => {
            const now = children(program);
            return now.length === whole && !now.includes(victim);
        });
        gaps.push(Date.now() - begin);
    }
    return gaps;
}

test(`${KILLS} workers crash under load: one visit each at most, replaced within a second`, async () => {
    let gaps;
    const killing = killWorkers(KILLS, (pids, i) => pids[i % pids.length]).then((all) => { gaps = all; });
    const { done, failed } = await visits(VISITS, () => gaps !== undefined);
    await killing;
    assert.ok(failed <= KILLS, `${failed} visits failed by ${KILLS} crashes`);
    assert.ok(failed / done <= 0.001, `${failed} of ${done}`);
    assert.ok(Math.max(...gaps) <= REPLACED_MS, `missed for ${gaps} ms`);
});

test('a worker that crashes over and over is replaced within a second each time', async () => {
    const gaps = await killWorkers(8, (pids) => pids.at(-1)); // the youngest: it is always the same place
    assert.ok(Math.max(...gaps) <= REPLACED_MS, `missed for ${gaps} ms`);
});

test('without any worker the same count sees it', async () => {
    await house.stop('login');
    const { done, failed } = await visits(50);
    assert.equal(failed, done);
    await house.start('login');
    assert.equal((await visits(50)).failed, 0);
});

test('a worker ends after its visits, and nobody notices', async () => {
    const kept = house.workers('login');
    assert.equal((await visits(200)).failed, 0);
    assert.deepEqual(house.workers('login'), kept, '10,000 are far away');
    await house.set({ visits_most: 50 }, 'login');
    const whole = () => until('all workers', () => house.workers('login').length === kept.length && house.workers('login'));
    const old = await whole();
    assert.equal((await visits(1000)).failed, 0);
    const now = await whole();
    assert.deepEqual(now.filter((pid) => old.includes(pid)), []);
    await house.set({ visits_most: 10000 }, 'login');
});

/* ---------------------------------------------------------------- the way out */

async function press(to = TO) {
    const text = `text ${++serial}`;
    const page = await person.get('/1/send');
    const begin = Date.now();
    const answer = await person.send(page, '/1/send', { to, text, step: 'send' });
    assert.equal(answer.status, 303, words(answer.text));
    return { text, ms: Date.now() - begin, id: house.one(`SELECT message_id FROM message WHERE body = '${text}'`) };
}

const stateOf = ({ id }) => house.one(`SELECT state FROM message WHERE message_id = ${id}`);
const delivered = (sent, seconds) => until(`${sent.text} to be delivered`, () => stateOf(sent) === 'delivered', seconds);

async function assertOnce(...all) {
    const counts = await carrier.counts();
    for (const { text } of all) assert.deepEqual(counts.filter((row) => row.text === text).map(({ times }) => times), [1], text);
}

test('with the carrier away texts are accepted, the trace says since when, and they leave once', async () => {
    await carrier.close();
    await until('the line to be down', () => house.one('SELECT line FROM route_bind') === 'down');
    const sent = [await press(), await press()];
    await until('them to wait for the line', () => house.count('outbox') === 2);
    const trace = words((await person.get(`/1/messages/${sent[0].id}`)).text);
    const since = new Date(`${house.one('SELECT changed_at FROM route_bind').replace(' ', 'T')}Z`);
    const clock = new Intl.DateTimeFormat('en-AU', { timeZone: 'Australia/Sydney', hour: 'numeric', minute: '2-digit' }).format(since);
    assert.match(trace, /Waiting for the carrier/);
    assert.ok(trace.replaceAll('\u202f', ' ').includes(`has not answered since ${clock.replaceAll('\u202f', ' ')}`), `${clock}: ${trace}`);
    await carrier.open();
    for (const one of sent) await delivered(one, 40);
    await assertOnce(...sent);
    assert.doesNotMatch(words((await person.get(`/1/messages/${sent[0].id}`)).text), /has not answered/);
});

test('with every bell gone a text still leaves and comes back within seconds', async () => {
    for (const name of ['schedd', 'esmed', 'dlrd']) rmSync(`${house.run}/${name}.bell`);
    const begin = Date.now();
    const sent = await press();
    await delivered(sent);
    const took = Date.now() - begin;
    assert.ok(took <= 6000, `${took} ms: a look each second by three daemons`);
    await assertOnce(sent);
    for (const name of ['schedd', 'esmed', 'dlrd']) await house.kill(name);
    await lineUp(house);
    await delivered(await press());
});

test('a bell that nobody listens to holds up no page, and what it rang for leaves', async () => {
    house.signal('schedd', 'SIGSTOP');
    const sent = [];
    for (let i = 0; i < 15; i++) sent.push(await press()); // more than a socket's queue holds
    assert.ok(sent.every(({ ms }) => ms < 2000), sent.map(({ ms }) => ms).join());
    assert.ok(sent.every((one) => stateOf(one) === 'queued'), 'without schedd nothing leaves');
    assert.match(words((await person.get(`/1/messages/${sent[0].id}`)).text), /Waiting to be queued/);
    house.signal('schedd', 'SIGCONT');
    for (const one of sent) await delivered(one);
    await assertOnce(...sent);
});

test('more visitors than workers: each has an honest answer while MariaDB is frozen', async () => {
    house.signal('mariadb', 'SIGSTOP');
    const answers = await Promise.all(Array.from({ length: 12 }, async (_, i) => {
        const begin = Date.now();
        const { status, headers } = await person.get(i % 2 ? '/1/inbox' : '/me');
        return { status, retry: headers['retry-after'], ms: Date.now() - begin };
    }));
    const still = await new Client({ at: house.url }).get(`/static/${/static_version = (\S+)/.exec(house.settings())[1]}/icons.svg`);
    house.signal('mariadb', 'SIGCONT');
    for (const { status, retry, ms } of answers) assert.ok(status === 503 && Number(retry) > 0 && ms <= 12000, `${status} ${retry} ${ms} ms`);
    assert.equal(still.status, 200, 'files need no database');
    await until('the inbox to be back', async () => (await person.get('/1/inbox')).status === 200, 15);
    const sent = await press();
    await delivered(sent, 40);
    await assertOnce(sent);
});

test('with MariaDB away a sign-in is told so, and the same form works when it is back', async () => {
    const visitor = new Client({ at: house.url });
    const fields = { email: 'nobody@rig.example', password: 'blue bulbs in october' };
    const page = await visitor.get('/sign-in');
    await house.stop('mariadb');
    const away = await visitor.send(page, '/sign-in', fields);
    assert.equal(away.status, 503);
    assert.ok(Number(away.headers['retry-after']) > 0);
    assert.match(words(away.text), /can’t reach its data/);
    assert.doesNotMatch(words(away.text), /password/i, 'nothing is said of what was typed');
    await house.start('mariadb');
    const back = await visitor.send(page, '/sign-in', fields);
    assert.ok(back.status < 500, `${back.status} ${words(back.text)}`);
    assert.match(words(back.text), /password/i);
});
