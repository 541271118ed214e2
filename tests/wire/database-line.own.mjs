// database-line.own.mjs: the line to MariaDB breaks at every point while somebody sends
//
// Requirements DB-04 and DB-05. A proxy between the send program and the server breaks one line,
// or keeps the server away for a while; the person presses Send again as the page says. What the
// page told was true each time, and the message exists once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { deep, instanceUp } from '../kit/instance.mjs';
import { words } from '../kit/portal.mjs';
import { proxyStart } from '../kit/proxy.mjs';
import { until } from '../kit/smsc.mjs';

const AWAY_MS = 700;
const PATIENCE_MS = 12000; // DB-04

/* Where it breaks; `anew`: on a line that is made for this visit. */
const POINTS = {
    'a new line is refused': { at: 'connect', anew: true },
    'before the greeting': { at: 'answer', to: /^connect$/, anew: true },
    'in mid-greeting': { at: 'answer', to: /^connect$/, pass: 0.5, anew: true },
    'before the sign-on arrives': { at: 'ask', to: /^auth$/, anew: true },
    'in mid-sign-on': { at: 'ask', to: /^auth$/, pass: 0.5, anew: true },
    'before the sign-on is answered': { at: 'answer', to: /^auth$/, anew: true },
    'before the session is set up': { at: 'ask', to: /^SET SESSION/, anew: true },
    'before that is answered': { at: 'answer', to: /^SET SESSION/, anew: true },
    'before a prepare arrives': { at: 'ask', to: /^prepare INSERT INTO message/, anew: true },
    'before a prepare is answered': { at: 'answer', to: /^prepare INSERT INTO message/, anew: true },
    'in mid-answer of a prepare': { at: 'answer', to: /^prepare INSERT INTO message/, nth: 3, pass: 0.5, anew: true },
    'an idle line is found dead': { at: 'ask', to: /^execute SELECT s.session_id/ },
    'before BEGIN arrives': { at: 'ask', to: /^START TRANSACTION/ },
    'before BEGIN is answered': { at: 'answer', to: /^START TRANSACTION/ },
    'before the first INSERT arrives': { at: 'ask', to: /^execute INSERT INTO submission/ },
    'before the first INSERT is answered': { at: 'answer', to: /^execute INSERT INTO submission/ },
    'in mid-result': { at: 'answer', to: /^execute SELECT UTC_TIMESTAMP/, nth: 3, pass: 0.5 },
    'before the message arrives': { at: 'ask', to: /^execute INSERT INTO message/ },
    'half of the message arrives': { at: 'ask', to: /^execute INSERT INTO message/, pass: 0.5 },
    'before the last UPDATE is answered': { at: 'answer', to: /^execute UPDATE conversation_own/ },
    'before COMMIT arrives': { at: 'ask', to: /^COMMIT$/ },
    'half of COMMIT arrives': { at: 'ask', to: /^COMMIT$/, pass: 0.5 },
    'COMMIT lands, its answer is lost': { at: 'answer', to: /^COMMIT$/ },
    'COMMIT lands, half of its answer comes': { at: 'answer', to: /^COMMIT$/, pass: 0.5 },
    'the look-up after COMMIT breaks too': { at: 'answer', to: /^COMMIT$|^execute SELECT s.content/, times: 2 },
};

let house;
let proxy;
let person;
let serial = 0;

before(async () => {
    house = await instanceUp('database-line', { settings: { send_workers: 1 } });
    proxy = await proxyStart(`${house.run}/proxy.sock`, `${house.run}/mariadb.sock`);
    await house.set({ database_socket: proxy.path }, 'send');
    person = house.client();
    await send({}); // the conversation is there, so that every visit asks the same
});

after(async () => {
    await proxy?.close();
    await house?.down();
});

const rowsOf = (text) => house.count('message', `body = '${text}'`);

