// stored-text.test.mjs: what anybody stored is shown as the text it is (IO-04), lines and all (IO-05)
//
// Each string below stands in every field that a page shows: bodies through the carrier and the
// form, names by SQL (they have no page yet). Wherever it is shown, the text of the element is
// the string; the kit fails on a dialog, a report of the policy, or anything asked for that was
// not there. hostile-text.test.mjs has what carriers and browsers say, and searches.
import assert from 'node:assert/strict';

import { contactAdd, conversationOf, eventually, freshNumber, inbound, journey, personAdd, signIn } from '../kit/browser.mjs';
import { insert, one, quoted, sql } from '../kit/database.mjs';

const TRICKS = [
    '<script>alert(1)</script>',
    '"><script>alert(2)</script>',
    "'><img src=x onerror=alert(3)>",
    '<img src=/none.png onerror=alert(4)>',
    '<svg onload=alert(5)><script>alert(5)</script></svg>',
    'javascript:alert(6)',
    '" onmouseover="alert(7)" autofocus onfocus="alert(7)" x="',
    "' onfocus='alert(8)' autofocus='",
    '` onload=`alert(9)`',
    '</textarea><script>alert(10)</script>',
    '</title></head><script>alert(11)</script>',
    '<!--<script>alert(12)</script>',
    '--><script>alert(13)</script>',
    '<iframe srcdoc="<script>alert(14)</script>"></iframe>',
    '<a href="javascript:alert(15)">here</a>',
    '<details open ontoggle=alert(16)><summary>x</summary></details>',
    '<math><mtext><style><img title="</style><img src=x onerror=alert(17)>">',
    '&lt;script&gt;alert(18)&lt;/script&gt;',
    '&#60;img src=x onerror=alert(19)&#62;',
    "{{constructor.constructor('alert(20)')()}}",
    '{{%AUTOESCAPE context="HTML"}}{{title:none}}',
    '\\u003cscript\\u003ealert(22)\\u003c/script\\u003e',
    '<div hx-get="/sign-out" hx-trigger="load" data-live>23</div>',
    '<meta http-equiv="refresh" content="0;url=//evil.example/">',
    '<base href="//evil.example/"><link rel=stylesheet href=x.css>',
    '<form action="//evil.example/"><button name=token>26</button>',
    '%3Cscript%3Ealert(27)%3C/script%3E ＜script＞',
    'x]]><?php echo 28 ?><%= 28 %> ${28}',
];

const textOf = (locator) => locator.evaluate((element) => element.textContent);
const said = (bubble) => bubble.locator('.say-text').evaluate((text) => text.lastChild.textContent);

/* Nothing on the page that only a string could have made. */
async function assertPlain(page, where) {
    const foreign = await page.locator('img, iframe, base, math, style, embed, object, [onload], [onerror], [onfocus], [ontoggle], [srcdoc], [style], meta[http-equiv], script:not([src]), a[href^="javascript"]').count();
    assert.equal(foreign, 0, `${where}: elements that no template writes`);
}

/* An account and its Administrator, with a number. */
function houseAdd() {
    const account = Number(one('SELECT MAX(account_id) + 1 FROM account'));
    const sender = freshNumber().msisdn;
    sql(`INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at)
            VALUES (${account}, ${account}, 'House', 'postpaid', 'AU', 'Australia/Sydney', 3, UTC_TIMESTAMP(6)),
            (${account}, ${account + 1}, 'Annexe', 'postpaid', 'AU', 'Australia/Sydney', 4, UTC_TIMESTAMP(6));
        INSERT INTO inbox_count (root_id, account_id, scope)
            VALUES (${account}, ${account}, 'account'), (${account}, ${account}, 'tree'), (${account}, ${account + 1}, 'account');`);
    insert('sender', [{ root_id: account, account_id: account, msisdn: sender, added_at: '2026-01-01' }]);
    return { account, email: personAdd(account, 'administrator', 'Hester Vale') };
}

