// conversation.test.mjs: what arrives in an open inbox by itself, and what is done with it
//
// Handsets are played by the built-in carrier. Nothing here is reloaded unless it says so; a
// mark on the window proves it.
import assert from 'node:assert/strict';

import { carrier, contactAdd, conversationOf, eventually, freshNumber, headline, inbound, journey } from '../kit/browser.mjs';
import { one } from '../kit/database.mjs';

const TESS = 'tess.okafor@tallowood.example';
const BEC = 'bec.lawler@tallowood.example';
const ROSTERING = 5;

const row = (page, name) => page.locator('#talk-rows li').filter({ hasText: name });
const hit = (page, name) => page.locator('.found li').filter({ hasText: name });
const bubbles = (page) => page.locator('#log .say');
const lastBubble = (page) => bubbles(page).last().locator('.say-text');
const sayText = (page) => lastBubble(page).evaluate((element) => element.lastChild.textContent);
const countOf = async (page, tab) => Number(await page.locator('.tabs-one').filter({ hasText: tab }).locator('.tabs-num').innerText());

const markWindow = (page) => page.evaluate(() => { window.unbroken = true; });
const assertUnbroken = async (page) => assert.equal(await page.evaluate(() => window.unbroken), true, 'the page was loaded anew');

/* An open conversation of Rostering with somebody of ours, who has written this. */
async function begun(text = 'Are you open on Sunday?') {
    const contact = contactAdd(ROSTERING, `Edda Brook ${freshNumber().msisdn.slice(-5)}`);
    await inbound(contact.msisdn, ROSTERING, text);
    contact.id = await conversationOf(ROSTERING, contact.msisdn);
    return contact;
}

journey('a text from a handset comes into the list and its count by itself', async (open) => {
    const page = await open({ as: TESS });
    const contact = contactAdd(ROSTERING, 'Wanda Moor');
    await page.goto('/5/inbox');
    await markWindow(page);
    const unread = await countOf(page, 'Unread');
    const opened = await countOf(page, 'Open');
    await inbound(contact.msisdn, ROSTERING, 'Hello, is the gate open?');
    await row(page, 'Wanda Moor').waitFor();
    assert.match(await page.locator('#talk-rows li').first().innerText(), /Unread:\s+Wanda Moor[^]*Hello, is the gate open\?/, 'newest first');
    assert.equal(await countOf(page, 'Unread'), unread + 1);
    assert.equal(await countOf(page, 'Open'), opened + 1);
    assert.match(await page.locator('#menu-unread').innerText(), new RegExp(`^${unread + 1}`));
    await eventually(async () => assert.match(await page.locator('#live-said').innerText(), /unread/, 'it is said to those who cannot see it'));
    await assertUnbroken(page);
});

journey('a reply goes out, is delivered, and the answer appears beneath it, without a reload', async (open) => {
    const contact = await begun();
    const page = await open({ as: TESS });
    await page.goto(`/5/inbox/${contact.id}`);
    assert.equal(await headline(page), contact.name);
    assert.equal(await page.title(), `${contact.name} – Inbox – Rostering – Branchline`);
    await page.getByLabel(`Reply to ${contact.name}`).fill('We are, from nine.\nBring gloves.');
    assert.match(await page.locator('#text-parts').innerText(), /1 part · 32 of 160 characters/);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await bubbles(page).nth(1).waitFor();
    await markWindow(page);
    assert.equal(await sayText(page), 'We are, from nine.\nBring gloves.');
    await eventually(async () => assert.match(await bubbles(page).last().innerText(), /Delivered/));

    await inbound(contact.msisdn, ROSTERING, 'Thank you. See you then.');
    await eventually(async () => assert.equal(await sayText(page), 'Thank you. See you then.'));
    assert.match(await row(page, contact.name).innerText(), /See you then/, 'in the list as well');
    await assertUnbroken(page);
});

journey('what is being written stays while the page changes around it', async (open) => {
    const contact = await begun();
    const page = await open({ as: TESS });
    await page.goto(`/5/inbox/${contact.id}`);
    const field = page.getByLabel(`Reply to ${contact.name}`);
    await field.pressSequentially('I am still wri');
    await inbound(contact.msisdn, ROSTERING, 'Hello?');
    await eventually(async () => assert.equal(await sayText(page), 'Hello?'));
    await field.pressSequentially('ting');
    assert.equal(await field.inputValue(), 'I am still writing');
    assert.ok(await field.evaluate((element) => element === document.activeElement));
});

journey('an opened conversation is read, can be marked unread, and read again by another', async (open) => {
    const contact = await begun();
    const page = await open({ as: TESS });
    await page.goto('/5/inbox?tab=unread');
    await row(page, contact.name).getByRole('link').click();
    await page.waitForURL(`**/5/inbox/${contact.id}`);
    await eventually(() => assert.equal(one(`SELECT unread FROM conversation WHERE account_id = 5 AND conversation_id = ${contact.id}`), '0'));
    await page.getByRole('button', { name: 'Mark unread' }).click();
    await page.getByText('Marked as unread.').waitFor();
    assert.equal(one(`SELECT unread FROM conversation WHERE account_id = 5 AND conversation_id = ${contact.id}`), '1');

    const bec = await open({ as: BEC });
    await bec.goto('/5/inbox?tab=unread');
    await row(page, contact.name).waitFor();
    await bec.goto(`/5/inbox/${contact.id}`);
    await bec.getByRole('button', { name: 'Mark unread' }).waitFor();
    await eventually(async () => assert.equal(await row(page, contact.name).locator('.talk-new').count(), 0, 'it is read for Tess too'));
});

