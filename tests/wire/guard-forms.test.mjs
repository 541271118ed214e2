// guard-forms.test.mjs: no form but ours, from our page, of this session, said once and plainly
//
// Requirements BR-01 to BR-05, BR-11, TN-14, TN-17, TN-18, IO-08, IO-09. Every POST route is
// asked by somebody who may, with a token that is right, so that what refuses is what is tested.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { TENANT_TABLES, digest, one, quoted, sessionsOf, settled, sql } from '../kit/database.mjs';
import { Client, base } from '../kit/portal.mjs';
import { allRoutes, formToken, pathOf, tokenFor, walks } from '../kit/routes.mjs';
import { forEach } from '../kit/sight.mjs';
import { seed } from '../kit/world.mjs';

const OWN = new URL(base).origin;
const PLAIN = 'application/x-www-form-urlencoded';

let world;
let seeded; /* the newest message before this file's own */
let account;
let talk;
const routes = allRoutes();
const posts = routes.filter(({ method, name }) => method === 'POST' && !walks[name].raw);

before(() => {
    world = seed();
    seeded = one('SELECT MAX(message_id) FROM message');
    account = world.accounts.A1;
    talk = world.conversations.find((found) => found.account === account && found.key === 'first');
});

const state = () => `${digest(TENANT_TABLES, Object.values(world.accounts))} ${one(`SELECT CONCAT(COUNT(*), '/', SUM(CRC32(CONCAT(email, name, password, suspended)))) FROM user WHERE email LIKE '${world.tag.toLowerCase()}.%'`)}`;
const stateAtRest = async () => {
    await settled(seeded, Object.values(world.accounts));
    return state();
};

const who = (name = 'A1.adm') => world.users[name];
const pages = (many, name) => sessionsOf(Array(many).fill(who(name).id));

/* What only a parent's Administrators may is asked by one, in the parent. */
const isAbove = ({ name, method }) => Boolean(walks[name].tree || (walks[name].merged && method === 'POST'));
const placeOf = (route) => (isAbove(route) ? world.accounts.A : account);
const asker = (route) => who(isAbove(route) ? 'A.adm' : 'A1.adm');

/* Sessions of those who may, by route. */
function each() {
    const [own, above] = [pages(1)[0], pages(1, 'A.adm')[0]];
    return (route) => (isAbove(route) ? above : own);
}

/* A path of the route that this world has. */
function target(route) {
    const ids = { conversation: talk.id, message: talk.turns[0].id, session: 1, person: who('A1.b1').id, invite: account.inviteId, account: world.accounts.A2.id };
    return pathOf(route.pattern, { account: placeOf(route).id, id: ids[walks[route.name].id], token: who().invite });
}

function sound(route, session) {
    return { token: tokenFor(session, route.pattern, placeOf(route).id), ...walks[route.name].form(world, asker(route), placeOf(route).id) };
}

/* A session whose cookies the route needs. */
function prepared(session, route, invited = 'A2.b1') {
    if (walks[route.name].cookie) session.client.cookies.set(session.client.cookieName(walks[route.name].cookie), who(invited).invite);
    return session;
}

const isForged = ({ status, text }) => status === 403 && text.includes('<title>Not accepted');
const encode = (pairs) => new URLSearchParams(pairs).toString();

/* 12 rows: what the browser says of where a form came from, and whether it is taken. */
const ORIGINS = [
    ['same-origin', OWN, true], ['same-origin', undefined, true],
    ['same-site', OWN, false], ['same-site', undefined, false],
    ['cross-site', OWN, false], ['cross-site', 'https://evil.example', false], ['cross-site', undefined, false],
    ['none', OWN, false], ['none', undefined, false],
    [undefined, OWN, true], [undefined, 'https://evil.example', false], [undefined, undefined, false],
];

