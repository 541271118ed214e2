// permissions.test.mjs: the golden of permissions, and every cell of it tried on the doors
//
// Requirements TN-01, TN-02; product.md sections 2 and 3. tests/data/permissions/PROGRAM.tsv is
// the matrix of auth/role.c crossed with the program's routes; a change of either shows there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { quoted, sessionsOf, sql } from '../kit/database.mjs';
import { Client } from '../kit/portal.mjs';
import { allRoutes, pathOf, programs, tokenFor, unwalked, walks } from '../kit/routes.mjs';
import { seed } from '../kit/world.mjs';

const folder = join(process.env.BRANCHLINE_ROOT, 'tests/data/permissions');
const build = process.env.BRANCHLINE_BUILD;

/* Who stands for a column, and in which account they knock. */
const COLUMNS = {
    PA: ['A.adm', 'A'],
    'PA below': ['A.adm', 'A1'],
    SA: ['A1.adm', 'A1'],
    AU: ['A1.adv', 'A1'],
    BU: ['A1.b1', 'A1'],
    'AU on parent': ['A.adv', 'A'],
    'BU on parent': ['A.b1', 'A'],
    'other tree': ['B.adm', 'A1'],
    suspended: ['A3.adm', 'A3'],
    closed: ['A4.adm', 'A4'],
    anonymous: [null, 'A1'],
};

const TITLES = { '403 role': 'Not with this role', '403 shut': 'Account not open', 404: 'Not found' };

let world;

before(() => { world = seed(); });

function golden(program) {
    const [head, ...lines] = readFileSync(join(folder, `${program}.tsv`), 'utf8').trim().split('\n').map((line) => line.split('\t'));
    return lines.map(([method, route, need, ...cells]) => ({ method, route, need, name: `${method} ${route}`, cells: Object.fromEntries(cells.map((cell, at) => [head[at + 3], cell])) }));
}

test('the golden is what the programs say of themselves', () => {
    assert.deepEqual(readdirSync(folder).sort(), programs.map((program) => `${program}.tsv`));
    for (const program of programs) {
        const said = execFileSync(join(build, 'bin', program), ['--permissions'], { encoding: 'utf8' });
        assert.equal(said, readFileSync(join(folder, `${program}.tsv`), 'utf8'),
            `a door of ${program} changed: look at it, then ${program} --permissions > tests/data/permissions/${program}.tsv`);
    }
});

test('each route is walked, and no other', () => {
    assert.deepEqual(unwalked(allRoutes()), []);
    assert.deepEqual(unwalked([...allRoutes(), { name: 'GET /:a/dummy' }]), ['nobody walks GET /:a/dummy'], 'and a new one is noticed');
});

test('the golden says what product.md says', () => {
    const rows = Object.fromEntries(programs.flatMap(golden).map((row) => [row.name, row.cells]));
    for (const name of ['POST /:a/inbox/:id/close', 'POST /:a/inbox/:id/reopen']) {
        assert.deepEqual(['PA', 'PA below', 'SA', 'AU', 'AU on parent'].map((who) => rows[name][who]), Array(5).fill('yes'), name);
        assert.deepEqual(['BU', 'BU on parent'].map((who) => rows[name][who]), ['403 role', '403 role'], name);
    }
    for (const name of Object.keys(rows).filter((one) => one.includes('/:a/all/'))) {
        assert.match(name, /^GET /, 'a merged page only shows');
        assert.deepEqual(Object.values(rows[name]), ['yes', '404', '404', '404', '404', '403 role', '403 role', '404', '404', '404', 'sign in'], name);
    }
    for (const [name, cells] of Object.entries(rows).filter(([one]) => one.includes('/:a/'))) {
        assert.equal(cells['other tree'], '404', name);
        assert.match(cells.suspended, /^(403 shut|404)$/, name);
        assert.equal(cells.anonymous, 'sign in', name);
        if (name.startsWith('POST')) assert.equal(cells.closed, '403 shut', name);
    }
});

