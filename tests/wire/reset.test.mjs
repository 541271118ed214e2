// reset.test.mjs: a forgotten password, and another e-mail address, by way of the mailboxes
//
// Requirements AU-10 to AU-12, AU-14, AU-16, SE-05. Links are taken from the mails that maild
// has kept as files. Time is aged in the table, by the database's clock.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';

import { one, quoted, sessionOf, sql } from '../kit/database.mjs';
import { header, mailFiles, parsed } from '../kit/mail.mjs';
import { Client, base, varFolder, words } from '../kit/portal.mjs';
import { bytesOf } from '../kit/sight.mjs';
import { until } from '../kit/smsc.mjs';
import { codeOf, shownKey } from '../kit/totp.mjs';
import { seed } from '../kit/world.mjs';

const PASSWORD = 'green bulbs in april';
const NEXT = 'seven wet garden boots';
let world;

before(() => { world = seed(); });

const who = (name) => world.users[name];
const id = (name) => who(name).id;
const hashOf = (token) => createHash('sha256').update(token).digest();
const audited = (action, name) => Number(one(`SELECT COUNT(*) FROM audit WHERE action = ${quoted(action)} AND user_id = ${id(name)}`));
const pathOf = (answer) => new URL(answer.location, base).pathname;
const forgive = () => sql('DELETE FROM sign_in_failure');
const queued = (kind, email) => Number(one(`SELECT COUNT(*) FROM mail WHERE kind = ${quoted(kind)} AND to_email = ${quoted(email)}`));

async function ask(email, client = new Client(), headers = {}) {
    return client.send(await client.get('/reset', { headers }), '/reset', { email }, { headers });
}

const read = new Map();

/* The mails to an address that lead to this path; each file is parsed once. */
function mailsOf(email, path) {
    return mailFiles(varFolder).flatMap((file) => {
        if (!read.has(file)) {
            const bytes = readFileSync(file);
            read.set(file, bytes.includes(world.tag.toLowerCase()) ? parsed(bytes) : null);
        }
        const mail = read.get(file);
        return mail && header(mail, 'to')?.includes(email) && JSON.stringify(mail).includes(`${base}/${path}/`) ? [mail] : [];
    });
}

/* The same, once there are so many. */
async function mailsTo(email, path, count = 1) {
    await until(`${count} mails of ${path} to ${email}`, () => mailsOf(email, path).length >= count, 30);
    return mailsOf(email, path);
}

const tokenIn = (mail, path) => new RegExp(`${base}/${path}/([A-Za-z0-9_-]{43})`).exec(JSON.stringify(mail))[1];

/* A link for a new password, as the person gets it. */
async function resetLink(name) {
    sql(`DELETE FROM reset WHERE user_id = ${id(name)}`);
    const had = mailsOf(who(name).email, 'reset').length;
    await ask(who(name).email);
    const all = await mailsTo(who(name).email, 'reset', had + 1);
    return all.map((mail) => tokenIn(mail, 'reset')).find((token) => one(`SELECT COUNT(*) FROM reset WHERE token_hash = ${quoted(hashOf(token))}`) === '1');
}

async function choose(token, password, client = new Client()) {
    await client.get(`/reset/${token}`);
    return client.send(await client.get('/reset/new'), '/reset/new', { password });
}

async function signIn(name, password) {
    forgive();
    const client = new Client();
    return { client, answer: await client.send(await client.get('/sign-in'), '/sign-in', { email: who(name).email, password }) };
}

/* What an answer looks like, without what is drawn anew. */
const face = (answer) => bytesOf(answer).replace(/name="token" value="[^"]*"/g, 'name="token"').replace(/^(set-cookie|date): .*$/gim, '');

