// people.test.mjs: roles given and taken, people taken out, and who may
//
// Requirements TN-16, SE-06, SE-07, AU-15; product.md section 3. A parent keeps an Administrator
// of its own whoever presses what at the same moment; a change counts on the next request.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';

import { one, quoted, sessionOf, sessionsOf, sql } from '../kit/database.mjs';
import { mailFiles } from '../kit/mail.mjs';
import { Client, decode, varFolder, words } from '../kit/portal.mjs';
import { pathOf, tokenFor } from '../kit/routes.mjs';
import { until } from '../kit/smsc.mjs';
import { seed } from '../kit/world.mjs';

const deep = Boolean(process.env.BRANCHLINE_DEEP);

let world;

before(() => { world = seed(); });

const id = (name) => world.users[name].id;
const account = (key) => world.accounts[key].id;
const as = (name) => sessionOf(id(name));
const roleOf = (name, key) => one(`SELECT role FROM membership WHERE account_id = ${account(key)} AND user_id = ${id(name)}`);
const giveRole = (name, key, role) => sql(`INSERT INTO membership (root_id, account_id, user_id, role, added_at) VALUES (${world.accounts[key].rootId}, ${account(key)}, ${id(name)}, ${quoted(role)}, UTC_TIMESTAMP(6))
    ON DUPLICATE KEY UPDATE role = VALUES(role)`);
const takeRole = (name, key) => sql(`DELETE FROM membership WHERE account_id = ${account(key)} AND user_id = ${id(name)}`);
const logOf = (key) => sql(`SELECT action, object, was, became, user_id FROM audit WHERE account_id = ${account(key)} ORDER BY seq DESC LIMIT 1`)[0];

/* Press a button on a person's page, as the page would send it. */
function press(session, key, act, name, fields = {}) {
    const pattern = `/:a/users/:id/${act}`;
    return session.client.post(pathOf(pattern, { account: account(key), id: id(name) }), { token: tokenFor(session, pattern, account(key)), ...fields });
}

test('a higher role is given at once, a lower one is asked once more, and both can be undone', async () => {
    const adm = as('A1.adm');
    const up = await press(adm, 'A1', 'role', 'A1.b1', { was: 'basic', role: 'advanced' });
    assert.match(up.location, /\?done=role&was=basic$/);
    assert.equal(roleOf('A1.b1', 'A1'), 'advanced');
    assert.deepEqual(logOf('A1'), { action: 'role.change', object: `${world.users['A1.b1'].title}, ${world.users['A1.b1'].email}`, was: 'Basic user', became: 'Advanced user', user_id: String(id('A1.adm')) });
    const path = `/${account('A1')}/users/${id('A1.b1')}`;
    const flash = await adm.client.get(`${path}?done=role&was=basic`);
    assert.match(words(flash.text), /is an Advanced user in .* from now on\. Undo/);
    assert.equal((await adm.client.send(flash, `${path}/role`)).status, 303);
    assert.equal(roleOf('A1.b1', 'A1'), 'basic', 'undone');

    const ask = await press(adm, 'A1', 'role', 'A1.adv', { was: 'advanced', role: 'basic' });
    assert.equal(ask.status, 200);
    assert.match(words(ask.text), /Make .* a Basic user\?.*Lost The whole inbox/);
    assert.equal(roleOf('A1.adv', 'A1'), 'advanced', 'nothing yet');
    assert.match((await adm.client.send(ask, `/${account('A1')}/users/${id('A1.adv')}/role`)).location, /done=role/);
    assert.equal(roleOf('A1.adv', 'A1'), 'basic');
    giveRole('A1.adv', 'A1', 'advanced');
});

test('who saw another role than there is changes nothing', async () => {
    const answer = await press(as('A1.adm'), 'A1', 'role', 'A1.b1', { was: 'advanced', role: 'administrator' });
    assert.match(answer.location, /done=changed$/);
    assert.equal(roleOf('A1.b1', 'A1'), 'basic');
    for (const fields of [{ was: 'basic', role: 'owner' }, { was: 'basic', role: 'none' }, { was: 'basic', role: '' }, { was: 'basic' }, { role: 'basic' }, { was: 'basic', role: 'advanced', sure: '2' }]) {
        assert.equal((await press(as('A1.adm'), 'A1', 'role', 'A1.b1', fields)).status, 400, JSON.stringify(fields));
    }
});

