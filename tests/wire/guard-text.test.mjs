// guard-text.test.mjs: text comes in as text, goes out as text, and asks the database nothing
//
// Requirements IO-01, IO-02, IO-05, IO-17, IO-18. Bytes that are no text are refused with a page
// and change nothing; what is text comes back letter by letter.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, test } from 'node:test';

import { TENANT_TABLES, digest, one, quoted, sessionsOf, settled } from '../kit/database.mjs';
import { decode } from '../kit/portal.mjs';
import { allRoutes, pathOf, tokenFor, walks } from '../kit/routes.mjs';
import { forEach, listOf } from '../kit/sight.mjs';
import { seed } from '../kit/world.mjs';

let world;
let seeded; /* the newest message before this file's own */
let account;
let talk;
let session;

before(() => {
    world = seed();
    seeded = one('SELECT MAX(message_id) FROM message');
    account = world.accounts.A1;
    talk = world.conversations.find((found) => found.account === account && found.key === 'first');
    [session] = sessionsOf([world.users['A1.adv'].id]);
});

const state = () => digest(TENANT_TABLES, Object.values(world.accounts));
const stateAtRest = async () => {
    await settled(seeded, Object.values(world.accounts));
    return state();
};
const once = () => randomBytes(32).toString('base64url');

/* A reply of raw bytes, percent-encoded by hand. */
function reply(bytes) {
    const token = tokenFor(session, '/:a/inbox/:id/reply', account.id);
    return session.client.ask('POST', `/${account.id}/inbox/${talk.id}/reply`, { body: `token=${token}&once=${once()}&text=${bytes}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } });
}

/* No UTF-8, or no text: RFC 3629 and the C0 controls that nobody types. */
const NO_TEXT = ['%00', 'a%00b', '%01', '%02', '%07', '%08', '%0B', '%0C', '%0E', '%1B', '%1F', '%7F', '%80', '%BF', '%C0%80', '%C0%AF', '%C1%81', '%C1%BF', '%C2', '%C3%28', '%E0%80%80', '%E0%80%AF', '%E0%9F%BF', '%E0%A0', '%E2%82',
    '%E2%28%A1', '%ED%A0%80', '%ED%AD%BF', '%ED%AE%80', '%ED%BF%BF', '%ED%A0%BD%ED%B8%8E', '%F0%80%80%80', '%F0%80%80%AF', '%F0%8F%BF%BF', '%F0%9F%98', '%F4%90%80%80', '%F5%80%80%80', '%F8%88%80%80%80', '%FC%84%80%80%80%80', '%FE', '%FF', '%FF%FE', 'a%C3'];

test('40 sequences that are no text are refused in every field and query: 400', async () => {
    assert.ok(NO_TEXT.length >= 40);
    const first = await stateAtRest();
    for (const bytes of NO_TEXT) {
        assert.equal((await reply(bytes)).status, 400, `reply ${bytes}`);
        assert.equal((await session.client.get(`/${account.id}/inbox?q=${bytes}`)).status, 400, `search ${bytes}`);
        assert.equal((await session.client.get(`/me?${bytes}=1`)).status, 400, `a name ${bytes}`);
    }
    assert.equal(state(), first);
});

/* What opens a gate where text is made into SQL, LIKE, HTML or a format. */
const ODD = ["' OR '1'='1", "'; DROP TABLE message; -- ", "\\' OR 1=1 -- ", '" OR ""="', '`', "1' UNION SELECT password FROM user -- ", "') OR SLEEP(5) -- ", '%27%20OR%201=1', '/*@own*/', '/* comment', '-- ', '#', '?', '??', ':name', '%', '_', '%%', '\\', '\\\\', '\\%', '\\_',
    '+a -b ~c <d >e (f) "g" *', '"unclosed', '((((', '@@version', '@x:=1', '%s%s%n', '{{name}}', '{{%AUTOESCAPE}}', '${x}', '<b>&amp;</b>', '‮evil', 'a'.repeat(100), 'ﬁ ﬀ', 'İı', '𝒳', '\u200b', 'null', 'NaN'];

test('searches of every kind are text: they find what they say and break nothing', async () => {
    const first = await stateAtRest();
    for (const [name, scope] of [['A1.adv', `/${account.id}/inbox`], ['A1.b1', `/${account.id}/inbox`], ['A.adm', `/${world.accounts.A.id}/all/inbox`]]) {
        const [{ client }] = sessionsOf([world.users[name].id]);
        for (const asked of ODD) {
            const answer = await client.get(`${scope}?q=${encodeURIComponent(asked)}`);
            assert.equal(answer.status, 200, `${name} searches ${asked}`);
            assert.equal(decode(/name="q" value="([^"]*)"/.exec(answer.text)[1]), asked.normalize('NFC'), asked);
            if (/^[%_\\?'"`]+$/.test(asked)) assert.deepEqual(listOf(answer).ids, [], `${asked} is no pattern`);
        }
    }
    assert.equal(state(), first);
});

test('every parameter of every route may hold quotes, and tells nothing of a database', async () => {
    const first = await stateAtRest();
    const names = ['q', 'tab', 'before', 'account', 'since', 'at', 'next', 'done', 'merged', 'id', 'x'];
    await forEach(allRoutes().filter(({ method }) => method === 'GET'), 4, async ({ name, pattern }) => {
        const high = /^\/:a\/(all|accounts|audit|invites|settings|users)\b/.test(pattern); /* an Administrator's, of the parent */
        const path = pathOf(pattern, { account: high ? world.accounts.A.id : account.id, id: walks[name].id === 'message' ? talk.turns[0].id : talk.id, token: world.users['A1.adv'].once });
        for (const field of names) {
            for (const odd of ["'", "1'--", '1 OR 1=1', "1; SELECT 1", '1"', '\\', "%' OR '", '-1', '1e9', '0x1']) {
                const { client } = high ? above() : session;
                const { status, text } = await client.get(`${path}?${field}=${encodeURIComponent(odd)}`);
                assert.ok([200, 204, 303, 400, 404].includes(status), `${path}?${field}=${odd}: ${status}`);
                assert.doesNotMatch(text.replace(/value="[\w-]{43}"/g, ''), /SQL|MariaDB|syntax|mysql|errno/i, `${path}?${field}=${odd}`);
            }
        }
    });
    assert.equal(state(), first);
});

