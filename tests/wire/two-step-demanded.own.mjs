// two-step-demanded.own.mjs: whose role demands a code sets it up before anything else
//
// Requirement AU-10. An instance of its own, as it ships: two_step_parents is on. The
// Administrator comes in by the link that `branchline account create` prints.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';

import { instanceUp } from '../kit/instance.mjs';
import { Client, words } from '../kit/portal.mjs';
import { codeOf, shownKey } from '../kit/totp.mjs';

const PASSWORD = 'seven wet garden boots';
let rig;
let ruth; // { client, key }

before(async () => { rig = await instanceUp('two-step', { settings: { two_step_parents: 'on' } }); });
after(() => rig?.down());

const pathOf = (answer) => new URL(answer.location ?? answer.headers['hx-redirect'], rig.url).pathname;

async function signIn(email) {
    rig.sql('DELETE FROM sign_in_failure');
    const client = new Client({ at: rig.url });
    return { client, answer: await client.send(await client.get('/sign-in'), '/sign-in', { email, password: PASSWORD }) };
}

/* Somebody with Ruth's password and a role in an account. */
function person(name, account, role) {
    const email = `${name}@rig.example`;
    rig.sql(`INSERT INTO user (email, name, password, zone, verified, added_at) SELECT '${email}', '${name}', u.password, u.zone, 1, u.added_at FROM user u WHERE u.email = 'ruth@rig.example';
        INSERT INTO membership (root_id, account_id, user_id, role, added_at) SELECT a.root_id, a.account_id, u.user_id, '${role}', UTC_TIMESTAMP(6) FROM account a, user u WHERE a.account_id = ${account} AND u.email = '${email}'`);
    return email;
}

const isFree = async (client) => pathOf(await client.get('/')) !== '/me/two-step' && (await client.get('/me')).status === 200;
const isHalf = async (client) => pathOf(await client.get('/me')) === '/me/two-step';

test('a parent’s new Administrator gets no further than to setting it up, in every program', async () => {
    const { text } = await rig.tool('account', 'create', '--name', 'Fern Gully', '--country', 'AU', '--zone', 'Australia/Sydney', '--email', 'ruth@rig.example');
    const client = new Client({ at: rig.url });
    await client.get(/\/invite\/\S+/.exec(text)[0]);
    const joined = await client.send(await client.get('/invite'), '/invite', { name: 'Ruth Rig', password: PASSWORD });
    assert.equal(joined.status, 303, words(joined.text));
    const account = rig.one("SELECT account_id FROM membership m JOIN user u USING (user_id) WHERE u.email = 'ruth@rig.example'");
    for (const path of ['/me', '/me/password', '/me/email', '/me/sessions', '/accounts', `/${account}/inbox`, `/${account}/all/inbox`, `/${account}/send`, `/${account}/audit`]) {
        assert.equal(pathOf(await client.get(path)), '/me/two-step', path);
    }
    const live = await client.get(`/${account}/inbox/changes?since=0`, { headers: { 'hx-request': 'true' } });
    assert.equal(live.status, 401);
    assert.equal(live.headers['hx-redirect'], '/me/two-step');
    assert.equal((await client.post(`/${account}/send`, { token: 'x' })).status, 303);
    const page = await client.get('/me/two-step');
    assert.equal(page.status, 200);
    assert.match(words(page.text), /Set up two-step sign-in first/);
    await client.send(page, '/me/two-step');
    const shown = await client.get('/me/two-step/set-up');
    const key = shownKey(shown.text);
    assert.equal((await client.send(shown, '/me/two-step/set-up', { code: codeOf(key) })).status, 200);
    for (const path of ['/me', '/accounts', `/${account}/inbox`, `/${account}/send`]) assert.equal((await client.get(path)).status, 200, path);
    ruth = { client, key, account };
});

test('whoever leaves instead can, and is asked again', async () => {
    const email = person('otto', ruth.account, 'administrator');
    const { client, answer } = await signIn(email);
    assert.equal(answer.status, 303);
    assert.ok(await isHalf(client));
    assert.equal((await client.send(await client.get('/me/two-step'), '/sign-out')).status, 303);
    assert.ok(await isHalf((await signIn(email)).client));
});

test('other roles may, and need not; nor does a sub-account’s Administrator', async () => {
    rig.sql(`INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at) VALUES (${ruth.account}, 900, 'Twig', 'postpaid', 'AU', 'Australia/Sydney', 2, UTC_TIMESTAMP(6));
        INSERT INTO inbox_count (root_id, account_id, scope) VALUES (${ruth.account}, 900, 'account')`);
    for (const [name, account, role] of [['anna', ruth.account, 'advanced'], ['bert', ruth.account, 'basic'], ['carl', 900, 'administrator']]) {
        assert.ok(await isFree((await signIn(person(name, account, role))).client), name);
    }
});

test('an account’s setting goes before the operator’s word, and a lock before that', async () => {
    const set = (account, value, locks = '') => rig.sql(`REPLACE INTO setting (root_id, account_id, two_step, locks) VALUES (${ruth.account}, ${account}, ${value ? `'${value}'` : 'NULL'}, '${locks}')`);
    const half = async (name) => isHalf((await signIn(`${name}@rig.example`)).client);
    set(ruth.account, 'optional');
    assert.equal(await half('otto'), false, 'the parent has decided otherwise');
    set(900, 'required');
    assert.equal(await half('carl'), true, 'and the sub-account');
    set(ruth.account, 'optional', 'two_step');
    assert.equal(await half('carl'), false, 'but not over a lock');
    set(ruth.account, 'required');
    set(900, null);
    assert.deepEqual([await half('otto'), await half('carl'), await half('anna')], [true, true, false], 'it is handed down to Administrators');
    rig.sql('DELETE FROM setting');
});