journey('names and texts of people who write', async (open) => {
    const { account, email } = houseAdd();
    const page = await open({ as: email });
    const contacts = [];
    for (const trick of TRICKS) {
        const contact = contactAdd(account, trick);
        contacts.push({ ...contact, trick });
        await inbound(contact.msisdn, account, trick);
    }
    await eventually(() => assert.equal(one(`SELECT COUNT(*) FROM conversation WHERE account_id = ${account}`), String(TRICKS.length)), 60000);

    for (const path of [`/${account}/inbox`, `/${account}/all/inbox`]) {
        await page.goto(path);
        const rows = await page.locator('#talk-rows .talk').evaluateAll((all) => all.map((talk) => [talk.querySelector('.talk-name').lastChild.textContent, talk.querySelector('.talk-text').textContent]));
        const wanted = TRICKS.map((trick) => [trick, trick]);
        assert.deepEqual(rows.sort(), wanted.sort(), path);
        await assertPlain(page, path);
    }

    for (const { msisdn, trick } of contacts) {
        const id = one(`SELECT conversation_id FROM conversation WHERE account_id = ${account} AND msisdn = ${quoted(msisdn)}`);
        await page.goto(`/${account}/inbox/${id}`);
        assert.equal(await textOf(page.locator('h1')), trick);
        assert.equal(await page.title(), `${trick} – Inbox – House – Branchline`.replace(/\s+/g, ' ').trim());
        assert.equal(await said(page.locator('#log .say').first()), trick);
        assert.equal(await page.locator('#log').evaluate((log) => log.parentElement.getAttribute('aria-label')), `Messages with ${trick}`);
        await assertPlain(page, trick);
    }
    const message = one(`SELECT MAX(message_id) FROM message WHERE account_id = ${account}`);
    await page.goto(`/${account}/messages/${message}`);
    assert.equal(await textOf(page.locator('.say-text')), TRICKS.at(-1));
    await assertPlain(page, 'trace');
});

journey('texts that arrive in an open page', async (open) => {
    const { account, email } = houseAdd();
    const page = await open({ as: email });
    const contact = contactAdd(account, TRICKS[4]);
    await inbound(contact.msisdn, account, 'First');
    await page.goto(`/${account}/inbox/${await conversationOf(account, contact.msisdn)}`);
    for (const trick of TRICKS) await inbound(contact.msisdn, account, trick);
    await eventually(async () => {
        const texts = await page.locator('#log .say .say-text').evaluateAll((all) => all.map((text) => text.lastChild.textContent));
        assert.deepEqual(texts.slice(1).sort(), [...TRICKS].sort());
    }, 60000);
    await assertPlain(page, 'the exchanged part');
});

journey('names of accounts and of those who work there', async (open) => {
    const { account, email } = houseAdd();
    const page = await open({ as: email });
    const contact = contactAdd(account, 'Plain Jane');
    await inbound(contact.msisdn, account, 'Hello');
    const id = await conversationOf(account, contact.msisdn);
    await page.goto(`/${account}/inbox/${id}`);
    await page.getByLabel('Reply to Plain Jane').fill('Good morning');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('#log .say-ours').waitFor();
    const message = one(`SELECT MAX(message_id) FROM message WHERE account_id = ${account} AND direction = 'out'`);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.locator('.thread-event').waitFor();
    for (const trick of TRICKS) {
        sql(`UPDATE account SET name = ${quoted(trick)} WHERE root_id = ${account};
            UPDATE user SET name = ${quoted(trick)} WHERE email = ${quoted(email)};
            UPDATE message SET user_name = ${quoted(trick)} WHERE account_id = ${account} AND message_id = ${message};
            UPDATE conversation_event SET user_name = ${quoted(trick)} WHERE account_id = ${account};`);
        await page.goto(`/${account}/inbox/${id}`);
        assert.equal(await textOf(page.locator('.shell-side .switcher-name')), trick);
        assert.equal(await textOf(page.locator('.shell-side .switcher-sub')), 'Parent account');
        assert.equal(await textOf(page.locator('.me-name')), trick);
        assert.equal(await page.title(), `Plain Jane – Inbox – ${trick} – Branchline`.replace(/\s+/g, ' '));
        assert.equal(await textOf(page.locator('#log .say-ours .say-meta > span').first()), trick);
        assert.ok((await textOf(page.locator('.thread-event').first())).startsWith(`${trick} closed the conversation`));
        assert.ok((await textOf(page.locator('.inbox-facts'))).includes(`Everyone in ${trick} who`));
        await page.locator('#switcher > summary').click();
        await page.locator('#switcher .tree').waitFor();
        assert.equal(await page.locator('#switcher .tree-name').nth(1).evaluate((name) => name.firstChild.textContent), trick);
        await assertPlain(page, trick);
        if (trick.length % 3 > 0) continue; // the trace says them once more
        await page.goto(`/${account}/messages/${message}`);
        assert.ok((await textOf(page.locator('#main'))).includes(`${trick} wrote it in ${trick}`), trick);
        await assertPlain(page, trick);
    }
    await page.goto(`/${account}/all/inbox`);
    assert.equal(await textOf(page.locator('#account option').nth(1)), TRICKS.at(-1));
    await assertPlain(page, 'the merged inbox');
    for (const path of ['/me', '/accounts']) {
        await page.goto(path);
        assert.ok((await textOf(page.locator('#main'))).includes(TRICKS.at(-1)), path);
        await assertPlain(page, path);
    }
});

