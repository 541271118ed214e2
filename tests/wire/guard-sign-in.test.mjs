// guard-sign-in.test.mjs: passwords, tries and invitations
//
// Requirements AU-01 to AU-06, AU-17; security.md 2.2 and 2.7. What is a matter of time is
// measured elsewhere; here the bytes are equal. The numbers are a part of the rows' own, the
// whole of them runs in `make test-deep`.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { before, test } from 'node:test';

import { insert, one, quoted, sql } from '../kit/database.mjs';
import { Client, words } from '../kit/portal.mjs';
import { bytesOf, forEach } from '../kit/sight.mjs';
import { seed } from '../kit/world.mjs';

const PASSWORD = 'green bulbs in april';
const deep = Boolean(process.env.BRANCHLINE_DEEP);
let world;

before(() => { world = seed(); });

const who = (name) => world.users[name];

async function attempt(email, password, client = new Client()) {
    return client.send(await client.get('/sign-in'), '/sign-in', { email, password });
}

/* Nobody is slowed down by what another test did. */
function forgive() {
    sql('DELETE FROM sign_in_failure');
}

/* What an answer looks like, whoever it was for: without what is drawn anew. */
function face(answer, email) {
    return bytesOf(answer).replaceAll(email, '…').replace(/name="token" value="[^"]*"/g, 'name="token"').replace(/^(content-length|set-cookie): .*$/gim, '');
}

test('unknown, wrong, suspended and unverified get the same answer', async () => {
    forgive();
    sql(`UPDATE user SET suspended = 1 WHERE user_id = ${who('A1.b1').id}; UPDATE user SET verified = 0 WHERE user_id = ${who('A1.b2').id}`);
    const cases = [[`${world.tag}.nobody@canary.example`, PASSWORD], [who('A1.adv').email, 'wrong horse battery'], [who('A1.b1').email, PASSWORD], [who('A1.b2').email, PASSWORD],
        [who('A1.b1').email, 'wrong horse battery'], ['no address at all', PASSWORD], [who('A1.adv').email.toUpperCase(), 'wrong horse battery'], [who('A1.adv').email, '']];
    const faces = [];
    for (let round = 0; round < (deep ? 20 : 2); round++) {
        forgive();
        for (const [email, password] of cases) {
            const answer = await attempt(email, password);
            assert.equal(answer.status, 422, email);
            faces.push([email, face(answer, email)]);
        }
    }
    for (const [email, seen] of faces) assert.equal(seen, faces[0][1], email);
    sql(`UPDATE user SET suspended = 0, verified = 1 WHERE email LIKE ${quoted(`${world.tag.toLowerCase()}.%`)}`);
    forgive();
    assert.equal((await attempt(who('A1.adv').email.toUpperCase(), PASSWORD)).status, 303, 'and the right one enters, in any case of letters');
});

test('every stored password is Argon2id of the configured price, with salt and tag of their own', async () => {
    const all = sql("SELECT password FROM user WHERE password <> 'none'").map(({ password }) => password);
    assert.ok(all.length > 0);
    for (const phc of new Set(all)) {
        const [, memory, passes, lanes, salt, tag] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc) ?? assert.fail(phc);
        assert.ok(Number(memory) >= 19456 && Number(passes) >= 2 && Number(lanes) === 1, phc);
        assert.deepEqual([Buffer.from(salt, 'base64').length, Buffer.from(tag, 'base64').length], [16, 32]);
    }
});

test('ten wrong tries are slowed down, never locked, and never for a browser that is known', async () => {
    forgive();
    const { email } = who('A2.adv');
    const known = new Client();
    assert.equal((await attempt(email, PASSWORD, known)).status, 303);
    assert.equal((await known.send(await known.get('/me'), '/sign-out')).status, 303);
    const answers = [];
    for (let i = 0; i < (deep ? 1000 : 14); i++) answers.push((await attempt(email, `wrong number ${i}`)).status);
    assert.deepEqual(answers.slice(0, 10), Array(10).fill(422));
    assert.ok(answers.slice(10).includes(429), answers.join());
    const waiting = await attempt(email, PASSWORD);
    assert.equal(waiting.status, 429, 'the right password has to wait too');
    assert.ok(Number(waiting.headers['retry-after']) >= 1 && Number(waiting.headers['retry-after']) <= 60);
    assert.equal((await attempt(email, PASSWORD, known)).status, 303, 'but not in a browser that has signed in before');
    sql("UPDATE sign_in_failure SET last_at = last_at - INTERVAL 61 SECOND; DELETE FROM sign_in_failure WHERE kind = 'address'");
    assert.equal((await attempt(email, PASSWORD)).status, 303, 'and after a minute at most anybody may try');
});