test('a setting holds for those who are signed in already', async () => {
    const { client } = await signIn('otto@rig.example');
    const choose = async (value, extra = {}) => {
        rig.sql('UPDATE totp SET step = 0; DELETE FROM sign_in_failure');
        const page = await ruth.client.get(`/${ruth.account}/settings/sign-in`);
        const done = await ruth.client.send(page, `/${ruth.account}/settings/sign-in`, { two_step: value, ...extra });
        assert.equal(done.status, 303, words(done.text));
    };
    assert.ok(await isHalf(client), 'the operator asks for it');
    await choose('optional');
    assert.ok(await isFree(client), 'the account no longer');
    await choose('required');
    assert.ok(await isHalf(client), 'and again');
    rig.sql('DELETE FROM setting');
});

test('whoever rises by an invitation is asked for it at once', async () => {
    const { client } = await signIn('carl@rig.example');
    assert.ok(await isFree(client), 'a sub-account’s Administrator need not');
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest('hex');
    rig.sql(`INSERT INTO invite (root_id, made_in, token_hash, email, made_at, ends_at)
            VALUES (${ruth.account}, ${ruth.account}, x'${hash}', 'carl@rig.example', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY);
        INSERT INTO invite_grant (root_id, account_id, invite_id, role) SELECT i.root_id, i.root_id, i.invite_id, 'administrator' FROM invite i WHERE i.token_hash = x'${hash}'`);
    await client.get(`/invite/${token}`);
    const taken = await client.send(await client.get('/invite'), '/invite');
    assert.equal(taken.status, 303, words(taken.text));
    assert.equal(rig.one(`SELECT role FROM membership m JOIN user u USING (user_id) WHERE u.email = 'carl@rig.example' AND m.account_id = ${ruth.account}`), 'administrator');
    assert.ok(await isHalf(client), 'the parent’s Administrator must');
});

test('whoever’s role asks for it no longer is let on with the next click', async () => {
    const { client } = await signIn('otto@rig.example');
    assert.ok(await isHalf(client));
    const otto = rig.one("SELECT user_id FROM user WHERE email = 'otto@rig.example'");
    const turn = async (was, role) => {
        const done = await ruth.client.send(await ruth.client.get(`/${ruth.account}/users/${otto}`), `/${ruth.account}/users/${otto}/role`, { was, role, sure: '1' });
        assert.match(done.location ?? words(done.text), /done=role/);
    };
    await turn('administrator', 'advanced');
    assert.ok(await isFree(client));
    await turn('advanced', 'administrator');
    assert.ok(await isHalf(client));
});

test('whoever turns it off is asked for it at once, on every browser', async () => {
    rig.sql('UPDATE totp SET step = 0; DELETE FROM sign_in_failure');
    const turn = async (password) => ruth.client.send(await ruth.client.get('/me/two-step/off'), '/me/two-step/off', { password, code: codeOf(ruth.key) });
    const set = async (current, password) => {
        const done = await ruth.client.send(await ruth.client.get('/me/password'), '/me/password', { current, password });
        assert.equal(done.status, 303, words(done.text));
    };
    await set(PASSWORD, 'q7Lm2zRw');
    assert.match(words((await turn('q7Lm2zRw')).text), /Without a code a password needs 15 characters/);
    await set('q7Lm2zRw', PASSWORD);
    const other = rig.client(Number(rig.one("SELECT user_id FROM user WHERE email = 'ruth@rig.example'")));
    assert.equal((await other.get('/me')).status, 200);
    const off = await turn(PASSWORD);
    assert.equal(off.status, 303, words(off.text));
    assert.ok(await isHalf(ruth.client));
    assert.ok(await isHalf(other));
});

test('the operator lets in who has lost phone and codes, and the log says so', async () => {
    const id = rig.one("SELECT user_id FROM user WHERE email = 'ruth@rig.example'");
    const { client } = await signIn('ruth@rig.example');
    await client.send(await client.get('/me/two-step'), '/me/two-step');
    const page = await client.get('/me/two-step/set-up');
    assert.equal((await client.send(page, '/me/two-step/set-up', { code: codeOf(shownKey(page.text)) })).status, 200);
    const off = (email) => rig.tool('two-step', 'off', '--email', email);
    assert.deepEqual([(await off('nobody@rig.example')).status, (await off('anna@rig.example')).status, (await off('rüth@rig.example')).status], [1, 1, 1]);
    const mails = () => rig.sql("SELECT kind, to_email FROM mail WHERE mail_id > " + last).map((row) => Object.values(row).join(' '));
    const last = rig.one('SELECT IFNULL(MAX(mail_id), 0) FROM mail');
    rig.sql("CREATE TRIGGER mail_full BEFORE INSERT ON mail FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'planted'");
    assert.equal((await off('ruth@rig.example')).status, 1);
    rig.sql('DROP TRIGGER mail_full');
    assert.equal(rig.one(`SELECT two_step FROM user WHERE user_id = ${id}`), '1', 'who can’t be told of it keeps it');
    const done = await off('ruth@rig.example');
    assert.equal(done.status, 0, done.text);
    assert.deepEqual(mails(), ['totp-changed ruth@rig.example'], 'told once');
    assert.equal(pathOf(await client.get('/me')), '/sign-in', 'signed out everywhere');
    assert.equal(rig.one(`SELECT user_name FROM audit WHERE action = 'totp.off' AND user_id = ${id} ORDER BY seq DESC LIMIT 1`), 'Operator');
    assert.ok(await isHalf((await signIn('ruth@rig.example')).client), 'and asked for it anew');
});
