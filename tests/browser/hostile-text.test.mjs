// hostile-text.test.mjs: what machines said is shown, letter by letter, and never run
//
// Requirement IO-04, for what no person of ours wrote: a carrier's ids, errors and reasons, a
// browser's name and address, and what is looked for. stored-text.test.mjs has the rest. A
// dialog, an error or a report of the CSP fails a journey by itself (kit/browser.mjs).
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

/* The i-th text in what the carrier said of the i-th conversation, as far as it fits. */
before(() => {
    world = seed({ crowd: true });
    talks = world.conversations.filter(({ key }) => key === 'crowd').slice(0, TEXTS.length);
    for (const [i, talk] of talks.entries()) {
        const text = quoted(TEXTS[i]);
        const at = `account_id = ${talk.account.id} AND conversation_id = ${talk.id}`;
        const parts = `account_id = ${talk.account.id} AND message_id IN (${talk.turns.map(({ id }) => id).join(', ')})`;
        sql(`UPDATE message SET user_name = IF(user_name IS NULL, NULL, ${text}), why = LEFT(${text}, 40), state = IF(direction = 'out', 'rejected', state) WHERE ${at};
            UPDATE part SET carrier_id = LEFT(${text}, 65), error = LEFT(${text}, 40), state = 'rejected' WHERE ${parts};
            UPDATE raw_receipt SET error = LEFT(${text}, 40), outcome = 'rejected' WHERE ${parts}`);
    }
});

const A1 = () => world.accounts.A1.id;
const seenOn = async (page) => (await page.locator('body').innerText()).replace(/\s+/g, ' ');
const plain = (text) => text.replace(/\s+/g, ' ').trim();

journey('25 texts in what a carrier said are shown as they are', async (open) => {
    const page = await open({ as: world.users['A1.adv'].email });
    for (const [i, talk] of talks.entries()) {
        await page.goto(`/${A1()}/messages/${talk.turns[0].id}`);
        const said = await seenOn(page);
        assert.ok(said.includes(plain(TEXTS[i].slice(0, 40))), `the trace of ${TEXTS[i]}`);
        assert.equal(await page.evaluate(() => document.querySelectorAll('base, iframe, math, main script, main style').length), 0);
    }
});

journey('and so is what a browser said of itself, and what somebody looks for', async (open) => {
    const person = world.users['A1.b1'];
    for (const text of [0, 1, 2, 10, 11, 18].map((at) => TEXTS[at])) {
        const page = await open({ as: person.email });
        sql(`UPDATE session SET agent = ${quoted(text)}, address = LEFT(${quoted(text)}, 45) WHERE user_id = ${person.id}`);
        await page.goto('/me/sessions');
        assert.ok((await seenOn(page)).includes(plain(text).slice(0, 45)), `where one is signed in: ${text}`);
        await page.goto(`/${A1()}/inbox?q=${encodeURIComponent(text)}`);
        assert.equal(await page.locator('#find').inputValue(), text);
        assert.ok((await seenOn(page)).includes(plain(text)), `nothing found for ${text}`);
        await page.context().close();
    }
});
