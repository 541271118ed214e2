// leak.test.mjs: two trees and siblings, and not a byte of one to the other
//
// Requirements TN-09 to TN-13; product.md sections 2 to 4. Every route is walked by every role
// in every account, with ids of one's own, of a colleague, a sibling, another tree and nobody.
// Whatever comes back, heads and all, may hold no canary, number, id or count that the rules of
// kit/sight.mjs keep from the reader; and what is foreign answers like what is not there.
// The negative control is fences-plants.own.mjs, which makes this test red three times.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { one, sessionsOf, sql } from '../kit/database.mjs';
import { Client } from '../kit/portal.mjs';
import { until } from '../kit/smsc.mjs';
import { allRoutes, pathOf, tokenFor, unwalked, walks } from '../kit/routes.mjs';
import { Reader, bytesOf, entered, forEach, listOf, without } from '../kit/sight.mjs';
import { canaries, seed, textColumns } from '../kit/world.mjs';

const AT_ONCE = 6;
const PEOPLE = ['A.adm', 'A.adv', 'A.b1', 'A1.adm', 'A1.adv', 'A1.b1', 'A1.b2', 'A2.adm', 'A2.b1', 'A4.adm', 'B.adm', 'B1.adm', 'B1.b1', 'both'];

/* Columns of tenant tables that hold no words of people: a number of its own stands for them,
 * or a word that the program reads. */
const PLAIN = { 'account.country': 'ISO code', 'account.zone': 'IANA name', 'sender.msisdn': 'number', 'setting.quiet_hours': 'two times of day', 'audit.action': 'word that the program reads', 'contact.msisdn': 'number',
    'conversation.msisdn': 'number', 'message.sender': 'number', 'message.msisdn': 'number', 'message_word.word': 'piece of message.body, without its signs' };

let world;
let sessions;
let readers;
let walked;
const faults = [];

/* Every way of reading: outside, in an account by one's role, and merged. */
function readersOf(name) {
    const user = world.users[name];
    const inside = entered(world, user).filter(({ state }) => state !== 'suspended').map(({ key, tree }) => {
        const role = user.roles[tree] === 'administrator' ? 'administrator' : user.roles[key];
        return new Reader(world, name, key, role === 'basic' ? 'mine' : 'account');
    });
    const merged = Object.values(world.accounts).filter(({ key, parent }) => parent && user.roles[key] === 'administrator').map(({ key }) => new Reader(world, name, key, 'tree'));
    return [new Reader(world, name, null, 'mine'), ...inside, ...merged];
}

before(() => {
    world = seed({ crowd: true });
    sessions = Object.fromEntries(sessionsOf(PEOPLE.map((name) => world.users[name].id)).map((session, at) => [PEOPLE[at], session]));
    readers = PEOPLE.flatMap(readersOf);
    walked = new Set();
});

/* On some pages of a parent its Administrator sees what stands in all of the tree. */
function sightOf(reader, walk) {
    const { account, user, name } = reader;
    return walk.tree && account?.parent && user.roles[account.key] === 'administrator' ? new Reader(world, name, account.key, 'tree') : reader;
}

/* A route as a reader asks for it: the answer, after a look at all of it. */
async function look(reader, route, { id, token, query = '', asked = '', account = reader.account?.id } = {}) {
    const session = sessions[reader.name];
    const path = pathOf(route.pattern, { account, id, token }) + query;
    walked.add(route.name);
    const answer = route.method === 'GET' ? await session.client.get(path)
        : await session.client.post(path, { token: tokenFor(session, route.pattern, account), ...walks[route.name].form(world, reader.user, account) });
    for (const fault of sightOf(reader, walks[route.name]).leaks(answer, asked)) faults.push(`${route.name} ${path}: ${fault}`);
    return answer;
}

const routes = allRoutes();
const route = (name) => routes.find((found) => found.name === name);
const inAccount = ({ pattern }) => pattern.startsWith('/:a/');
const merges = ({ pattern }) => pattern.startsWith('/:a/all/');

