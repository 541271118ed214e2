// invite.test.mjs: inviting by real mails, and the four who may stand before an invitation
//
// Requirements AU-11, AU-13, AU-14, TN-14, TN-16; product.md section 7. A link is taken from the
// mail that maild wrote, as its reader would take it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';

import { one, quoted, sessionOf, sql } from '../kit/database.mjs';
import { header, mailFiles, parsed } from '../kit/mail.mjs';
import { Client, base, varFolder, words } from '../kit/portal.mjs';
import { pathOf, tokenFor } from '../kit/routes.mjs';
import { until } from '../kit/smsc.mjs';
import { canaries, seed } from '../kit/world.mjs';

const deep = Boolean(process.env.BRANCHLINE_DEEP);
const PASSWORD = 'quiet rivers bend slowly 9';

let world;

before(() => { world = seed(); });

const id = (name) => world.users[name].id;
const account = (key) => world.accounts[key].id;
const as = (name) => sessionOf(id(name));
const fresh = (word) => `${word}.${randomBytes(4).toString('hex')}@canary.example`;
const roles = (email) => Object.fromEntries(sql(`SELECT m.account_id, m.role FROM membership AS m JOIN user AS u USING (user_id) WHERE u.email = ${quoted(email)} ORDER BY m.account_id`)
    .map(({ account_id: where, role }) => [Object.values(world.accounts).find((found) => found.id === Number(where))?.key ?? where, role]));
const audit = (key, action) => sql(`SELECT object, was, became FROM audit WHERE account_id = ${account(key)} AND action = ${quoted(action)} ORDER BY seq DESC LIMIT 1`)[0];
const inviteOf = (email) => one(`SELECT MAX(invite_id) FROM invite WHERE email = ${quoted(email)}`);
const post = (session, key, pattern, fields = {}, names = {}) => session.client.post(pathOf(pattern, { account: account(key), ...names }), { token: tokenFor(session, pattern, account(key)), ...fields });
const invite = (session, key, who, wanted, more = {}) => post(session, key, '/:a/invites',
    { who, note: '', ...Object.fromEntries(Object.entries(wanted).map(([where, role]) => [`role_${account(where)}`, role])), ...more });

/* The mails to an address, in their order, once there are so many. */
async function mailsTo(email, many = 1) {
    const read = () => mailFiles(varFolder).map((path) => readFileSync(path)).filter((bytes) => bytes.includes(`<${email}>`) || bytes.includes(` ${email}\r\n`)).map(parsed);
    await until(`${many} mails to ${email}`, () => read().length >= many);
    return read();
}

