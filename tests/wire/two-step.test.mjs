// two-step.test.mjs: a code after the password, codes for paper, and what wears them out
//
// Requirements AU-01, AU-07 to AU-09, AU-16, SE-03. Codes are computed by tests/kit/totp.mjs. A
// step is taken once, so tests put the last one back in the table where they need another.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { before, test } from 'node:test';

import { one, quoted, sessionOf, sql } from '../kit/database.mjs';
import { Client, words } from '../kit/portal.mjs';
import { codeOf, shownCodes, shownKey } from '../kit/totp.mjs';
import { seed } from '../kit/world.mjs';

const PASSWORD = 'green bulbs in april';
const deep = Boolean(process.env.BRANCHLINE_DEEP);
let world;

before(() => { world = seed(); });

const who = (name) => world.users[name];
const id = (name) => who(name).id;
const cookie = (client, word) => client.cookies.get(client.cookieName(word));
const hashOf = (token) => createHash('sha256').update(token).digest();
const audited = (action, name) => Number(one(`SELECT COUNT(*) FROM audit WHERE action = ${quoted(action)} AND user_id = ${id(name)}`));
const mails = (kind, name) => Number(one(`SELECT COUNT(*) FROM mail WHERE kind = ${quoted(kind)} AND to_email = ${quoted(who(name).email)}`));
const forgive = () => sql('DELETE FROM sign_in_failure');
const unstep = (name) => sql(`UPDATE totp SET step = 0 WHERE user_id = ${id(name)}`);
const pathOf = (answer) => new URL(answer.location, process.env.BRANCHLINE_URL).pathname;

/* Two-step sign-in set up: { client, key, codes }. */
async function setUp(name, { client } = sessionOf(id(name))) {
    forgive();
    const begun = await client.send(await client.get('/me/two-step'), '/me/two-step');
    assert.equal(pathOf(begun), '/me/two-step/set-up');
    const page = await client.get('/me/two-step/set-up');
    const key = shownKey(page.text);
    const done = await client.send(page, '/me/two-step/set-up', { code: codeOf(key) });
    assert.equal(done.status, 200, words(done.text));
    unstep(name);
    return { client, key, codes: shownCodes(done.text), page: done };
}

/* The password was right: a client that stands before the page of the code. */
async function half(name, client = new Client(), next = '/me') {
    forgive();
    const answer = await client.send(await client.get(`/sign-in?next=${encodeURIComponent(next)}`), '/sign-in', { email: who(name).email, password: PASSWORD });
    assert.equal(answer.status, 303, words(answer.text));
    assert.equal(pathOf(answer), '/sign-in/code');
    return { client, page: await client.get(answer.location.replace(/^http:\/\/[^/]*/, '')) };
}

const enter = ({ client, page }, code) => client.send(page, '/sign-in/code', { code });