/* One message through the page: { answers, rows } (rows: right after the first answer). */
async function send(order, { otherOnce = false } = {}) {
    const text = `message ${++serial}`;
    const page = await person.get('/1/send');
    assert.equal(page.status, 200);
    if (order.at) proxy.arm(order);
    if (order.anew) proxy.cut();
    const answers = [];
    let rows;
    await until('the message to be accepted', async () => {
        const begun = Date.now();
        const fields = { to: '0491 570 156', text, step: 'send' };
        const form = otherOnce && answers.length > 0 ? await person.get('/1/send') : page;
        if (form.status !== 200) return false;
        answers.push({ ...await person.send(form, '/1/send', fields), ms: Date.now() - begun });
        rows ??= rowsOf(text);
        return answers.at(-1).status === 303;
    }, 40);
    proxy.disarm();
    return { text, answers, rows };
}

/* What the page told was true, at the first press and at the last. */
async function assertTrue({ text, answers, rows }) {
    const [first] = answers;
    for (const answer of answers) {
        assert.ok([303, 503].includes(answer.status), `${answer.status}: ${words(answer.text)}`);
        assert.ok(answer.ms <= PATIENCE_MS, `${answer.ms} ms for ${answer.status}`);
        if (answer.status !== 503) continue;
        assert.ok(Number(answer.headers['retry-after']) > 0, 'no Retry-After');
        assert.match(words(answer.text), /Messages that were accepted are safe/);
        assert.doesNotMatch(words(answer.text), /\b(was|is|has been) (not )?sent\b/i);
    }
    if (first.status === 303) assert.equal(rows, 1, 'said to be accepted, and there');
    const sent = await person.get(answers.at(-1).location);
    assert.match(words(sent.text), /1 message accepted/);
    assert.ok(words(sent.text).includes(text));
    assert.equal(rowsOf(text), 1, 'once');
}

for (const [name, order] of Object.entries(POINTS))
    test(`${name}: once`, async () => {
        const sent = await send(order);
        assert.equal(proxy.fired, order.times ?? 1);
        await assertTrue(sent);
        assert.ok(sent.answers.length <= (order.anew && !order.to?.test('prepare INSERT INTO message') ? 2 : 1), 'nobody had to press again');
    });

for (const [name, order] of Object.entries(POINTS))
    test(`${name}, and the server stays away: true, then once`, async () => {
        const sent = await send({ ...order, times: 1, away: AWAY_MS });
        assert.equal(proxy.fired, 1);
        await assertTrue(sent);
        assert.ok(sent.answers.length > 1, 'it was told that it could not be known');
        const landed = /^COMMIT lands|^the look-up/.test(name);
        assert.equal(sent.rows, landed ? 1 : 0);
    });

const SILENT = ['COMMIT lands, its answer is lost'];
for (const name of deep ? Object.keys(POINTS).filter((point) => !/half|mid-|refused/.test(point)) : SILENT)
    test(`${name}, without a word: an answer within ${PATIENCE_MS} ms`, async () => {
        const sent = await send({ ...POINTS[name], times: 1, hush: true });
        assert.equal(proxy.fired, 1);
        await assertTrue(sent);
    });

test('a refused press stays refused when its ROLLBACK breaks', async () => {
    const page = await person.get('/1/send');
    const one = await person.send(page, '/1/send', { to: '0491 570 156', text: 'one', step: 'send' });
    assert.equal(one.status, 303);
    proxy.arm({ at: 'ask', to: /^ROLLBACK/ });
    const other = await person.send(page, '/1/send', { to: '0491 570 156', text: 'other', step: 'send' });
    assert.equal(proxy.fired, 1);
    assert.equal(other.status, 409, words(other.text));
    assert.equal(rowsOf('other'), 0);
    proxy.disarm();
    assert.equal((await person.get('/1/send')).status, 200);
});

test('a second message of a form that forgot the first would be counted', async () => {
    const sent = await send({ ...POINTS['COMMIT lands, its answer is lost'], away: AWAY_MS }, { otherOnce: true });
    assert.equal(rowsOf(sent.text), 2);
    await assert.rejects(assertTrue(sent), /once/);
});