const linkIn = (mail) => {
    const said = JSON.stringify(mail);
    const [link] = /https?:\/\/[^"\\\s<>]+\/invite\/[A-Za-z0-9_-]{43}/.exec(said);
    assert.equal(new URL(link).origin, new URL(base).origin, 'the configured address, whoever asked by whatever name');
    return new URL(link).pathname;
};
/* The link of the newest mail; `older` are those of the ones before. */
const linkTo = async (email, ...older) => (await mailsTo(email, older.length + 1)).map(linkIn).find((link) => !older.includes(link));

async function opened(link, client = new Client()) {
    const moved = await client.get(link);
    assert.equal(moved.status, 303);
    assert.doesNotMatch(moved.location, /[A-Za-z0-9_-]{43}/, 'the token is not left in the address');
    return { client, page: await client.get('/invite') };
}

const join = ({ client, page }, name = 'Quill Example', more = {}) => client.send(page, '/invite', { name, password: PASSWORD, ...more });

/* Somebody with a login and no role here. */
function stranger(word) {
    const email = fresh(word);
    sql(`INSERT INTO user (email, name, password, zone, verified, added_at) SELECT ${quoted(email)}, ${quoted(`${word} Example`)}, password, 'UTC', 1, UTC_TIMESTAMP(6) FROM user WHERE user_id = ${id('A1.b1')}`);
    return { email, id: Number(one(`SELECT user_id FROM user WHERE email = ${quoted(email)}`)) };
}

test('a new person: one mail names several accounts; looking changes nothing, taking makes the login', async () => {
    const email = fresh('new');
    assert.match((await invite(as('A.adm'), 'A', email.toUpperCase(), { A1: 'advanced', A2: 'basic' }, { note: 'Welcome!' })).location, /done=sent$/);
    assert.deepEqual(audit('A1', 'invite.make'), { object: email, was: null, became: 'Advanced user' });
    const [mail, ...others] = await mailsTo(email);
    assert.equal(others.length, 0, 'one mail');
    assert.match(JSON.stringify(mail), /Advanced user/);
    assert.match(JSON.stringify(mail), /Welcome!/);
    assert.match(header(mail, 'subject'), /You are invited/);
    const link = linkIn(mail);
    assert.equal(one(`SELECT COUNT(*) FROM invite WHERE INSTR(HEX(token_hash), HEX(${quoted(link.slice(-43))}))`), '0', 'only a hash is kept');
    for (let look = 0; look < 3; look += 1) assert.match(words((await opened(link)).page.text), /Join .*Advanced user.*Basic user.*Create my login/);
    assert.deepEqual(roles(email), {});
    const guest = await opened(link);
    assert.equal((await join(guest)).status, 303);
    assert.deepEqual(roles(email), { A1: 'advanced', A2: 'basic' });
    assert.deepEqual(audit('A2', 'invite.accept'), { object: `Quill Example, ${email}`, was: null, became: 'Basic user' });
    assert.equal((await guest.client.get(`/${account('A1')}/inbox`)).status, 200, 'and is signed in');
    assert.equal((await opened(link)).page.status, 404, 'once');
});

test('somebody with a login: signed out they are led to sign in, signed in they are told what is added', async () => {
    const known = stranger('known');
    await invite(as('A.adm'), 'A', known.email, { A1: 'advanced', A2: 'advanced' });
    const [mail] = await mailsTo(known.email);
    assert.match(JSON.stringify(mail), /has a login already/, 'only the reader of the mail learns it');
    const link = linkIn(mail);
    const out = await opened(link);
    assert.match(words(out.page.text), /Sign in to accept/);
    assert.doesNotMatch(out.page.text, /name="password"|known Example/, 'and no more of whose login it is');
    await out.client.get('/sign-in'); /* this page has no form of its own, so it gave no cookie for one */
    assert.match((await out.client.post('/invite', { token: tokenFor({ client: out.client }, '/invite'), name: 'x', password: PASSWORD })).location ?? '', /\/invite$/);
    sql('DELETE FROM sign_in_failure');
    const signed = await out.client.send(await out.client.get('/sign-in?next=%2Finvite'), '/sign-in', { email: known.email, password: 'green bulbs in april' });
    assert.deepEqual([signed.status, signed.location], [303, '/invite'], words(signed.text));
    assert.deepEqual(roles(known.email), {});

    sql(`INSERT INTO membership (root_id, account_id, user_id, role, added_at) VALUES (${world.accounts.A1.rootId}, ${account('A1')}, ${known.id}, 'basic', UTC_TIMESTAMP(6)), (${world.accounts.A2.rootId}, ${account('A2')}, ${known.id}, 'administrator', UTC_TIMESTAMP(6))`);
    const session = sessionOf(known.id);
    const { client, page } = await opened(link, session.client);
    assert.match(words(page.text), /Add 2 accounts to your login.*Basic user now, then Advanced user.*Administrator already, stays so.*signed in as known Example/);
    for (const field of ['role', 'account_id', 'email', 'name', 'password']) assert.equal((await client.send(page, '/invite', { [field]: 'x' })).status, 400, field);
    const joined = await client.send(page, '/invite');
    assert.match(joined.location, /\/accounts\?done=joined$/);
    assert.match(words((await client.get(joined.location.replace(base, ''))).text), /You have joined. Choose where to begin./);
    assert.deepEqual(roles(known.email), { A1: 'advanced', A2: 'administrator' }, 'raised where it was less, never lowered');
});

test('somebody else who is signed in joins nothing, and may hand the link on', async () => {
    const email = fresh('other');
    await invite(as('A1.adm'), 'A1', email, { A1: 'basic' });
    const link = await linkTo(email);
    const other = as('B.adm');
    const { client, page } = await opened(link, other.client);
    assert.match(words(page.text), /for somebody else.*You are signed in as.*Nothing of this will be added/);
    assert.match((await client.post('/invite', { token: tokenFor(other, '/invite') })).location, /\/invite$/);
    assert.deepEqual([roles(email), one(`SELECT COUNT(*) FROM membership WHERE account_id = ${account('A1')} AND user_id = ${id('B.adm')}`)], [{}, '0']);
    assert.match((await client.send(page, '/invite/switch')).location, /\/invite$/);
    assert.equal((await client.get('/me')).status, 303, 'signed out');
    assert.match(words((await client.get('/invite')).text), /Create my login and join/);
});

test('what a form adds is refused, and nothing of the invitation can be altered', async () => {
    const email = fresh('fixed');
    await invite(as('A2.adm'), 'A2', email, { A2: 'basic' });
    const link = await linkTo(email);
    for (const [field, value] of [['role', 'administrator'], ['account_id', String(account('A'))], ['email', 'else@canary.example'], ['invite_id', '1'], [`role_${account('A2')}`, 'administrator']]) {
        assert.equal((await join(await opened(link), 'Quill Example', { [field]: value })).status, 400, field);
    }
    assert.equal((await join(await opened(link))).status, 303);
    assert.deepEqual(roles(email), { A2: 'basic' });
});

test('a list of addresses: what is bad is named at its field, and what was typed stays', async () => {
    const adm = as('A1.adm');
    const typed = `${fresh('a')}\nPetra Novak <${fresh('b')}>, nobody@\n"Haddad, Noor" <${fresh('c')}>; jos\u00e9@canary.example`;
    const answer = await invite(adm, 'A1', typed, { A1: 'basic' });
    assert.equal(answer.status, 422);
    assert.match(words(answer.text), /“nobody@”, “\u2068josé@canary.example\u2069” are no e-mail addresses/, 'an isolate each, so that no mark of direction turns the sentence');
    assert.ok(answer.text.includes('Petra Novak &lt;'), 'typed text stays');
    assert.match((await invite(adm, 'A1', fresh('d'), { A1: 'none' })).text, /Choose a role in at least one account/);
    assert.match((await invite(adm, 'A1', ' ', { A1: 'basic' })).text, /at least one e-mail address/);
    assert.match(words((await invite(adm, 'A1', ' ', { A1: 'none' })).text), /at least one e-mail address.*Choose a role/, 'in the order of the fields');
    assert.match(words((await invite(adm, 'A1', world.users['A1.b1'].email, { A1: 'basic' })).text), /is a Basic user in .* already/);
    assert.match((await invite(adm, 'A1', world.users['A2.b1'].email, { A1: 'basic' })).location, /done=sent/, 'of others it says nothing');
    assert.match((await invite(adm, 'A1', Array.from({ length: 51 }, () => fresh('many')).join('\n'), { A1: 'basic' })).text, /At most 50 people/);
    const good = [fresh('e'), fresh('f'), fresh('g')];
    assert.match((await invite(adm, 'A1', `${good[0]} ${good[1].toUpperCase()}\n<${good[2]}>\n${good[0]}`, { A1: 'basic' })).location, /done=sent/);
    for (const email of good) assert.equal(one(`SELECT COUNT(*) FROM invite WHERE email = ${quoted(email)}`), '1', email);
});

test('no more than 1,000 wait in a tree: what was typed stays, and one that ran out is not sent again', async () => {
    const adm = as('A1.adm');
    const root = account('A');
    const email = fresh('full');
    await invite(adm, 'A1', email, { A1: 'basic' });
    const names = { id: inviteOf(email) };
    sql(`UPDATE invite SET ends_at = UTC_TIMESTAMP(6) WHERE invite_id = ${names.id}`);
    sql(`INSERT INTO invite (root_id, made_in, token_hash, email, made_at, ends_at) SELECT ${root}, ${root}, UNHEX(SHA2(CONCAT('full', s.seq), 256)), CONCAT('full', s.seq, '@canary.example'), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 DAY FROM seq_1_to_1000 AS s`);
    const added = `SELECT invite_id FROM invite WHERE root_id = ${root} AND email LIKE 'full%@canary.example' AND user_id IS NULL`;
    sql(`INSERT INTO invite_grant (root_id, account_id, invite_id, role) SELECT ${root}, ${account('A2')}, x.invite_id, 'basic' FROM (${added}) AS x`);
    const late = fresh('late');
    const answer = await invite(adm, 'A1', late, { A1: 'advanced' }, { note: 'Do come' });
    assert.equal(answer.status, 422);
    assert.match(words(answer.text), /At most 1,000 invitations may wait for an answer, in all accounts together/);
    for (const kept of [late, 'Do come', 'value="advanced" selected']) assert.ok(answer.text.includes(kept), kept);
    assert.match((await post(adm, 'A1', '/:a/invites/:id/resend', {}, names)).location, /done=full/);
    assert.match(words((await adm.client.get(`/${account('A1')}/invites?done=full`)).text), /At most 1,000 invitations/);
    sql(`DELETE g FROM invite_grant AS g JOIN (${added}) AS x USING (invite_id)`);
    sql(`DELETE FROM invite WHERE root_id = ${root} AND email LIKE 'full%@canary.example' AND user_id IS NULL`);
    assert.equal(one(`SELECT COUNT(*) FROM invite WHERE email = ${quoted(late)}`), '0');
    assert.match((await invite(adm, 'A1', late, { A1: 'basic' })).location, /done=sent/);
});

/* A tree of its own, wide: its parent, so many sub-accounts, and who administers the parent. */
function wide(count) {
    const root = Number(one('SELECT MAX(account_id) + 1 FROM account'));
    const who = stranger('wide');
    const add = (number, name) => `SELECT ${root}, ${number}, ${name}, 'postpaid', 'AU', 'UTC', 1, UTC_TIMESTAMP(6)`;
    sql(`INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at) ${add(root, "'Wide'")} UNION ALL ${add(`${root} + s.seq`, "CONCAT('Shop ', LPAD(s.seq, 3, '0'))")} FROM seq_1_to_${count} AS s`);
    sql(`INSERT INTO inbox_count (root_id, account_id, scope, user_id) SELECT root_id, account_id, 'account', 0 FROM account WHERE root_id = ${root}`);
    sql(`INSERT INTO membership (root_id, account_id, user_id, role, added_at) VALUES (${root}, ${root}, ${who.id}, 'administrator', UTC_TIMESTAMP(6))`);
    return { root, who, session: sessionOf(who.id) };
}

test('among many accounts a role is given by name, and what was chosen and typed stays meanwhile', async () => {
    const { root, session } = wide(130);
    const send = (fields) => session.client.post(`/${root}/invites`, { token: tokenFor(session, '/:a/invites', root), note: 'Do come', ...fields });
    const listed = (page) => [...page.text.matchAll(/name="role_(\d+)"/g)].map(([, number]) => Number(number) - root);
    const email = fresh('wide');
    assert.deepEqual(listed(await session.client.get(`/${root}/invites`)), Array.from({ length: 100 }, (_, at) => at));
    const found = await send({ who: `${email}, nobody@`, find: 'SHOP 12', search: '1', [`role_${root + 7}`]: 'advanced', [`role_${root + 8}`]: 'none' });
    assert.equal(found.status, 200);
    assert.deepEqual(listed(found), [7, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129], 'chosen, and found');
    for (const kept of [email, 'nobody@', 'Do come', 'value="SHOP 12"', 'value="advanced" selected']) assert.ok(found.text.includes(kept), kept);
    assert.doesNotMatch(found.text, /class="faults"|aria-invalid/, 'who looks is not done yet');
    const none = await send({ who: '', find: 'Nowhere', search: '1' });
    assert.match(words(none.text), /No account’s name holds “Nowhere”. 0 of 131 accounts are listed/);
    assert.deepEqual(listed(await send({ who: '', find: '', search: '1', [`role_${root + 130}`]: 'basic' })), [...Array.from({ length: 99 }, (_, at) => at), 130]);
    assert.equal((await send({ who: email, find: '', search: '1', [`role_${account('A1')}`]: 'basic' })).status, 400, 'of another tree');
    assert.equal(one(`SELECT COUNT(*) FROM invite WHERE root_id = ${root}`), '0', 'nothing is sent meanwhile');
    assert.match((await send({ who: email, find: 'Shop 13', [`role_${root + 7}`]: 'advanced', [`role_${root + 130}`]: 'basic' })).location, /done=sent/);
    assert.deepEqual(sql(`SELECT account_id - ${root} AS at, role FROM invite_grant WHERE root_id = ${root} ORDER BY account_id`).map(({ at, role }) => [Number(at), role]), [[7, 'advanced'], [130, 'basic']]);
});

test('nobody invites beyond their account, and an account that is no one’s to give does not exist', async () => {
    const email = fresh('beyond');
    for (const [who, key, wanted] of [['A1.adm', 'A1', { A2: 'basic' }], ['A1.adm', 'A1', { A: 'basic' }], ['A.adm', 'A', { B1: 'basic' }], ['A.adm', 'A', { A3: 'basic' }], ['A.adm', 'A1', { A2: 'basic' }]]) {
        assert.equal((await invite(as(who), key, email, wanted)).status, 400, JSON.stringify(wanted));
    }
    assert.equal((await invite(as('A1.adm'), 'A1', email, { A1: 'owner' })).status, 400);
    assert.equal((await invite(as('A1.adv'), 'A1', email, { A1: 'basic' })).status, 403);
    assert.equal(one(`SELECT COUNT(*) FROM invite WHERE email = ${quoted(email)}`), '0');
});

test('the power of who invited is asked again, for each account, when it is accepted', async () => {
    const email = fresh('power');
    sql(`INSERT INTO membership (root_id, account_id, user_id, role, added_at) VALUES (${world.accounts.A.rootId}, ${account('A2')}, ${id('A1.adm')}, 'administrator', UTC_TIMESTAMP(6))`);
    await invite(as('A1.adm'), 'A2', email, { A2: 'basic' });
    const link = await linkTo(email);
    sql(`DELETE FROM membership WHERE account_id = ${account('A2')} AND user_id = ${id('A1.adm')}`);
    assert.equal((await opened(link)).page.status, 404, 'they may not give it any more');

    const both = fresh('power');
    await invite(as('A.adm'), 'A', both, { A1: 'basic', A2: 'basic' });
    const there = await opened(await linkTo(both));
    sql(`UPDATE account SET state = 'suspended' WHERE account_id = ${account('A2')}`);
    assert.equal((await join(there)).status, 303);
    sql(`UPDATE account SET state = 'active' WHERE account_id = ${account('A2')}`);
    assert.deepEqual(roles(both), { A1: 'basic' }, 'what can be given is given, no more');

    const gone = fresh('power');
    await invite(as('A.adm'), 'A', gone, { A1: 'administrator' });
    const guest = await opened(await linkTo(gone));
    sql(`UPDATE membership SET role = 'advanced' WHERE account_id = ${account('A')} AND user_id = ${id('A.adm')}`);
    assert.equal((await join(guest)).status, 404);
    sql(`UPDATE membership SET role = 'administrator' WHERE account_id = ${account('A')} AND user_id = ${id('A.adm')}`);
    assert.equal(one(`SELECT COUNT(*) FROM user WHERE email = ${quoted(gone)}`), '0');
});

test('sent again, older links are dead; taken back, all are; each account takes back its own part', async () => {
    const email = fresh('again');
    const adm = as('A.adm');
    await invite(adm, 'A', email, { A1: 'basic', A2: 'basic' });
    const first = await linkTo(email);
    const names = { id: inviteOf(email) };
    const page = words((await adm.client.get(`/${account('A')}/invites`)).text);
    assert.match(page, new RegExp(`${email} .* Basic user .*Basic user Sent today by`));
    assert.match((await post(adm, 'A', '/:a/invites/:id/resend', {}, names)).location, /done=resent/);
    const second = await linkTo(email, first);
    assert.equal((await opened(first)).page.status, 404);
    assert.equal((await opened(second)).page.status, 200);

    const sub = as('A1.adm');
    const theirs = words((await sub.client.get(`/${account('A1')}/invites`)).text);
    assert.match(theirs, new RegExp(email));
    assert.doesNotMatch(theirs, new RegExp(`Send again to ${email}`), 'made above, sent again above');
    assert.equal((await post(sub, 'A1', '/:a/invites/:id/resend', {}, names)).status, 404);
    assert.match((await post(sub, 'A1', '/:a/invites/:id/revoke', {}, names)).location, /done=revoked/);
    assert.match((await post(sub, 'A1', '/:a/invites/:id/revoke', {}, names)).location, /done=answered/);
    assert.equal((await post(as('B.adm'), 'B', '/:a/invites/:id/revoke', {}, names)).status, 404);
    const left = await opened(second);
    assert.equal([...left.page.text.matchAll(/class="grant"/g)].length, 1, 'the other part stands');
    assert.match((await post(adm, 'A', '/:a/invites/:id/revoke', {}, names)).location, /done=revoked/);
    assert.equal((await join(left)).status, 404);
    assert.match((await post(adm, 'A', '/:a/invites/:id/resend', {}, names)).location, /done=answered/);
    assert.deepEqual(audit('A2', 'invite.revoke'), { object: email, was: 'Basic user', became: null });
});

test('a later invitation into an account replaces the earlier one, and seven days end it', async () => {
    const email = fresh('twice');
    await invite(as('A1.adm'), 'A1', email, { A1: 'administrator' });
    const first = await linkTo(email);
    await invite(as('A1.adm'), 'A1', email, { A1: 'basic' });
    const second = await linkTo(email, first);
    assert.equal((await opened(first)).page.status, 404, 'what was decided last counts');
    assert.equal(one(`SELECT TIMESTAMPDIFF(SECOND, made_at, ends_at) FROM invite WHERE invite_id = ${inviteOf(email)}`), String(7 * 86400));
    sql(`UPDATE invite SET ends_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE invite_id = ${inviteOf(email)}`);
    assert.equal((await opened(second)).page.status, 404);
    assert.match(words((await as('A1.adm').client.get(`/${account('A1')}/invites`)).text), new RegExp(`${email}[^@]*Ran out today`));
});

const decline = ({ client, page }) => client.send(page, '/invite/decline');

test('declining: by who is new, known, or not signed in; never by somebody else; whoever invited sees it', async () => {
    const adm = as('A.adm');
    const known = [stranger('known'), stranger('known')];
    const guests = { new: [fresh('no'), new Client()], in: [known[0].email, sessionOf(known[0].id).client], out: [known[1].email, new Client()] };
    for (const [name, [email, client]] of Object.entries(guests)) {
        await invite(adm, 'A', email, { A1: 'basic', A2: 'advanced' });
        const link = await linkTo(email);
        const other = as('B.adm');
        const { page } = await opened(link, other.client);
        assert.doesNotMatch(page.text, /Decline/, 'not for somebody else');
        assert.match((await other.client.post('/invite/decline', { token: tokenFor(other, '/invite/decline') })).location, /\/invite$/);
        const guest = await opened(link, client);
        assert.equal((await opened(link, client)).page.status, 200, 'looking declines nothing');
        assert.equal((await client.get('/invite/decline')).status, 405);
        if (name === 'new') assert.equal((await client.send(guest.page, '/invite/decline', { role: 'basic' })).status, 400);
        const done = await decline(guest);
        assert.match(done.location, /\/invite\?done=declined$/, name);
        assert.match(words((await client.get(done.location)).text), /You declined the invitation.*Nothing was added/);
        assert.deepEqual(audit('A2', 'invite.decline'), { object: email, was: 'Advanced user', became: null });
        assert.equal(one(`SELECT COUNT(*) FROM audit WHERE action = 'invite.decline' AND object = ${quoted(email)}`), '2', 'a row in each account');
        assert.deepEqual([roles(email), (await opened(link)).page.status, (await decline(guest)).status], [{}, 404, 404], 'once, and it gives nothing');
        for (const key of ['A', 'A1']) {
            const list = words((await as(`${key}.adm`).client.get(`/${account(key)}/invites`)).text);
            assert.match(list, new RegExp(`${email}[^@]*Declined today`));
            assert.doesNotMatch(list, new RegExp(`(Send again to|Take back from) ${email}`));
        }
        for (const act of ['resend', 'revoke']) assert.match((await post(adm, 'A', `/:a/invites/:id/${act}`, {}, { id: inviteOf(email) })).location, /done=answered/);
    }
    await invite(adm, 'A', guests.new[0], { A1: 'basic' });
    sql(`UPDATE invite SET ends_at = ends_at - INTERVAL 38 DAY WHERE email = ${quoted(guests.in[0])}`);
    const list = words((await adm.client.get(`/${account('A')}/invites`)).text);
    assert.match(list, new RegExp(`${guests.new[0]}[^@]*Sent today`), 'can be asked anew');
    assert.doesNotMatch(list, new RegExp(guests.in[0]), 'told for as long as one that ran out');
});

test('of those who press at the same moment one is first: twice accepted, taken back, sent again', async () => {
    const adm = as('A1.adm');
    for (let round = 0; round < (deep ? 60 : 3); round += 1) {
        for (const rival of ['accept', 'revoke', 'resend', 'decline']) {
            const email = fresh('race');
            await invite(adm, 'A1', email, { A1: 'basic' });
            const guests = [await opened(await linkTo(email)), await opened(await linkTo(email))];
            const names = { id: inviteOf(email) };
            const [mine, theirs] = await Promise.all([join(guests[0]), rival === 'accept' ? join(guests[1], 'Quill Twin') : rival === 'decline' ? decline(guests[1]) : post(adm, 'A1', `/:a/invites/:id/${rival}`, {}, names)]);
            const won = { accept: theirs.status === 303, revoke: /done=revoked/.test(theirs.location ?? ''), resend: /done=resent/.test(theirs.location ?? ''), decline: /done=declined/.test(theirs.location ?? '') }[rival];
            assert.deepEqual([mine.status === 303, won].sort(), [false, true], `${rival}: ${mine.status}, ${theirs.status} ${theirs.location}`);
            assert.deepEqual(roles(email), mine.status === 303 || rival === 'accept' ? { A1: 'basic' } : {}, rival);
            assert.equal(one(`SELECT COUNT(*) FROM audit WHERE account_id = ${account('A1')} AND action = 'invite.accept' AND object LIKE ${quoted(`%${email}`)}`), mine.status === 303 || rival === 'accept' ? '1' : '0');
        }
    }
});

test('no mail names what its reader is not invited to', async () => {
    const email = fresh('leak');
    await invite(as('A1.adm'), 'A1', email, { A1: 'basic' });
    const [mail] = await mailsTo(email);
    const named = canaries(JSON.stringify(mail)).filter((canary) => canary.world === world.tag);
    assert.ok(named.length > 0);
    for (const canary of named) assert.ok((canary.table === 'account' && ['A1', 'A'].includes(canary.account)) || canary.who === '=A1.adm', JSON.stringify(canary));
});