test('whoever asks gets the same bytes for every address, and only a real one gets a mail', async () => {
    sql(`UPDATE user SET suspended = 1 WHERE user_id = ${id('A1.b2')}; UPDATE user SET verified = 0 WHERE user_id = ${id('A2.b2')}`);
    const unknown = `${world.tag}.nobody@canary.example`;
    const cases = [who('A1.b1').email, unknown, who('A1.b2').email, who('A2.b2').email, who('A1.b1').email.toUpperCase(), who('B1.adv').email];
    const faces = [];
    for (let round = 0; round < 3; round++) {
        for (const email of cases) {
            const client = new Client();
            const answer = await ask(email, client);
            faces.push(`${face(answer)}\n${face(await client.get(answer.location.replace(base, '')))}`);
        }
    }
    for (const seen of faces) assert.equal(seen, faces[0]);
    assert.match(faces[0], /^303/);
    await until('mails of those that exist', () => queued('reset', who('A1.b1').email) + queued('reset', who('B1.adv').email) >= 6, 30);
    assert.deepEqual([unknown, who('A1.b2').email, who('A2.b2').email].map((email) => queued('reset', email)), [0, 0, 0]);
    assert.equal(queued('reset', who('A1.b1').email), 3, 'and three an hour, untold');
    sql(`UPDATE user SET suspended = 0, verified = 1 WHERE user_id IN (${id('A1.b2')}, ${id('A2.b2')})`);
    const typed = await ask('no address');
    assert.equal(typed.status, 422);
    assert.match(typed.text, /id="email-fault"/);
});