test('a change counts on the next request of an open session', async () => {
    const b2 = as('A1.b2');
    const users = `/${account('A1')}/users`;
    assert.equal((await b2.client.get(users)).status, 403);
    await press(as('A1.adm'), 'A1', 'role', 'A1.b2', { was: 'basic', role: 'administrator' });
    assert.equal((await b2.client.get(users)).status, 200);
    assert.ok(Number(one(`SELECT TIMESTAMPDIFF(SECOND, made_at, ends_at) FROM session WHERE id_hash = ${quoted(b2.hash)}`)) <= 12 * 3600, 'an Administrator’s session is short');
    await press(as('A1.adm'), 'A1', 'role', 'A1.b2', { was: 'administrator', role: 'basic', sure: '1' });
    assert.equal((await b2.client.get(users)).status, 403);
    await press(as('A1.adm'), 'A1', 'remove', 'A1.b2', { was: 'basic' });
    assert.equal((await b2.client.get(`/${account('A1')}/inbox`)).status, 404, 'and the account is not there any more');
    giveRole('A1.b2', 'A1', 'basic');
});

test('who is taken out leaves everything that they wrote, under their name', async () => {
    const adm = as('A1.adm');
    const rows = () => one(`SELECT CONCAT((SELECT COUNT(*) FROM message WHERE account_id = ${account('A1')}), '/', (SELECT COUNT(*) FROM conversation_own WHERE account_id = ${account('A1')}),
        '/', (SELECT GROUP_CONCAT(user_name ORDER BY message_id) FROM message WHERE account_id = ${account('A1')} AND user_id = ${id('A1.b1')}))`);
    const before_ = rows();
    const messages = one(`SELECT COUNT(*) FROM message WHERE account_id = ${account('A1')} AND user_id = ${id('A1.b1')}`);
    const path = `/${account('A1')}/users/${id('A1.b1')}/remove`;
    const ask = await adm.client.get(path);
    assert.match(words(ask.text), new RegExp(`Kept (${messages} messages|One message) of theirs`));
    assert.match((await adm.client.send(ask, path)).location, /\/users\?done=removed$/);
    assert.equal(roleOf('A1.b1', 'A1'), null);
    assert.equal(rows(), before_);
    assert.deepEqual([logOf('A1').action, logOf('A1').was, logOf('A1').became], ['user.remove', 'Basic user', null]);
    assert.equal((await adm.client.get(path)).status, 404, 'and is no member any more');
    giveRole('A1.b1', 'A1', 'basic');
});

test('the last Administrator of a parent stays, of a sub-account only the parent may take them', async () => {
    const last = (answer, word) => assert.match(answer.location ?? String(answer.status), new RegExp(`done=last_${word}$`));
    last(await press(as('A.adm'), 'A', 'role', 'A.adm', { was: 'administrator', role: 'basic', sure: '1' }), 'parent');
    last(await press(as('A.adm'), 'A', 'remove', 'A.adm', { was: 'administrator' }), 'parent');
    last(await press(as('A1.adm'), 'A1', 'role', 'A1.adm', { was: 'administrator', role: 'advanced', sure: '1' }), 'account');
    last(await press(as('A1.adm'), 'A1', 'remove', 'A1.adm', { was: 'administrator' }), 'account');
    const page = await as('A.adm').client.get(`/${account('A')}/users/${id('A.adm')}?done=last_parent`);
    assert.match(words(page.text), /would have no Administrator left/);

    /* Somebody who can't sign in does not count. */
    giveRole('A.adv', 'A', 'administrator');
    sql(`UPDATE user SET suspended = 1 WHERE user_id = ${id('A.adv')}`);
    last(await press(as('A.adm'), 'A', 'remove', 'A.adm', { was: 'administrator' }), 'parent');
    sql(`UPDATE user SET suspended = 0 WHERE user_id = ${id('A.adv')}`);
    giveRole('A.adv', 'A', 'advanced');

    assert.match((await press(as('A.adm'), 'A1', 'remove', 'A1.adm', { was: 'administrator' })).location, /done=removed$/);
    giveRole('A1.adm', 'A1', 'administrator');
    assert.deepEqual([roleOf('A.adm', 'A'), roleOf('A1.adm', 'A1')], ['administrator', 'administrator']);
});

