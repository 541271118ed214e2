// audit.test.mjs: what was done stands in the log once, who may read it does, and nothing is
// done that can't be written there
//
// Requirements LG-03, LG-05, LG-06, IO-06 and BR-12; product.md sections 2.4 and 3. With the
// demo's people and rows. The chain itself is audit.own.mjs's matter.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, test } from 'node:test';

import { one, sessionOf, sql } from '../kit/database.mjs';
import { Client, fieldsOf, formOf, signIn, words } from '../kit/portal.mjs';

const PASSWORD = 'green bulbs in april';
const people = {};

before(() => {
    for (const name of ['mara', 'priya', 'bec', 'tess', 'ada', 'petra', 'jonah']) {
        const [row] = sql(`SELECT user_id, name, email FROM user WHERE email LIKE '${name}.%'`);
        people[name] = { ...row, ...sessionOf(Number(row.user_id)) };
    }
});

const get = (name, path) => people[name].client.get(path);
const rowsOf = (page) => [...page.text.matchAll(/<div class="audit-one">([^]*?)<\/div>\s*<\/li>/g)].map(([, row]) => words(`<body>${row}`));
const newest = () => Number(one('SELECT IFNULL(MAX(seq), 0) FROM audit WHERE root_id = 1'));

/* The rows of Tallowood's tree that something added: "account action who object before after". */
async function added(act) {
    const last = newest();
    const outside = Number(one('SELECT COUNT(*) FROM audit_outside'));
    const answer = await act();
    const rows = () => sql(`SELECT account_id, action, user_name, object, was, became FROM audit WHERE root_id = 1 AND seq > ${last} ORDER BY seq`)
        .map((row) => Object.values(row).filter((value) => value !== null).join(' | '));
    return { answer, rows, outside: () => Number(one('SELECT COUNT(*) FROM audit_outside')) - outside };
}

test('a parent’s menu is whole on its merged pages, and the search of the side is the inbox’s', async () => {
    for (const path of ['/1/all/audit?q=canary', '/1/accounts', '/1/all/inbox', '/1/audit?q=canary']) {
        const { text } = await get('mara', path);
        for (const to of ['/1/users', '/1/accounts', '/1/settings']) assert.ok(text.includes(`<a class="nav-item" href="${to}"`), `${to} from ${path}`);
        assert.match(text, /<input[^>]* id="find"[^>]* value=""/, path);
    }
    assert.match((await get('mara', '/1/inbox?q=canary')).text, /<input[^>]* id="find"[^>]* value="canary"/);
});

test('days the wrong way round are said beside their field', async () => {
    const page = await get('mara', '/1/audit?from=2026-11-20&to=2026-11-02&q=x');
    assert.match(page.text, /id="from-fault"[^]*?The first day is after the last\./);
    assert.match(page.text, /id="from"[^>]*value="2026-11-20"/);
    assert.doesNotMatch(page.text, /Nothing like that/);
    assert.doesNotMatch((await get('mara', '/1/audit?from=2026-11-20&to=2026-11-20')).text, /from-fault/);
});

test('an account’s log holds its own rows, the merged one those of the whole tree and no other', async () => {
    for (const [name, path, where] of [['mara', '/1/audit', 'account_id = 1'], ['mara', '/2/audit', 'account_id = 2'], ['priya', '/2/audit', 'account_id = 2'],
        ['mara', '/1/all/audit', 'root_id = 1'], ['mara', '/1/all/audit?account=5', 'account_id = 5'], ['ada', '/7/all/audit', 'root_id = 7']]) {
        const page = await get(name, path);
        assert.equal(page.status, 200, path);
        const seen = rowsOf(page);
        const expected = sql(`SELECT user_name FROM audit WHERE ${where} ORDER BY at DESC LIMIT 50`);
        assert.equal(seen.length, expected.length, path);
        expected.forEach(({ user_name: who }, at) => assert.ok(seen[at].includes(who), `${path} row ${at}: ${seen[at]} is not ${who}'s`));
    }
    assert.match((await get('mara', '/1/all/audit?kind=role.change')).text, /<a class="line line-5" href="\/5\/audit">Rostering<\/a>/, 'a merged row leads to its own account');
    for (const [name, path, status] of [['tess', '/5/audit', 403], ['jonah', '/3/audit', 403], ['priya', '/1/audit', 404], ['priya', '/3/audit', 404], ['ada', '/1/audit', 404],
        ['mara', '/2/all/audit', 404], ['mara', '/1/all/audit?account=7', 404], ['mara', '/1/all/audit?account=999999', 404]]) {
        assert.equal((await get(name, path)).status, status, `${name} ${path}`);
    }
});