test('it is set up with a key and a code, gives ten codes once, tells by mail and renews the session', async () => {
    const name = 'A1.adv';
    const session = sessionOf(id(name));
    const old = cookie(session.client, 'sid');
    const { client, key, codes, page } = await setUp(name, session);
    assert.equal(key.length, 20);
    assert.equal(new Set(codes).size, 10);
    for (const code of codes) assert.match(code, /^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
    assert.notEqual(cookie(client, 'sid'), old);
    assert.equal((await client.get('/me')).status, 200);
    assert.equal(one(`SELECT COUNT(*) FROM session WHERE id_hash = ${quoted(hashOf(old))}`), '0');
    assert.deepEqual([audited('totp.on', name), mails('totp-changed', name)], [1, 1]);
    assert.equal(one(`SELECT two_step FROM user WHERE user_id = ${id(name)}`), '1');
    assert.match(page.headers['cache-control'], /no-store/);
    assert.match((await client.get('/me/two-step')).text, /10 left/);
    assert.equal(pathOf(await client.get('/me/two-step/set-up')), '/me/two-step', 'the key is never shown again');
});

test('the database holds neither key nor code in clear', async () => {
    const { key, codes } = await setUp('A1.b1');
    const secrets = [key, Buffer.from(key.toString('hex')), ...codes.map((code) => Buffer.from(code)), ...codes.map((code) => Buffer.from(code.replaceAll('-', '')))];
    for (const { t, c } of sql("SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'branchline' AND table_name IN ('totp', 'recovery_code', 'mail', 'audit', 'user', 'session') AND data_type IN ('char', 'varchar', 'text', 'blob', 'binary', 'varbinary')")) {
        for (const secret of secrets) assert.equal(one(`SELECT COUNT(*) FROM \`${t}\` WHERE LOCATE(${quoted(secret)}, CAST(\`${c}\` AS BINARY)) > 0`), '0', `${t}.${c}`);
    }
    assert.equal(one(`SELECT COUNT(*) FROM recovery_code WHERE user_id = ${id('A1.b1')} AND code_hash = ${quoted(hashOf(codes[0].replaceAll('-', '')))}`), '1');
});

test('a wrong code turns nothing on, and a stale session is asked for the password first', async () => {
    const name = 'A1.b2';
    const session = sessionOf(id(name));
    forgive();
    await session.client.send(await session.client.get('/me/two-step'), '/me/two-step');
    const page = await session.client.get('/me/two-step/set-up');
    const key = shownKey(page.text);
    for (const code of ['000000', codeOf(key, -5), codeOf(key, 5), '', 'abcdef']) {
        const answer = await session.client.send(page, '/me/two-step/set-up', { code });
        assert.equal(answer.status, 422, code);
        assert.match(answer.text, /id="code-fault"/);
    }
    assert.equal(one(`SELECT two_step FROM user WHERE user_id = ${id(name)}`), '0');
    sql(`UPDATE session SET auth_at = auth_at - INTERVAL 301 SECOND WHERE user_id = ${id(name)}`);
    for (const path of ['/me/two-step/set-up']) assert.equal(pathOf(await session.client.get(path)), '/me/confirm');
    const sent = await session.client.send(page, '/me/two-step/set-up', { code: codeOf(key) });
    assert.equal(new URL(sent.location, process.env.BRANCHLINE_URL).search, '?next=%2Fme%2Ftwo-step%2Fset-up');
    assert.equal(one(`SELECT two_step FROM user WHERE user_id = ${id(name)}`), '0');
});

test('the password alone opens nothing; password and code sign in under a new key', async () => {
    const name = 'A2.adv';
    const { key } = await setUp(name);
    const waiting = await half(name);
    assert.equal(cookie(waiting.client, 'sid'), undefined);
    assert.ok(cookie(waiting.client, 'pre'));
    for (const path of ['/me', '/accounts', `/${world.accounts.A2.id}/inbox`, `/${world.accounts.A2.id}/send`]) assert.equal(pathOf(await waiting.client.get(path)), '/sign-in', path);
    const before_ = audited('sign-in.ok', name);
    const entered = await enter(waiting, codeOf(key));
    assert.equal(entered.status, 303, words(entered.text));
    assert.equal(pathOf(entered), '/me');
    assert.equal(cookie(waiting.client, 'pre'), undefined, 'the half is gone');
    assert.equal((await waiting.client.get('/me')).status, 200);
    assert.equal(audited('sign-in.ok', name), before_ + 1);
    assert.equal(one(`SELECT COUNT(*) FROM half WHERE user_id = ${id(name)}`), '0');
    const wrong = await half(name);
    unstep(name);
    assert.equal((await enter(wrong, '000000')).status, 422);
    assert.equal(audited('totp.fail', name), 1);
});

test('a preset session cookie does not survive the code', async () => {
    const name = 'A2.b1';
    const { key } = await setUp(name);
    const planted = randomBytes(32).toString('base64url');
    const entered = await half(name);
    entered.client.cookies.set(entered.client.cookieName('sid'), planted);
    assert.equal((await enter(entered, codeOf(key))).status, 303);
    assert.notEqual(cookie(entered.client, 'sid'), planted);
    const thief = new Client();
    thief.cookies.set(thief.cookieName('sid'), planted);
    assert.equal(pathOf(await thief.get('/me')), '/sign-in');
});

test('a code is taken once, by one of thirty at once', async () => {
    const name = 'A.adv';
    const { key } = await setUp(name);
    const all = [];
    for (let i = 0; i < 30; i++) all.push(await half(name));
    forgive();
    const statuses = await Promise.all(all.slice(0, 10).map(async (one_) => (await enter(one_, codeOf(key))).status));
    forgive();
    statuses.push(...await Promise.all(all.slice(10, 20).map(async (one_) => (await enter(one_, codeOf(key))).status)));
    forgive();
    statuses.push(...await Promise.all(all.slice(20).map(async (one_) => (await enter(one_, codeOf(key))).status)));
    assert.equal(statuses.filter((status) => status === 303).length, 1, statuses.join());
    forgive();
    const later = await half(name);
    assert.equal((await enter(later, codeOf(key, -1))).status, 422, 'and no earlier one after it');
    assert.equal(one(`SELECT failures FROM sign_in_failure WHERE key_hash = ${quoted(hashOf(`code ${id(name)}`))}`), '1', 'which wipes no tries out');
    forgive();
});

test('five codes of a half sign-in are looked at, the tenth destroys it, and new halves do not help', async () => {
    const name = 'A.b1';
    const { key } = await setUp(name);
    const waiting = await half(name);
    const looked = audited('totp.fail', name);
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await enter(waiting, '000000')).status);
    assert.deepEqual(statuses, Array(5).fill(422));
    assert.equal((await enter(waiting, codeOf(key))).status, 429, 'not even the right one');
    for (let i = 0; i < 4; i++) await enter(waiting, '000000');
    assert.equal(one(`SELECT COUNT(*) FROM half WHERE user_id = ${id(name)}`), '0');
    assert.equal(pathOf(await enter(waiting, codeOf(key))), '/sign-in');
    assert.equal(audited('totp.fail', name), looked + 5);
    forgive();
    for (let i = 0; i < (deep ? 100 : 4); i++) {
        const again = new Client();
        const answer = await again.send(await again.get('/sign-in'), '/sign-in', { email: who(name).email, password: PASSWORD });
        if (answer.status !== 303) continue;
        const page = await again.get('/sign-in/code');
        for (let k = 0; k < 10; k++) await enter({ client: again, page }, '000000');
    }
    assert.ok(audited('totp.fail', name) - looked - 5 <= 12, `${audited('totp.fail', name) - looked - 5} of a thousand are looked at`);
    forgive();
});

