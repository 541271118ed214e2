// keyboard.test.mjs: all of it without a mouse
import assert from 'node:assert/strict';

import { contactAdd, conversationOf, eventually, freshNumber, headline, inbound, journey, personAdd } from '../kit/browser.mjs';

const TESS = 'tess.okafor@tallowood.example';

const bubbles = (page) => page.locator('#log .say');
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);
const hrefs = (page) => page.locator('#talk-rows .talk').evaluateAll((all) => all.map((link) => link.getAttribute('href')));

/* A conversation of Rostering that was just written to, hence the first of the list. */
async function begun() {
    const contact = contactAdd(5, `Kit Ashby ${freshNumber().msisdn.slice(-5)}`);
    await inbound(contact.msisdn, 5, 'By hand?');
    contact.id = await conversationOf(5, contact.msisdn);
    return contact;
}

journey('the first Tab leads past the menu', async (open) => {
    const page = await open({ as: TESS });
    await page.goto('/5/inbox');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'skip');
    assert.ok(await page.locator('.skip').isVisible());
    const box = await page.locator('.skip').boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0, 'it is in sight');
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'main');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.getElementById('main').contains(document.activeElement)));
});

for (const [name, path, width] of [['the inbox', '/5/inbox'], ['a conversation', null], ['Send', '/5/send'], ['one’s sessions', '/me/sessions'], ['a phone’s inbox', '/5/inbox', 390]]) {
    journey(`every stop of Tab can be seen: ${name}`, async (open) => {
        const page = await open({ as: TESS, width });
        await page.goto(path ?? `/5/inbox/${(await begun()).id}`);
        const faults = [];
        let stops = 0;
        for (; stops < 40; stops++) {
            await page.keyboard.press('Tab');
            const stop = await page.evaluate(() => {
                const element = document.activeElement;
                if (element === document.body) return null;
                const box = element.getBoundingClientRect();
                // The ring may stand round the field's frame instead.
                const ringed = [element, element.parentElement, element.closest('form')].some((one) => {
                    const { outlineStyle, outlineWidth } = one ? getComputedStyle(one) : {};
                    return one && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
                });
                return { html: element.outerHTML.slice(0, 90), ringed, seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth };
            });
            if (stop === null) break;
            if (!stop.ringed) faults.push(`no ring: ${stop.html}`);
            if (!stop.seen) faults.push(`out of sight: ${stop.html}`);
        }
        assert.ok(stops > 3);
        assert.deepEqual(faults, []);
    });
}

journey('/ searches, j and k go through the list, r answers, Ctrl Enter sends', async (open) => {
    const contact = await begun();
    const page = await open({ as: TESS });
    await page.goto('/5/inbox');
    await page.keyboard.press('/');
    assert.equal(await focused(page), 'find');
    await page.keyboard.type('jk/re');
    assert.equal(await page.locator('#find').inputValue(), 'jk/re', 'letters are letters in a field');
    await page.locator('#find').fill('');
    await page.locator('#find').blur();

    const list = await hrefs(page);
    await page.keyboard.press('j');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), list[0]);
    await page.keyboard.press('j');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), list[1]);
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${list[0]}`);

    // With one open, j and k open the next.
    await page.keyboard.press('j');
    await page.waitForURL(`**${list[1]}`);
    await page.keyboard.press('k');
    await page.waitForURL(`**${list[0]}`);

    await page.goto(`/5/inbox/${contact.id}`);
    await page.keyboard.press('r');
    assert.equal(await focused(page), 'text');
    await page.keyboard.type('Without a mouse');
    await page.keyboard.press('Control+Enter');
    await bubbles(page).nth(1).waitFor();
    assert.match(await bubbles(page).last().innerText(), /Without a mouse/);
});

journey('e closes the conversation, and nothing where closing is not allowed', async (open) => {
    const contact = await begun();
    const page = await open({ as: TESS });
    await page.goto(`/5/inbox/${contact.id}`);
    await page.keyboard.press('e');
    await page.getByText('Closed. It reopens when').waitFor();

    const basic = await open({ as: personAdd(5, 'basic', 'Bo Lightfoot') });
    await basic.goto('/5/inbox');
    for (const key of ['e', 'r', 'j', 'k']) await basic.keyboard.press(key);
    assert.equal(await headline(basic), 'Inbox');
});

journey('Ctrl Enter goes on in Send as well', async (open) => {
    const page = await open({ as: TESS });
    await page.goto('/5/send');
    await page.getByLabel('To', { exact: true }).fill(freshNumber().typed);
    await page.getByLabel('Message', { exact: true }).fill('To be looked at');
    await page.keyboard.press('Control+Enter');
    await eventually(async () => assert.equal(await headline(page), 'What will be sent'));
});

journey('single keys can be switched off, for this browser', async (open) => {
    const page = await open({ as: TESS });
    await page.goto('/me');
    await page.getByLabel('Use single keys in this browser').uncheck();
    await page.goto('/5/inbox');
    await page.keyboard.press('/');
    assert.notEqual(await focused(page), 'find');
    await page.goto('/me');
    await page.getByLabel('Use single keys in this browser').check();
    await page.goto('/5/inbox');
    await page.keyboard.press('/');
    assert.equal(await focused(page), 'find');
});
