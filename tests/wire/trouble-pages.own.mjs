// trouble-pages.own.mjs: the pages that come when something of ours is broken or away
//
// They need something broken, so they have an installation of their own; each is looked at as
// every other page is (tests/browser/pages.test.mjs): sound HTML, axe-core wide and narrow,
// light and dark, nothing sideways. And the way back is tried.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

import { axeFaults, htmlFaults } from '../kit/html.mjs';
import { instanceUp } from '../kit/instance.mjs';
import { until } from '../kit/smsc.mjs';

let house;
let person;
let browser;
let page;

before(async () => {
    house = await instanceUp('trouble', {});
    person = house.client();
    browser = await chromium.launch({ executablePath: process.env.BRANCHLINE_CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
    page = await (await browser.newContext({ baseURL: house.url, reducedMotion: 'reduce' })).newPage();
    await page.context().addCookies([...person.cookies].map(([name, value]) => ({ name, value, url: house.url })));
});

after(async () => {
    await browser?.close();
    await house?.down();
});

async function looked() {
    const faults = [];
    for (const [width, scheme] of [[1440, 'light'], [1440, 'dark'], [390, 'dark'], [320, 'light']]) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme: scheme });
        const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
        if (wide > 0) faults.push(`${width}: ${wide} pixels too wide`);
        for (const fault of await axeFaults(page)) faults.push(`${width} ${scheme}: ${fault}`);
    }
    return faults;
}

/* What /1/inbox answers now: it says this, and is fit to be looked at. */
async function shows(status, headline, lead) {
    const answer = await page.goto('/1/inbox');
    assert.equal(answer.status(), status);
    assert.equal(await page.locator('h1').innerText(), headline);
    assert.match(await page.locator('.refuse-lead').innerText(), lead);
    assert.deepEqual([...await htmlFaults(await answer.text()), ...await looked()], []);
    return answer;
}

test('what is broken on our side says so, with a number that the log has too', async () => {
    house.sql('ALTER TABLE conversation CHANGE preview preview_gone VARCHAR(160) NOT NULL');
    try {
        await shows(500, 'Something broke on our side', /^Nothing that was accepted is lost\. .* tell your operator this number: \w+\.$/);
        const number = await page.locator('.refuse-lead .mono').innerText();
        assert.ok(house.log('inbox').includes(number), number);
        assert.ok(await page.getByRole('link', { name: 'Back to the beginning' }).isVisible());
    } finally {
        house.sql('ALTER TABLE conversation CHANGE preview_gone preview VARCHAR(160) NOT NULL');
    }
});

test('a database that is away is said, with when to try again, and comes back by itself', async () => {
    await house.stop('mariadb');
    const answer = await shows(503, 'Branchline can’t reach its data', /^Messages that were accepted are safe and go out by themselves\. Try again in \d+ seconds\. .*: \w+\.$/);
    assert.match(answer.headers()['retry-after'], /^\d+$/);
    await house.start('mariadb');
    await until('the inbox to be there again', async () => (await person.get('/1/inbox')).status === 200);
    await page.reload();
    assert.equal(await page.locator('h1').innerText(), 'Inbox');
});

test('a program that is away: nginx says it in the same dress', async () => {
    await house.stop('inbox');
    const answer = await page.goto('/1/inbox');
    assert.equal(answer.status(), 503);
    assert.match(answer.headers()['retry-after'], /^\d+$/);
    assert.deepEqual([...await htmlFaults(await answer.text()), ...await looked()], []);
    await house.start('inbox');
    await until('the inbox to be there again', async () => (await person.get('/1/inbox')).status === 200);
});
