// merged.test.mjs: a parent's Administrator reads the whole tree and acts in one account
import assert from 'node:assert/strict';

import { contactAdd, conversationOf, eventually, headline, inbound, journey, personAdd, senderOf } from '../kit/browser.mjs';
import { insert } from '../kit/database.mjs';

const MARA = 'mara.whitfield@tallowood.example';
const TREE = { 1: 'Tallowood Garden Group', 2: 'Marketing', 3: 'Sales', 4: 'Finance', 5: 'Rostering' };

const rows = (page) => page.locator('#talk-rows .talk');
const row = (page, name) => page.locator('#talk-rows li').filter({ hasText: name });

journey('the merged inbox shows every account’s conversations and whose each is', async (open) => {
    const page = await open({ as: MARA });
    await page.goto('/1/all/inbox');
    assert.equal(await page.title(), 'Inbox – All accounts – Branchline');
    const shown = await rows(page).evaluateAll((all) => all.map((link) => [link.getAttribute('href').split('/')[1], link.querySelector('.line').textContent]));
    assert.ok(new Set(shown.map(([id]) => id)).size > 1, 'of several accounts');
    for (const [id, name] of shown) if (TREE[id]) assert.equal(name, TREE[id]);
    assert.equal(await page.getByRole('button', { name: /Close|Mark/ }).count(), 0, 'nothing is done here');
    assert.equal(await page.locator('#log').count(), 0, 'no thread stands here');
});

journey('the filter narrows rows and counts to one account, and the tabs keep it', async (open) => {
    const page = await open({ as: MARA });
    await page.goto('/1/all/inbox');
    await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Finance' });
    await page.waitForURL(/account=4/);
    const names = await rows(page).locator('.line').allInnerTexts();
    assert.ok(names.length > 0 && names.every((name) => name === 'Finance'), names.join(', '));
    const counts = await page.locator('.tabs-num').allInnerTexts();
    const own = await page.context().newPage();
    await own.goto('/4/inbox');
    assert.deepEqual(counts, await own.locator('.tabs-num').allInnerTexts(), 'the counts of the account');
    await page.locator('.tabs-one').filter({ hasText: 'Closed' }).click();
    await page.waitForURL(/tab=closed.*account=4/);
    assert.equal(await page.getByLabel('Account', { exact: true }).inputValue(), '4');
    await page.getByLabel('Account', { exact: true }).selectOption({ label: 'All accounts' });
    await page.waitForURL(/account=(&|$)/);
    assert.equal(await page.locator('.tabs-one[aria-current]').innerText().then((text) => text.split(/\s/)[0]), 'Closed');
});

/* A tree of its own, so that the others stay as they are. */
function wideTree(root, branches) {
    const account = (id, name) => ({ root_id: root, account_id: id, name, payment: 'postpaid', country: 'AU', zone: 'Australia/Sydney', line: 1 + (id % 7), opened_at: '2026-01-05 00:00:00' });
    insert('account', [account(root, 'Wattle Group'), ...Array.from({ length: branches }, (_, at) => account(root + 1 + at, `Wattle shop ${at + 1}`))]);
    return personAdd(root, 'administrator', 'Wanda Wattle');
}

journey('of many accounts one is found by its name, and taken off again, without script too', async (open) => {
    const page = await open({ as: wideTree(9000, 40), script: false });
    await page.goto('/9000/all/inbox');
    assert.equal(await page.locator('select').count(), 0, 'no list of them all');
    await page.locator('.inbox-filter').getByRole('link', { name: 'All accounts' }).click();
    assert.equal(await headline(page), 'Choose an account');
    await page.getByLabel('Part of the account’s name').fill('SHOP 33');
    await page.getByRole('button', { name: 'Find' }).click();
    assert.equal(await page.locator('.tree-page .tree-link').count(), 1);
    await page.getByRole('link', { name: /Wattle shop 33/ }).click();
    await page.waitForURL(/\/9000\/all\/inbox\?tab=open&account=9033$/);
    assert.match(await page.locator('.inbox-filter').innerText(), /Wattle shop 33/);
    await page.getByRole('link', { name: 'Show all accounts' }).click();
    await page.waitForURL(/\/9000\/all\/inbox\?tab=open$/);
    assert.equal((await page.goto('/9000/all/inbox?account=4')).status(), 404, 'another tree’s');
});

