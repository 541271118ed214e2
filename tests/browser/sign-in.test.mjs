// sign-in.test.mjs: coming in, going out, and seeing where one is signed in
import assert from 'node:assert/strict';

import { cookiesOf, eventually, headline, journey, pathOf, personAdd, signIn } from '../kit/browser.mjs';
import { one, quoted, sql } from '../kit/database.mjs';

const MARA = 'mara.whitfield@tallowood.example';
const JONAH = 'jonah.petrie@tallowood.example';

journey('a wrong password is refused in one sentence, and what was typed stays', async (open) => {
    const page = await open();
    await page.goto('/sign-in');
    assert.equal(await page.title(), 'Sign in – Branchline');
    await signIn(page, MARA, 'red bulbs in october');
    const fault = page.getByRole('alert');
    assert.equal(await fault.innerText(), 'That e-mail address and password don’t belong together.');
    assert.ok(await fault.evaluate((element) => element === document.activeElement), 'the fault has the focus');
    assert.equal(await page.getByLabel('E-mail address').inputValue(), MARA);
    assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '');
    await signIn(page, MARA);
    await page.waitForURL('**/accounts');
});

journey('a person nobody knows reads the same sentence', async (open) => {
    const page = await open();
    await page.goto('/sign-in');
    await signIn(page, 'nobody@tallowood.example', 'red bulbs in october');
    assert.equal(await page.getByRole('alert').innerText(), 'That e-mail address and password don’t belong together.');
});

journey('a password can be looked at before it is sent', async (open) => {
    const page = await open();
    await page.goto('/sign-in');
    const password = page.getByLabel('Password', { exact: true });
    await password.fill('green bulbs in april');
    assert.equal(await password.getAttribute('type'), 'password');
    await page.getByLabel('Show the password').check();
    assert.equal(await password.getAttribute('type'), 'text');
});

journey('who has one account comes straight to its inbox', async (open) => {
    const page = await open();
    await page.goto('/');
    assert.equal(pathOf(page), '/sign-in');
    await signIn(page, JONAH);
    await page.waitForURL('**/3/inbox');
});

journey('a link to a page leads there by way of signing in', async (open) => {
    const page = await open();
    await page.goto('/5/send');
    assert.equal(pathOf(page), '/sign-in');
    assert.equal(await page.getByText('You were away').count(), 0);
    await signIn(page, 'tess.okafor@tallowood.example');
    await page.waitForURL('**/5/send');
    assert.equal(await headline(page), 'Send a message');
});

journey('a link that leads elsewhere is not followed', async (open) => {
    const page = await open();
    for (const next of ['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
        await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
        assert.equal(await page.locator('input[name=next]').inputValue() === next, false, next);
    }
});

journey('signed out is signed out, on the page before as well', async (open) => {
    const page = await open();
    await page.goto('/sign-in');
    await signIn(page, JONAH);
    await page.waitForURL('**/3/inbox');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.goBack();
    await eventually(() => assert.equal(pathOf(page), '/sign-in'));
    await page.goto('/3/inbox');
    assert.equal(pathOf(page), '/sign-in');
});

journey('an ended session is told apart, and signing in goes on where one was', async (open) => {
    const page = await open({ as: JONAH });
    await page.goto('/3/send');
    sql(`DELETE FROM session WHERE user_id = (SELECT user_id FROM user WHERE email = ${quoted(JONAH)})`);
    await page.reload();
    await page.getByText('You were away for a while').waitFor();
    await signIn(page, JONAH);
    await page.waitForURL('**/3/send');
});

journey('an inbox that is open when the session ends goes to sign-in by itself', async (open) => {
    const email = personAdd(3, 'advanced', 'Ivy Calloway');
    const page = await open({ as: email });
    await page.goto('/3/inbox');
    sql(`DELETE FROM session WHERE user_id = (SELECT user_id FROM user WHERE email = ${quoted(email)})`);
    await page.waitForURL('**/sign-in**');
});

journey('a session elsewhere is seen and ended', async (open) => {
    const email = personAdd(3, 'basic', 'Ivo Lund');
    const here = await open({ as: email, agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' });
    const there = await open({ as: email });
    await there.goto('/3/inbox');
    sql(`UPDATE session SET agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
        WHERE user_id = (SELECT user_id FROM user WHERE email = ${quoted(email)}) ORDER BY session_id DESC LIMIT 1`);

    await here.goto('/me');
    assert.equal(await headline(here), 'Ivo Lund');
    await here.getByText('In 2 places.').waitFor();
    await here.getByRole('link', { name: 'See where' }).click();
    const rows = here.locator('.rows-one');
    assert.equal(await rows.count(), 2);
    assert.match(await rows.first().innerText(), /this one/);
    assert.equal(await rows.first().getByRole('button').count(), 0, 'the current one is ended by signing out');
    await here.getByRole('button', { name: 'End Safari on iPhone, 127.0.0.1' }).click();
    await here.getByText('Ended. Whoever used it is signed out.').waitFor();
    assert.equal(await rows.count(), 1);

    await there.goto('/3/inbox');
    assert.equal(pathOf(there), '/sign-in');
});

journey('all others are ended at once', async (open) => {
    const email = personAdd(3, 'basic', 'Una Prosser');
    const page = await open({ as: email });
    for (let i = 0; i < 3; i++) cookiesOf(email);
    await page.goto('/me/sessions');
    assert.equal(await page.locator('.rows-one').count(), 4);
    await page.getByRole('button', { name: 'End all others' }).click();
    await page.getByText('All others are ended.').waitFor();
    assert.equal(await page.locator('.rows-one').count(), 1);
    assert.equal(await page.getByRole('button', { name: 'End all others' }).count(), 0);
    assert.equal(one(`SELECT COUNT(*) FROM session WHERE user_id = (SELECT user_id FROM user WHERE email = ${quoted(email)})`), '1');
});