test('a half sign-in lasts five minutes, and ends with suspension', async () => {
    const name = 'A.b2';
    const { key } = await setUp(name);
    const waiting = await half(name);
    sql(`UPDATE half SET ends_at = ends_at - INTERVAL 300 SECOND WHERE user_id = ${id(name)}`);
    assert.equal(pathOf(await enter(waiting, codeOf(key))), '/sign-in');
    const other = await half(name);
    sql(`UPDATE user SET suspended = 1 WHERE user_id = ${id(name)}`);
    assert.equal(pathOf(await enter(other, codeOf(key))), '/sign-in');
    sql(`UPDATE user SET suspended = 0 WHERE user_id = ${id(name)}`);
});

test('a recovery code signs in once, in any spelling, and mail tells of it', async () => {
    const name = 'A2.adm';
    const { codes } = await setUp(name);
    const loud = codes[0].replaceAll('-', ' ').toUpperCase();
    assert.equal((await enter(await half(name), loud)).status, 303);
    assert.deepEqual([audited('recovery.use', name), mails('recovery-used', name)], [1, 1]);
    assert.equal((await enter(await half(name), codes[0])).status, 422, 'not twice');
    assert.equal((await enter(await half(name), 'aaaa-aaaa-aaaa-aaaa')).status, 422);
    const waiting = await Promise.all(Array.from({ length: 8 }, () => half(name)));
    forgive();
    const statuses = await Promise.all(waiting.map(async (one_) => (await enter(one_, codes[1])).status));
    assert.equal(statuses.filter((status) => status === 303).length, 1, statuses.join());
    forgive();
});

