// trail.test.mjs: what the logs keep, after everything that the tests before have done
//
// Requirements LG-01, LG-02, SE-09. Runs near the end of the wire tests, so that the logs are
// long; what it does itself leaves canaries that must be in none.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { sessionOf, sql } from '../kit/database.mjs';
import { Client, varFolder } from '../kit/portal.mjs';
import { tokenFor } from '../kit/routes.mjs';
import { until } from '../kit/smsc.mjs';
import { seed } from '../kit/world.mjs';

const folder = join(varFolder, 'log');
const logs = () => readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'latin1') }));
const OURS = /^(login|inbox|send|admin|schedd|esmed|dlrd|seald)\.log/;
const secret = (word) => `SECRET${word}${randomBytes(8).toString('hex')}`;

let world;
let account;
let talk;

before(() => {
    world = seed();
    account = world.accounts.A1;
    talk = world.conversations.find((found) => found.account === account && found.key === 'first');
});

/* Everything that a person types or carries, each with a canary: [what, canary]. */
async function journey() {
    const said = { password: secret('password'), wrong: secret('wrong'), text: secret('text'), search: secret('search'), query: secret('query'), number: '+447700900987', field: secret('field'), cookie: secret('cookie') };
    const kept = [];
    const client = new Client();
    await client.get('/sign-in');
    await client.send(await client.get('/sign-in'), '/sign-in', { email: world.users['A1.adv'].email, password: said.wrong });
    const entered = await client.send(await client.get('/sign-in'), '/sign-in', { email: world.users['A1.adv'].email, password: 'green bulbs in april' });
    assert.equal(entered.status, 303);
    for (const [name, value] of client.cookies) kept.push([name, value]);
    await client.get(`/${account.id}/inbox?q=${said.search}`);
    await client.get(`/me?x=${said.query}`);
    await client.get('/me', { headers: { cookie: `${client.cookieName('sid')}=${said.cookie}` } });
    const thread = await client.get(`/${account.id}/inbox/${talk.id}`);
    kept.push(['a form’s token', /name="token" value="([^"]+)"/.exec(thread.text)[1]]);
    await client.send(thread, `/${account.id}/inbox/${talk.id}/reply`, { text: said.text });
    await client.post(`/${account.id}/inbox/${talk.id}/reply`, { token: 'x', text: said.field });
    const invited = new Client();
    await invited.get(`/invite/${world.users['A1.b2'].invite}`);
    await invited.get(`/invite/${world.users['A1.b2'].invite}?x=1&x=2`);
    await invited.ask('DELETE', `/invite/${world.users['A1.b2'].invite}`);
    await invited.send(await invited.get('/invite'), '/invite', { name: 'Trail Example', password: said.password });
    kept.push(['an invitation', world.users['A1.b2'].invite]);
    await client.send(await client.get('/me'), '/sign-out');
    return [...Object.entries(said), ...kept];
}

test('no log holds a password, a key, a token, a text or what was searched', async () => {
    const canaries = await journey();
    const all = logs();
    for (const [what, canary] of canaries) {
        for (const { name, text } of all) assert.ok(!text.includes(canary), `${name} holds ${what}`);
    }
});

test('nothing in any log opens anything: no key of a session, a browser, an invitation', () => {
    const hashes = new Set(sql(`SELECT HEX(id_hash) AS h FROM session UNION SELECT HEX(token_hash) FROM device UNION SELECT HEX(token_hash) FROM invite UNION SELECT HEX(\`once\`) FROM submission`).map(({ h }) => h.toLowerCase()));
    assert.ok(hashes.size > 10);
    for (const { name, text } of logs()) {
        for (const [word] of text.matchAll(/(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g)) {
            assert.ok(!hashes.has(createHash('sha256').update(word).digest('hex')), `${name}: a word of 43 letters is a key`);
        }
        assert.doesNotMatch(text, /\$argon2id\$/, name);
    }
});

test('no log holds a text of a message or a name of a person', () => {
    for (const { name, text } of logs()) assert.doesNotMatch(text, /CANARY-\w+-\w+-\w+-(message|conversation|conversation_own|contact|part)-/, name);
});

const FIELDS = { at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, level: /^(info|warn|fault)$/, program: /^[a-z]+$/, event: /^.+$/ };
const VISIT = ['id', 'method', 'route', 'account', 'user', 'address', 'code', 'us'];

test('each line is one object of JSON, also when somebody tries to write one', async () => {
    const { client } = sessionOf(world.users['A1.adv'].id);
    const mark = `forged${randomBytes(6).toString('hex')}`;
    const line = `x\\n{"at":"now","level":"fault","program":"login","event":"${mark}"}`;
    await client.get('/me', { headers: { 'user-agent': `${line}\t"\\` } });
    await client.get(`/me/sessions?x=${encodeURIComponent(`\n{"event":"${mark}"}`)}`);
    await client.get(`/${encodeURIComponent(`\r\n{"event":"${mark}"}`)}`);
    await client.post('/sign-out', { token: `\n{"event":"${mark}"}\u2028\u0000` });
    await client.ask('POST', '/csp', { body: `\n{"event":"${mark}"}\r\n\u001b[31m"\\`, headers: { 'content-type': 'application/csp-report' } });
    let visits = 0;
    for (const { name, text } of logs().filter((log) => OURS.test(log.name))) {
        for (const said of text.split('\n').filter(Boolean)) {
            const read = JSON.parse(Buffer.from(said, 'latin1').toString('utf8'));
            for (const [field, shape] of Object.entries(FIELDS)) assert.match(read[field] ?? '', shape, `${name}: ${said.slice(0, 200)}`);
            assert.notEqual(read.event, mark, name);
            assert.doesNotMatch(said, /[\u0000-\u001f\u007f]/, name);
            if (read.event !== 'visit') continue;
            visits += 1;
            for (const field of VISIT) assert.ok(field in read, `${name}: ${said.slice(0, 200)}`);
            assert.doesNotMatch(read.route, /\?|[A-Za-z0-9_-]{43}/, name);
        }
    }
    assert.ok(visits > 10, `${visits} visits`);
});

test('a visit is found by the id that its page shows, with whose it was and how it ended', async () => {
    const session = sessionOf(world.users['A1.b1'].id);
    const begin = new Date().toISOString();
    await session.client.post(`/${account.id}/inbox/${talk.id}/close`, { token: tokenFor(session, '/:a/inbox/:id/close', account.id) });
    const lines = () => logs().filter(({ name }) => name.startsWith('inbox.log')).flatMap(({ text }) => text.split('\n').filter(Boolean)).map((line) => JSON.parse(Buffer.from(line, 'latin1').toString('utf8')))
        .filter((line) => line.event === 'visit' && line.user === world.users['A1.b1'].id && line.at >= begin);
    await until('the visit’s line', () => lines().length > 0);
    const found = lines();
    assert.deepEqual(found.map(({ method, route, account: at, code, address }) => ({ method, route, at, code, address })), [{ method: 'POST', route: '/inbox/:id/close', at: account.id, code: 403, address: '127.0.0.1' }]);
    assert.match(found[0].id, /^[0-9a-f]{16,32}$/);
});