test('a new password makes every browser unknown but the one that set it', async () => {
    forgive();
    const { email } = who('A2.b1');
    const [own, other] = [new Client(), new Client()];
    for (const client of [own, other]) assert.equal((await attempt(email, PASSWORD, client)).status, 303);
    const next = 'seven wet garden boots';
    assert.equal((await own.send(await own.get('/me/password'), '/me/password', { current: PASSWORD, password: next })).status, 303);
    await attempt(email, 'wrong horse battery');
    sql("UPDATE sign_in_failure SET failures = 40, last_at = UTC_TIMESTAMP(6) WHERE kind = 'email'");
    assert.equal((await attempt(email, next, other)).status, 429);
    own.cookies.delete(own.cookieName('sid'));
    assert.equal((await attempt(email, next, own)).status, 303);
    forgive();
});

test('a known browser is known for its own person only, and an address has its own limit', async () => {
    forgive();
    const known = new Client();
    assert.equal((await attempt(who('A2.adv').email, PASSWORD, known)).status, 303);
    known.cookies.delete(known.cookieName('sid'));
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await attempt(who('A2.adm').email, `wrong number ${i}`, known)).status);
    assert.ok(statuses.includes(429), statuses.join());
    sql(`UPDATE sign_in_failure SET failures = 100, since_at = UTC_TIMESTAMP(6) WHERE kind = 'address'`);
    const far = await attempt(who('B1.adv').email, PASSWORD);
    assert.equal(far.status, 429);
    assert.ok(Number(far.headers['retry-after']) > 3000);
    forgive();
});

