// invite.test.mjs: a parent account made at the prompt, and its Administrator's way in
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import { eventually, headline, journey, pathOf, signIn } from '../kit/browser.mjs';
import { one } from '../kit/database.mjs';

const PASSWORD = 'seven wet garden boots';

function accountCreate(name, email) {
    const said = execFileSync(`${process.env.BRANCHLINE_BUILD}/bin/branchline`, ['account', 'create', '--conf', process.env.BRANCHLINE_CONF,
        '--name', name, '--country', 'AU', '--zone', 'Australia/Sydney', '--email', email], { encoding: 'utf8' });
    return /^http:\/\/\S+\/invite\/\S+$/m.exec(said)[0];
}

for (const script of [true, false]) {
    const tail = script ? '' : ', without script';
    journey(`a one-time link makes a login and opens the account${tail}`, async (open) => {
        const email = `nell${script}.${process.pid}@ferngully.example`;
        const link = accountCreate('Fern Gully Nursery', email);
        const page = await open({ script });
        await page.goto(link);
        assert.equal(pathOf(page), '/invite', 'the token is not left in the address');
        assert.equal(await headline(page), 'Join Fern Gully Nursery');
        assert.match(await page.locator('.gate-box').innerText(), new RegExp(`${email.replaceAll('.', '\\.')} is invited to`));
        assert.match(await page.locator('.grant').innerText(), /Fern Gully Nursery\s+Administrator/);

        // Looking does not use it up; what is wrong is said at its field.
        await page.goto(link);
        await page.getByRole('button', { name: 'Create my login and join' }).click();
        await page.getByRole('heading', { name: 'Your login is not made yet' }).waitFor();
        assert.equal(await page.locator('.faults li').count(), 2);
        if (script) assert.ok(await page.locator('.faults').evaluate((element) => element === document.activeElement));
        await page.getByLabel('Your name').fill('Nell Ferguson');
        await page.getByLabel('Choose a password').fill('short');
        await page.getByRole('button', { name: 'Create my login and join' }).click();
        await page.locator('#password-fault').waitFor();
        assert.equal(await page.getByLabel('Your name').inputValue(), 'Nell Ferguson');
        assert.equal(await page.getByLabel('Choose a password').inputValue(), '');

        await page.getByLabel('Choose a password').fill(PASSWORD);
        await page.getByRole('button', { name: 'Create my login and join' }).click();
        await page.waitForURL('**/inbox');
        assert.equal(await page.locator('.me-name').innerText(), 'Nell Ferguson');
        assert.equal(await page.locator('.me-role').innerText(), 'Administrator');
        await page.getByRole('heading', { name: 'No conversations yet' }).waitFor();

        // Its own number comes from the operator; until then the page says so.
        await page.getByRole('link', { name: 'Send', exact: true }).click();
        await page.getByRole('heading', { name: 'Fern Gully Nursery has no number yet' }).waitFor();

        const other = await open({ script });
        await other.goto(link);
        assert.equal(await headline(other), 'This link doesn’t work any more');
        await other.getByRole('link', { name: 'Sign in' }).click();
        await signIn(other, email, PASSWORD);
        await other.waitForURL('**/inbox');
        assert.equal(one(`SELECT COUNT(*) FROM user WHERE email = '${email}'`), '1');
    });
}

journey('a link that nobody made says what can be done', async (open) => {
    const page = await open();
    const answer = await page.goto(`/invite/${'A'.repeat(43)}`);
    assert.equal(answer.status(), 404);
    await eventually(async () => assert.equal(await headline(page), 'This link doesn’t work any more'));
});