test('a row tells who, what, from where, before and after', async () => {
    const [row] = rowsOf(await get('priya', '/2/audit?kind=role.change'));
    assert.match(row, /Role changed Noor Haddad, noor\.haddad@tallowood\.example Before: Basic user , after: Advanced user Mara Whitfield from 203\.0\.113\.24$/);
    const [opened] = rowsOf(await get('mara', '/1/audit?kind=account.create'));
    assert.match(opened, /Account opened Tallowood Garden Group Operator on the server$/);
});

test('words, person, action and days narrow it; what our page never sends is refused', async () => {
    const count = async (query, path = '/1/all/audit') => rowsOf(await get('mara', `${path}?${query}`)).length;
    assert.equal(await count('kind=role.change'), 2);
    assert.equal(await count('kind=role.change&who=BEC'), 1);
    assert.equal(await count('q=callum'), 1);
    assert.equal(await count('q=5+days'), 1);
    assert.equal(await count('q=192.0.2.177&kind=sign-in.fail'), 2);
    assert.equal(await count('q=%25'), 0, 'a percent sign is a letter');
    assert.equal(await count('q=callum', '/3/audit'), 0);
    const [day, at] = sql("SELECT DATE_FORMAT(CONVERT_TZ(at, '+00:00', '+11:00'), '%Y-%m-%d') AS day, at FROM audit WHERE root_id = 1 AND action = 'user.remove'").flatMap(Object.values);
    assert.ok(at);
    assert.equal(await count(`kind=user.remove&from=${day}&to=${day}`), 1);
    assert.equal(await count(`kind=user.remove&to=${new Date(Date.parse(day) - 86400000).toISOString().slice(0, 10)}`), 0);
    const nothing = await get('mara', '/1/all/audit?q=nothing-like-it&who=nobody');
    assert.match(words(nothing.text), /Nothing like that Nothing in the log matches “nothing-like-it”, by “nobody”\. Show everything again/);
    for (const query of ['kind=role', 'from=2026-02-30', 'to=yesterday', 'account=0', 'account=two', `q=${'x'.repeat(101)}`, 'q=%FF']) {
        assert.equal((await get('mara', `/1/all/audit?${query}`)).status, 400, query);
    }
    assert.equal((await get('mara', '/1/audit?account=1')).status, 400, 'an account’s own log has no account filter');
});

test('page by page each row comes once, newest first', async () => {
    const seen = [];
    let path = '/1/all/audit';
    while (path) {
        const page = await get('mara', path);
        seen.push(...[...page.text.matchAll(/<time class="audit-time" datetime="([^"]*)"/g)].map(([, when]) => when));
        path = /href="([^"]*)">Older/.exec(page.text)?.[1].replaceAll('&amp;', '&');
        assert.doesNotMatch(page.text, /\bseq\b/);
    }
    assert.equal(seen.length, Number(one('SELECT COUNT(*) FROM audit WHERE root_id = 1')));
    assert.deepEqual(seen, [...seen].sort().reverse());
});

/* The rows of a CSV as Python reads them. */
function parsed(text) {
    const ran = spawnSync('python3', ['-c', 'import csv, json, sys, io; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode("utf-8-sig"), newline="")))))'], { input: text, encoding: 'utf8' });
    assert.equal(ran.status, 0, ran.stderr);
    return JSON.parse(ran.stdout);
}

test('an export is the rows that were shown, as a sandboxed file, and is itself written once', async () => {
    for (const [name, path, query, where] of [['bec', '/5/audit', '', 'account_id = 5'], ['mara', '/1/all/audit', '?who=mara', "root_id = 1 AND user_name LIKE '%mara%'"]]) {
        const expected = sql(`SELECT user_name, object, was, became FROM audit WHERE ${where} ORDER BY at DESC`);
        const page = await get(name, `${path}${query}`);
        const { answer, rows } = await added(() => people[name].client.send(page, path.includes('/all/') ? '/1/audit/export-all' : `${path}/export`));
        assert.equal(answer.status, 200, words(answer.text));
        assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8');
        assert.match(answer.headers['content-disposition'], /^attachment; filename="audit-log-\d-\d{4}-\d\d-\d\d\.csv"; filename\*=UTF-8''audit-log-/);
        assert.match(answer.headers['content-security-policy'], /\bsandbox\b/);
        assert.equal(answer.headers['cache-control'], 'no-store');
        const [head, ...lines] = parsed(answer.text);
        assert.deepEqual(head, ['Time', 'Account', 'Person', 'Address', 'What', 'Action', 'Object', 'Before', 'After']);
        assert.deepEqual(lines.map((line) => [line[2], line[6], line[7], line[8]]),
            expected.map((row) => Object.values(row).map((value) => (/^[=+@-]/.test(value ?? '') ? `'${value}` : value ?? ''))));
        assert.deepEqual(rows().map((row) => row.replace(/\d[\d,]* rows?/, 'N rows')),
            [name === 'bec' ? '5 | audit.export | Bec Lawler | Rostering, N rows' : '1 | audit.export | Mara Whitfield | All accounts, N rows: by “mara”']);
    }
});