test('new recovery codes end the old ones', async () => {
    const name = 'A1.adm';
    const { client, codes } = await setUp(name);
    const page = await client.get('/me/two-step');
    const renewed = await client.send(page, '/me/two-step/codes');
    assert.equal(renewed.status, 200, words(renewed.text));
    assert.equal(shownCodes(renewed.text).filter((code) => codes.includes(code)).length, 0);
    assert.equal((await enter(await half(name), codes[0])).status, 422);
    assert.equal((await enter(await half(name), shownCodes(renewed.text)[0])).status, 303);
    assert.equal(audited('recovery.make', name), 1);
});

test('a short password opens nothing once the operator has taken the code away', async () => {
    const name = 'B1.b1';
    const { client } = await setUp(name);
    assert.equal((await client.send(await client.get('/me/password'), '/me/password', { current: PASSWORD, password: 'q7Lm2zRw' })).status, 303);
    sql(`UPDATE user SET two_step = 0 WHERE user_id = ${id(name)}; DELETE FROM totp WHERE user_id = ${id(name)}; DELETE FROM recovery_code WHERE user_id = ${id(name)}`);
    const enters = async (password) => { forgive(); const one = new Client(); return one.send(await one.get('/sign-in'), '/sign-in', { email: who(name).email, password }); };
    const refused = await enters('q7Lm2zRw');
    assert.equal(refused.status, 422);
    assert.match(words(refused.text), /at least 15 characters/);
    assert.equal(audited('sign-in.fail', name), 1);
    assert.doesNotMatch(words((await enters('q7Lm2zRx')).text), /at least 15 characters/, 'who does not know it learns nothing');
});

test('turning it off takes password and code, and a long password', async () => {
    const name = 'B1.adv';
    const { client, key, codes } = await setUp(name);
    const off = async (fields) => client.send(await client.get('/me/two-step/off'), '/me/two-step/off', fields);
    forgive();
    assert.equal((await off({ password: 'wrong horse battery', code: codeOf(key) })).status, 422);
    assert.equal((await off({ password: PASSWORD, code: '000000' })).status, 422);
    const failed = audited('totp.fail', name);
    assert.match(words((await off({ password: PASSWORD, code: 'aaaa-aaaa-aaaa-aaaa' })).text), /That code is not right/);
    assert.equal(audited('totp.fail', name), failed + 1);
    assert.equal(one(`SELECT two_step FROM user WHERE user_id = ${id(name)}`), '1');
    const short = await client.send(await client.get('/me/password'), '/me/password', { current: PASSWORD, password: 'q7Lm2zRw' });
    assert.equal(short.status, 303, 'eight characters will do with a code');
    const refused = await off({ password: 'q7Lm2zRw', code: codeOf(key) });
    assert.equal(refused.status, 422);
    assert.match(words(refused.text), /Without a code a password needs 15 characters/);
    assert.equal((await client.send(await client.get('/me/password'), '/me/password', { current: 'q7Lm2zRw', password: 'q7Lm2zR' })).status, 422, 'seven will not');
    assert.equal((await client.send(await client.get('/me/password'), '/me/password', { current: 'q7Lm2zRw', password: 'seven wet garden boots' })).status, 303);
    const done = await off({ password: 'seven wet garden boots', code: codes[3] });
    assert.equal(done.status, 303, words(done.text));
    assert.equal(one(`SELECT two_step FROM user WHERE user_id = ${id(name)}`), '0');
    assert.equal(one(`SELECT (SELECT COUNT(*) FROM totp WHERE user_id = ${id(name)}) + (SELECT COUNT(*) FROM recovery_code WHERE user_id = ${id(name)})`), '0');
    assert.deepEqual([audited('totp.off', name), mails('totp-changed', name)], [1, 2]);
    assert.match(words((await client.get('/me/two-step')).text), /It is off/);
});