test('a form is taken from our own pages only: 12 rows a form', async () => {
    for (const route of posts) {
        const sessions = pages(ORIGINS.length, 'A2.adv');
        for (const [at, [site, origin, taken]] of ORIGINS.entries()) {
            const session = prepared(sessions[at], route, 'A2.b2'); /* whose invitation is taken here */
            const fields = { token: formToken({ hash: session.hash, salt: session.salt, pattern: route.pattern, account: world.accounts.A2.id }), ...walks[route.name].form(world, who('A2.adv')) };
            const path = pathOf(route.pattern, { account: world.accounts.A2.id, id: walks[route.name].id === 'session' ? 1 : world.conversations.find((found) => found.account.key === 'A2').id });
            const answer = await session.client.post(path, fields, { headers: { 'sec-fetch-site': site, origin } });
            assert.equal(!isForged(answer), taken, `${route.name}: Sec-Fetch-Site ${site}, Origin ${origin} -> ${answer.status}`);
        }
    }
    for (const origin of ['null', `${OWN}.evil.example`, OWN.replace('http', 'https'), OWN.toUpperCase(), `${OWN}/`]) {
        const [session] = pages(1);
        const answer = await session.client.post('/sign-out', { token: tokenFor(session, '/sign-out') }, { headers: { 'sec-fetch-site': undefined, origin } });
        assert.ok(isForged(answer), origin);
    }
});

/* What stands in for the right token, by name. */
function wrongTokens(route, session, other) {
    const place = placeOf(route).id;
    const right = tokenFor(session, route.pattern, place);
    const another = posts.find(({ pattern }) => pattern !== route.pattern && pattern.startsWith('/:a') === route.pattern.startsWith('/:a')) ?? posts[0];
    return {
        missing: undefined, empty: '', blank: ' ', truncated: right.slice(0, -1), longer: `${right}A`, 'one bit off': right.slice(0, -2) + (right.at(-2) === 'A' ? 'B' : 'A') + right.at(-1),
        'of another session': tokenFor(other, route.pattern, place), 'of another form': tokenFor(session, another.pattern, place),
        'of another account': formToken({ hash: session.hash, salt: session.salt, pattern: route.pattern.startsWith('/:a') ? route.pattern : `/:a${route.pattern}`, account: world.accounts.B.id }),
        'of nobody': formToken({ hash: Buffer.alloc(32), pattern: route.pattern, account: place }), 'of no salt': formToken({ hash: session.hash, pattern: route.pattern, account: place }),
    };
}

test('a form needs the token of its own session, route and account', async () => {
    const [mine, others] = [each(), each()];
    const first = await stateAtRest();
    for (const route of posts) {
        const [session, other] = [prepared(mine(route), route), others(route)];
        for (const [what, token] of Object.entries(wrongTokens(route, session, other))) {
            const answer = await session.client.post(target(route), { ...sound(route, session), token });
            assert.ok(isForged(answer), `${route.name}, token ${what}: ${answer.status}`);
        }
        const right = tokenFor(session, route.pattern, placeOf(route).id);
        const form = walks[route.name].form(world, asker(route), placeOf(route).id);
        for (const pairs of [[['token', right], ['token', right]], [['token', 'x'], ['token', right]]]) {
            const answer = await session.client.post(target(route), [...pairs, ...Object.entries(form)]);
            assert.equal(answer.status, 400, `${route.name}, token twice`);
        }
        assert.ok(isForged(await session.client.post(target(route), { 'token[]': right, ...form })), `${route.name}, token as a list`);
        assert.ok(isForged(await session.client.post(`${target(route)}?token=${right}`, form)), `${route.name}, token in the address`);
    }
    assert.equal(state(), first, 'and nothing changed');
});

test('the sign-in form has a token too, bound to a cookie of its own', async () => {
    const [one_, two] = [new Client(), new Client()];
    await one_.get('/sign-in');
    await two.get('/sign-in');
    const tokenOf = (client) => tokenFor({ client }, '/sign-in');
    const fields = { email: who().email, password: 'green bulbs in april', next: '' };
    assert.ok(isForged(await one_.post('/sign-in', { ...fields, token: tokenOf(two) })), 'another browser’s');
    assert.ok(isForged(await new Client().post('/sign-in', { ...fields, token: tokenOf(one_) })), 'without the cookie');
    assert.ok(isForged(await one_.post('/sign-in', fields)), 'without the token');
    assert.equal((await one_.post('/sign-in', { ...fields, token: tokenOf(one_) })).status, 303);
});

const TYPES = [undefined, 'text/plain', 'text/plain;charset=utf-8', 'text/xml', 'application/json', 'application/octet-stream', `${PLAIN};junk`, `${PLAIN};`,
    `${PLAIN}; charset=utf-7`, `${PLAIN}, text/plain`, 'application/x-www-form-urlencodedx', 'application/x-www-form', 'multipart/form-data', 'multipart/form-data; boundary=',
    `multipart/form-data; boundary=${'b'.repeat(71)}`, 'multipart/mixed; boundary=b', 'form', '*/*', 'application/*'];