journey('a new text in any account comes in, and opening it leads into that account', async (open) => {
    const page = await open({ as: MARA });
    const contact = contactAdd(2, 'Yusra Blum');
    await page.goto('/1/all/inbox');
    await page.evaluate(() => { window.unbroken = true; });
    await inbound(contact.msisdn, 2, 'Is the workshop on?');
    await row(page, 'Yusra Blum').waitFor();
    assert.match(await row(page, 'Yusra Blum').innerText(), /Marketing/);
    assert.equal(await page.evaluate(() => window.unbroken), true);

    await row(page, 'Yusra Blum').getByRole('link').click();
    await page.waitForURL(`**/2/inbox/${await conversationOf(2, contact.msisdn)}`);
    assert.equal(await headline(page), 'Yusra Blum');
    const banner = page.getByRole('region', { name: 'Whose account this is' });
    assert.match(await banner.innerText(), /You are acting as Marketing\. What you send leaves from its number\./);
    await page.getByLabel('Reply to Yusra Blum').fill('It is, at ten.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await eventually(async () => assert.match(await page.locator('#log .say').last().innerText(), /Mara Whitfield[^]*Delivered/));
    assert.match(await page.locator('.thread-sub').innerText(), new RegExp(senderOf(2).slice(-3)), 'from Marketing’s number');
    await banner.getByRole('link', { name: 'Back to All accounts' }).click();
    await page.waitForURL('**/1/all/inbox');
});

journey('on a phone the reply stands whole on the screen, below the banner and the thread', async (open) => {
    const page = await open({ as: MARA, width: 390, height: 844 });
    const contact = contactAdd(2, 'Orla Fenwick');
    await inbound(contact.msisdn, 2, 'Is the gate open?');
    await page.goto(`/2/inbox/${await conversationOf(2, contact.msisdn)}`);
    const banner = await page.locator('.banner').boundingBox();
    const reply = await page.locator('.reply').boundingBox();
    assert.ok(banner.y >= 0, 'nothing is scrolled away');
    assert.ok(reply.y > banner.y + banner.height, 'the thread lies between');
    assert.ok(reply.y + reply.height <= 844, `the reply ends at ${reply.y + reply.height} of 844`);
});

journey('search covers the tree and names the account of each hit', async (open) => {
    const page = await open({ as: MARA });
    const contact = contactAdd(4, 'Quillon Abbott');
    await inbound(contact.msisdn, 4, 'About invoice 7');
    await conversationOf(4, contact.msisdn);
    await page.goto('/1/all/inbox');
    await page.getByLabel('Search messages and people').fill('Quillon');
    await page.keyboard.press('Enter');
    await page.locator('.pill').waitFor();
    const hits = page.getByRole('region', { name: 'People' }).getByRole('listitem');
    assert.equal(await hits.count(), 1);
    assert.match(await hits.first().innerText(), /Quillon Abbott[^]*Finance/);
});

journey('in the parent’s own account no banner stands, and other trees do not exist', async (open) => {
    const page = await open({ as: MARA });
    await page.goto('/1/inbox');
    assert.equal(await page.getByText('You are acting as').count(), 0);
    for (const path of ['/7/all/inbox', '/7/inbox', '/8/inbox', '/6/inbox', '/2/all/inbox']) assert.equal((await page.goto(path)).status(), 404, path);
    assert.equal((await page.goto('/1/all/inbox?account=7')).status(), 404, 'nor in the filter');
});
