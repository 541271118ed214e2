// guard-headers.test.mjs: what every kind of answer says in its head, and what none may say
//
// Requirements BR-06, BR-08, BR-09, BR-10, BR-12, SE-02, SE-10, IO-18. nginx's own answers and
// files are in front-door.mjs.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { sessionsOf } from '../kit/database.mjs';
import { Client, base } from '../kit/portal.mjs';
import { tokenFor } from '../kit/routes.mjs';
import { seed } from '../kit/world.mjs';

const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    + "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; report-uri /csp";
const ALWAYS = {
    'content-security-policy': CSP, 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()', 'cache-control': 'no-store', server: 'nginx',
};
const FOR_PLACES = /\/(home|work|tmp|usr|var|etc|root|build|src)\/|MariaDB|MySQL|mysql_|errno|SQLSTATE|\bSELECT\b|\bFROM\b|ctemplate|libfcgi|\.tpl\b|\.c:\d|nginx\/|Segmentation|stack trace/;

let world;
let account;
let talk;

before(() => {
    world = seed();
    account = world.accounts.A1;
    talk = world.conversations.find((found) => found.account === account && found.key === 'first');
});

const person = (name) => sessionsOf([world.users[name].id])[0];

function assertHead(answer, what, { type, referrer = 'same-origin' } = {}) {
    const named = (name) => answer.raw.filter(([found]) => found.toLowerCase() === name).map(([, value]) => value);
    for (const [name, value] of Object.entries({ ...ALWAYS, 'referrer-policy': referrer })) assert.deepEqual(named(name), [value], `${what}: ${name}`);
    assert.deepEqual(named('content-type'), type ? [type] : [], `${what}: content-type`);
    for (const [name] of answer.raw) assert.doesNotMatch(name, /^(access-control|x-powered-by|via|x-accel|status$|x-debug)/i, what);
    assert.doesNotMatch(answer.text.replace(/value="[\w-]{43}"/g, ''), FOR_PLACES, what);
    assert.doesNotMatch(answer.raw.map(([, value]) => value).join('\n'), /\/(work|tmp|home|var)\//, what);
}

const HTML = 'text/html; charset=utf-8';

/* One answer of each kind: [name, status, content type, ask, referrer policy]. */
function kinds() {
    const own = (name) => person(name).client;
    const post = (name, path, pattern, fields = {}, options = {}) => {
        const session = person(name);
        return session.client.post(path, { token: tokenFor(session, pattern, account.id), ...fields }, options);
    };
    const inbox = `/${account.id}/inbox`;
    return [
        ['a page', 200, HTML, () => own('A1.adv').get(inbox)],
        ['a part of a page', 200, HTML, () => own('A1.adv').get('/accounts/tree')],
        ['a page for nobody in particular', 200, HTML, () => new Client().get('/sign-in')],
        ['nothing new', 204, null, () => own('A1.adv').get(`${inbox}/changes?since=${account.version}`)],
        ['on to another page', 303, null, () => own('A1.adv').get('/')],
        ['on to sign-in', 303, null, () => new Client().get(inbox)],
        ['after a form', 303, null, () => post('A1.adv', `${inbox}/${talk.id}/close`, '/:a/inbox/:id/close')],
        ['an invitation', 303, null, () => new Client().get(`/invite/${world.users['A2.adv'].invite}`), 'no-referrer'],
        ['an invitation’s page', 200, HTML, () => invited(world.users['A2.adv'].invite), 'no-referrer'],
        ['an invitation that is gone', 404, HTML, () => invited('A'.repeat(43)), 'no-referrer'],
        ['not understood', 400, HTML, () => own('A1.adv').get(`${inbox}?a=1&a=2`)],
        ['a live part without a session', 401, null, () => new Client().get(`${inbox}/changes`, { headers: { 'hx-request': 'true' } })],
        ['not with this role', 403, HTML, () => post('A1.b1', `${inbox}/${talk.id}/close`, '/:a/inbox/:id/close')],
        ['not our form', 403, HTML, () => own('A1.adv').post(`${inbox}/${talk.id}/close`, {})],
        ['suspended', 403, HTML, () => own('A3.adm').get(`/${world.accounts.A3.id}/inbox`)],
        ['not there', 404, HTML, () => own('A1.adv').get(`${inbox}/1`)],
        ['no such account', 404, HTML, () => own('A1.adv').get(`/${world.nobody}/inbox`)],
        ['another method', 405, HTML, () => own('A1.adv').ask('DELETE', inbox)],
        ['another type', 415, HTML, () => post('A1.adv', `${inbox}/${talk.id}/close`, '/:a/inbox/:id/close', {}, { headers: { 'content-type': 'text/plain' } })],
        ['to be mended', 422, HTML, () => post('A1.adv', `${inbox}/${talk.id}/reply`, '/:a/inbox/:id/reply', { text: ' ', once: 'x' })],
        ['a wrong password', 422, HTML, () => signIn('A2.adm', 'no such password at all')],
        ['a report of the browser', 204, null, () => new Client().ask('POST', '/csp', { body: '{"csp-report":{}}', headers: { 'content-type': 'application/csp-report' } })],
    ];
}

async function invited(token) {
    const client = new Client();
    client.cookies.set(client.cookieName('invite'), token);
    return client.get('/invite');
}

async function signIn(name, password) {
    const client = new Client();
    return client.send(await client.get('/sign-in'), '/sign-in', { email: world.users[name].email, password });
}

test('every kind of answer carries the protecting headers, each once, and tells no secret', async () => {
    for (const [what, status, type, ask, referrer] of kinds()) {
        const answer = await ask();
        assert.equal(answer.status, status, `${what}: ${answer.text.slice(0, 200)}`);
        assertHead(answer, what, { type: type ?? (status === 303 || status === 401 ? answer.headers['content-type'] : undefined), referrer });
        if (!type) assert.equal(answer.text, '', what);
    }
});

test('many wrong tries are told to wait, with the same headers', async () => {
    let answer;
    for (let i = 0; i < 12; i++) answer = await signIn('A2.b2', `wrong password number ${i}`);
    assert.equal(answer.status, 429);
    assert.match(answer.headers['retry-after'], /^[1-9]\d*$/);
    assertHead(answer, 'throttled', { type: HTML });
});

test('no origin is let in: not one CORS header', async () => {
    const { client } = person('A1.adv');
    for (const origin of ['https://evil.example', 'null', base, `${base}.evil.example`, 'http://localhost:1']) {
        for (const [method, more] of [['GET', {}], ['OPTIONS', { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }]]) {
            const answer = await client.ask(method, `/${account.id}/inbox`, { headers: { origin, ...more } });
            for (const [name] of answer.raw) assert.doesNotMatch(name, /^access-control/i, `${method} from ${origin}`);
        }
    }
});

const COOKIE = /^(\w+)_(\d+)=([A-Za-z0-9_-]{43}); Path=\/; HttpOnly; SameSite=Lax(; Max-Age=\d+)?$/;

test('cookies are set where they must be, shut to scripts, and nowhere else', async () => {
    const client = new Client();
    const page = await client.get('/sign-in');
    assert.deepEqual(page.headers['set-cookie'].map((line) => COOKIE.exec(line)?.[1]), ['form']);
    const entered = await client.send(page, '/sign-in', { email: world.users['A1.adv'].email, password: 'green bulbs in april' });
    assert.equal(entered.status, 303);
    const words = entered.headers['set-cookie'].map((line) => COOKIE.exec(line)?.[1]);
    assert.deepEqual(words.sort(), ['device', 'sid'], entered.headers['set-cookie'].join('\n'));
    for (const path of ['/', '/me', '/me/sessions', '/accounts', `/${account.id}/inbox`, `/${account.id}/inbox/${talk.id}`, `/${account.id}/send`]) {
        assert.equal((await client.get(path)).headers['set-cookie'], undefined, path);
    }
    const left = await client.send(await client.get('/me'), '/sign-out');
    assert.match(left.headers['set-cookie'].join(), /^sid_\d+=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/);
    assert.equal(left.headers['clear-site-data'], '"cache", "cookies", "storage"');
});

/* Where `next` must not lead. */
const AWAY = ['https://evil.example', 'http://evil.example/', '//evil.example', '///evil.example', '////evil.example', '/\\evil.example', '\\\\evil.example', '\\/evil.example', '/\t/evil.example', '/\n/evil.example',
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'evil.example', '.evil.example', '@evil.example', '/@evil.example', '/%2f/evil.example', '/%5cevil.example', '/.', '/..', '/../evil.example', '/./evil.example',
    '/me/../../evil.example', '/;@evil.example', '/?next=//evil.example#', '/#//evil.example', '/me#//evil.example', '/me\r\nLocation: https://evil.example', '/me%0d%0aX: 1', '/me%00', '/me\u0000', '/ me', '/me evil', 'https:evil.example',
    'https:/evil.example', 'http:\\\\evil.example', '/\u2044evil.example', '/\uff0fevil.example', '/%E2%81%84evil', '/~//evil.example', '/-evil', '/_evil', '/me"onload="x', '/me<script>', '', ' /me', '?x', `/${'a'.repeat(3000)}`, '/me//x', '/me?x=\\evil', '/me?x=//evil.example:80/"'];

test('a way back leads to a page of ours, whatever is written there', async () => {
    assert.ok(AWAY.length >= 40);
    const { client } = person('A1.adv');
    for (const next of AWAY) {
        const answer = await client.get(`/sign-in?next=${encodeURIComponent(next)}`);
        assert.ok([303, 400].includes(answer.status), `${JSON.stringify(next)}: ${answer.status}`);
        if (answer.status === 303) assert.equal(answer.location, `${base}/`.replace(base, answer.location.startsWith('/') ? '' : base), JSON.stringify(next));
        const page = await new Client().get(`/sign-in?next=${encodeURIComponent(next)}`);
        if (page.status === 200) assert.match(page.text, /name="next" value="(\/)?"/, JSON.stringify(next));
    }
    const stranger = new Client();
    const first = await stranger.get(`/${account.id}/inbox?tab=closed`);
    const back = new URL(first.location, base);
    assert.equal(back.pathname, '/sign-in');
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/me']) {
        const visitor = new Client();
        const page = await visitor.get('/sign-in');
        const answer = await visitor.send(page, '/sign-in', { email: world.users['A2.adv'].email, password: 'green bulbs in april', next });
        assert.equal(answer.location.replace(base, ''), next === '/me' ? '/me' : '/', next);
    }
});