test('an export has a closed form, its own token, and an end', async () => {
    const page = await get('bec', '/5/audit');
    const fields = fieldsOf(formOf(page.text, '/5/audit/export'));
    const press = (changed, options) => people.bec.client.post('/5/audit/export', { ...fields, ...changed }, options);
    const { rows } = await added(async () => {
        for (const [changed, status] of [[{ root_id: '1' }, 400], [{ tree: '1' }, 400], [{ account: '1' }, 400], [{ kind: 'all' }, 400], [{ token: 'x' }, 403], [{ token: undefined }, 403]]) {
            assert.equal((await press(changed)).status, status, JSON.stringify(changed));
        }
        assert.equal((await people.bec.client.post('/3/audit/export', fields)).status, 404);
    });
    assert.deepEqual(rows(), []);
    const many = 5001;
    sql(`INSERT INTO audit (root_id, account_id, seq, at, user_id, user_name, address, action, object, was, became, prev, hash)
        SELECT 7, 8, 1000000 + s.seq, '2021-01-01' + INTERVAL s.seq MINUTE, NULL, 'Many', '', 'setting.change', '=1+1', NULL, NULL, REPEAT('a', 32), REPEAT('b', 32) FROM seq_1_to_${many} AS s`);
    try {
        const ada = people.ada.client;
        const full = await ada.send(await get('ada', '/8/audit?who=many'), '/8/audit/export');
        assert.equal(full.status, 422);
        assert.match(words(full.text), /Nothing was exported: more than 5,000 rows match/);
        assert.equal(full.headers['content-disposition'], undefined);
        const part = await ada.send(await get('ada', '/8/audit?who=many&to=2021-01-02'), '/8/audit/export');
        assert.equal(part.status, 200);
        const lines = parsed(part.text).slice(1);
        assert.ok(lines.length > 0 && lines.length < many, `${lines.length}`);
        assert.ok(lines.every((line) => line[6] === "'=1+1"));
    } finally {
        sql("DELETE FROM audit WHERE user_name = 'Many'");
    }
});

test('a page asked for again and again is told once an hour, for each person, account and rule', async () => {
    const asks = (...all) => added(async () => (await Promise.all(all.map(([name, path]) => get(name, path)))).map(({ status }) => status));
    const often = Array(12).fill(['tess', '/5/audit']);
    sql('DELETE FROM denial');
    const first = await asks(...often);
    assert.deepEqual(first.answer, Array(12).fill(403));
    assert.equal(first.rows().length, 1, 'of twelve at once');
    assert.deepEqual((await asks(...often)).rows(), []);
    const others = await asks(['tess', '/5/settings'], ['tess', '/3/audit']);
    assert.deepEqual([others.answer, others.rows().map((row) => row.split(' | ')[0]).sort()], [[403, 403], ['3', '5']], 'another rule, another account');
    sql('UPDATE denial SET told_at = told_at - INTERVAL 61 MINUTE');
    assert.equal((await asks(...often)).rows().length, 1, 'the next hour');
    sql('UPDATE denial SET told_at = told_at + INTERVAL 1 DAY');
    assert.equal((await asks(...often)).rows().length, 1, 'a clock that was set back silences nobody');
});