/* What somebody who stands for the column has of the things that routes name. */
function belongings(column) {
    const [who, key] = COLUMNS[column];
    const account = world.accounts[key];
    const user = world.users[who];
    const { invite } = Object.values(world.users)[Object.keys(COLUMNS).indexOf(column)];
    const mine = world.conversations.filter((one) => one.account === account && one.people.some((name) => name.endsWith('.b1')));
    const conversation = mine.find(({ key }) => key === 'first');
    const person = world.users[`${key}.b2`].id;
    const inviteId = (account.parent ? world.accounts.A : account).inviteId;
    return { account: account.id, user, person, inviteId, conversation: conversation.id, message: conversation.turns[0].id, invite, once: user?.once };
}

/* The one route that shows only what one made oneself needs a press of that person's. */
function sentBy(who, account) {
    return world.users[who]?.sent?.account === account;
}

/* Another session of each, to be ended: [[column, { id }]]. */
function spareSessions(people) {
    return sessionsOf(people.map(([, id]) => id)).map(({ hash }, at) => [people[at][0], { id: sql(`SELECT session_id FROM session WHERE id_hash = ${quoted(hash)}`)[0].session_id }]);
}

async function knock(row, column, session, spare) {
    const walk = walks[row.name];
    const has = belongings(column);
    const { client } = session;
    const names = { session: spare?.id ?? 1, conversation: has.conversation, message: has.message, person: has.person, invite: has.inviteId, account: world.accounts.A2.id };
    const path = pathOf(row.route, { account: has.account, id: names[walk.id], token: walk.token === 'once' ? has.once ?? has.invite : has.invite });
    if (walk.cookie) client.cookies.set(client.cookieName(walk.cookie), has.invite);
    if (row.method === 'GET') return client.get(path);
    if (walk.raw) return client.ask('POST', path, { body: '{}', headers: { 'content-type': 'application/csp-report' } });
    if (!session.hash) await client.get('/sign-in');
    return client.post(path, { token: tokenFor(session, row.route, has.account), ...walk.form(world, has.user, has.account) });
}

function judge(row, column, answer) {
    const cell = row.cells[column];
    const at = `${row.name} by ${column}`;
    const title = /<title>(.*?)<\/title>/.exec(answer.text)?.[1] ?? '';
    if (cell === 'sign in') {
        assert.equal(answer.status, 303, at);
        assert.match(answer.location, /\/sign-in(\?next=.*)?$/, at);
    } else if (cell === 'yes') {
        const [who, key] = COLUMNS[column];
        const gone = row.route.endsWith('/sent/:token') && !sentBy(who, world.accounts[key]);
        if (gone) assert.equal(answer.status, 404, `${at}: pressed by somebody else`);
        else assert.ok([200, 204, 303, walks[row.name].refused].includes(answer.status), `${at}: ${answer.status} ${title}`);
        if (answer.location) assert.doesNotMatch(answer.location, /sign-in\?next/, at);
    } else {
        assert.equal(answer.status, Number(cell.slice(0, 3)), at);
        assert.match(title, new RegExp(`^${TITLES[cell]}( –|$)`), at);
    }
}

test('every cell of the golden is what happens', async () => {
    const rows = programs.flatMap(golden);
    const columns = Object.keys(COLUMNS);
    const people = columns.filter((column) => COLUMNS[column][0]).map((column) => [column, world.users[COLUMNS[column][0]].id]);
    let cells = 0;
    for (const row of rows) {
        const sessions = Object.fromEntries(sessionsOf(people.map(([, id]) => id)).map((session, at) => [people[at][0], session]));
        const spares = walks[row.name].id === 'session' ? Object.fromEntries(spareSessions(people)) : {};
        sessions.anonymous = { client: new Client() };
        assert.deepEqual(Object.keys(row.cells), columns, 'a column for each kind of visitor');
        for (const column of columns) {
            judge(row, column, await knock(row, column, sessions[column], spares[column]));
            cells += 1;
        }
    }
    assert.equal(cells, rows.length * columns.length);
});