let seenAbove;
function above() {
    seenAbove ??= sessionsOf([world.users['A.adm'].id])[0];
    return seenAbove;
}

const WRITTEN = ["it's “quoted” & <b>bold</b>", 'two\nlines\n\nand a blank one', '\\ back \\\\ slashes \\n', "Robert'); DROP TABLE message;--", '{{body}} {{%AUTOESCAPE}} %s %n', 'emoji 😎 and 漢字 and é', 'e\u0301 joined to é', '<script>alert(1)</script>', '&lt;not a tag&gt; &amp;amp;', ' kept  blanks '];

test('what is written comes back as it was written, lines and all', async () => {
    for (const text of WRITTEN) {
        const token = tokenFor(session, '/:a/inbox/:id/reply', account.id);
        const answer = await session.client.post(`/${account.id}/inbox/${talk.id}/reply`, { token, once: once(), text });
        assert.equal(answer.status, 303, text);
        const expected = text.normalize('NFC');
        assert.equal(one(`SELECT COUNT(*) FROM message WHERE account_id = ${account.id} AND body = BINARY ${quoted(expected)}`) > 0, true, JSON.stringify(text));
        const page = await session.client.get(`/${account.id}/inbox/${talk.id}`);
        const said = [...page.text.matchAll(/<p class="say-text"><span class="visually-hidden">[^]*?<\/span>([^]*?)<\/p>/g)].map(([, body]) => decode(body));
        assert.ok(said.includes(expected), `${JSON.stringify(text)} in ${JSON.stringify(said.at(-1))}`);
    }
    for (const bytes of ['%09', '%0A', '%0D%0A', 'tab%09and%0Alines']) assert.equal((await reply(`x${bytes}x`)).status, 303, bytes);
    const typed = 'a\nb\n\n<c> "d" \'e\' &amp; ';
    const refused = await session.client.post(`/${account.id}/inbox/${talk.id}/reply`, { token: tokenFor(session, '/:a/inbox/:id/reply', account.id), once: once(), text: `${typed}${'x'.repeat(4001)}` });
    assert.equal(refused.status, 422);
    const area = /<textarea[^>]*name="text"[^>]*>\n?([^]*?)<\/textarea>/.exec(refused.text)[1];
    assert.equal(decode(area), `${typed}${'x'.repeat(4001)}`, 'and stays in its field when it has to be mended');
});

test('long patterns are answered soon, or refused', async () => {
    for (const asked of ['a'.repeat(3000), '%'.repeat(1500), '_'.repeat(100), '\\'.repeat(100), '('.repeat(100), `${'ab*'.repeat(33)}`, 'é'.repeat(100), '9'.repeat(100)]) {
        const { status } = await session.client.get(`/${account.id}/inbox?q=${encodeURIComponent(asked)}`);
        assert.ok([200, 400, 414].includes(status), `${asked.slice(0, 10)}…: ${status}`);
    }
});