/* Nothing was found until now; said at the end of each test. */
function assertClean(what) {
    assert.deepEqual(faults.splice(0).slice(0, 20), [], what);
}

test('each text column of a tenant table holds a canary of each account', () => {
    const tables = readFileSync(join(process.env.BRANCHLINE_ROOT, 'sql/tables.tsv'), 'utf8').trim().split('\n').map((line) => line.split('\t'))
        .filter(([, kind]) => kind === 'tenant' || kind === 'aged').map(([table]) => table);
    for (const { table, column } of textColumns(tables)) {
        if (PLAIN[`${table}.${column}`]) continue;
        for (const { key, id } of Object.values(world.accounts)) {
            const held = sql(`SELECT ${column} AS held FROM ${table} WHERE account_id = ${id} AND ${column} IS NOT NULL LIMIT 1`)[0]?.held ?? '';
            const [canary] = canaries(held);
            assert.ok(canary && canary.table === table && canary.column === column && canary.account === key,
                `${table}.${column} of account ${key} holds ${held || 'nothing'}: give it a canary in tests/kit/world.mjs`);
        }
    }
});

test('each route is walked, and a new one is missed', () => {
    assert.deepEqual(unwalked(routes), []);
    assert.equal(unwalked([...routes, { name: 'GET /:a/dummy' }]).length, 1);
});

test('lists show what is the reader’s, all of it and in order, with counts that agree', async () => {
    await forEach(readers.filter(({ account }) => account), AT_ONCE, async (reader) => {
        const list = route(reader.scope === 'tree' ? 'GET /:a/all/inbox' : 'GET /:a/inbox');
        const tabs = reader.scope === 'mine' ? ['all', 'unread'] : ['open', 'unread', 'closed'];
        const expected = Object.fromEntries(tabs.map((tab) => [tab, reader.tab(tab).length]));
        assert.deepEqual(countsBySql(reader), expected, `${reader}: the database agrees with the rules`);
        for (const tab of tabs) {
            const seen = [];
            let before = null;
            do {
                const page = listOf(await look(reader, list, { query: `?tab=${tab}${before ? `&before=${before}` : ''}` }));
                assert.deepEqual(page.tabs, expected, `${reader}: counts of the tabs`);
                assert.equal(page.unread, expected.unread, `${reader}: unread in the menu`);
                seen.push(...page.ids);
                before = page.before;
            } while (before);
            const rows = reader.tab(tab).map((talk) => ({ id: String(talk.id), at: lastTurn(reader, talk).id })).sort((a, b) => (a.at < b.at ? 1 : -1));
            assert.deepEqual(seen, rows.map(({ id }) => id), `${reader}: the rows of ${tab}`);
        }
    });
    assertClean('lists');
});

function lastTurn(reader, talk) {
    return talk.turns.filter((turn) => reader.scope !== 'mine' || turn.who === reader.name).at(-1);
}

/* The same counts from the messages themselves, in SQL of its own. */
function countsBySql({ scope, account, user, inside }) {
    const where = `m.account_id IN (${inside.map(({ id }) => id).join(', ')})`;
    if (scope === 'mine') {
        const [row] = sql(`SELECT COUNT(DISTINCT m.conversation_id) AS n FROM message m WHERE ${where} AND m.user_id = ${user.id}`);
        return { all: Number(row.n), unread: Number(one(`SELECT COUNT(*) FROM conversation_own WHERE account_id = ${account.id} AND user_id = ${user.id} AND unread = 1`)) };
    }
    const [row] = sql(`SELECT COUNT(DISTINCT IF(c.closed = 0, c.conversation_id, NULL)) AS open, COUNT(DISTINCT IF(c.unread = 1, c.conversation_id, NULL)) AS unread,
        COUNT(DISTINCT IF(c.closed = 1, c.conversation_id, NULL)) AS closed FROM message m JOIN conversation c USING (account_id, conversation_id) WHERE ${where}`);
    return { open: Number(row.open), unread: Number(row.unread), closed: Number(row.closed) };
}

