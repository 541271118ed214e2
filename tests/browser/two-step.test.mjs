// two-step.test.mjs: setting a code up, signing in with it, and what happens without the phone
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { eventually, headline, journey, pathOf, personAdd, signIn } from '../kit/browser.mjs';
import { one, quoted, sql } from '../kit/database.mjs';
import { header, mailFiles, parsed } from '../kit/mail.mjs';
import { base, varFolder } from '../kit/portal.mjs';
import { codeOf, shownCodes, shownKey } from '../kit/totp.mjs';

const NEXT = 'seven wet garden boots';

/* Somebody new with the demo's password. */
function person(name) {
    const email = personAdd(3, 'advanced', name);
    sql(`UPDATE user SET password = (SELECT password FROM (SELECT password FROM user WHERE password <> 'none' ORDER BY user_id LIMIT 1) AS known) WHERE email = ${quoted(email)}`);
    return email;
}

const idOf = (email) => one(`SELECT user_id FROM user WHERE email = ${quoted(email)}`);

/* The link in the newest mail to somebody. */
const linkTo = (email, path) => eventually(() => {
    const found = mailFiles(varFolder).map((file) => readFileSync(file)).filter((bytes) => bytes.includes(email)).map(parsed)
        .filter((mail) => header(mail, 'to').includes(email)).map((mail) => new RegExp(`${base}(/${path}/[A-Za-z0-9_-]{43})`).exec(JSON.stringify(mail))?.[1]).filter(Boolean);
    assert.ok(found.length > 0, `no mail with ${path} to ${email}`);
    return found.at(-1);
});

for (const script of [true, false]) {
    const tail = script ? '' : ', without script';
    journey(`two-step sign-in is set up, used, and got round with a code from paper${tail}`, async (open) => {
        const email = person(`Una ${script}`);
        const page = await open({ as: email, script });
        await page.goto('/me');
        await page.getByText('Off. The password alone opens this login.').waitFor();
        await page.getByRole('link', { name: 'Set it up' }).click();
        await page.getByRole('button', { name: 'Set it up' }).click();
        await page.waitForURL('**/me/two-step/set-up');
        await page.getByRole('img', { name: 'QR code with the key that stands below' }).waitFor();
        const key = shownKey(await page.content());
        await page.getByLabel('Code', { exact: true }).fill('12345');
        await page.getByRole('button', { name: 'Turn it on' }).click();
        await page.locator('#code-fault').waitFor();
        assert.deepEqual(shownKey(await page.content()), key, 'the key is the same as before');
        await page.getByLabel('Code', { exact: true }).fill(codeOf(key));
        await page.getByRole('button', { name: 'Turn it on' }).click();
        await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
        const codes = shownCodes(await page.content());
        assert.equal(codes.length, 10);
        await page.getByRole('link', { name: 'I have kept them' }).click();
        await page.waitForURL('**/3/inbox');

        sql(`UPDATE totp SET step = 0 WHERE user_id = ${idOf(email)}`);
        const phone = await open({ script });
        await phone.goto('/3/send');
        await signIn(phone, email);
        await phone.waitForURL('**/sign-in/code**');
        assert.equal(await headline(phone), 'Your code');
        await phone.getByLabel('Code', { exact: true }).fill(codeOf(key));
        await phone.getByRole('button', { name: 'Sign in' }).click();
        await phone.waitForURL('**/3/send');

        const lost = await open({ script });
        await lost.goto('/sign-in');
        await signIn(lost, email);
        await lost.waitForURL('**/sign-in/code**');
        await lost.getByLabel('Code', { exact: true }).fill(codes[4]);
        await lost.getByRole('button', { name: 'Sign in' }).click();
        await lost.waitForURL('**/3/inbox');
        await lost.goto('/me/two-step');
        await lost.getByText('9 left').waitFor();
        await lost.getByRole('link', { name: 'Turn it off' }).click();
        await lost.getByLabel('Password', { exact: true }).fill('green bulbs in april');
        await lost.getByLabel('Code', { exact: true }).fill(codes[5]);
        await lost.getByRole('button', { name: 'Turn it off' }).click();
        await lost.getByText('Two-step sign-in is off.').waitFor();
    });

    journey(`a forgotten password is replaced by the link in a mail${tail}`, async (open) => {
        const email = person(`Finn ${script}`);
        const page = await open({ script });
        await page.goto('/sign-in');
        await page.getByRole('link', { name: 'Forgot your password?' }).click();
        await page.getByLabel('E-mail address').fill(email);
        await page.getByRole('button', { name: 'Send the link' }).click();
        await page.getByText('If somebody signs in with that address, a link is on its way to it.').waitFor();
        await page.goto(await linkTo(email, 'reset'));
        assert.equal(pathOf(page), '/reset/new', 'the token is not left in the address');
        await page.getByLabel('New password').fill('short');
        await page.getByRole('button', { name: 'Change the password' }).click();
        await page.locator('#password-fault').waitFor();
        await page.getByLabel('New password').fill(NEXT);
        await page.getByRole('button', { name: 'Change the password' }).click();
        await page.getByText('Sign in with the new one.').waitFor();
        await signIn(page, email, NEXT);
        await page.waitForURL('**/3/inbox');
    });
}

journey('an address is changed from two mailboxes', async (open) => {
    const email = person('Ada Moves');
    const other = `ada.moved.${process.pid}@browser.example`;
    const page = await open({ as: email });
    sql(`UPDATE session SET auth_at = auth_at - INTERVAL 301 SECOND WHERE user_id = ${idOf(email)}; DELETE FROM sign_in_failure`);
    await page.goto('/me');
    await page.locator('a[href="/me/email"]').click();
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    await page.getByLabel('Password', { exact: true }).fill('green bulbs in april');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL('**/me/email');
    await page.getByLabel('New address').fill(other);
    await page.getByRole('button', { name: 'Send both links' }).click();
    await page.getByText('Two mails are on their way').waitFor();
    const elsewhere = await open();
    await elsewhere.goto(await linkTo(other, 'email'));
    await elsewhere.getByRole('button', { name: 'Confirm', exact: true }).click();
    await elsewhere.getByRole('heading', { name: 'One of two' }).waitFor();
    await elsewhere.goto(await linkTo(email, 'email'));
    await elsewhere.getByRole('button', { name: 'Agree', exact: true }).click();
    await elsewhere.getByRole('heading', { name: 'The address is changed' }).waitFor();
    await page.goto('/me');
    await page.getByText(other).first().waitFor();
});

journey('details are saved, and the zone holds at once', async (open) => {
    const page = await open({ as: person('Zoe Zone') });
    await page.goto('/me/profile');
    await page.getByLabel('Time zone').selectOption('Pacific/Auckland');
    await page.getByLabel('When somebody answers a message you sent').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByText('Pacific/Auckland').waitFor();
    await page.getByText('Answers to what you sent.').waitFor();
});
