// profile.test.mjs: one's own login: details, password, and the password asked for once more
//
// Requirements AU-01, AU-14, AU-16, SE-03, SE-05, BR-10. Passwords are hashed here, so each
// test is sparing with them. Time is aged in the table, by the database's clock.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';

import { one, quoted, sessionOf, sql } from '../kit/database.mjs';
import { Client, words } from '../kit/portal.mjs';
import { seed } from '../kit/world.mjs';

const PASSWORD = 'green bulbs in april';
const NEXT = 'seven wet garden boots';
let world;

before(() => { world = seed(); });

const who = (name) => world.users[name];
const sid = (client) => client.cookies.get(client.cookieName('sid'));
const hashOf = (token) => createHash('sha256').update(token).digest();
const isIn = async (client) => (await client.get('/me')).status === 200;
const mails = (kind, name) => Number(one(`SELECT COUNT(*) FROM mail WHERE kind = ${quoted(kind)} AND to_email = ${quoted(who(name).email)}`));
const audited = (action, name) => Number(one(`SELECT COUNT(*) FROM audit WHERE action = ${quoted(action)} AND user_id = ${who(name).id}`));
const age = ({ client }, seconds = 301) => sql(`UPDATE session SET auth_at = auth_at - INTERVAL ${seconds} SECOND WHERE id_hash = ${quoted(hashOf(sid(client)))}`);

async function signIn(name, password = PASSWORD, client = new Client()) {
    sql('DELETE FROM sign_in_failure');
    const answer = await client.send(await client.get('/sign-in'), '/sign-in', { email: who(name).email, password });
    return { client, answer };
}

const details = (client, fields) => client.get('/me/profile').then((page) => client.send(page, '/me/profile', { name: 'Quill Example', zone: 'Europe/London', language: 'en-GB', ...fields }));

test('name, zone, language and notifications are kept, and the zone holds at once', async () => {
    const { client } = sessionOf(who('A1.adv').id);
    assert.equal((await details(client, { notify_replies: '1' })).location.replace(/^.*(?=\/me)/, ''), '/me?done=saved');
    const row = sql(`SELECT was, became FROM audit WHERE action = 'profile.change' AND user_id = ${who('A1.adv').id}`);
    assert.deepEqual(row, [{ was: `${who('A1.adv').title}, Australia/Sydney, en-AU`, became: 'Quill Example, Europe/London, en-GB, mail about replies' }]);
    assert.deepEqual(sql(`SELECT name, zone, language, notify_replies, notify_failures FROM user WHERE user_id = ${who('A1.adv').id}`),
        [{ name: 'Quill Example', zone: 'Europe/London', language: 'en-GB', notify_replies: '1', notify_failures: '0' }]);
    const page = words((await client.get('/me?done=saved')).text);
    for (const word of ['Saved.', 'Quill Example', 'Europe/London', 'English (United Kingdom)', 'Answers to what you sent.']) assert.ok(page.includes(word), word);
    assert.equal((await details(client, {})).status, 303);
    assert.equal(one(`SELECT notify_replies FROM user WHERE user_id = ${who('A1.adv').id}`), '0', 'a box that is not ticked is not sent');
});

test('what is wrong with details is said beside the field, and nothing is saved', async () => {
    const { client } = sessionOf(who('A1.adv').id);
    const before_ = one(`SELECT CONCAT_WS('|', name, zone, language) FROM user WHERE user_id = ${who('A1.adv').id}`);
    for (const [fields, at] of [[{ name: '  ' }, 'name'], [{ name: 'x'.repeat(121) }, 'name'], [{ zone: 'Mars/Olympus' }, 'zone'], [{ zone: 'GMT+3' }, 'zone'], [{ language: 'tlh' }, 'language']]) {
        const answer = await details(client, fields);
        assert.equal(answer.status, 422, JSON.stringify(fields));
        assert.match(answer.text, new RegExp(`id="${at}-fault"`));
        assert.match(answer.text, new RegExp(`aria-describedby="[^"]*${at}-fault[^"]*" aria-invalid="true"`));
    }
    for (const fields of [{ notify_replies: '2' }, { user_id: '1' }, { email: 'x@canary.example' }]) assert.equal((await details(client, fields)).status, 400, JSON.stringify(fields));
    assert.equal(one(`SELECT CONCAT_WS('|', name, zone, language) FROM user WHERE user_id = ${who('A1.adv').id}`), before_);
});