test('searches find nothing beyond the reader’s rows', async () => {
    await searchAll();
    const last = one('SELECT MAX(message_id) FROM message WHERE accepted_at < UTC_TIMESTAMP() - INTERVAL 5 MINUTE');
    await until('the words of the messages', () => one(`SELECT COUNT(*) FROM word_cursor WHERE folded_to >= ${last}`) === '1');
    await searchAll();
    assertClean('searches');
});

async function searchAll() {
    const targets = world.conversations.filter(({ key }) => key !== 'crowd');
    await forEach(readers.filter(({ account }) => account), AT_ONCE, async (reader) => {
        const list = route(reader.scope === 'tree' ? 'GET /:a/all/inbox' : 'GET /:a/inbox');
        const search = async (asked) => {
            const answer = await look(reader, list, { query: `?q=${encodeURIComponent(asked)}`, asked });
            assert.equal(answer.status, 200, `${reader} searches ${asked}`);
            return answer;
        };
        const nothing = without(bytesOf(await search('qz000000000000')), 'qz000000000000');
        for (const talk of sample(targets, reader)) {
            for (const asked of [talk.name, talk.number, `0${talk.number.slice(3)}`, talk.turns[0].body.split(' ')[0]]) {
                const { ids } = listOf(await search(asked));
                assert.deepEqual(ids.filter((id) => !reader.conversations.has(id)), [], `${reader} searches ${asked}`);
            }
            for (const turn of talk.turns) {
                const answer = await search(turn.word);
                if (!reader.sees(turn)) assert.equal(without(bytesOf(answer), turn.word), nothing, `${reader} searches a word of ${turn.who} in ${turn.account.key}`);
                else assert.deepEqual(listOf(answer).ids, [String(talk.id)], `${reader} searches a word of their own`);
            }
        }
    });
}

/* Of each kind some: one's own first, then each other account's. */
function sample(talks, reader, many = 3) {
    const own = talks.filter(({ account }) => reader.keys.has(account.key));
    const foreign = Object.values(world.accounts).filter(({ key }) => !reader.keys.has(key))
        .flatMap(({ key }) => talks.filter(({ account, key: kind }) => account.key === key && ['shared', 'first'].includes(kind)).slice(0, 1));
    return [...own.slice(0, many * 3), ...foreign];
}

/* What the ids of paths name: [{ id, foreign }]. */
function idsOf(kind, reader, need) {
    const talks = sample(world.conversations, reader, 2);
    if (kind === 'conversation') return talks.map(({ id }) => ({ id, foreign: !reader.conversations.has(String(id)) }));
    if (kind === 'message') return talks.flatMap(({ turns }) => turns).map((turn) => ({ id: turn.id, foreign: !reader.sees(turn) }));
    if (kind === 'account') {
        const sight = sightOf(reader, { tree: true });
        return Object.values(world.accounts).map(({ id, key, parent }) => ({ id, foreign: sight.scope !== 'tree' || parent || !sight.keys.has(key) }));
    }
    if (kind === 'person') {
        const may = need === 'MAY_EDIT_USERS' ? reader.administers(reader.account.key) : reader.readsUsersOf(reader.account.key);
        return PEOPLE.map((name) => world.users[name]).map(({ id, roles }) => ({ id, foreign: !may || !(reader.account.key in roles) }));
    }
    if (kind === 'invite') {
        const given = sightOf(reader, { tree: true }).keys; /* a parent's page gives and takes in all of its tree */
        return Object.values(world.accounts).map(({ key, inviteId: id }) => ({ id, foreign: !reader.administers(reader.account.key) || !given.has(key) }));
    }
    return sql(`SELECT session_id FROM session WHERE user_id <> ${reader.user.id} ORDER BY session_id DESC LIMIT 3`).map(({ session_id: id }) => ({ id, foreign: true }));
}

