// no-script.test.mjs: the same work in a browser that runs no script
import assert from 'node:assert/strict';

import { contactAdd, conversationOf, eventually, freshNumber, headline, inbound, journey, signIn } from '../kit/browser.mjs';
import { one } from '../kit/database.mjs';

const TESS = 'tess.okafor@tallowood.example';
const PLAIN = { script: false };

const row = (page, name) => page.locator('#talk-rows li').filter({ hasText: name });
const bubbles = (page) => page.locator('#log .say');

journey('sign in, find a text, read it by a button, answer, close and take that back', async (open) => {
    const contact = contactAdd(5, `Ulla Frost ${freshNumber().msisdn.slice(-5)}`);
    await inbound(contact.msisdn, 5, 'Do you deliver on Mondays?');
    const id = await conversationOf(5, contact.msisdn);
    const unread = () => one(`SELECT unread FROM conversation WHERE account_id = 5 AND conversation_id = ${id}`);

    const page = await open(PLAIN);
    await page.goto('/5/inbox');
    await signIn(page, TESS, 'red bulbs in october');
    await page.getByText('don’t belong together').waitFor();
    await signIn(page, TESS);
    await page.waitForURL('**/5/inbox');
    assert.equal(await page.getByText('Show the password').count(), 0);

    await page.getByRole('link', { name: /^Unread \d/ }).click();
    await row(page, contact.name).getByRole('link').click();
    await page.waitForURL(`**/5/inbox/${id}`);
    assert.equal(unread(), '1', 'opening changes nothing');
    await page.getByRole('button', { name: 'Mark read' }).click();
    await page.getByRole('button', { name: 'Mark unread' }).waitFor();
    assert.equal(unread(), '0');

    await page.getByLabel(`Reply to ${contact.name}`).fill('We do,\nfrom ten.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await bubbles(page).nth(1).waitFor();
    assert.equal(await bubbles(page).last().locator('.say-text').evaluate((text) => text.lastChild.textContent), 'We do,\nfrom ten.');
    await eventually(async () => {
        await page.reload();
        assert.match(await bubbles(page).last().innerText(), /Delivered/);
    });

    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByText('Closed. It reopens when').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Open again.').waitFor();
    await page.getByRole('button', { name: 'Mark unread' }).click();
    await page.getByText('Marked as unread.').waitFor();
    assert.equal(unread(), '1');
});

journey('send with a wrong number first, then what was meant, after looking at it', async (open) => {
    const page = await open({ ...PLAIN, as: TESS });
    const number = freshNumber();
    await page.goto('/5/send');
    await page.getByLabel('To', { exact: true }).fill(`${number.typed}\n0491 570`);
    await page.getByLabel('Message', { exact: true }).fill('The roster is out – see you');
    await page.getByRole('button', { name: 'Next: what will be sent' }).click();
    await page.getByRole('heading', { name: 'Nothing is sent yet' }).waitFor();
    assert.equal(await page.locator('.pick-bad').count(), 1);
    assert.equal(await page.getByLabel('Message', { exact: true }).inputValue(), 'The roster is out – see you');
    await page.getByRole('button', { name: 'Take out 0491 570', exact: true }).click();
    await page.getByRole('button', { name: 'Next: what will be sent' }).click();
    await page.getByRole('heading', { name: 'What will be sent' }).waitFor();
    assert.equal(await page.locator('.say-text').innerText(), 'The roster is out – see you');
    assert.match(await page.locator('.parts').first().innerText(), /1 part · 27 of 70 characters/);
    await page.getByRole('button', { name: 'Send to 1 person' }).dblclick();
    await page.waitForURL('**/5/send/sent/**');
    assert.equal(await headline(page), '1 message accepted');
    assert.equal(one(`SELECT COUNT(*) FROM message WHERE account_id = 5 AND msisdn = '${number.msisdn}'`), '1', 'sent once');
});

journey('search, tabs, older rows and the trace are links', async (open) => {
    const page = await open({ ...PLAIN, as: TESS });
    await page.goto('/5/inbox');
    await page.getByLabel('Search messages and people').fill('Brookvale');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.locator('.pill').waitFor();
    assert.ok(await page.locator('.found li').count() > 0);
    await page.getByRole('link', { name: 'Take the search off' }).click();
    await page.getByRole('link', { name: /^Closed \d/ }).click();
    await page.getByRole('link', { name: 'Older' }).click();
    await page.getByRole('link', { name: 'Back to the newest' }).waitFor();
    await page.goto('/5/inbox');
    await page.locator('#talk-rows .talk').filter({ hasText: 'You:' }).first().click();
    await page.locator('#log .say-ours .say-trace, #log .say-ours .say-why').last().click();
    assert.equal(await headline(page), 'Where is this message?');
});

journey('accounts are switched by way of their page, and one signs out', async (open) => {
    const page = await open({ ...PLAIN, as: TESS });
    await page.goto('/5/inbox');
    await page.locator('#switcher > summary').click();
    await page.getByRole('link', { name: 'All your accounts' }).click();
    await page.locator('#main').getByRole('link', { name: /^Sales/ }).click();
    await page.waitForURL('**/3/inbox');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
});

journey('the merged inbox is filtered with a button', async (open) => {
    const page = await open({ ...PLAIN, as: 'mara.whitfield@tallowood.example' });
    await page.goto('/1/all/inbox');
    await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Rostering' });
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/account=5/);
    assert.ok((await page.locator('#talk-rows .line').allInnerTexts()).every((name) => name === 'Rostering'));
});

journey('a phone’s menu opens and closes', async (open) => {
    const page = await open({ ...PLAIN, as: TESS, width: 390, height: 844 });
    await page.goto('/5/inbox');
    await page.locator('.shell-bar').getByRole('link', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByRole('link', { name: 'Close the menu' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor({ state: 'hidden' });
});