test('an address spelled with accents or wide letters is another address', async () => {
    forgive();
    const { email } = who('A2.adv');
    const odd = [email.replace(/[aeiou]/, (c) => `${c}\u0301`), email.replace(/[aeiou]/, (c) => ({ a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú' })[c]), email.replace(/[a-z]/, (c) => String.fromCodePoint(c.codePointAt(0) + 0xfee0))];
    for (const other of odd) assert.equal((await attempt(other, PASSWORD)).status, 422, `${other}: each would have ten tries of its own`);
    forgive();
});

test('who signs in themselves takes back no failure that was not theirs', async () => {
    forgive();
    const known = new Client();
    assert.equal((await attempt(who('A2.adv').email, PASSWORD, known)).status, 303);
    for (let i = 0; i < 3; i++) assert.equal((await attempt(`${world.tag}.victim${i}@canary.example`, PASSWORD)).status, 422);
    for (let i = 0; i < 3; i++) {
        known.cookies.delete(known.cookieName('sid'));
        assert.equal((await attempt(who('A2.adv').email, PASSWORD, known)).status, 303);
    }
    assert.equal(one("SELECT failures FROM sign_in_failure WHERE kind = 'address'"), '3');
    forgive();
});

test('a rush of sign-ins is served or told to come back, and passes', async () => {
    forgive();
    const many = deep ? 500 : 80;
    const ready = [];
    await forEach(Array(many), 4, async () => { const client = new Client(); ready.push([client, await client.get('/sign-in')]); });
    const answers = [];
    await forEach(ready, many, async ([client, page]) => {
        answers.push(await client.send(page, '/sign-in', { email: `${randomBytes(6).toString('hex')}@canary.example`, password: 'wrong horse battery' }));
    });
    const statuses = answers.map(({ status }) => status);
    assert.ok(statuses.every((status) => [422, 429, 503].includes(status)), statuses.join());
    assert.ok(statuses.filter((status) => status === 422).length >= 20, 'the line is served');
    for (const { status, headers } of answers) if (status !== 422) assert.ok(Number(headers['retry-after']) >= 1);
    assert.equal((await new Client().get('/sign-in')).status, 200, 'and afterwards all is as before');
    forgive();
});

/* The password as the boundary table of AU-01 has it, and whether an invitation takes it. */
const BOUNDARY = [
    ['q7#Lm2zRw9x', false], ['q7#Lm2zRw9xTv4', false], ['q7#Lm2zRw9xTv4k', true], [`q7#Lm2${'é'.repeat(9)}`, true], ['四十二個の川がゆっくり曲がって流れる', true],
    ['   rivers bend    slowly   ', true], [`q7#Lm2zRw9xTv4k${'x1'.repeat(24)}y`, true], [`q7#Lm2zRw9xTv4k${'w8'.repeat(56)}y`, true], [`q7#Lm2zRw9xTv4k${'w8'.repeat(57)}`, false], ['🌱🌿🍀🌾🌵🌴🌳🌲🍁🍂🍃🌷🌸🌹🌺', true],
    ['passwordpassword', false], ['123456789012345', false], ['qwertyuiopasdfgh', false], ['aaaaaaaaaaaaaaaa', false], ['branchlinebranchline', false],
];

function invitation(account, email) {
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest();
    insert('invite', [{ root_id: account.rootId, made_in: account.id, token_hash: hash, email, made_at: '2025-01-01 00:00:00', ends_at: '2099-01-01 00:00:00' }]);
    insert('invite_grant', [{ root_id: account.rootId, account_id: account.id, invite_id: one(`SELECT invite_id FROM invite WHERE token_hash = ${quoted(hash)}`), role: 'basic' }]);
    return token;
}

async function accept(token, password, name = 'Quill Example', more = {}) {
    const client = new Client();
    assert.equal((await client.get(`/invite/${token}`)).status, 303);
    return { client, answer: await client.send(await client.get('/invite'), '/invite', { name, password, ...more }) };
}

test('an invitation takes a good password of 15 to 128 characters as it is', async () => {
    for (const [at, [password, good]] of BOUNDARY.entries()) {
        const email = `${world.tag.toLowerCase()}.new${at}@canary.example`;
        const { answer } = await accept(invitation(world.accounts.A1, email), password);
        assert.equal(answer.status, good ? 303 : 422, `${[...password].length} characters: ${words(answer.text).slice(0, 200)}`);
        if (!good) continue;
        forgive();
        assert.equal((await attempt(email, password)).status, 303, 'and signs in with it');
        assert.equal((await attempt(email, password.slice(0, -1))).status, 422, 'all of it counts');
        if (password.trim() !== password) assert.equal((await attempt(email, password.trim())).status, 422, 'blanks too');
    }
    const local = await accept(invitation(world.accounts.A1, `gardenhose.${world.tag.toLowerCase()}@canary.example`), `gardenhose.${world.tag.toLowerCase()}`);
    assert.equal(local.answer.status, 422, 'one’s own address is no password');
    const nul = await accept(invitation(world.accounts.A1, `${world.tag.toLowerCase()}.nul@canary.example`), 'quiet rivers\u0000bend slowly');
    assert.equal(nul.answer.status, 400);
});

test('an invitation is used once, by one of thirty at once, and grants what it says', async () => {
    const email = `${world.tag.toLowerCase()}.race@canary.example`;
    const token = invitation(world.accounts.A2, email);
    const pages = await Promise.all(Array.from({ length: deep ? 30 : 8 }, async () => {
        const client = new Client();
        await client.get(`/invite/${token}`);
        return [client, await client.get('/invite')];
    }));
    const statuses = await Promise.all(pages.map(async ([client, page]) => (await client.send(page, '/invite', { name: 'Race Example', password: 'quiet rivers bend slowly 9' })).status));
    assert.equal(statuses.filter((status) => status === 303).length, 1, statuses.join());
    assert.ok(statuses.every((status) => [303, 404, 503].includes(status)), statuses.join());
    const rows = sql(`SELECT u.email, m.account_id, m.role FROM user u JOIN membership m USING (user_id) WHERE u.email = ${quoted(email)}`);
    assert.deepEqual(rows, [{ email, account_id: String(world.accounts.A2.id), role: 'basic' }]);
    for (const [name, value] of [['role', 'administrator'], ['account_id', String(world.accounts.A.id)], ['email', 'else@canary.example']]) {
        const { answer } = await accept(invitation(world.accounts.A2, `${world.tag.toLowerCase()}.${name}@canary.example`), 'quiet rivers bend slowly 9', 'Extra Example', { [name]: value });
        assert.equal(answer.status, 400, name);
    }
    assert.equal(one(`SELECT COUNT(*) FROM user WHERE email = 'else@canary.example'`), '0');
});

test('an invitation that ended, was taken back or never was looks the same', async () => {
    const faces = [];
    for (const change of ['ends_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND', 'revoked_at = UTC_TIMESTAMP(6)', 'used_at = UTC_TIMESTAMP(6)', null]) {
        const token = invitation(world.accounts.A2, `${world.tag.toLowerCase()}.gone@canary.example`);
        sql(change ? `UPDATE invite SET ${change} WHERE token_hash = ${quoted(createHash('sha256').update(token).digest())}` : `UPDATE invite SET token_hash = REPEAT('x', 32) WHERE token_hash = ${quoted(createHash('sha256').update(token).digest())}`);
        const client = new Client();
        await client.get(`/invite/${token}`);
        faces.push(face(await client.get('/invite'), token));
    }
    assert.deepEqual(faces, Array(4).fill(faces[0]));
    assert.match(faces[0], /^404/);
});

test('nobody is there before somebody was invited: common pairs fail', async () => {
    forgive();
    for (const [email, password] of [['admin', 'admin'], ['admin@localhost', 'admin'], ['root', 'root'], ['root', ''], ['administrator', 'password'], ['admin@branchline.example', 'branchline'], ['test', 'test'], ['guest', 'guest'], ['demo', 'demo'], ['user', 'user']]) {
        assert.equal((await attempt(email, password)).status, 422, `${email}:${password}`);
    }
    forgive();
});
