// hostile-text.test.mjs: what is stored is shown, letter by letter, and never run
//
// Requirement IO-04. 25 texts that are script somewhere stand in every field that a page shows;
// each page of the slice is opened. A dialog, an error or a report of the CSP fails the journey
// by itself (kit/browser.mjs); here the text on the page is held against what was stored.
import assert from 'node:assert/strict';
import { before } from 'node:test';

import { journey } from '../kit/browser.mjs';
import { quoted, sql } from '../kit/database.mjs';
import { seed } from '../kit/world.mjs';

const TEXTS = [
    '<script>alert(1)</script>', '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '<svg/onload=alert(1)>', '<iframe srcdoc="<script>alert(1)</script>">', 'javascript:alert(1)', 'data:text/html,<script>alert(1)</script>',
    '</title><script>alert(1)</script>', '</textarea><script>alert(1)</script>', '--><script>alert(1)</script>', '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", '" hx-get="/me" hx-trigger="load', '<a href="javascript:alert(1)">x</a>',
    '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>', '<details open ontoggle=alert(1)>', '&lt;script&gt;alert(1)&lt;/script&gt;', '&#60;script&#62;alert(1)', '{{name}}{{%AUTOESCAPE}}', '${alert(1)}',
    '<base href=//evil.example>', '<meta http-equiv=refresh content=0;url=//evil.example>', '<link rel=stylesheet href=//evil.example>', '\u2028<b>\u2029</b>', '<form action=//evil.example><button>x',
];

let world;
let talks;

/* The i-th text in every field of the i-th conversation, as far as the field holds it. */
before(() => {
    world = seed({ crowd: true });
    talks = world.conversations.filter(({ key }) => key === 'crowd').slice(0, TEXTS.length);
    for (const [i, talk] of talks.entries()) {
        const text = quoted(TEXTS[i]);
        const at = `account_id = ${talk.account.id} AND conversation_id = ${talk.id}`;
        const parts = `account_id = ${talk.account.id} AND message_id IN (${talk.turns.map(({ id }) => id).join(', ')})`;
        sql(`UPDATE contact SET name = ${text} WHERE account_id = ${talk.account.id} AND msisdn = ${quoted(talk.number)};
            UPDATE conversation SET preview = ${text}, last_user_name = ${text}, last_direction = 'out', last_state = 'failed' WHERE ${at};
            UPDATE conversation_own SET preview = ${text} WHERE ${at};
            UPDATE message SET body = ${text}, user_name = IF(user_name IS NULL, NULL, ${text}), why = LEFT(${text}, 40), state = IF(direction = 'out', 'rejected', state) WHERE ${at};
            UPDATE part SET carrier_id = LEFT(${text}, 65), error = LEFT(${text}, 40), state = 'rejected' WHERE ${parts};
            UPDATE raw_receipt SET error = LEFT(${text}, 40), outcome = 'rejected' WHERE ${parts}`);
    }
});

const A1 = () => world.accounts.A1.id;
const seenOn = async (page) => (await page.locator('body').innerText()).replace(/\s+/g, ' ');
const plain = (text) => text.replace(/\s+/g, ' ').trim();

journey('25 texts in every stored field are shown as they are', async (open) => {
    const page = await open({ as: world.users['A1.adv'].email });
    await page.goto(`/${A1()}/inbox?tab=open`);
    const listed = [];
    for (let pages = 0; pages < 4; pages++) {
        listed.push(...await page.locator('.talk-name, .talk-text').allInnerTexts());
        const older = page.getByRole('link', { name: 'Older' });
        if (await older.count() === 0) break;
        await older.click();
    }
    for (const text of TEXTS) assert.ok(listed.filter((said) => plain(said).includes(plain(text))).length >= 2, `name and preview of ${text}`);
    for (const [i, talk] of talks.entries()) {
        await page.goto(`/${A1()}/inbox/${talk.id}`);
        assert.equal(plain(await page.locator('.thread h1, h1').first().innerText()), plain(TEXTS[i]));
        assert.ok((await page.locator('.say-text').allInnerTexts()).every((said) => plain(said).endsWith(plain(TEXTS[i]))), TEXTS[i]);
        await page.goto(`/${A1()}/messages/${talk.turns[0].id}`);
        assert.ok((await seenOn(page)).includes(plain(TEXTS[i])), `the trace of ${TEXTS[i]}`);
        assert.equal(await page.evaluate(() => document.querySelectorAll('base, iframe, math, main script, main style').length), 0);
    }
});

journey('the same texts as what somebody types, is called and comes with', async (open) => {
    const person = world.users['A1.b1'];
    for (const text of [0, 1, 2, 10, 11, 18].map((at) => TEXTS[at])) {
        sql(`UPDATE user SET name = ${quoted(text)} WHERE user_id = ${person.id}; UPDATE account SET name = ${quoted(text)} WHERE account_id = ${A1()}`);
        const page = await open({ as: person.email, agent: text });
        sql(`UPDATE session SET agent = ${quoted(text)}, address = LEFT(${quoted(text)}, 45) WHERE user_id = ${person.id}`);
        for (const path of ['/me', '/me/sessions', '/accounts', `/${A1()}/inbox`, `/${A1()}/send`, `/${A1()}/inbox?q=${encodeURIComponent(text)}`]) {
            await page.goto(path);
            assert.ok((await seenOn(page)).includes(plain(text)), `${path} shows ${text}`);
        }
        assert.equal(await page.locator('#find').inputValue(), text.normalize('NFC'));
        await page.goto(`/${A1()}/send`);
        await page.locator('#to').fill(text);
        await page.locator('#text').fill(text);
        await page.getByRole('button', { name: 'Next: what will be sent' }).click();
        assert.ok((await seenOn(page)).includes(plain(text).slice(0, 20)), `what was typed: ${text}`);
        await page.context().close();
    }
});
