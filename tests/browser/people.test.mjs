// people.test.mjs: inviting by mail, in all four ways, and looking after people
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { eventually, headline, journey, pathOf, personAdd, signIn } from '../kit/browser.mjs';
import { one, quoted, sql } from '../kit/database.mjs';
import { mailFiles } from '../kit/mail.mjs';
import { varFolder } from '../kit/portal.mjs';

const MARA = 'mara.whitfield@tallowood.example';
const PASSWORD = 'seven wet garden boots';

const address = (name) => `${name}.${process.pid}.${Math.floor(Math.random() * 1e6)}@browser.example`;

/* The link of the mail that came to an address. */
const linkTo = (email) => eventually(() => {
    const mail = mailFiles(varFolder).map((path) => readFileSync(path, 'latin1')).find((text) => text.includes(email));
    assert.ok(mail, `a mail to ${email}`);
    return /https?:\/\/[^\s"<>]+\/invite\/[A-Za-z0-9_-]{43}/.exec(mail.replaceAll('=\r\n', ''))[0];
});

const known = (name) => {
    const email = personAdd(3, 'basic', name);
    sql(`UPDATE user SET password = (SELECT password FROM (SELECT password FROM user WHERE email = ${quoted(MARA)}) AS mara) WHERE email = ${quoted(email)}`);
    return email;
};

async function invite(page, emails, roles) {
    await page.goto('/1/users');
    await page.getByRole('link', { name: 'Invite people' }).click();
    assert.equal(await headline(page), 'Invite people');
    await page.getByLabel('E-mail addresses').fill(emails.join('\n'));
    for (const [account, role] of Object.entries(roles)) await page.getByLabel(account, { exact: true }).selectOption({ label: role });
    await page.getByRole('button', { name: 'Send invitations' }).click();
    await page.getByText('The e-mails are on their way.').waitFor();
}

for (const script of [true, false]) {
    journey(`one list, one mail each: a new person and one with a login come in${script ? '' : ', without script'}`, async (open) => {
        const [fresh, old] = [address('noor'), known('Petra Novak')];
        const mara = await open({ as: MARA, script });
        await invite(mara, [fresh, `Petra Novak <${old}>`], { Marketing: 'Advanced user', Rostering: 'Basic user' });
        await mara.getByText(fresh, { exact: true }).waitFor();

        const noor = await open({ script });
        await noor.goto(await linkTo(fresh));
        assert.equal(pathOf(noor), '/invite');
        assert.equal(await headline(noor), 'Join Tallowood Garden Group');
        assert.match(await noor.locator('.grant-list').innerText(), /Marketing\s+Advanced user\s+Rostering\s+Basic user/);
        await noor.getByLabel('Your name').fill('Noor Haddad');
        await noor.getByLabel('Choose a password').fill(PASSWORD);
        await noor.getByRole('button', { name: 'Create my login and join' }).click();
        await noor.waitForURL('**/accounts?done=joined');
        assert.deepEqual((await noor.locator('.tree-page .tree-name').allInnerTexts()).map((text) => text.split('\n')[0].trim()), ['Marketing', 'Rostering']);

        const petra = await open({ script });
        await petra.goto(await linkTo(old));
        assert.equal(await headline(petra), 'Sign in to accept');
        await petra.getByRole('link', { name: `Sign in as ${old}` }).click();
        await signIn(petra, old);
        await petra.waitForURL('**/invite');
        assert.equal(await headline(petra), 'Add 2 accounts to your login');
        assert.match(await petra.locator('.gate-box').innerText(), /You are signed in as Petra Novak/);
        await petra.getByRole('button', { name: 'Accept' }).click();
        await petra.waitForURL('**/accounts?done=joined');
        assert.equal(one(`SELECT GROUP_CONCAT(CONCAT(account_id, role) ORDER BY account_id) FROM membership JOIN user USING (user_id) WHERE email = ${quoted(old)}`), '2advanced,3basic,5basic');
    });
}

journey('somebody else’s invitation asks to change over, and adds nothing before', async (open) => {
    const [email, other] = [address('anh'), known('Cal Reid')];
    await invite(await open({ as: MARA }), [email], { Finance: 'Basic user' });
    const page = await open({ as: other });
    await page.goto(await linkTo(email));
    assert.equal(await headline(page), 'This invitation is for somebody else');
    await page.getByText('You are signed in as Cal Reid.').waitFor();
    await page.getByRole('button', { name: `Sign out and go on as ${email}` }).click();
    await page.getByRole('heading', { name: 'Join Tallowood Garden Group' }).waitFor();
    assert.equal(one(`SELECT COUNT(*) FROM membership JOIN user USING (user_id) WHERE email = ${quoted(other)} AND account_id = 4`), '0');
    await page.getByLabel('Your name').fill('Anh Dao');
    await page.getByLabel('Choose a password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create my login and join' }).click();
    await page.waitForURL('**/4/inbox');
});

journey('an Administrator raises, undoes, lowers and removes, each in its own way', async (open) => {
    const email = personAdd(5, 'basic', 'Odile Vane');
    const role = () => one(`SELECT role FROM membership JOIN user USING (user_id) WHERE email = ${quoted(email)}`);
    const page = await open({ as: MARA });
    await page.goto('/5/users');
    await page.getByLabel('Name or e-mail address').fill('odile v');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: 'Odile Vane' }).first().click();
    await page.getByRole('heading', { name: 'What can this person reach?' }).waitFor();
    await page.getByLabel('Role', { exact: true }).selectOption('advanced');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByText('Odile Vane is an Advanced user in Rostering from now on.').waitFor();
    await page.getByRole('button', { name: 'Undo and go back to Basic user' }).click();
    await page.getByText('Odile Vane is a Basic user in Rostering from now on.').waitFor();
    await page.getByRole('button', { name: 'Undo and go back to Advanced user' }).click();
    await page.getByText('Advanced user in Rostering from now on.').waitFor();
    await page.getByLabel('Role', { exact: true }).selectOption('basic');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('heading', { name: 'Make Odile Vane a Basic user?' }).waitFor();
    assert.equal(role(), 'advanced', 'asked once more');
    await page.getByRole('button', { name: 'Make Odile Vane a Basic user' }).click();
    await page.getByText('Basic user in Rostering from now on.').waitFor();
    await page.getByRole('link', { name: 'Remove from Rostering' }).click();
    await page.getByText('They wrote nothing here').waitFor();
    await page.getByRole('button', { name: 'Remove Odile Vane', exact: true }).click();
    await page.getByText('What they wrote stays, under their name.').waitFor();
    assert.equal(role(), null);
});