/* Two or three take the role from one another at the same moment, again and again. */
test('however Administrators race, a parent keeps one, and nobody acts on a power that has gone', async () => {
    const rounds = deep ? 200 : 10;
    const names = ['A.adm', 'A.adv', 'A.b1'];
    let refused = 0;
    for (let round = 0; round < rounds; round += 1) {
        for (const name of names) giveRole(name, 'A', 'administrator');
        const people = round % 2 === 0 ? names : names.slice(0, 2);
        if (people.length === 2) takeRole('A.b1', 'A');
        const sessions = sessionsOf(people.map(id));
        const answers = await Promise.all(people.map((name, at) => press(sessions[at], 'A', round % 3 ? 'remove' : 'role', people[(at + 1) % people.length],
            { was: 'administrator', ...(round % 3 ? {} : { role: 'basic', sure: '1' }) })));
        const left = Number(one(`SELECT COUNT(*) FROM membership WHERE account_id = ${account('A')} AND role = 'administrator'`));
        const done = answers.filter(({ location }) => /done=(removed|role)/.test(location ?? '')).length;
        assert.ok(left >= 1, `round ${round}: nobody is left`);
        assert.equal(left, people.length - done, `round ${round}: ${answers.map(({ status, location }) => `${status} ${location}`)}`);
        assert.ok(done >= 1, `round ${round}: somebody was first`);
        refused += people.length - done;
    }
    assert.ok(refused >= rounds, 'in each round somebody came too late');
    giveRole('A.adm', 'A', 'administrator');
    giveRole('A.adv', 'A', 'advanced');
    giveRole('A.b1', 'A', 'basic');
});

test('somebody is signed out everywhere by an Administrator of theirs, and a parent’s people by the parent’s alone', async () => {
    const [phone, laptop] = sessionsOf([id('A1.b1'), id('A1.b1')]);
    assert.match((await press(as('A1.adm'), 'A1', 'end-sessions', 'A1.b1')).location, /done=ended$/);
    for (const { client } of [phone, laptop]) assert.match((await client.get('/me')).location, /sign-in/);
    assert.equal(logOf('A1').action, 'session.end');

    giveRole('A.adv', 'A1', 'basic'); /* the parent's Advanced user works here too */
    const [theirs] = sessionsOf([id('A.adv')]);
    assert.doesNotMatch((await press(as('A1.adm'), 'A1', 'end-sessions', 'A.adv')).location, /done=/);
    assert.equal((await theirs.client.get('/me')).status, 200);
    assert.match(words((await as('A1.adm').client.get(`/${account('A1')}/users/${id('A.adv')}`)).text), /looks after this login/);
    assert.match((await press(as('A.adm'), 'A1', 'end-sessions', 'A.adv')).location, /done=ended$/);
    assert.match((await theirs.client.get('/me')).location, /sign-in/);
    takeRole('A.adv', 'A1');
});

test('what somebody can reach is told as far as the reader may see', async () => {
    const reached = async (reader, key, name) => {
        const { text, status } = await as(reader).client.get(`/${account(key)}/users/${id(name)}`);
        assert.equal(status, 200, `${reader} in ${key}`);
        return [...text.matchAll(/class="line line-md line-\d">([^<]+)[^]*?class="grant-role">([^<]+)</g)].map(([, where, role]) => `${decode(where).split('-')[3]} ${role}`);
    };
    giveRole('A2.b1', 'A1', 'advanced');
    assert.deepEqual(await reached('A1.adm', 'A1', 'A2.b1'), ['A1 Advanced user'], 'the sibling is not told');
    assert.deepEqual(await reached('A1.adv', 'A1', 'A2.b1'), ['A1 Advanced user']);
    assert.deepEqual(await reached('A.adm', 'A1', 'A2.b1'), ['A1 Advanced user', 'A2 Basic user'], 'the parent is');
    assert.deepEqual(await reached('A.adm', 'A1', 'both'), ['A1 Basic user'], 'but not of another tree');
    assert.deepEqual(await reached('B1.adm', 'B1', 'both'), ['B1 Administrator']);
    assert.deepEqual(await reached('A.adv', 'A', 'A.adm'), ['A Administrator, and in every account below']);
    takeRole('A2.b1', 'A1');
});

