// basic-user.test.mjs: what a Basic user sees: own messages, replies to them, and nothing else
//
// product.md, section 4. What the colleague wrote carries a word of its own, which may stand
// nowhere on any page of the Basic user: not in rows, threads, titles, searches or counts.
import assert from 'node:assert/strict';

import { contactAdd, conversationOf, eventually, freshNumber, headline, inbound, journey, personAdd } from '../kit/browser.mjs';

const SALES = 3;
const DEV = 'dev.malhotra@tallowood.example';

const row = (page, name) => page.locator('#talk-rows li').filter({ hasText: name });
const bubbles = (page) => page.locator('#log .say');
const tabs = async (page) => (await page.locator('.tabs-one').allInnerTexts()).map((tab) => tab.replace(/\s+/g, ' '));

/* One text to a number, from the page. */
async function write(page, number, text) {
    await page.goto(`/${SALES}/send`);
    await page.getByLabel('To', { exact: true }).fill(number.typed);
    await page.getByLabel('Message', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Next: what will be sent' }).click();
    await page.getByRole('button', { name: 'Send to 1 person' }).click();
    await page.waitForURL('**/send/sent/**');
}

journey('an empty inbox says what will come, and why colleagues’ messages are not here', async (open) => {
    const page = await open({ as: personAdd(SALES, 'basic', 'Ottilie Marsh') });
    await page.goto(`/${SALES}/inbox`);
    assert.deepEqual(await tabs(page), ['All 0', 'Unread 0']);
    const pane = page.locator('#talks-nothing');
    await pane.getByRole('heading', { name: 'No conversations yet' }).waitFor();
    assert.match(await pane.innerText(), /When you send a message, or somebody answers one, the conversation starts here\./);
    assert.match(await pane.innerText(), /You are a Basic user in Sales\. A Basic user sees the messages they sent and the replies to them\./);
    assert.match(await pane.innerText(), /An Administrator of Sales can change that\./);
    assert.deepEqual(await page.locator('.nav-item').evaluateAll((all) => all.map((link) => link.firstElementChild.nextSibling.textContent.trim())), ['Inbox', 'Send']);
    await pane.getByRole('link', { name: 'Send a message' }).click();
    await page.waitForURL(`**/${SALES}/send`);
});

journey('of a shared conversation a Basic user sees the own part, everywhere', async (open) => {
    const basic = await open({ as: personAdd(SALES, 'basic', 'Hattie Lowe') });
    const dev = await open({ as: DEV });
    const contact = contactAdd(SALES, `Kestrel ${freshNumber().msisdn.slice(-5)}`);
    const secret = `quokka${contact.msisdn.slice(-5)}`;

    await write(dev, contact, `First from Dev ${secret}`);
    const id = await conversationOf(SALES, contact.msisdn);
    await inbound(contact.msisdn, SALES, `To Dev ${secret}`);
    await dev.goto(`/${SALES}/inbox/${id}`);
    await eventually(async () => assert.equal(await bubbles(dev).count(), 2));

    // Nothing of hers is in it yet: then it does not exist for her.
    await basic.goto(`/${SALES}/inbox`);
    assert.equal(await row(basic, contact.name).count(), 0);
    assert.equal((await basic.goto(`/${SALES}/inbox/${id}`)).status(), 404);
    assert.ok(!(await basic.content()).includes(contact.name));

    await write(basic, contact, 'From Hattie: shall I keep one for you?');
    await inbound(contact.msisdn, SALES, 'Keep two please');
    await basic.goto(`/${SALES}/inbox`);
    await eventually(async () => assert.match(await row(basic, contact.name).innerText(), /Keep two please/));
    await eventually(async () => assert.deepEqual(await tabs(basic), ['All 1', 'Unread 1']));

    // Then Dev writes again: her list, order and preview stay as they were.
    await dev.goto(`/${SALES}/inbox/${id}`);
    await dev.getByLabel(`Reply to ${contact.name}`).fill(`Second from Dev ${secret}`);
    await dev.getByRole('button', { name: 'Send', exact: true }).click();
    await eventually(async () => assert.equal(await bubbles(dev).count(), 5));
    await inbound(contact.msisdn, SALES, `Answer to Dev ${secret}`);
    await eventually(async () => assert.equal(await bubbles(dev).count(), 6));

    for (const path of [`/${SALES}/inbox`, `/${SALES}/inbox?tab=unread`, `/${SALES}/inbox/${id}`, `/${SALES}/inbox?q=${contact.name.split(' ')[1]}`,
        `/${SALES}/inbox?q=Hattie`, `/${SALES}/inbox?q=${secret}`, `/${SALES}/inbox?q=${encodeURIComponent(contact.typed)}`]) {
        await basic.goto(path);
        const seen = (await basic.content()).replaceAll(`q=${secret}`, '').replaceAll(`“${secret}”`, '').replaceAll(`value="${secret}"`, '');
        assert.ok(!seen.includes(secret), `${path} shows what is not theirs`);
        assert.ok(!(await basic.title()).includes(secret), path);
    }
    await basic.goto(`/${SALES}/inbox?q=${secret}`);
    await basic.getByRole('heading', { name: `Nothing found for “${secret}”` }).waitFor();
    assert.equal(await basic.locator('.found li').count(), 0);

    await basic.goto(`/${SALES}/inbox/${id}`);
    const said = await bubbles(basic).locator('.say-text').evaluateAll((all) => all.map((text) => text.lastChild.textContent));
    assert.deepEqual(said, ['From Hattie: shall I keep one for you?', 'Keep two please']);
    assert.equal(await basic.getByRole('button', { name: 'Close', exact: true }).count(), 0, 'closing is for others');
    assert.equal(await basic.locator('.thread-event').count(), 0, 'what others did is not told');
    assert.match(await basic.locator('.inbox-facts').innerText(), /You see what you wrote to .* because you are a Basic user in Sales/);

    // Her read mark is her own.
    await eventually(async () => assert.deepEqual(await tabs(basic), ['All 1', 'Unread 0']));
    assert.equal(await headline(basic), contact.name);
});

journey('the trace of a colleague’s message does not exist', async (open) => {
    const dev = await open({ as: DEV });
    const number = freshNumber();
    await write(dev, number, 'For the trace');
    const link = await dev.locator('.rows-one a.state').getAttribute('href');
    const basic = await open({ as: personAdd(SALES, 'basic', 'Rhys Pike') });
    assert.equal((await basic.goto(link)).status(), 404);
    assert.equal((await dev.goto(link)).status(), 200);
});

journey('the merged inbox is refused with the rule', async (open) => {
    const page = await open({ as: 'wren.halloran@tallowood.example' });
    const answer = await page.goto('/1/all/inbox');
    assert.equal(answer.status(), 403);
    const told = await page.locator('#main').innerText();
    assert.match(told, /The merged inbox is open to Administrators of the parent account only\./);
    assert.match(told, /Basic user in Tallowood Garden Group\./);
    assert.equal((await page.goto('/3/all/inbox')).status(), 404, 'a sub-account has none');
});