test('a new password ends all other sessions, renews this one, tells by mail and is audited', async () => {
    const name = 'A2.adv';
    const { client } = await signIn(name);
    const others = [sessionOf(who(name).id), sessionOf(who(name).id)];
    const old = sid(client);
    const send = async (current, password) => client.send(await client.get('/me/password'), '/me/password', { current, password });
    for (const [current, password, at] of [['wrong horse battery', NEXT, 'current'], [PASSWORD, 'too short', 'password'], [PASSWORD, PASSWORD, 'password'], [PASSWORD, 'passwordpassword', 'password']]) {
        const refused = await send(current, password);
        assert.equal(refused.status, 422);
        assert.match(refused.text, new RegExp(`id="${at}-fault"`));
        assert.ok(!refused.text.includes(password) && !refused.text.includes(current), 'what was typed does not come back');
    }
    assert.equal(audited('confirm.fail', name), 1);
    assert.equal(sid(client), old);
    const changed = await send(PASSWORD, NEXT);
    assert.equal(changed.status, 303, words(changed.text));
    assert.notEqual(sid(client), old, 'a new key');
    assert.ok(await isIn(client));
    for (const { client: other } of others) assert.equal((await other.get('/me')).status, 303, 'and the others are out');
    const before_ = new Client();
    before_.cookies.set(before_.cookieName('sid'), old);
    assert.equal(await isIn(before_), false, 'the old key too');
    assert.equal(mails('password-changed', name), 1);
    assert.equal(audited('password.change', name), 1);
    assert.equal((await signIn(name)).answer.status, 422);
    assert.equal((await signIn(name, NEXT)).answer.status, 303);
});

test('of two new passwords at once one is taken', async () => {
    const name = 'A1.b1';
    const { client } = await signIn(name);
    const page = await client.get('/me/password');
    const statuses = await Promise.all(['five calm river stones', 'nine loud market birds'].map(async (password) => {
        const twin = new Client();
        for (const [key, value] of client.cookies) twin.cookies.set(key, value);
        return (await twin.send(page, '/me/password', { current: PASSWORD, password })).status;
    }));
    assert.equal(statuses.filter((status) => status === 303).length, 1, statuses.join());
    assert.equal(audited('password.change', name), 1);
});

test('whoever tries passwords from a stolen session is slowed down', async () => {
    const session = sessionOf(who('A2.b1').id);
    sql('DELETE FROM sign_in_failure');
    age(session);
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await session.client.send(await session.client.get('/me/confirm'), '/me/confirm', { password: `wrong number ${i}` })).status);
    assert.deepEqual(statuses.slice(0, 10), Array(10).fill(422));
    assert.ok(statuses.includes(429), statuses.join());
    assert.equal((await signIn('A2.b1')).answer.status, 303, 'and the person outside is not');
    sql('DELETE FROM sign_in_failure');
});

