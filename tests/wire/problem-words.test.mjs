// problem-words.test.mjs: what the pages say that refuse or could not understand
//
// product.md section 3: a sentence says which rule it is and who can change it, and names
// Administrators to those alone who may see the user list. Codes are the matter of
// permissions.test.mjs; here it is what a person reads.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { sessionOf } from '../kit/database.mjs';
import { Client, decode, words } from '../kit/portal.mjs';
import { tokenFor } from '../kit/routes.mjs';
import { seed } from '../kit/world.mjs';

let world;

before(() => { world = seed(); });

const as = (who) => sessionOf(world.users[who].id);
const name = (key) => world.accounts[key].name;

/* The headline, and what stands under it up to the buttons, blanks run together. */
function said({ text }) {
    const plain = (html) => decode(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
    const [, headline] = /<h1[^>]*>([^]*?)<\/h1>/.exec(text) ?? assert.fail(text);
    const [, rest] = /<\/h1>([^]*?)<p class="flow">/.exec(text) ?? [null, ''];
    return { headline: plain(headline), text: plain(rest) };
}

/* Whole sentences, with nothing missing in the middle of them. */
function isWhole(page, at) {
    const { headline, text } = said(page);
    assert.match(headline, /^[A-Z“][^{}]+[^ ]$/, at);
    for (const lead of page.text.matchAll(/<p class="refuse-lead">([^]*?)<\/p>/g)) {
        assert.match(decode(lead[1].replace(/<[^>]*>/g, '')).trim(), /^[A-Z][^{}]+[.!]$/, at);
        assert.doesNotMatch(lead[1], / {2}| [.,]/, at);
    }
    return { headline, text };
}

test('a role that is too small: the rule, what one holds, who can change it', async () => {
    const basic = as('A1.b1');
    const talk = world.conversations.find(({ account }) => account.key === 'A1');
    const route = '/:a/inbox/:id/close';
    const path = `/${world.accounts.A1.id}/inbox/${talk.id}/close`;
    const page = await basic.client.post(path, { token: tokenFor(basic, route, world.accounts.A1.id) });
    const { headline, text } = isWhole(page, path);
    assert.equal(page.status, 403);
    assert.equal(headline, `Your role in ${name('A1')} does not open this`);
    assert.match(text, /The rule Administrators and Advanced users close and reopen conversations; Basic users don’t\./);
    assert.match(text, /^You are a Basic user here\. Nothing is broken, and nothing was changed\./);
    assert.ok(text.includes(`What you hold Basic user in ${name('A1')}. Who`), `of roles in another tree nothing is said: ${text}`);
    assert.ok(text.includes(`Who can change it An Administrator of ${name('A1')} can change that. So can one of ${name('A')}, the parent account. What`), `nobody is named to a Basic user: ${text}`);
});

test('Administrators are named to those who may see the user list', async () => {
    const path = `/${world.accounts.A.id}/all/inbox`;
    const [advanced, basic] = await Promise.all(['A.adv', 'A.b1'].map((who) => as(who).client.get(path)));
    assert.ok(said(advanced).text.includes(`An Administrator of ${name('A')} can change that: ${world.users['A.adm'].title}. What`), said(advanced).text);
    assert.ok(said(basic).text.includes(`An Administrator of ${name('A')} can change that. What`), said(basic).text);
    for (const page of [advanced, basic]) assert.equal(isWhole(page, path).headline, `Your role in ${name('A')} does not open this`);
    assert.ok(!basic.text.includes(world.users['A.adm'].title));
});

test('what only the parent’s Administrators do is said to the others, and to one of them where it is', async () => {
    const path = `/${world.accounts.A1.id}/accounts`;
    const [own, above] = await Promise.all(['A1.adm', 'A.adm'].map((who) => as(who).client.get(path)));
    for (const page of [own, above]) assert.equal(page.status, 403);
    const ours = isWhole(own, path).text;
    assert.ok(ours.includes(`What you hold Administrator in ${name('A1')}. Who can change it No role in ${name('A1')} opens it. An Administrator of ${name('A')}, the parent account, can do it, or make you one there. What`), ours);
    const theirs = isWhole(above, path).text;
    assert.ok(theirs.includes(`What you hold Administrator in ${name('A1')}, as one of ${name('A')}. Administrator in ${name('A')}. Who can change it Nobody needs to: you may do it in ${name('A')} itself.`), theirs);
    assert.ok(above.text.includes(`<dd><a href="/${world.accounts.A.id}/accounts">the accounts of `), 'where they may');
});

test('a suspended account says so, and who lifts it', async () => {
    const page = await as('A3.adm').client.get(`/${world.accounts.A3.id}/inbox`);
    const { headline, text } = isWhole(page, 'suspended');
    assert.equal(page.status, 403);
    assert.equal(headline, `${name('A3')} is suspended`);
    assert.ok(text.includes(`until an Administrator of ${name('A')} or your operator lifts it`), text);
});

test('a closed account is read, and says what it does not do', async () => {
    const owner = as('A4.adm');
    const account = world.accounts.A4;
    const route = '/:a/send';
    const page = await owner.client.post(`/${account.id}/send`, { token: tokenFor(owner, route, account.id), to: '0491 570 157', text: 'Hi', step: 'check' });
    const { headline, text } = isWhole(page, 'closed');
    assert.equal(page.status, 403);
    assert.equal(headline, `${account.name} is closed`);
    assert.match(text, /It can still be read, but nothing in it can be changed or sent any more\./);
    assert.ok(page.text.includes(`href="/${account.id}/inbox"`), 'and leads to what can be read');
});

test('the pages of a closed account offer nothing that it does not do', async () => {
    const account = world.accounts.A4;
    const open = world.accounts.A1;
    const [closed, other] = await Promise.all([['A4.adm', account], ['A1.adm', open]].map(([who, { id }]) => as(who).client.get(`/${id}/inbox`)));
    assert.ok(words(closed.text).includes(`${account.name} is closed. It can be read, but nothing in it can be changed or sent any more.`));
    assert.ok(!closed.text.includes(`href="/${account.id}/send`), 'no way to send');
    assert.ok(!words(other.text).includes('is closed.') && other.text.includes(`href="/${open.id}/send`), 'an open one has it');
});

test('what nobody may see and what does not exist are the same words', async () => {
    const { client } = as('A1.adv');
    const pages = await Promise.all([`/${world.accounts.B.id}/inbox`, `/${world.nobody}/inbox`].map((path) => client.get(path)));
    for (const page of pages) assert.deepEqual(isWhole(page, 'unknown'), { headline: 'This page doesn’t exist', text: 'There is nothing at this address, or nothing that you can see.' });
});

test('each other page of trouble is whole sentences', async () => {
    const { client } = as('A1.adv');
    const inbox = `/${world.accounts.A1.id}/inbox`;
    const send = `/${world.accounts.A1.id}/send`;
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    const asked = [
        [400, client.get(`${inbox}?tab=none`)],
        [403, client.post('/sign-in', { email: 'a@b.example', password: 'c', token: 'forged' })],
        [405, client.get('/sign-out')],
        [413, client.send(await client.get(send), send, { to: '0491 570 157', text: 'a'.repeat(200000), step: 'check' })],
        [415, client.ask('POST', '/sign-in', { body: 'email=a', headers: { ...form, 'content-type': 'text/plain' } })],
        [404, new Client().get('/nothing/here')],
    ];
    const headlines = new Set();
    for (const [status, answer] of asked) {
        const page = await answer;
        assert.equal(page.status, status, page.text);
        headlines.add(isWhole(page, String(status)).headline);
    }
    assert.equal(headlines.size, asked.length, 'each says something of its own');
});