journey('what is typed and comes back: sign-in, Send, replies', async (open) => {
    const { account, email } = houseAdd();
    const page = await open({ as: email });
    const gate = await open();
    const contact = contactAdd(account, 'Plain Jane');
    await inbound(contact.msisdn, account, 'Hello');
    const id = await conversationOf(account, contact.msisdn);
    await gate.goto('/sign-in');
    for (const trick of TRICKS.filter((_, i) => i % 2 === 0)) {
        await page.goto(`/${account}/send`);
        await page.getByLabel('To', { exact: true }).fill(trick.replace(/[,;]/g, ' '));
        await page.getByLabel('Message', { exact: true }).fill(trick);
        assert.equal(await textOf(page.locator('#preview')), trick);
        await page.getByRole('button', { name: 'Next: what will be sent' }).click();
        await page.locator('.faults').waitFor();
        assert.equal(await page.getByLabel('To', { exact: true }).inputValue(), trick.replace(/[,;]/g, ' '));
        assert.equal(await page.getByLabel('Message', { exact: true }).inputValue(), trick);
        await assertPlain(page, `Send ${trick}`);
    }
    for (const trick of TRICKS.filter((_, i) => i % 4 === 1)) {
        await gate.locator('#email').evaluate((field) => { field.type = 'text'; });
        await signIn(gate, trick, 'not the right one');
        await gate.getByRole('alert').waitFor();
        assert.equal(await gate.locator('#email').inputValue(), trick);
        await assertPlain(gate, `sign-in ${trick}`);

        await page.goto(`/${account}/inbox/${id}`);
        await page.getByLabel('Reply to Plain Jane').fill(trick);
        const before = await page.locator('#log .say').count();
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await page.locator('#log .say').nth(before).waitFor();
        assert.equal(await said(page.locator('#log .say').last()), trick);
        await assertPlain(page, `reply ${trick}`);
    }
});

journey('lines stay lines: as written, as sent, as shown', async (open) => {
    const { account, email } = houseAdd();
    const page = await open({ as: email });
    const number = freshNumber();
    const text = '\nFirst line\n\n  third, set in\nlast';
    await page.goto(`/${account}/send`);
    await page.getByLabel('To', { exact: true }).fill(`${number.typed}\n0491`);
    await page.getByLabel('Message', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Next: what will be sent' }).click();
    await page.locator('.faults').waitFor();
    assert.equal(await page.getByLabel('Message', { exact: true }).inputValue(), text, 'in the field that comes back');
    assert.equal(await page.getByLabel('To', { exact: true }).inputValue(), `${number.typed}\n0491`);
    await page.getByRole('button', { name: 'Take out 0491', exact: true }).click();
    await page.locator('.faults').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Next: what will be sent' }).click();
    await page.getByRole('heading', { name: 'What will be sent' }).waitFor();
    const shown = (locator) => locator.evaluate((element) => element.innerText.replace(/^[^\n]*: /, ''));
    assert.equal((await shown(page.locator('.say-text'))).trim(), text.trim(), 'in the review');
    await page.getByRole('button', { name: 'Send to 1 person' }).click();
    await page.waitForURL('**/sent/**');
    assert.equal((await shown(page.locator('.say-text'))).trim(), text.trim(), 'once sent');
    const id = await conversationOf(account, number.msisdn);
    assert.equal(one(`SELECT HEX(body) FROM message WHERE account_id = ${account} AND conversation_id = ${id}`), Buffer.from(text).toString('hex').toUpperCase(), 'as stored');

    await inbound(number.msisdn, account, 'Yes\nand\n\nno');
    await page.goto(`/${account}/inbox/${id}`);
    await eventually(async () => assert.equal(await page.locator('#log .say').count(), 2));
    assert.equal(await said(page.locator('#log .say').first()), text);
    const bubble = page.locator('#log .say').last().locator('.say-text');
    assert.ok((await bubble.innerText()).endsWith('Yes\nand\n\nno'), 'seen as lines');
    await page.locator('#log .say').last().locator('.say-trace').click();
    assert.equal(await page.locator('.say-text').innerText(), 'Yes\nand\n\nno', 'on the trace');
});
