// delivery.test.mjs: from typing to the receipt, and what the trace says on the way
//
// The carrier's fates are chosen by the last digits of a number (src/sim/fate.h).
import assert from 'node:assert/strict';

import { carrier, conversationOf, eventually, freshNumber, headline, journey } from '../kit/browser.mjs';

const TESS = 'tess.okafor@tallowood.example';

const stops = (page) => page.locator('.stop-name').allInnerTexts();

async function send(page, to, text) {
    await page.goto('/5/send');
    await page.getByLabel('To', { exact: true }).fill(to);
    await page.getByLabel('Message', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Next: what will be sent' }).click();
    await page.getByRole('heading', { name: 'What will be sent' }).waitFor();
    await page.getByRole('button', { name: /^Send to/ }).click();
    await page.waitForURL('**/5/send/sent/**');
}

journey('a text goes to two numbers, and both receipts come in without a reload', async (open) => {
    const page = await open({ as: TESS });
    const [one, two] = [freshNumber(), freshNumber()];
    await send(page, `${one.typed}\n${two.typed}`, 'The nursery opens at nine tomorrow.');
    assert.equal(await headline(page), '2 messages accepted');
    assert.equal(await page.locator('.rows-one').count(), 2);

    const list = await page.context().newPage();
    await list.goto('/5/inbox');
    const row = list.locator('#talk-rows li').filter({ hasText: one.typed });
    await row.waitFor();
    assert.match(await row.innerText(), /You: The nursery opens at nine tomorrow\./);
    await page.getByRole('link', { name: two.typed, exact: true }).click();
    await page.evaluate(() => { window.unbroken = true; });
    await eventually(async () => assert.match(await page.locator('#log .say').last().innerText(), /Delivered/));
    assert.equal(await page.evaluate(() => window.unbroken), true);
    assert.equal(await carrier(`count ${two.msisdn} The nursery opens at nine tomorrow.`), '1');
});

journey('the trace of a delivered message tells each station in order', async (open) => {
    const page = await open({ as: TESS });
    const number = freshNumber();
    await send(page, number.typed, 'Trace me');
    const id = await conversationOf(5, number.msisdn);
    await page.goto(`/5/inbox/${id}`);
    await eventually(async () => assert.match(await page.locator('#log .say').last().innerText(), /Delivered/));
    await page.getByRole('link', { name: 'Delivered', exact: true }).click();
    assert.equal(await headline(page), 'Where is this message?');
    const names = await stops(page);
    const at = (word) => names.findIndex((name) => name.includes(word));
    assert.ok(at('Accepted') === 0 && at('Counted') === 1 && at('Queued') > 1 && at('Handed to the carrier') > at('Queued'), names.join(', '));
    assert.match(await page.locator('.stop').last().innerText(), /delivered|arrived/i);
    const told = await page.locator('#main').innerText();
    assert.match(told, /Tess Okafor wrote it in Rostering\./);
    assert.match(told, /Route built-in\. The carrier answered after \d+ ms with the id \w+/);
    assert.match(told, /From \+61 491 570 110/);
    assert.match(told, /Sydney, UTC\+1[01]/);
    await page.locator('.head-trail').getByRole('link', { name: number.typed }).click();
    await page.waitForURL(`**/5/inbox/${id}`);
});

journey('what cannot be delivered says so, with the reason as the way to the trace', async (open) => {
    const page = await open({ as: TESS });
    const number = freshNumber('900');
    await send(page, number.typed, 'Nobody is there');
    await page.goto(`/5/inbox/${await conversationOf(5, number.msisdn)}`);
    const bubble = page.locator('#log .say').last();
    await eventually(async () => assert.match(await bubble.innerText(), /Not delivered/));
    await bubble.locator('.say-why').click();
    await page.getByRole('heading', { name: 'Where is this message?' }).waitFor();
    assert.match(await page.locator('.flash').innerText(), /Not delivered|could not/i);
    await page.goto('/5/inbox');
    assert.match(await page.locator('#talk-rows li').filter({ hasText: number.typed }).innerText(), /Not delivered/);
});

journey('what the carrier refuses is refused in words, not lost', async (open) => {
    const page = await open({ as: TESS });
    const number = freshNumber('901');
    await send(page, number.typed, 'Not this one');
    await page.goto(`/5/inbox/${await conversationOf(5, number.msisdn)}`);
    await eventually(async () => assert.match(await page.locator('#log .say').last().innerText(), /Refused/));
});

journey('while the carrier holds back, a message says where it waits', async (open) => {
    const page = await open({ as: TESS });
    const number = freshNumber();
    await carrier('pause');
    try {
        await send(page, number.typed, 'Patience');
        const id = await conversationOf(5, number.msisdn);
        await page.goto(`/5/inbox/${id}`);
        await eventually(async () => assert.match(await page.locator('#log .say').last().innerText(), /Queued|Sending|Sent to the carrier/));
        await page.locator('#log .say').last().locator('.say-trace').click();
        assert.equal(await page.locator('.stop-here').count(), 1, 'one station is where it is now');
    } finally {
        await carrier('go');
    }
    await page.goto(`/5/inbox/${await conversationOf(5, number.msisdn)}`);
    await eventually(async () => assert.match(await page.locator('#log .say').last().innerText(), /Delivered/));
});

journey('a recipient who answers starts a conversation under what was sent', async (open) => {
    const page = await open({ as: TESS });
    const number = freshNumber('907');
    await send(page, number.typed, 'Reply YES or NO');
    await page.goto(`/5/inbox/${await conversationOf(5, number.msisdn)}`);
    await eventually(async () => assert.equal(await page.locator('#log .say:not(.say-ours)').count(), 1));
});