test('the list finds by name and address, page by page, and names the parent’s people to one another alone', async () => {
    const page = async (name, key, query = '') => (await as(name).client.get(`/${account(key)}/users${query}`)).text;
    const ids = (text) => [...text.matchAll(/class="rows-go" href="\/\d+\/users\/(\d+)"/g)].map(([, found]) => Number(found));
    const members = (key) => sql(`SELECT user_id FROM membership JOIN user USING (user_id) WHERE account_id = ${account(key)} ORDER BY name, user_id`).map(({ user_id: user }) => Number(user));
    assert.deepEqual(ids(await page('A1.adv', 'A1')), members('A1'));
    assert.deepEqual(ids(await page('A1.adv', 'A1', `?who=${encodeURIComponent(world.users['A1.b2'].email.slice(0, 12))}`)).includes(id('A1.b2')), true);
    assert.deepEqual(ids(await page('A1.adv', 'A1', '?who=%25%25nobody')), []);
    assert.match(words(await page('A.adm', 'A1')), /From the parent/);
    assert.doesNotMatch(words(await page('A1.adm', 'A1')), /From the parent/);

    const crowd = Number(one('SELECT MAX(user_id) + 1 FROM user'));
    sql(`INSERT INTO user (user_id, email, name, password, zone, verified, added_at) SELECT ${crowd} + seq, CONCAT('${world.tag.toLowerCase()}.crowd', seq, '@canary.example'), CONCAT('Crowd ', LPAD(seq, 3, '0')), 'none', 'UTC', 1, UTC_TIMESTAMP(6) FROM seq_0_to_119`);
    sql(`INSERT INTO membership (root_id, account_id, user_id, role, added_at) SELECT ${world.accounts.A2.rootId}, ${account('A2')}, ${crowd} + seq, 'basic', UTC_TIMESTAMP(6) FROM seq_0_to_119`);
    const seen = [];
    for (let query = ''; query !== null;) {
        const text = await page('A2.adm', 'A2', query);
        seen.push(...ids(text));
        query = /users(\?after=\d+)">More/.exec(text)?.[1] ?? null;
    }
    assert.deepEqual(seen, members('A2'));
    assert.equal((await as('A2.adm').client.get(`/${account('A2')}/users?after=${id('A1.b1')}`)).status, 404, 'nobody else’s place in the order is told');
    sql(`DELETE FROM membership WHERE user_id BETWEEN ${crowd} AND ${crowd + 119}`);
    sql(`DELETE FROM user WHERE user_id BETWEEN ${crowd} AND ${crowd + 119}`);
});

test('an Administrator starts a reset, of which only the person sees the link, and no form takes a password', async () => {
    const adm = as('A1.adm');
    const was = one(`SELECT password FROM user WHERE user_id = ${id('A1.b1')}`);
    const answer = await press(adm, 'A1', 'reset', 'A1.b1');
    assert.match(answer.location, /done=reset$/);
    assert.deepEqual([logOf('A1').action, logOf('A1').user_id], ['password.ask', String(id('A1.adm'))]);
    const mailed = () => mailFiles(varFolder).map((path) => readFileSync(path, 'latin1')).filter((mail) => mail.includes(world.users['A1.b1'].email));
    await until('the mail', () => mailed().length > 0);
    const [link] = /\/reset\/[A-Za-z0-9_-]{43}/.exec(mailed()[0].replaceAll('=\r\n', ''));
    assert.ok(!answer.text.includes(link));
    const guest = new Client();
    assert.equal((await guest.get(link)).status, 303);
    assert.equal((await guest.get('/reset/new')).status, 200);
    assert.equal(one(`SELECT password FROM user WHERE user_id = ${id('A1.b1')}`), was, 'nothing has changed yet');
    for (let more = 0; more < 2; more += 1) await press(adm, 'A1', 'reset', 'A1.b1');
    assert.match((await press(adm, 'A1', 'reset', 'A1.b1')).location, /done=no_reset$/, 'three an hour');
    giveRole('A.adv', 'A1', 'basic');
    assert.doesNotMatch((await press(adm, 'A1', 'reset', 'A.adv')).location, /done=/, 'not of the parent’s people');
    takeRole('A.adv', 'A1');
    const { text } = await adm.client.get(`/${account('A1')}/users/${id('A1.b1')}`);
    assert.doesNotMatch(text, /type="password"|argon2/i);
    for (const name of ['password', 'email', 'name', 'suspended']) {
        assert.equal((await press(adm, 'A1', 'role', 'A1.b1', { was: 'basic', role: 'basic', [name]: 'x' })).status, 400, name);
        for (const act of ['end-sessions', 'reset']) assert.equal((await press(adm, 'A1', act, 'A1.b1', { [name]: 'x' })).status, 400, name);
    }
});
