// guard-sessions.test.mjs: a session is one person's, for as long as it lasts, and obeys at once
//
// Requirements SE-01, SE-03 to SE-08, SE-11; product.md section 3 (roles, suspension and
// removal take effect on the next request). Time is aged in the table, by the database's clock.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';

import { one, quoted, sessionsOf, sql } from '../kit/database.mjs';
import { Client } from '../kit/portal.mjs';
import { tokenFor } from '../kit/routes.mjs';
import { seed } from '../kit/world.mjs';

const PASSWORD = 'green bulbs in april';
let world;

before(() => { world = seed(); });

const who = (name) => world.users[name];
const hashOf = (token) => createHash('sha256').update(token).digest();

async function signIn(name, client = new Client()) {
    const answer = await client.send(await client.get('/sign-in'), '/sign-in', { email: who(name).email, password: PASSWORD });
    assert.equal(answer.status, 303, answer.text.slice(0, 300));
    return client;
}

const sid = (client) => client.cookies.get(client.cookieName('sid'));
const isIn = async (client, path = '/me') => (await client.get(path)).status === 200;

test('the tables hold the hash of a session’s key, never the key', async () => {
    const client = await signIn('A1.adv');
    const [token, device] = ['sid', 'device'].map((word) => client.cookies.get(client.cookieName(word)));
    assert.equal(one(`SELECT COUNT(*) FROM session WHERE id_hash = ${quoted(hashOf(token))}`), '1');
    assert.equal(one(`SELECT COUNT(*) FROM device WHERE token_hash = ${quoted(hashOf(device))}`), '1');
    for (const { t, c } of sql("SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'branchline' AND data_type IN ('char', 'varchar', 'text', 'blob', 'binary', 'varbinary')")) {
        for (const secret of [token, device]) {
            const raw = Buffer.from(secret, 'base64url');
            assert.equal(one(`SELECT COUNT(*) FROM \`${t}\` WHERE LOCATE(${quoted(Buffer.from(secret))}, CAST(\`${c}\` AS BINARY)) > 0 OR LOCATE(${quoted(raw)}, CAST(\`${c}\` AS BINARY)) > 0`), '0', `${t}.${c}`);
        }
    }
});

test('signing in gives a new key and ends the one that was brought', async () => {
    const client = new Client();
    const planted = 'A'.repeat(43);
    client.cookies.set(client.cookieName('sid'), planted);
    await signIn('A1.adv', client);
    assert.notEqual(sid(client), planted, 'a planted key is not taken over');
    const first = sid(client);
    const other = new Client();
    other.cookies.set(other.cookieName('sid'), first);
    const page = await new Client().get('/sign-in');
    assert.equal(page.status, 200);
    const answer = await client.post('/sign-in', { email: who('A1.adv').email, password: PASSWORD, next: '', token: tokenFor({ hash: hashOf(first), salt: Buffer.from(one(`SELECT HEX(form_salt) FROM session WHERE id_hash = ${quoted(hashOf(first))}`), 'hex') }, '/sign-in') });
    assert.equal(answer.status, 303);
    assert.notEqual(sid(client), first);
    assert.equal(await isIn(client), true);
    assert.equal(await isIn(other), false, 'the old one is dead at once');
});

test('a session idles for 30 minutes and lasts 12 or 24 hours, by the database’s clock', async () => {
    const [session] = sessionsOf([who('A1.adv').id]);
    const set = (column, words) => sql(`UPDATE session SET seen_at = UTC_TIMESTAMP(6), ends_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE id_hash = ${quoted(session.hash)}; UPDATE session SET ${column} = UTC_TIMESTAMP(6) ${words} WHERE id_hash = ${quoted(session.hash)}`);
    for (const [column, words, alive] of [['seen_at', '- INTERVAL 1798 SECOND', true], ['seen_at', '- INTERVAL 1801 SECOND', false], ['ends_at', '+ INTERVAL 3 SECOND', true], ['ends_at', '- INTERVAL 1 SECOND', false]]) {
        set(column, words);
        assert.equal(await isIn(session.client), alive, `${column} ${words}`);
    }
    set('seen_at', '- INTERVAL 61 SECOND');
    await session.client.get(`/${world.accounts.A1.id}/inbox/changes?since=0`, { headers: { 'hx-request': 'true' } });
    const age = () => Number(one(`SELECT TIMESTAMPDIFF(SECOND, seen_at, UTC_TIMESTAMP(6)) FROM session WHERE id_hash = ${quoted(session.hash)}`));
    assert.ok(age() >= 61, 'a poll by script does not prolong it');
    await session.client.get('/me');
    assert.ok(age() < 5, 'a page does');
    for (const [name, hours] of [['A1.adm', 12], ['A1.adv', 24], ['A1.b1', 24]]) {
        const client = await signIn(name);
        assert.equal(one(`SELECT ROUND(TIMESTAMPDIFF(SECOND, made_at, ends_at) / 3600) FROM session WHERE id_hash = ${quoted(hashOf(sid(client)))}`), String(hours), name);
    }
});

