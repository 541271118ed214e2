// accounts.test.mjs: two tabs in two accounts, and the switcher between them
import assert from 'node:assert/strict';

import { eventually, headline, journey, pathOf } from '../kit/browser.mjs';

const TESS = 'tess.okafor@tallowood.example';
const MARA = 'mara.whitfield@tallowood.example';

const accountOf = (page) => page.locator('.shell-side .switcher-name').innerText();
const roleOf = (page) => page.locator('.me-role').innerText();

journey('two tabs hold two accounts, each with the role held there', async (open) => {
    const rostering = await open({ as: TESS });
    const sales = await rostering.context().newPage();
    await rostering.goto('/5/inbox');
    await sales.goto('/3/inbox');
    assert.deepEqual([await accountOf(rostering), await roleOf(rostering)], ['Rostering', 'Advanced user']);
    assert.deepEqual([await accountOf(sales), await roleOf(sales)], ['Sales', 'Basic user']);

    await rostering.getByRole('link', { name: 'Send', exact: true }).click();
    await sales.getByRole('link', { name: 'Send', exact: true }).click();
    await rostering.waitForURL('**/5/send');
    await sales.waitForURL('**/3/send');
    await rostering.reload();
    assert.equal(await accountOf(rostering), 'Rostering');
});

journey('the switcher lists what one can enter, finds by name, and leads there', async (open) => {
    const page = await open({ as: TESS });
    await page.goto('/5/inbox');
    await page.locator('#switcher > summary').click();
    const links = page.locator('#switcher .tree-link');
    await eventually(async () => assert.equal(await links.count(), 2));
    const rows = await links.evaluateAll((all) => all.map((link) => [link.querySelector('.tree-name').firstChild.textContent, link.querySelector('.tree-role').textContent]));
    assert.deepEqual(rows, [['Rostering', 'Advanced user'], ['Sales', 'Basic user']]);
    assert.equal(await links.first().getAttribute('aria-current'), 'true');

    await page.getByLabel('Find an account').fill('sal');
    await eventually(async () => assert.equal(await links.locator('visible=true').count(), 1));
    await page.locator('#switcher .tree-link:visible').click();
    await page.waitForURL('**/3/inbox');
    assert.equal(await accountOf(page), 'Sales');
});

journey('Esc closes the switcher and gives the focus back, a click elsewhere closes it', async (open) => {
    const page = await open({ as: TESS });
    await page.goto('/5/inbox');
    const switcher = page.locator('#switcher');
    const summary = switcher.locator('> summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    await switcher.locator('.tree').waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'account-find');
    await page.keyboard.press('Escape');
    assert.equal(await switcher.evaluate((element) => element.open), false);
    assert.ok(await summary.evaluate((element) => element === document.activeElement));

    await summary.click();
    await page.locator('.inbox-title').click();
    assert.equal(await switcher.evaluate((element) => element.open), false);
});

journey('an Administrator of the parent finds All accounts first, and the tree under it', async (open) => {
    const page = await open({ as: MARA });
    await page.goto('/1/inbox');
    await page.locator('#switcher > summary').click();
    await page.locator('#switcher .tree').waitFor();
    const names = await page.locator('#switcher .tree-name').evaluateAll((all) => all.map((name) => name.firstChild.textContent));
    assert.deepEqual(names.slice(0, 2), ['All accounts', 'Tallowood Garden Group']);
    for (const name of ['Finance', 'Marketing', 'Rostering', 'Sales']) assert.ok(names.includes(name), name);
    assert.ok(!names.some((name) => /Harbour|Lantern/.test(name)), 'other trees are not there');

    await page.locator('#switcher').getByRole('link', { name: /^Finance/ }).click();
    await page.waitForURL('**/4/inbox');
    await page.getByText('You are acting as Finance.').waitFor();
});

journey('without an account there is a page of all, and one account has no panel', async (open) => {
    const mara = await open({ as: MARA });
    await mara.goto('/');
    assert.equal(pathOf(mara), '/accounts');
    assert.equal(await headline(mara), 'Your accounts');
    await mara.locator('#main').getByRole('link', { name: /^Marketing/ }).click();
    await mara.waitForURL('**/2/inbox');

    const jonah = await open({ as: 'jonah.petrie@tallowood.example' });
    await jonah.goto('/3/inbox');
    assert.equal(await jonah.locator('#switcher').count(), 0);
    assert.equal(await accountOf(jonah), 'Sales');
});

journey('an account of others looks like one that does not exist', async (open) => {
    const page = await open({ as: TESS });
    const texts = [];
    for (const path of ['/4/inbox', '/7/inbox', '/99999/inbox', '/4/send']) {
        const answer = await page.goto(path);
        assert.equal(answer.status(), 404, path);
        texts.push(await page.locator('#main').innerText());
    }
    assert.equal(new Set(texts).size, 1);
});