test('who is kept out by a role, signs in, fails to, and ends a session leaves one row each', async () => {
    sql('DELETE FROM denial');
    const denied = await added(() => get('tess', '/5/audit'));
    assert.equal(denied.answer.status, 403);
    assert.deepEqual(denied.rows(), ['5 | access.deny | Tess Okafor | Administrators read the audit log of an account.']);

    sql('DELETE FROM sign_in_failure');
    const welcome = await added(() => signIn(people.petra.email, PASSWORD));
    assert.deepEqual(welcome.rows(), ['2 | sign-in.ok | Petra Novak | A program'], 'a browser would be named');
    const many = await added(() => signIn(people.tess.email, PASSWORD));
    assert.deepEqual(many.rows().map((row) => row.split(' | ').slice(0, 3).join(' ')), ['1 sign-in.ok Tess Okafor'], 'in two accounts of the tree: told in the parent');

    const failed = await added(async () => {
        const guest = new Client();
        return guest.send(await guest.get('/sign-in'), '/sign-in', { email: people.petra.email, password: 'not this one' });
    });
    assert.equal(failed.answer.status, 422);
    assert.deepEqual(failed.rows(), [`2 | sign-in.fail | Petra Novak | Petra Novak, ${people.petra.email}`]);
    const unknown = await added(async () => {
        const guest = new Client();
        return guest.send(await guest.get('/sign-in'), '/sign-in', { email: 'nobody@nowhere.example', password: 'not this one' });
    });
    assert.deepEqual([unknown.rows(), unknown.outside()], [[], 1]);

    const other = await signIn(people.petra.email, PASSWORD);
    const page = await welcome.answer.get('/me/sessions');
    const [, end] = /action="(\/me\/sessions\/\d+\/end)"/.exec(page.text);
    const ended = await added(() => welcome.answer.send(page, end));
    assert.deepEqual(ended.rows().map((row) => row.split(' | ')[1]), ['session.end']);
    assert.equal((await added(() => welcome.answer.post('/me/sessions/999999999/end', fieldsOf(formOf(page.text, end))))).rows().length, 0);
    const rest = await added(async () => welcome.answer.send(await welcome.answer.get('/me/sessions'), '/me/sessions/end-others').catch(() => null));
    assert.ok(rest.rows().length <= 1);
    const none = await added(() => welcome.answer.post('/me/sessions/end-others', { token: fieldsOf(formOf(page.text, '/me/sessions/end-others')).token }));
    assert.deepEqual([none.answer.status, none.rows()], [303, []], 'nobody else was there');
    assert.equal((await other.get('/me')).status, 303);
});

/* Nothing can be written into the log while `act` runs. */
async function unwritable(how, act) {
    const [plant, mend] = { trigger: ["CREATE TRIGGER audit_full BEFORE INSERT ON audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'planted'", 'DROP TRIGGER audit_full'],
        grant: ["REVOKE UPDATE (hash) ON branchline.audit_head FROM 'login'@'localhost'; REVOKE UPDATE (hash) ON branchline.audit_head FROM 'admin'@'localhost'",
            "GRANT UPDATE (hash) ON branchline.audit_head TO 'login'@'localhost'; GRANT UPDATE (hash) ON branchline.audit_head TO 'admin'@'localhost'"] }[how];
    sql(plant);
    try {
        return await act();
    } finally {
        sql(mend);
    }
}

test('what can’t be written is not done: sign-in, a failed one, the end of a session, an export, even a refusal', async () => {
    const petra = await signIn(people.petra.email, PASSWORD);
    const second = await signIn(people.petra.email, PASSWORD);
    const sessions = () => one(`SELECT GROUP_CONCAT(session_id ORDER BY session_id) FROM session WHERE user_id = ${people.petra.user_id}`);
    const list = await petra.get('/me/sessions');
    const [, end] = /action="(\/me\/sessions\/\d+\/end)"/.exec(list.text);
    const log = await get('bec', '/5/audit');
    sql('DELETE FROM denial'); /* the refusal is the first one of its hour */
    for (const how of ['trigger', 'grant']) {
        const before_ = sessions();
        const { rows } = await added(() => unwritable(how, async () => {
            const guest = new Client();
            const answer = await guest.send(await guest.get('/sign-in'), '/sign-in', { email: people.petra.email, password: PASSWORD });
            assert.ok(answer.status >= 500, `${how}: sign-in ${answer.status}`);
            assert.equal(guest.cookies.has(guest.cookieName('sid')), false);
            assert.ok((await guest.send(await guest.get('/sign-in'), '/sign-in', { email: people.petra.email, password: 'not this one' })).status >= 500, `${how}: a failed one`);
            assert.ok((await petra.send(list, end)).status >= 500, `${how}: the end of a session`);
            const file = await people.bec.client.send(log, '/5/audit/export');
            assert.ok(file.status >= 500, `${how}: an export`);
            assert.doesNotMatch(file.text, /Bec Lawler,/);
            assert.ok((await get('tess', '/5/audit')).status >= 500, `${how}: a refusal`);
            assert.equal((await get('bec', '/5/audit')).status, 200, 'reading goes on');
        }));
        assert.deepEqual(rows(), [], how);
        assert.equal(sessions(), before_, how);
    }
    assert.equal((await second.get('/me')).status, 200);
    assert.equal((await petra.send(list, end)).status, 303, 'and all is well again');
});