test('a body of any other type than a form’s is refused: 415', async () => {
    const mine = each();
    const first = await stateAtRest();
    for (const route of posts) {
        const session = mine(route);
        for (const type of TYPES) {
            const answer = await session.client.post(target(route), sound(route, session), { headers: { 'content-type': type } });
            assert.equal(answer.status, 415, `${route.name}: ${type}`);
        }
    }
    assert.equal(state(), first);
    for (const type of [PLAIN, PLAIN.toUpperCase(), `${PLAIN}; charset=UTF-8`, `${PLAIN};charset="utf-8"`]) {
        const route = posts.find(({ name }) => name.endsWith('end-others'));
        const answer = await mine(route).client.post('/me/sessions/end-others', sound(route, mine(route)), { headers: { 'content-type': type } });
        assert.equal(answer.status, 303, type);
    }
});

test('a method that a route does not have is refused: 405', async () => {
    const askers = each();
    const [session] = pages(1);
    const first = await stateAtRest();
    const patterns = new Set(routes.map(({ pattern }) => pattern));
    for (const pattern of patterns) {
        const mine = routes.filter((route) => route.pattern === pattern);
        const has = mine.map(({ method }) => method);
        const methods = ['FOO', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', ...['GET', 'POST'].filter((method) => !has.includes(method)), ...(has.includes('GET') ? [] : ['HEAD'])];
        for (const method of methods) {
            const answer = await raw(askers(mine[0]).client, method, target(mine[0]));
            assert.equal(answer.status, 405, `${method} ${pattern}`);
        }
    }
    assert.equal(state(), first);
    const [get, head] = [await session.client.get('/me'), await session.client.ask('HEAD', '/me')];
    assert.deepEqual([head.status, head.text, head.headers['content-type']], [get.status, '', get.headers['content-type']]);
});

/* A method that Node's client would not write as it stands. */
async function raw(client, method, path) {
    if (method !== 'get') return client.ask(method, path, { headers: { 'sec-fetch-site': 'same-origin' } });
    const { connect } = await import('node:net');
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve, reject) => {
        let text = '';
        const socket = connect(Number(client.at.port), '127.0.0.1', () => socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${client.at.host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`));
        socket.on('data', (data) => { text += data; }).on('error', reject).on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 400) === 400 ? 405 : Number(/^HTTP\/1\.1 (\d+)/.exec(text)[1]), text }));
    });
}

const PRIVILEGED = ['root_id', 'account_id', 'user_id', 'role', 'state', 'admin', 'is_admin', 'scope', 'sender_id', 'sender', 'price_micro', 'suspended', 'verified', 'origin', 'class'];

test('a field that a form does not have is refused, whatever it is called: 400', async () => {
    const first = await stateAtRest();
    for (const route of posts) {
        const mine = each();
        for (const name of PRIVILEGED) {
            const session = prepared(mine(route), route);
            const answer = await session.client.post(target(route), { ...sound(route, session), [name]: '1' });
            assert.equal(answer.status, 400, `${route.name} with ${name}`);
        }
    }
    assert.equal(state(), first);
});

test('a parameter that comes twice is refused: 400', async () => {
    const mine = each();
    const first = await stateAtRest();
    for (const route of routes.filter(({ method }) => method === 'GET')) {
        for (const query of ['?id=1&id=2', '?q=a&q=b', '?tab=open&tab=open', '?next=/me&next=/', '?a&a', '?%61=1&a=2']) {
            const answer = await prepared(mine(route), route).client.get(target(route) + query);
            assert.equal(answer.status, 400, `${route.name}${query}`);
        }
    }
    for (const route of posts) {
        const session = prepared(mine(route), route);
        const pairs = Object.entries(sound(route, session));
        for (const [name, value] of pairs) {
            assert.equal((await session.client.post(target(route), [...pairs, [name, value]])).status, 400, `${route.name}: ${name} twice`);
            assert.equal((await session.client.post(`${target(route)}?${encode([[name, value]])}`, pairs)).status, 400, `${route.name}: ${name} in the address too`);
        }
    }
    assert.equal(state(), first);
});

/* Spellings of 7 and of what is no id at all. */
const SPELLINGS = (id) => [`0${id}`, `+${id}`, `-${id}`, `${id}.0`, `${id}.`, `${id}e0`, `0x${id.toString(16)}`, `%20${id}`, `${id}%20`, `${id}%00`, `${id}a`, `a${id}`, `%30${id}`, `${id};`, `${id},1`, `'${id}'`, `${id}--`,
    `${id}%0a`, `%09${id}`, `${id}%E2%80%8B`, '%D9%A1', '%EF%BC%91', '0', '00', '-0', '', '18446744073709551616', '99999999999999999999', '1e3', `${id}%2F`, `${id}%252F`, `${id}_0`, 'NaN', 'null', '%2B1'];

test('an id is written in one way, and anything else is not there: 404', async () => {
    const [session] = pages(1);
    const mine = each();
    const tried = routes.filter(({ name, method }) => walks[name].id && method === 'GET');
    assert.ok(SPELLINGS(7).length >= 30 && tried.length > 0);
    for (const route of tried) {
        const id = { message: talk.turns[0].id, person: who('A1.b1').id, account: world.accounts.A2.id }[walks[route.name].id] ?? talk.id;
        assert.equal((await mine(route).client.get(pathOf(route.pattern, { account: placeOf(route).id, id }))).status, 200, route.name);
        for (const spelling of SPELLINGS(id)) {
            const answer = await mine(route).client.get(pathOf(route.pattern, { account: placeOf(route).id, id: spelling }));
            assert.ok([400, 404].includes(answer.status), `${route.name} of ${spelling}: ${answer.status}`);
            if (/^[\w.~-]+$/.test(spelling)) assert.equal(answer.status, 404, `${route.name} of ${spelling}`);
        }
    }
    for (const spelling of SPELLINGS(account.id)) {
        const answer = await session.client.get(`/${spelling}/inbox`);
        assert.ok([400, 404].includes(answer.status), `account ${spelling}: ${answer.status}`);
    }
    for (const name of ['before', 'account']) {
        for (const spelling of ['01', '-1', '1.0', '0', '18446744073709551616', 'x']) {
            const answer = await sessionsOf([who('A.adm').id])[0].client.get(`/${world.accounts.A.id}/all/inbox?${name}=${spelling}`);
            assert.equal(answer.status, 400, `${name}=${spelling}`);
        }
    }
});

const part = (name, value, head = '') => `--b\r\nContent-Disposition: form-data; name="${name}"${head}\r\n\r\n${value}\r\n`;
const MULTI = 'multipart/form-data; boundary=b';

/* Bodies that could be read in two ways, or that no browser writes: [type, body]. */
const MALFORMED = [
    ...['%', '%1', '%zz=1', 'a=%', 'a=%4', 'a=%G0', 'a=%00', 'a=%C0%AF', 'a=%ED%A0%80', 'a=%F4%90%80%80', 'a=%80', 'a=%FE', 'a=%01', 'a=%1F', 'a=%7F%00', '=1', '&', '&&', 'a=1&', '&a=1', 'a=1&&b=2', '%00=1', '%0A=1',
        `${'n'.repeat(65)}=1`, Array.from({ length: 201 }, (_, i) => `f${i}=1`).join('&'), 'token', 'token=', 'a=1&a=2', 'a[]=1&a[]=2', '\u0000', '\n', 'a=b\u0000c', '{"token":"x"}', '<token>x</token>'].map((body) => [PLAIN, body]),
    ...['', '--b', '--b--x', '--c\r\n', 'text before\r\n--b--', '--b\r\n\r\nx\r\n--b--', `${part('a', '1')}`, `${part('a', '1')}--b`, `${part('a', '1')}--b\r\n`, `${part('a', '1')}--bx--`,
        `${part('a', '1').replaceAll('\r\n', '\n')}--b--`, `${part('a', '1', '; name="b"')}--b--`, `${part('', '1')}--b--`, `${part('n'.repeat(65), '1')}--b--`, `${part('a"b', '1')}--b--`,
        `--b\r\nContent-Disposition: attachment; name="a"\r\n\r\n1\r\n--b--`, `--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--`, `--b\r\nX-Other: 1\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--`,
        `--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Disposition: form-data; name="c"\r\n\r\n1\r\n--b--`, `--b\r\nContent-Disposition: form-data;\r\n name="a"\r\n\r\n1\r\n--b--`,
        `--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--`, `--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n--b--`,
        `--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\nMQ==\r\n--b--`, `--b\r\nContent-Disposition: form-data; name="a"; filename*=UTF-8''x\r\n\r\n1\r\n--b--`,
        `${part('a', '\u0000')}--b--`, `--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: ${'t'.repeat(9000)}\r\n\r\n1\r\n--b--`, `${Array.from({ length: 21 }, (_, i) => part(`f${i}`, '1')).join('')}--b--`, `${part('a', '1')}${part('a', '2')}--b--`].map((body) => [MULTI, body]),
];

test('60 bodies that are no sound form are refused at once: 400', async (t) => {
    assert.ok(MALFORMED.length >= 60, `${MALFORMED.length}`);
    const [session] = pages(1);
    const first = await stateAtRest();
    const slow = [];
    for (const [type, body] of MALFORMED) {
        const begin = performance.now();
        const answer = await session.client.ask('POST', `/${account.id}/inbox/${talk.id}/reply`, { body, headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' } });
        if (performance.now() - begin > 50) slow.push(body.slice(0, 40));
        const soundButForeign = /^(token=?|\{"token":"x"\}|<token>x<\/token>|)$/.test(body); /* well-formed, without our token */
        assert.equal(answer.status, soundButForeign ? 403 : 400, `${type}: ${JSON.stringify(body.slice(0, 120))}`);
    }
    t.diagnostic(`${slow.length} of ${MALFORMED.length} took more than 50 ms`);
    assert.equal(state(), first);
    const twice = `${part('token', tokenFor(session, '/me/sessions/end-others'))}--b--`;
    assert.equal((await session.client.ask('POST', '/me/sessions/end-others', { body: twice, headers: { 'content-type': MULTI, 'sec-fetch-site': 'same-origin' } })).status, 303, 'and a sound one is taken');
});

test('line ends smuggled into an address, a query or a file name make no header', async () => {
    const [session] = pages(1);
    const inject = '%0d%0aX-Injected:%201';
    for (const path of [`/${inject}`, `/me${inject}`, `/me?x=${inject}`, `/sign-in?next=/me${inject}`, `/sign-in?next=${inject}`, `/${account.id}/inbox?q=${inject}`, `/${account.id}/inbox?tab=${inject}`, `/accounts/tree?at=${inject}`]) {
        for (const client of [session.client, new Client()]) {
            const answer = await client.get(path);
            assert.equal(answer.headers['x-injected'], undefined, path);
            assert.ok(![500, 502, 503].includes(answer.status), `${path}: ${answer.status}`);
        }
    }
    const body = `${part('text', 'x', '; filename="a\r\nX-Injected: 1"')}--b--`;
    const answer = await session.client.ask('POST', `/${account.id}/inbox/${talk.id}/reply`, { body, headers: { 'content-type': MULTI, 'sec-fetch-site': 'same-origin' } });
    assert.deepEqual([answer.status, answer.headers['x-injected']], [400, undefined]);
});

test('looking changes nothing: every link of an Administrator and a Basic user', async () => {
    for (const name of ['A.adm', 'A1.b1']) {
        const [session] = pages(1, name);
        const first = await stateAtRest();
        const seen = new Set();
        const waiting = ['/', '/accounts', '/accounts/tree', '/me', '/me/sessions', `/${account.id}/inbox`, `/${account.id}/send`];
        while (waiting.length > 0) {
            const batch = waiting.splice(0);
            await forEach(batch, 6, async (path) => {
                if (seen.has(path) || seen.size > 220) return;
                seen.add(path);
                const answer = await session.client.get(path);
                assert.ok(answer.status < 400 || path.startsWith(`/${world.accounts.A3.id}/`), `${path}: ${answer.status}`); /* suspended */
                for (const [, link] of answer.text.matchAll(/(?:href|hx-get)="(\/[^"#]*)"/g)) if (!link.startsWith('/static/')) waiting.push(link.replaceAll('&amp;', '&'));
            });
        }
        assert.ok(seen.size > 20, `${seen.size} pages`);
        assert.equal(state(), first, name);
        assert.equal(sql(`SELECT COUNT(*) AS n FROM session WHERE user_id = ${who(name).id} AND id_hash = ${quoted(session.hash)}`)[0].n, '1');
    }
});
