// send.test.mjs: sending as people do it: with script, by keyboard, on a phone, without script
import assert from 'node:assert/strict';

import { contactAdd, eventually, freshNumber, headline, journey, pathOf } from '../kit/browser.mjs';
import { one, quoted } from '../kit/database.mjs';
import { axeFaults } from '../kit/html.mjs';

const TESS = 'tess.okafor@tallowood.example';
const LONG = 'Hi all, the Saturday team at Brookvale starts at 6 am instead of 7 this week. If that doesn’t work for you, reply to this message by Thursday noon.\nTess, Tallowood Rostering';

const countOf = (text) => Number(one(`SELECT COUNT(*) FROM message WHERE body = ${quoted(text)}`));
const words = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ').trim();

async function fill(page, to, text) {
    await page.getByLabel('To', { exact: true }).fill(to);
    await page.getByLabel('Message', { exact: true }).fill(text);
}

const next = (page) => page.getByRole('button', { name: 'Next: what will be sent' }).click();

async function assertUsable(page) {
    assert.deepEqual(await axeFaults(page), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, 'nothing scrolls sideways');
}

journey('a bad number is named, taken out, the rest is sent and its receipt seen', async (open) => {
    const page = await open({ as: TESS });
    const grace = contactAdd(5, 'Grace of the send journey', '00');
    const other = freshNumber('01');
    const text = `The rota is up ${grace.msisdn}`;
    await page.goto('/5/send');
    await fill(page, `${grace.typed}\n0491 570 15\n${other.typed}`, text);
    await next(page);
    assert.equal(await words(page.locator('.faults')), 'Nothing is sent yet Recipient 2, “0491 570 15”, is one digit short. Correct it or take it out.');
    await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.className), 'faults', 'the summary has the focus'));
    await page.getByRole('link', { name: /^Recipient 2/ }).click();
    await page.getByRole('button', { name: 'Take out 0491 570 15', exact: true }).click();
    await eventually(async () => assert.equal(await page.locator('.faults').count(), 0));
    assert.equal(await page.getByLabel('Message', { exact: true }).inputValue(), text);
    await next(page);
    await eventually(async () => assert.equal(await headline(page), 'What will be sent'));
    assert.match(await words(page.locator('.pick-list')), new RegExp(`${grace.typed} ${grace.name}.*${other.typed} Not in the contacts`));
    assert.equal(countOf(text), 0);
    await page.getByRole('button', { name: 'Send to 2 people' }).click();
    await page.waitForURL('**/5/send/sent/*');
    assert.equal(await headline(page), '2 messages accepted');
    await eventually(async () => {
        await page.reload();
        assert.match(await words(page.locator('.rows-one').filter({ hasText: grace.name })), /Delivered/);
    });
    await page.getByRole('link', { name: new RegExp(`trace of the message to ${grace.name}`) }).click();
    await page.waitForURL('**/5/messages/*');
    assert.equal(countOf(text), 2);
});

journey('parts are counted while somebody types, as the server counts them', async (open) => {
    const page = await open({ as: TESS });
    await page.goto('/5/send');
    const output = page.locator('#text-parts .parts').last();
    await fill(page, '0491 570 157', 'a'.repeat(160));
    assert.match(await words(output), /^1 part · 160 of 160 characters$/);
    await page.getByLabel('Message', { exact: true }).press('End');
    await page.keyboard.type('b');
    assert.match(await words(output), /^2 parts · 161 of 306 characters$/);
    assert.equal(await words(page.locator('#preview')), `${'a'.repeat(160)}b`);
    await fill(page, '0491 570 157', LONG);
    assert.match(await words(output), /^3 parts · 173 of 201 characters$/);
    const odd = page.locator('[data-odd]');
    const live = await words(odd);
    assert.equal(live, 'One character makes this 3 parts instead of 2. The curly apostrophe in “doesn’t” is not in the basic SMS alphabet, so a part holds 67 characters instead of 153. Use plain characters');
    await next(page);
    await eventually(async () => assert.equal(await headline(page), 'What will be sent'));
    assert.equal(await words(odd), live, 'the server says it in the same words');
    assert.match(await words(page.locator('.handset')), /3 parts · 173 of 201 characters$/);
    await page.getByRole('button', { name: 'Change it' }).click();
    await eventually(async () => assert.equal(await headline(page), 'Send a message'));
    await page.getByRole('button', { name: 'Use plain characters' }).click();
    assert.equal(await page.getByLabel('Message', { exact: true }).inputValue(), LONG.replace('’', "'"));
    assert.ok(await odd.isHidden());
    assert.match(await words(output), /^2 parts · 173 of 306 characters$/);
    assert.equal(pathOf(page), '/5/send');
});

journey('without script: everything works, and a double click sends once', async (open) => {
    const page = await open({ as: TESS, script: false });
    const number = freshNumber();
    const text = `No script here – ${number.msisdn}`;
    await page.goto('/5/send');
    await fill(page, `${number.typed}; ${number.msisdn}`, text);
    await next(page);
    assert.match(await words(page.locator('main')), /To one person\..*One number stands in your list twice\. It gets one text\..*1 part · 29 of 70 characters/);
    await page.getByRole('button', { name: 'Use plain characters' }).click();
    assert.equal(await page.getByLabel('Message', { exact: true }).inputValue(), text.replace('–', '-'));
    await next(page);
    await page.getByRole('button', { name: 'Send to 1 person' }).dblclick();
    await page.waitForURL('**/5/send/sent/*');
    assert.equal(await headline(page), '1 message accepted');
    assert.equal(countOf(text.replace('–', '-')), 1);
});

journey('by keyboard alone', async (open) => {
    const page = await open({ as: TESS });
    const number = freshNumber();
    const text = `By keyboard ${number.msisdn}`;
    await page.goto('/5/send');
    await page.getByLabel('To', { exact: true }).focus();
    await page.keyboard.type(number.typed);
    await page.getByLabel('Message', { exact: true }).focus();
    await page.keyboard.type(text);
    await page.keyboard.press('Control+Enter');
    await eventually(async () => assert.equal(await headline(page), 'What will be sent'));
    await page.getByRole('button', { name: 'Send to 1 person' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/5/send/sent/*');
    assert.equal(countOf(text), 1);
});

for (const [width, scheme] of [[1440, 'light'], [1440, 'dark'], [390, 'light'], [390, 'dark'], [320, 'light']]) {
    journey(`each step can be used by everybody: ${width} ${scheme}`, async (open) => {
        const page = await open({ as: TESS, width, height: 844, scheme });
        const number = freshNumber();
        await page.goto('/5/send');
        await assertUsable(page);
        await fill(page, `${number.typed}\n0491 570 15`, LONG);
        await next(page);
        await page.locator('.faults').waitFor();
        await assertUsable(page);
        await page.locator('button[name="drop"][value="2"]').click();
        await page.locator('.faults').waitFor({ state: 'detached' });
        await next(page);
        await eventually(async () => assert.equal(await headline(page), 'What will be sent'));
        await assertUsable(page);
        await page.getByRole('button', { name: 'Send to 1 person' }).click();
        await page.waitForURL('**/5/send/sent/*');
        await assertUsable(page);
    });
}