test('the audit log is each Administrator’s own, on pages and in files', async () => {
    const texts = {};
    await forEach(readers.filter(({ account }) => account), AT_ONCE, async (reader) => {
        const [page, file] = reader.scope === 'tree' ? ['GET /:a/all/audit', 'POST /:a/audit/export-all'] : ['GET /:a/audit', 'POST /:a/audit/export'];
        for (const query of ['', ...walks[page].queries()]) await look(reader, route(page), { query, asked: 'canary' });
        texts[reader] = (await look(reader, route(file))).text;
    });
    const held = (who, key) => canaries(texts[who]).some(({ table, account }) => table === 'audit' && account === key);
    assert.ok(held('A1.adm in A1', 'A1') && held('A.adm in A2', 'A2') && held('A.adm in A, merged', 'A4') && !held('A.adm in A', 'A1'), 'the control');
    assertClean('audit logs');
});

const UNKNOWN = 4611686018427387904n;

test('pages that look after an account show its own, and what its parent hands down', async () => {
    const pages = routes.filter((found) => found.method === 'GET' && inAccount(found) && !merges(found) && !/:(id|token)|audit/.test(found.pattern));
    await forEach(readers.filter(({ account, scope }) => account && scope !== 'tree'), AT_ONCE, async (reader) => {
        for (const found of pages) for (const query of ['', ...walks[found.name].queries?.(world, reader.account) ?? []]) await look(reader, found, { query, asked: new URLSearchParams(query).get('name') ?? '' });
    });
    const read = async (name, key, path) => (await look(readers.find((one_) => one_.name === name && one_.account?.key === key && one_.scope === 'account'), route(path))).text;
    assert.match(await read('A1.adm', 'A1', 'GET /:a/settings/replies'), new RegExp(world.canary(world.accounts.A, 'setting', 'opt_out_words', 'admins')), 'the control: handed down');
    assert.match(await read('A.adm', 'A', 'GET /:a/accounts'), new RegExp(world.accounts.A4.name), 'the control: the tree');
    assertClean('pages of an account');
});

test('a foreign id is answered like one that does not exist, byte for byte', async () => {
    const named = routes.filter(({ name }) => walks[name].id);
    await forEach(readers.filter(({ scope }) => scope !== 'tree'), AT_ONCE, async (reader) => {
        for (const found of named.filter((one_) => inAccount(one_) === Boolean(reader.account))) {
            const unknown = await look(reader, found, { id: UNKNOWN });
            if (reader.account?.state === 'closed' && found.method === 'POST') continue;
            assert.ok([403, 404].includes(unknown.status), `${reader}: ${found.name} of an unknown id: ${unknown.status}`);
            let open = 0;
            for (const { id, foreign } of idsOf(walks[found.name].id, reader, found.need)) {
                const hidden = foreign || unknown.status === 403; /* what a role does not open is shut for all ids alike */
                if (!hidden && found.method === 'POST') continue; /* nothing is changed until all is read */
                const answer = await look(reader, found, { id });
                if (hidden) assert.equal(bytesOf(answer), bytesOf(unknown), `${reader}: ${found.name} of ${id}`);
                else assert.ok([200, 303].includes(answer.status), `${reader}: ${found.name} of ${id}: ${answer.status}`);
                open += Number(!hidden);
            }
            if (found.method === 'GET' && ['conversation', 'message'].includes(walks[found.name].id) && reader.conversations.size > 0 && unknown.status !== 403) assert.ok(open > 0, `${reader} opened something`);
        }
    });
    assertClean('ids');
});