test('the password once more makes a session fresh under a new key, and leads back', async () => {
    const session = sessionOf(who('A2.adm').id);
    const { client } = session;
    const [ends, old] = [one(`SELECT ends_at FROM session WHERE id_hash = ${quoted(hashOf(sid(client)))}`), sid(client)];
    assert.equal((await client.get('/me/confirm?next=%2Fme%2Fprofile')).location.replace(/^http:\/\/[^/]*/, ''), '/me/profile', 'who is fresh is not asked');
    age(session);
    const page = await client.get('/me/confirm?next=%2Fme%2Fprofile%3Fa%3Db%252Fc');
    assert.equal(page.status, 200);
    const wrong = await client.send(page, '/me/confirm', { password: 'wrong horse battery' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /name="next" value="\/me\/profile\?a=b%2Fc"/, 'nothing is lost on the way');
    const right = await client.send(page, '/me/confirm', { password: PASSWORD });
    assert.equal(right.status, 303);
    assert.match(right.location, /\/me\/profile\?a=b%2Fc$/);
    assert.notEqual(sid(client), old);
    assert.ok(await isIn(client));
    assert.equal(one(`SELECT COUNT(*) FROM session WHERE id_hash = ${quoted(hashOf(old))}`), '0', 'the old key is dead');
    assert.equal(one(`SELECT ends_at FROM session WHERE id_hash = ${quoted(hashOf(sid(client)))}`), ends, 'and lasts no longer than before');
    assert.equal(one(`SELECT auth_at > UTC_TIMESTAMP(6) - INTERVAL 60 SECOND FROM session WHERE id_hash = ${quoted(hashOf(sid(client)))}`), '1');
});

const AWAY = ['//evil.example', '///evil.example', 'https://evil.example', 'http:evil.example', 'HTTPS://evil.example', '/\\evil.example', '\\\\evil.example', '/\\/evil.example', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)',
    'data:text/html,x', 'vbscript:x', 'evil.example', 'www.evil.example/', '@evil.example', '/@evil.example', '/%2f%2fevil.example', '/%5cevil.example', '/%09/evil.example', '/\t/evil.example', '/\n/evil.example', '\t//evil.example', ' //evil.example',
    '/.evil.example', '/../evil.example', '/..//evil.example', '/me/../../evil', '/me//evil', '/;@evil.example', '/me;x', '/me#frag', '/me?x=http://evil.example', '/me?x=/', '/me?x="y', '/me\u0000', '/\u2028evil', '/évil', '?next=//evil.example', '#x', '', '/me/%2e%2e/x',
    'http://localhost:1/me', '/me?x=a:b', '/-evil', '/~evil'];

test('the way back from the password leads to a page of ours, whatever is written there', async () => {
    assert.ok(AWAY.length >= 40);
    const session = sessionOf(who('A2.adm').id);
    const at = new URL(process.env.BRANCHLINE_URL).origin;
    for (const next of AWAY) {
        const answer = await session.client.get(`/me/confirm?next=${encodeURIComponent(next)}`);
        assert.ok([303, 400].includes(answer.status), `${JSON.stringify(next)}: ${answer.status}`);
        if (answer.status === 303) assert.ok([`${at}/`, '/'].includes(answer.location), `${JSON.stringify(next)} leads to ${answer.location}`);
    }
    age(session);
    for (const next of AWAY.slice(0, 12)) {
        const answer = await session.client.get(`/me/confirm?next=${encodeURIComponent(next)}`);
        assert.match(answer.text, /name="next" value="\/"/, JSON.stringify(next));
    }
    const page = await session.client.get('/me/confirm');
    const sent = await session.client.send(page, '/me/confirm', { password: PASSWORD, next: '//evil.example' });
    assert.ok([`${at}/`, '/'].includes(sent.location), sent.location);
});

test('a browser that never signed in before is told of by mail, but for the very first', async () => {
    const name = 'B1.adm';
    const first = await signIn(name);
    assert.equal(first.answer.status, 303);
    assert.equal(mails('new-device', name), 0, 'the very first');
    first.client.cookies.delete(first.client.cookieName('sid'));
    assert.equal((await signIn(name, PASSWORD, first.client)).answer.status, 303);
    assert.equal(mails('new-device', name), 0, 'the same again');
    assert.equal((await signIn(name)).answer.status, 303);
    assert.equal(mails('new-device', name), 1, 'another');
    assert.equal(audited('sign-in.ok', name), 3);
});

test('a failed sign-in is in the log of the person’s trees, or in the operator’s', async () => {
    const unknown = `${world.tag}.nobody@canary.example`;
    const outside = () => Number(one(`SELECT COUNT(*) FROM audit_outside WHERE action = 'sign-in.fail' AND object = ${quoted(unknown)}`));
    await signIn('A1.b2', 'wrong horse battery');
    const client = new Client();
    await client.send(await client.get('/sign-in'), '/sign-in', { email: unknown, password: PASSWORD });
    assert.deepEqual([audited('sign-in.fail', 'A1.b2'), outside()], [1, 1], 'written when the answer is there');
    sql('DELETE FROM sign_in_failure');
});
