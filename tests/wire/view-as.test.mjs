// view-as.test.mjs: an Administrator sees an account with a member's eyes, to look only (issue text,
// product.md section 3: read the audit log; view as)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';

import { one, quoted, sessionOf, sql } from '../kit/database.mjs';
import { varFolder, words } from '../kit/portal.mjs';
import { seed } from '../kit/world.mjs';

let world;
let account;
let root;

before(() => {
    world = seed();
    account = world.accounts.A1;
    root = world.accounts.A;
});

const as = (name) => sessionOf(world.user(name).id);
const asking = (name) => `/${account.id}/users/${world.user(name).id}/view`;

/* Begin to see A1 as somebody; the client of who looks. */
async function looking(name, whose) {
    const session = as(name);
    const page = await session.client.get(asking(whose));
    assert.equal(page.status, 200);
    const began = await session.client.send(page, asking(whose), { why: 'a reply is missing' });
    assert.deepEqual([began.status, began.location], [303, `/${account.id}/inbox`], words(began.text));
    return session;
}

/* What a page says below the banner, without what differs from visit to visit. */
const said = (page) => words(page.text.replace(/<section class="banner[^]*?<\/section>/g, '')).replace(/Request [0-9a-f]+/, '');
const trail = () => sql(`SELECT action, user_id, object, was, became FROM audit WHERE account_id = ${account.id} AND action LIKE 'view-as.%' ORDER BY seq`);

test('pages are those of the member: rows, counts, tabs, search and refusals', async () => {
    const member = as('A1.b1').client;
    const { client } = await looking('A.adm', 'A1.b1');
    for (const path of ['inbox', 'inbox?tab=unread', 'inbox?q=CANARY', 'send', 'users', 'settings', 'audit', 'all/inbox']) {
        const [theirs, seen] = [await member.get(`/${account.id}/${path}`), await client.get(`/${account.id}/${path}`)];
        assert.equal(seen.status, theirs.status, path);
        assert.equal(said(seen), said(theirs), path);
    }
    const inbox = await client.get(`/${account.id}/inbox`);
    assert.match(words(inbox.text), new RegExp(`You see ${account.name} as ${world.user('A1.b1').title} does, until \\d+:\\d\\d [ap]m`));
});

test('a conversation is read, and no box is there to answer it in', async () => {
    const member = as('A1.b1').client;
    const [, path] = /href="(\/\d+\/inbox\/\d+)/.exec((await member.get(`/${account.id}/inbox`)).text);
    assert.match((await member.get(path)).text, /<form class="reply"/, 'the control');
    const { client } = await looking('A.adm', 'A1.b1');
    const seen = await client.get(path);
    assert.equal(seen.status, 200);
    assert.doesNotMatch(seen.text, /<form class="reply"/);
    assert.match(words(seen.text), /You only look: nobody can answer with somebody else’s eyes\./);
});

test('nothing can be changed meanwhile, and all other accounts are one’s own', async () => {
    const { client, userId } = await looking('A.adm', 'A1.b1');
    const page = await client.get(`/${account.id}/send`);
    const sent = await client.send(page, `/${account.id}/send`, { to: '0491 570 156', text: 'as somebody else', step: 'check' });
    assert.equal(sent.status, 403);
    assert.match(words(sent.text), /You only look/);
    assert.equal((await client.get(`/${root.id}/users`)).status, 200, 'the parent');
    assert.equal((await client.get(`/${world.accounts.A2.id}/users`)).status, 200, 'a sibling of it');
    assert.match(words((await client.get('/me')).text), new RegExp(one(`SELECT name FROM user WHERE user_id = ${userId}`)));
});

test('it is told in the account’s audit log when it begins and when it is ended', async () => {
    const before_ = trail().length;
    const { client, userId } = await looking('A.adm', 'A1.b2');
    const ended = await client.send(await client.get(`/${account.id}/inbox`), '/me/view/end');
    assert.equal(ended.location, `/${account.id}/users`);
    assert.equal((await client.get(ended.location)).status, 200, 'an Administrator again');
    const person = world.user('A1.b2');
    const object = `${person.title}, ${person.email}`;
    assert.deepEqual(trail().slice(before_).map(({ ...row }) => row), [
        { action: 'view-as.start', user_id: String(userId), object, was: null, became: 'a reply is missing' },
        { action: 'view-as.end', user_id: String(userId), object, was: null, became: null },
    ]);
});

test('whoever goes on to see another account has ended the first', async () => {
    const before_ = trail().length;
    const { client, userId } = await looking('A.adm', 'A1.b2');
    const there = `/${world.accounts.A2.id}/users/${world.user('A2.b1').id}/view`;
    assert.equal((await client.send(await client.get(there), there, { why: 'there, too' })).status, 303);
    assert.deepEqual(trail().slice(before_).map(({ action, user_id: by }) => [action, by]), [['view-as.start', String(userId)], ['view-as.end', String(userId)]]);
});

test('without a reason it does not begin, and what was typed stays', async () => {
    const { client } = as('A.adm');
    const page = await client.get(asking('A1.b1'));
    for (const [why, sentence] of [['  ', /Write why you look/], ['x'.repeat(201), /at most 200 characters/]]) {
        const answer = await client.send(page, asking('A1.b1'), { why });
        assert.equal(answer.status, 422);
        assert.match(words(answer.text), sentence);
    }
    assert.equal((await client.send(page, asking('A1.b1'), { why: 'x', user_id: 1 })).status, 400, 'no field is taken that the form has not');
});

test('after a quarter of an hour it is over by itself', async () => {
    const { client, hash } = await looking('A.adm', 'A1.b1');
    const left = () => Number(one(`SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), view_until) FROM session WHERE id_hash = ${quoted(hash)}`));
    assert.ok(left() > 880 && left() <= 900, `${left()} s`);
    sql(`UPDATE session SET view_until = UTC_TIMESTAMP(6) WHERE id_hash = ${quoted(hash)};`);
    assert.equal((await client.get(`/${account.id}/users`)).status, 200);
    assert.doesNotMatch(words((await client.get(`/${account.id}/inbox`)).text), /You see/);
});

test('it tells nothing of what the member is elsewhere', async () => {
    const [member, colleague] = [world.user('A1.adv').id, world.user('A1.b1').id];
    const elsewhere = world.accounts.A2;
    sql(`INSERT INTO membership (root_id, account_id, user_id, role, added_at) VALUES (${root.id}, ${elsewhere.id}, ${member}, 'advanced', UTC_TIMESTAMP(6)),
        (${root.id}, ${elsewhere.id}, ${colleague}, 'basic', UTC_TIMESTAMP(6));`);
    try {
        const { client } = await looking('A1.adm', 'A1.adv');
        for (const [path, status] of [['settings', 403], [`users/${colleague}`, 200], [`users/${member}`, 200], ['inbox', 200]]) {
            const page = await client.get(`/${account.id}/${path}`);
            assert.equal(page.status, status, path);
            assert.ok(!page.text.includes(elsewhere.name), `${path} names a sibling`);
        }
        const own = await as('A1.adv').client.get(`/${account.id}/users/${colleague}`);
        assert.ok(own.text.includes(elsewhere.name), 'the member sees it');
    } finally {
        sql(`DELETE FROM membership WHERE account_id = ${elsewhere.id} AND user_id IN (${member}, ${colleague});`);
    }
});

test('the log says who looked', async () => {
    const member = world.user('A1.b2').id;
    const lines = (user) => readFileSync(`${varFolder}/log/inbox.log`, 'utf8').split('\n').filter((line) => line.includes(`"user":${user},`)).length;
    const { client, userId } = await looking('A.adm', 'A1.b2');
    const [theirs, mine] = [lines(member), lines(userId)];
    assert.equal((await client.get(`/${account.id}/inbox`)).status, 200);
    for (const end = Date.now() + 10000; lines(userId) + lines(member) === theirs + mine && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual([lines(member), lines(userId)], [theirs, mine + 1]);
});

test('it opens nothing above one’s own power', async () => {
    const above = world.user('A.adm').id;
    sql(`INSERT INTO membership (root_id, account_id, user_id, role, added_at) VALUES (${root.id}, ${account.id}, ${above}, 'basic', UTC_TIMESTAMP(6));`);
    try {
        const { client } = as('A1.adm');
        const page = await client.get(asking('A1.b1'));
        const reach = asking('A.adm');
        const token = await client.get(reach);
        const answer = await client.send(token, reach, { why: 'to see the parent' });
        assert.equal(answer.status, 404, 'a parent’s Administrator');
        assert.equal((await client.get(asking('A2.b1'))).status, 404, 'who is in a sibling');
        assert.equal(page.status, 200);
        assert.equal((await as('A1.adv').client.get(asking('A1.b1'))).status, 403);
        assert.equal((await as('A1.b2').client.get(asking('A1.b1'))).status, 403);
    } finally {
        sql(`DELETE FROM membership WHERE account_id = ${account.id} AND user_id = ${above};`);
    }
});

test('who is an Administrator no more sees with the own eyes at once', async () => {
    const { client, userId } = await looking('A1.adm', 'A1.b1');
    sql(`UPDATE membership SET role = 'advanced' WHERE account_id = ${account.id} AND user_id = ${userId};`);
    try {
        const inbox = words((await client.get(`/${account.id}/inbox`)).text);
        assert.doesNotMatch(inbox, /You see/);
        assert.match(inbox, /Advanced user/);
    } finally {
        sql(`UPDATE membership SET role = 'administrator' WHERE account_id = ${account.id} AND user_id = ${userId};`);
    }
});