journey('a closed conversation can be taken back, and a new text opens it', async (open) => {
    const contact = await begun();
    const page = await open({ as: TESS });
    await page.goto(`/5/inbox/${contact.id}`);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    const done = page.getByText(`Closed. It reopens when ${contact.name} writes again.`);
    await done.waitFor();
    await page.getByText('Tess Okafor closed the conversation').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Open again.').waitFor();
    await page.getByText('Tess Okafor reopened the conversation').waitFor();

    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await done.waitFor();
    await page.goto('/5/inbox?tab=closed');
    await row(page, contact.name).getByRole('link').click();
    await page.getByRole('button', { name: 'Reopen' }).waitFor();
    await markWindow(page);
    await inbound(contact.msisdn, ROSTERING, 'One more thing');
    await page.getByText('A new message reopened the conversation').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).waitFor();
    await assertUnbroken(page);
    await page.goto('/5/inbox');
    assert.equal(await row(page, contact.name).count(), 1);
});

journey('an empty reply is refused where it is written', async (open) => {
    const contact = await begun();
    const page = await open({ as: TESS });
    await page.goto(`/5/inbox/${contact.id}`);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const fault = page.locator('#text-fault');
    await fault.waitFor();
    const field = page.getByLabel(`Reply to ${contact.name}`);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.equal(await field.getAttribute('aria-describedby'), 'text-fault');
    assert.equal(await bubbles(page).count(), 1);
});

journey('a double click sends once', async (open) => {
    const contact = await begun();
    const page = await open({ as: TESS });
    await page.goto(`/5/inbox/${contact.id}`);
    await page.getByLabel(`Reply to ${contact.name}`).fill(`Once only ${contact.msisdn}`);
    await page.getByRole('button', { name: 'Send', exact: true }).dblclick();
    await bubbles(page).nth(1).waitFor();
    await eventually(async () => assert.match(await bubbles(page).last().innerText(), /Delivered/));
    assert.equal(await bubbles(page).count(), 2);
    assert.equal(await carrier(`count ${contact.msisdn} Once only ${contact.msisdn}`), '1');
});

journey('search finds by name, by number and by what was said', async (open) => {
    const contact = await begun(`The ${freshNumber().msisdn.slice(-5)}zinnias have come up`);
    const word = one(`SELECT preview FROM conversation WHERE account_id = 5 AND conversation_id = ${contact.id}`).split(' ')[1];
    const page = await open({ as: TESS });
    await page.goto('/5/inbox');
    for (const words of [contact.name, contact.typed, contact.msisdn, word]) {
        await page.getByLabel('Search messages and people').fill(words);
        await page.keyboard.press('Enter');
        await page.locator('.pill').waitFor();
        assert.equal(await page.locator('.pill-text').innerText(), `“${words}”`);
        assert.equal(await hit(page, contact.name).count(), 1, words);
    }
    await page.getByRole('link', { name: 'Take the search off' }).click();
    await page.locator('.tabs').waitFor();
    await page.getByLabel('Search messages and people').fill('qqqxyzzy');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nothing found for “qqqxyzzy”' }).waitFor();
});

journey('a name that is found hides nothing that was said', async (open) => {
    const contact = await begun('It is about the garden');
    const other = await begun(`Ask ${contact.name} about it`);
    const page = await open({ as: TESS });
    await page.goto(`/5/inbox?q=${encodeURIComponent(contact.name)}`);
    const people = page.getByRole('region', { name: 'People' }), messages = page.getByRole('region', { name: 'Messages' });
    assert.equal(await people.getByRole('listitem').filter({ hasText: contact.name }).count(), 1);
    assert.equal(await messages.getByRole('listitem').filter({ hasText: other.name }).count(), 1);
    await page.goto(`/5/inbox?q=${encodeURIComponent(contact.name)}&in=messages`);
    assert.equal(await people.count(), 0, 'one kind alone');
    await page.getByRole('link', { name: 'Back to all that was found' }).click();
    await people.waitFor();
});

journey('a hit far into a text is shown from a whole word', async (open) => {
    const word = `lantana${freshNumber().msisdn.slice(-5)}`;
    const far = await begun(`We would like to have some more of the yellow ones that you had in the yard last week, I mean the ${word} ones please`);
    const near = await begun(`${word} it is`);
    const long = await begun(`${'-'.repeat(60)}${word}`);
    const page = await open({ as: TESS });
    await page.goto(`/5/inbox?q=${word}`);
    const shown = (contact) => hit(page, contact.name).locator('.talk-text').innerText();
    assert.match(await shown(far), new RegExp(`^…(\\S+ ){4,}the ${word} ones please$`));
    assert.ok('We would like to have some more of the yellow ones that you had in the yard last week, I mean the '.split(' ').includes((await shown(far)).slice(1).split(' ')[0]), 'a whole word');
    assert.equal(await shown(near), `${word} it is`);
    assert.match(await shown(long), new RegExp(`^…-+${word}$`));
});

journey('older conversations and older messages are a page further', async (open) => {
    const page = await open({ as: TESS });
    await page.goto('/5/inbox?tab=closed');
    const first = await page.locator('#talk-rows .talk-name').allInnerTexts();
    await page.getByRole('link', { name: 'Older' }).click();
    await page.waitForURL(/before=/);
    const second = await page.locator('#talk-rows .talk').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    await page.getByRole('link', { name: 'Back to the newest' }).click();
    await page.waitForURL((url) => !url.search.includes('before='));
    const again = await page.locator('#talk-rows .talk').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    assert.ok(first.length > 0 && second.length > 0);
    assert.equal(second.filter((href) => again.includes(href)).length, 0, 'no row twice');
});