test('an account out of reach is answered like one that does not exist, byte for byte', async () => {
    const talk = (account) => world.conversations.find((found) => found.account === account);
    for (const name of PEOPLE) {
        const outside = new Reader(world, name, null, 'mine');
        const own = entered(world, outside.user);
        const foreign = Object.values(world.accounts).filter((account) => !own.includes(account));
        await forEach(routes.filter(inAccount), AT_ONCE, async (found) => {
            const unknown = bytesOf(await look(outside, found, { account: world.nobody, id: 1, token: world.users['A1.b1'].once }));
            assert.match(unknown, /^404/, found.name);
            for (const account of foreign) {
                const answer = await look(outside, found, { account: account.id, token: world.users['A1.b1'].once,
                    id: walks[found.name].id === 'message' ? talk(account).turns[0].id : talk(account).id });
                assert.equal(bytesOf(answer), unknown, `${name}: ${found.name} in ${account.key}`);
            }
        });
    }
    assertClean('accounts');
});

test('pages outside accounts name the reader’s accounts and unread counts, and no other', async () => {
    for (const reader of readers.filter(({ account }) => !account)) {
        const unread = Object.fromEntries(readers.filter(({ name, account }) => name === reader.name && account)
            .map((inside) => [`${inside.account.id}${inside.scope === 'tree' ? '/all' : ''}`, inside.tab('unread').length]));
        for (const name of ['GET /accounts', 'GET /accounts/tree', 'GET /me', 'GET /me/sessions', 'GET /', 'GET /sign-in']) {
            const answer = await look(reader, route(name));
            const shown = [...answer.text.matchAll(/href="\/(\d+(?:\/all)?)\/inbox".*?<\/a>/gs)].map(([link, key]) => [key, Number(/class="count">([\d,]+)/.exec(link)?.[1].replace(',', '') ?? 0)]);
            if (!name.includes('accounts')) continue;
            const expected = entered(world, reader.user).flatMap((account) => [[String(account.id), unread[account.id] ?? unreadOf(reader, account)],
                ...(unread[`${account.id}/all`] === undefined ? [] : [[`${account.id}/all`, unread[`${account.id}/all`]]])]);
            assert.deepEqual(Object.fromEntries(shown), Object.fromEntries(expected), `${reader}: ${name}`);
        }
        for (const query of walks['GET /accounts/tree'].queries(world, world.accounts.B)) await look(reader, route('GET /accounts/tree'), { query });
    }
    assertClean('pages outside accounts');
});

/* Nothing is counted of an inbox that is shut: product.md 2.5 and 4.4. */
function unreadOf(reader, { key, state }) {
    return state === 'suspended' ? 0 : new Reader(world, reader.name, key, 'account').tab('unread').length;
}

test('cursors, versions, filters and open rows of others tell nothing', async () => {
    const foreignTalks = (reader) => sample(world.conversations, reader).filter(({ id }) => !reader.conversations.has(String(id)));
    await forEach(readers.filter(({ account }) => account), AT_ONCE, async (reader) => {
        for (const found of routes.filter((one_) => walks[one_.name].list && merges(one_) === (reader.scope === 'tree'))) {
            for (const query of walks[found.name].queries?.(world) ?? []) await look(reader, found, { query });
            for (const talk of foreignTalks(reader)) {
                const nobody = '9'.repeat(String(talk.id).length); /* the address is said again, so it has as many digits */
                const at = async (id) => bytesOf(await look(reader, found, { query: `?since=0&at=${id}` })).replaceAll(`at=${id}`, 'at=');
                await look(reader, found, { query: `?before=${talk.turns.at(-1).id}` });
                assert.equal(await at(talk.id), await at(nobody), `${reader}: ${found.name} at=${talk.id}`);
            }
            if (reader.scope !== 'tree') continue;
            const unknown = bytesOf(await look(reader, found, { query: `?account=${world.nobody}` }));
            for (const account of Object.values(world.accounts)) {
                const answer = await look(reader, found, { query: `?account=${account.id}` });
                if (reader.keys.has(account.key)) assert.equal(answer.status, 200, `${reader}: ${account.key}`);
                else assert.equal(bytesOf(answer), unknown, `${reader}: filter by ${account.key}`);
            }
        }
    });
    assertClean('cursors');
});