test('leaving, suspension and being ended hold on the next request, in every program', async () => {
    const paths = ['/me', `/${world.accounts.A1.id}/inbox`, `/${world.accounts.A1.id}/send`];
    const both = async (end) => {
        const [here, there] = sessionsOf([who('A1.adv').id, who('A1.adv').id]);
        for (const { client } of [here, there]) for (const path of paths) assert.equal(await isIn(client, path), true, path);
        await end(here, there);
        return Promise.all([here, there].map(async ({ client }) => (await Promise.all(paths.map((path) => isIn(client, path)))).join()));
    };
    const [yes, no] = ['true,true,true', 'false,false,false'];
    assert.deepEqual(await both(async (here) => { assert.equal((await here.client.send(await here.client.get('/me'), '/sign-out')).status, 303); }), [no, yes]);
    assert.deepEqual(await both(async (here, there) => {
        const id = one(`SELECT session_id FROM session WHERE id_hash = ${quoted(there.hash)}`);
        const answer = await here.client.send(await here.client.get('/me/sessions'), `/me/sessions/${id}/end`);
        assert.equal(answer.location.endsWith('/me/sessions?done=ended'), true);
    }), [yes, no]);
    assert.deepEqual(await both(async (here) => { await here.client.send(await here.client.get('/me/sessions'), '/me/sessions/end-others'); }), [yes, no]);
    assert.deepEqual(await both(async () => { sql(`UPDATE user SET suspended = 1 WHERE user_id = ${who('A1.adv').id}`); }), [no, no]);
    sql(`UPDATE user SET suspended = 0 WHERE user_id = ${who('A1.adv').id}`);
});

test('somebody sees their own sessions, and ends no other’s', async () => {
    const [mine, other] = sessionsOf([who('A2.adv').id, who('A2.adm').id]);
    sql(`UPDATE session SET agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', address = '203.0.113.9' WHERE id_hash = ${quoted(mine.hash)}`);
    const page = await mine.client.get('/me/sessions');
    assert.match(page.text, /Firefox on Linux/);
    assert.match(page.text, /203\.0\.113\.9/);
    const theirs = one(`SELECT session_id FROM session WHERE id_hash = ${quoted(other.hash)}`);
    assert.ok(!page.text.includes(`/me/sessions/${theirs}/end`));
    const answer = await mine.client.post(`/me/sessions/${theirs}/end`, { token: tokenFor(mine, '/me/sessions/:id/end') });
    assert.equal(answer.status, 404);
    assert.equal(await isIn(other.client), true);
});

test('role, account and suspension are read anew on each request', async () => {
    const { A1, A2, B1 } = world.accounts;
    const [{ client }] = sessionsOf([who('A2.b2').id]);
    const status = async (path) => (await client.get(path)).status;
    const role = (word) => sql(`UPDATE membership SET role = '${word}' WHERE account_id = ${A2.id} AND user_id = ${who('A2.b2').id}`);
    const open = world.conversations.find(({ account, key }) => account === A2 && key === 'done').id;
    assert.equal(await status(`/${A2.id}/inbox/${open}`), 404, 'a Basic user');
    role('advanced');
    assert.equal(await status(`/${A2.id}/inbox/${open}`), 200, 'now an Advanced user');
    role('basic');
    assert.equal(await status(`/${A2.id}/inbox/${open}`), 404, 'and no more');
    for (const [path, cookie] of [[`/${A1.id}/inbox`, 'role=administrator'], [`/${B1.id}/inbox?role=administrator`, `account=${B1.id}`]]) {
        assert.equal((await client.get(path, { headers: { cookie: `${[...client.cookies].map((pair) => pair.join('=')).join('; ')}; ${cookie}` } })).status, 404, path);
    }
    sql(`UPDATE account SET state = 'suspended' WHERE account_id = ${A2.id}`);
    assert.equal(await status(`/${A2.id}/inbox`), 403);
    sql(`UPDATE account SET state = 'active' WHERE account_id = ${A2.id}`);
    assert.equal(await status(`/${A2.id}/inbox`), 200);
    sql(`DELETE FROM membership WHERE account_id = ${A2.id} AND user_id = ${who('A2.b2').id}`);
    assert.equal(await status(`/${A2.id}/inbox`), 404, 'removed');
    sql(`UPDATE account SET state = 'suspended' WHERE account_id = ${world.accounts.B.id}`);
    const [{ client: below }] = sessionsOf([who('B1.adv').id]);
    assert.equal((await below.get(`/${B1.id}/inbox`)).status, 403, 'with its parent');
    sql(`UPDATE account SET state = 'active' WHERE account_id = ${world.accounts.B.id}`);
});

test('two session cookies in one request are none', async () => {
    const [one_, two] = sessionsOf([who('A1.adv').id, who('A1.adm').id]);
    const name = one_.client.cookieName('sid');
    for (const cookie of [`${name}=${one_.token}; ${name}=${two.token}`, `${name}=${one_.token}; ${name}=${one_.token}`, `${name}=; ${name}=${one_.token}`, [`${name}=${one_.token}`, `${name}=${two.token}`], [`${name}=${one_.token}`, `${name}=x`]]) {
        const answer = await new Client().get('/me', { headers: { cookie } });
        assert.equal(answer.status, 303, JSON.stringify(cookie).replaceAll(one_.token, '…'));
    }
    for (const value of ['', 'x', one_.token.slice(1), `${one_.token}A`, one_.token.toLowerCase() === one_.token ? 'x' : one_.token.toLowerCase(), `"${one_.token}"`, '%41'.repeat(20)]) {
        assert.equal((await new Client().get('/me', { headers: { cookie: `${name}=${value}` } })).status, 303, 'an odd value');
    }
    assert.equal((await new Client().get('/me', { headers: { cookie: `other=1; ${name}=${one_.token}; last=2` } })).status, 200);
});

test('a person has 20 sessions, and the oldest ends', async () => {
    const sessions = [];
    for (let i = 0; i < 25; i++) sessions.push(await signIn('A2.adm'));
    const alive = await Promise.all(sessions.map((client) => isIn(client)));
    assert.deepEqual(alive, [...Array(5).fill(false), ...Array(20).fill(true)]);
    assert.equal(one(`SELECT COUNT(*) FROM session WHERE user_id = ${who('A2.adm').id}`), '20');
});