test('the link leads to the configured address whatever the Host says, and its token is kept as a hash', async () => {
    const name = 'A1.adv';
    for (const headers of [{ 'x-forwarded-host': 'evil.example' }, { 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' }]) {
        sql(`DELETE FROM reset WHERE user_id = ${id(name)}`);
        await ask(who(name).email, new Client(), headers);
    }
    const all = await mailsTo(who(name).email, 'reset', 2);
    for (const mail of all) {
        assert.ok(!JSON.stringify(mail).includes('evil'));
        const token = tokenIn(mail, 'reset');
        for (const { t, c } of sql("SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'branchline' AND table_name IN ('reset', 'mail', 'audit') AND data_type IN ('char', 'varchar', 'text', 'blob', 'binary', 'varbinary')")) {
            assert.equal(one(`SELECT COUNT(*) FROM \`${t}\` WHERE LOCATE(${quoted(Buffer.from(token))}, CAST(\`${c}\` AS BINARY)) > 0`), '0', `${t}.${c}`);
        }
    }
});

test('the token goes from the address into a cookie, no page tells it on, and looking uses nothing up', async () => {
    const token = await resetLink('A2.adv');
    const client = new Client();
    for (let i = 0; i < 3; i++) {
        const opened = await client.get(`/reset/${token}`);
        assert.equal(pathOf(opened), '/reset/new');
        assert.equal(opened.headers['referrer-policy'], 'no-referrer');
        const page = await client.get('/reset/new');
        assert.equal(page.status, 200);
        assert.equal(page.headers['referrer-policy'], 'no-referrer');
        assert.ok(!page.text.includes(token));
    }
    const weak = await client.send(await client.get('/reset/new'), '/reset/new', { password: 'too short' });
    assert.equal(weak.status, 422);
    assert.match(weak.text, /id="password-fault"/);
    assert.equal((await choose(token, NEXT, client)).status, 303);
    assert.equal((await client.get('/reset/new')).status, 404);
});

test('a new password by link ends all sessions, signs nobody in, tells by mail and is audited', async () => {
    const name = 'A2.b1';
    const sessions = [sessionOf(id(name)), sessionOf(id(name))];
    const [{ client }, { client: stranger }] = [await signIn(name, PASSWORD), await signIn(name, PASSWORD)];
    const known = (browser) => Number(one(`SELECT COUNT(*) FROM device WHERE token_hash = ${quoted(hashOf(browser.cookies.get(browser.cookieName('device'))))}`));
    assert.deepEqual([known(client), known(stranger)], [1, 1]);
    client.cookies.delete(client.cookieName('sid'));
    const token = await resetLink(name);
    const done = await choose(token, NEXT, client);
    assert.equal(pathOf(done), '/sign-in');
    assert.deepEqual([known(client), known(stranger)], [1, 0], 'AU-06: the others count as strangers again');
    for (const { client: other } of sessions) assert.equal(pathOf(await other.get('/me')), '/sign-in');
    assert.equal(pathOf(await client.get('/me')), '/sign-in');
    assert.equal(queued('password-changed', who(name).email), 1);
    assert.deepEqual([audited('password.ask', name), audited('password.reset', name)], [1, 1]);
    assert.equal((await choose(token, 'nine loud market birds').catch(() => ({ status: 404 }))).status, 404, 'once');
    assert.equal((await signIn(name, PASSWORD)).answer.status, 422);
    assert.equal((await signIn(name, NEXT)).answer.status, 303);
});

test('a link works for 30 minutes, and not after the password was changed otherwise', async () => {
    const name = 'A.b1';
    const gone = async (token) => {
        const client = new Client();
        await client.get(`/reset/${token}`);
        return face(await client.get('/reset/new'));
    };
    const old = await resetLink(name);
    sql(`UPDATE reset SET ends_at = ends_at - INTERVAL 1800 SECOND WHERE token_hash = ${quoted(hashOf(old))}`);
    const faces = [await gone(old), await gone(randomBytes(32).toString('base64url'))];
    const later = await resetLink(name);
    const { client } = sessionOf(id(name));
    forgive();
    assert.equal((await client.send(await client.get('/me/password'), '/me/password', { current: PASSWORD, password: NEXT })).status, 303);
    faces.push(await gone(later));
    assert.deepEqual(faces, Array(3).fill(faces[0]));
    assert.match(faces[0], /^404/);
});

test('of thirty uses of a link at once one changes the password', async () => {
    const name = 'A.b2';
    const token = await resetLink(name);
    const ready = await Promise.all(Array.from({ length: 30 }, async () => {
        const client = new Client();
        await client.get(`/reset/${token}`);
        return [client, await client.get('/reset/new')];
    }));
    const statuses = [];
    for (let from = 0; from < 30; from += 10) {
        statuses.push(...await Promise.all(ready.slice(from, from + 10).map(async ([client, page], at) => (await client.send(page, '/reset/new', { password: `seven wet garden boots ${from + at}` })).status)));
    }
    assert.equal(statuses.filter((status) => status === 303).length, 1, statuses.join());
    assert.ok(statuses.every((status) => [303, 404, 503].includes(status)), statuses.join());
    assert.equal(audited('password.reset', name), 1);
});

test('who has two-step sign-in is asked for the code after a reset as before', async () => {
    const name = 'A1.adm';
    const { client } = sessionOf(id(name));
    forgive();
    await client.send(await client.get('/me/two-step'), '/me/two-step');
    const page = await client.get('/me/two-step/set-up');
    const key = shownKey(page.text);
    assert.equal((await client.send(page, '/me/two-step/set-up', { code: codeOf(key) })).status, 200);
    const token = await resetLink(name);
    assert.equal((await choose(token, NEXT)).status, 303);
    const entered = await signIn(name, NEXT);
    assert.equal(pathOf(entered.answer), '/sign-in/code');
    assert.equal(pathOf(await entered.client.get('/me')), '/sign-in');
    sql(`UPDATE totp SET step = 0 WHERE user_id = ${id(name)}`);
    const code = await entered.client.send(await entered.client.get('/sign-in/code'), '/sign-in/code', { code: codeOf(key) });
    assert.equal(code.status, 303, words(code.text));
});

/* Both links of a change that was asked for: { to_new, to_old }. */
async function wish(client, name, email) {
    const asked = await client.send(await client.get('/me/email'), '/me/email', { email });
    assert.equal(asked.status, 303, words(asked.text));
    const [toNew] = await mailsTo(email, 'email');
    const [toOld] = await mailsTo(who(name).email, 'email');
    return { toNew: tokenIn(toNew, 'email'), toOld: tokenIn(toOld, 'email') };
}

async function confirm(token, client = new Client()) {
    const opened = await client.get(`/email/${token}`);
    assert.equal(pathOf(opened), '/email');
    assert.equal(opened.headers['referrer-policy'], 'no-referrer');
    return client.send(await client.get('/email'), '/email');
}

test('an address is changed once both have confirmed, and the old one is told', async () => {
    const name = 'B1.adv';
    const email = `${world.tag}.moved@canary.example`.toLowerCase();
    const { client } = sessionOf(id(name));
    const { toNew, toOld } = await wish(client, name, email);
    assert.equal(one(`SELECT email FROM user WHERE user_id = ${id(name)}`), who(name).email);
    assert.equal(pathOf(await confirm(toNew)), '/email');
    assert.equal(pathOf(await confirm(toNew).catch(() => ({ location: '/email' }))), '/email');
    assert.equal(one(`SELECT email FROM user WHERE user_id = ${id(name)}`), who(name).email, 'one of two is not enough');
    assert.match(words((await client.get('/me/email')).text), /moved@canary\.example Confirmed .* Not confirmed yet/);
    const done = await confirm(toOld);
    assert.equal(done.status, 200);
    assert.match(words(done.text), /The address is changed/);
    assert.equal(one(`SELECT email FROM user WHERE user_id = ${id(name)}`), email);
    assert.equal(queued('email-changed', who(name).email), 1);
    assert.deepEqual([audited('email.ask', name), audited('email.change', name)], [1, 1]);
    const gone = new Client();
    await gone.get(`/email/${toNew}`);
    assert.equal((await gone.get('/email')).status, 404);
});

test('an address that has a login tells nothing, and never becomes another’s', async () => {
    const name = 'B1.b1';
    const { client } = sessionOf(id(name));
    const free = `${world.tag}.free@canary.example`.toLowerCase();
    const answers = [];
    for (const email of [who('A1.adv').email, free]) {
        const asked = await client.send(await client.get('/me/email'), '/me/email', { email });
        answers.push(`${asked.status} ${asked.location} ${face(await client.get('/me/email?done=asked')).replaceAll(email, '…').replace(/^content-length: .*$/gim, '')}`);
    }
    assert.equal(answers[0], answers[1]);
    assert.equal(queued('email-confirm', who('A1.adv').email), 0);
    const { toNew, toOld } = { toNew: tokenIn((await mailsTo(free, 'email'))[0], 'email'), toOld: (await mailsTo(who(name).email, 'email', 2)).map((mail) => tokenIn(mail, 'email')).find((token) => one(`SELECT COUNT(*) FROM email_change WHERE old_hash = ${quoted(hashOf(token))}`) === '1') };
    assert.equal(pathOf(await confirm(toNew)), '/email');
    sql(`UPDATE user SET email = ${quoted(free)} WHERE user_id = ${id('B1.b2')}`);
    const late = new Client();
    await late.get(`/email/${toOld}`);
    assert.equal((await late.send(await late.get('/email'), '/email')).status, 404, 'somebody was quicker');
    assert.equal(one(`SELECT email FROM user WHERE user_id = ${id(name)}`), who(name).email);
});

test('changing an address needs the password of the last five minutes, and keeps what was typed', async () => {
    const name = 'A2.adm';
    const { client } = sessionOf(id(name));
    const page = await client.get('/me/email');
    sql(`UPDATE session SET auth_at = auth_at - INTERVAL 301 SECOND WHERE user_id = ${id(name)}`);
    assert.equal(pathOf(await client.get('/me/email')), '/me/confirm');
    const sent = await client.send(page, '/me/email', { email: 'a+b@canary.example' });
    assert.equal(pathOf(sent), '/me/confirm');
    assert.equal(one(`SELECT COUNT(*) FROM email_change WHERE user_id = ${id(name)} AND email = 'a+b@canary.example'`), '0');
    forgive();
    const back = await client.send(await client.get(sent.location.replace(base, '')), '/me/confirm', { password: PASSWORD });
    assert.match((await client.get(back.location.replace(base, ''))).text, /name="email" type="email" autocomplete="email" value="a\+b@canary\.example"/);
});

test('two confirmations at once change the address once', async () => {
    const name = 'B.b1';
    const email = `${world.tag}.twice@canary.example`.toLowerCase();
    const { client } = sessionOf(id(name));
    const tokens = await wish(client, name, email);
    const ready = await Promise.all(Array.from({ length: 8 }, async (_, at) => {
        const visitor = new Client();
        await visitor.get(`/email/${at % 2 ? tokens.toNew : tokens.toOld}`);
        return [visitor, await visitor.get('/email')];
    }));
    await Promise.all(ready.map(([visitor, page]) => visitor.send(page, '/email')));
    assert.equal(one(`SELECT email FROM user WHERE user_id = ${id(name)}`), email);
    assert.equal(audited('email.change', name), 1);
    assert.equal(queued('email-changed', who(name).email), 1);
});