test('what a press of Send made is shown to whoever pressed it', async () => {
    const sent = route('GET /:a/send/sent/:token');
    await forEach(readers.filter(({ account, scope }) => account && scope !== 'tree'), AT_ONCE, async (reader) => {
        const unknown = bytesOf(await look(reader, sent, { token: 'A'.repeat(43) }));
        for (const user of Object.values(world.users).filter(({ once }) => once)) {
            const answer = await look(reader, sent, { token: user.once });
            if (user === reader.user && user.sent.account === reader.account) assert.equal(answer.status, 200, `${reader}`);
            else assert.equal(bytesOf(answer).replaceAll(user.once, 'A'.repeat(43)), unknown, `${reader}: what ${user.name} sent`);
        }
    });
    assertClean('presses');
});

test('three people in one thread: each Basic user sees own texts and the answers to them', async () => {
    const talk = world.conversations.find(({ key, account }) => key === 'shared' && account.key === 'A1');
    const bodies = async (name) => {
        const reader = readers.find((one_) => one_.name === name && one_.account?.key === 'A1');
        const { text } = await look(reader, route('GET /:a/inbox/:id'), { id: talk.id });
        return talk.turns.map(({ word }) => text.includes(word));
    };
    assert.deepEqual(await bodies('A1.b1'), [true, true, false, false, false, false]);
    assert.deepEqual(await bodies('A1.b2'), [false, false, true, true, false, false]);
    assert.deepEqual(await bodies('A1.adv'), [true, true, true, true, true, true]);
    assert.deepEqual(await bodies('A.adm').catch(() => 'A'), [true, true, true, true, true, true]);
    assertClean('one thread');
});

test('the rest of the routes, and somebody who is nobody', async () => {
    for (const found of routes.filter(({ name }) => !walked.has(name) || name.includes('/invite'))) await visitAnyhow(found);
    const stranger = new Client();
    await stranger.get('/sign-in');
    for (const found of routes.filter(inAccount)) {
        const talk = world.conversations[0];
        const answers = [];
        for (const account of [talk.account.id, world.nobody]) {
            const path = pathOf(found.pattern, { account, id: walks[found.name].id === 'message' ? talk.turns[0].id : talk.id, token: 'A'.repeat(43) });
            answers.push(bytesOf(found.method === 'GET' ? await stranger.get(path) : await stranger.post(path, {})).replaceAll(`%2F${account}%2F`, '%2FN%2F'));
        }
        assert.equal(answers[0], answers[1], `${found.name} by a stranger`);
        assert.deepEqual(canaries(answers[0]), []);
    }
    assertClean('the rest');
    assert.deepEqual(routes.filter(({ name }) => !walked.has(name)).map(({ name }) => name), [], 'every route was walked');
});

/* Forms that change who one is, each by a session that may end. */
async function visitAnyhow(found) {
    const walk = walks[found.name];
    const names = ['A1.b1', 'B1.adm'];
    for (const [at, session] of sessionsOf(names.map((name) => world.users[name].id)).entries()) {
        const reader = new Reader(world, names[at], inAccount(found) ? names[at].split('.')[0] : null, names[at].endsWith('b1') ? 'mine' : 'account');
        const other = world.users['A2.b1'];
        const path = pathOf(found.pattern, { account: reader.account?.id, id: 1, token: other.invite });
        walked.add(found.name);
        if (walk.cookie) session.client.cookies.set(session.client.cookieName(walk.cookie), other.invite);
        const answer = found.method === 'GET' ? await session.client.get(path)
            : await session.client.post(path, walk.raw ? {} : { token: tokenFor(session, found.pattern, reader.account?.id), ...walk.form(world, reader.user, reader.account?.id) });
        if (walk.cookie) reader.invited = other; /* whoever holds the link reads whom it is for */
        const seen = reader.invited ? { ...answer, text: answer.text.replace(/CANARY-\w+-\w+-\w+-(invite-(email|user_name|note)-(none|admins)|account-name-all)[\w.@]*/g, '') } : answer;
        for (const fault of reader.leaks(seen)) faults.push(`${found.name}: ${fault}`);
    }
}
