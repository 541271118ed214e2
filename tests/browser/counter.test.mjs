// counter.test.mjs: what stands under a text while it is typed, for every vector
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { eventually, journey } from '../kit/browser.mjs';

const vectors = JSON.parse(readFileSync(new URL('../data/segments.json', import.meta.url), 'utf8'));
const ROOM = { gsm7: [160, 153], ucs2: [70, 67] };

/* As product.md counts: what the counter has to say of a vector. */
function said({ encoding, parts, units }) {
    if (parts === 0) return '';
    const room = parts > 1 ? parts * ROOM[encoding][1] : ROOM[encoding][0];
    return `${parts === 1 ? '1 part' : `${parts} parts`} · ${units} of ${room} characters`;
}

journey('the counter says of each vector what will be billed', async (open) => {
    const page = await open({ as: 'tess.okafor@tallowood.example' });
    await page.goto('/5/send');
    await page.locator('#text').evaluate((area) => { area.maxLength = 100000; });
    const faults = [];
    let counted = 0;
    for (const vector of vectors) {
        const found = await page.locator('#text').evaluate((area, text) => {
            area.value = text;
            area.dispatchEvent(new Event('input', { bubbles: true }));
            return { kept: area.value === text, said: document.querySelector('#text-parts .parts')?.textContent ?? '' };
        }, vector.text);
        if (!found.kept) continue; // a carriage return: no field holds one
        counted += 1;
        if (found.said !== said(vector)) faults.push(`${vector.name}: “${found.said}”, not “${said(vector)}”`);
    }
    assert.deepEqual(faults, []);
    assert.ok(counted > vectors.length - 5);
});

journey('what is counted is spoken once typing pauses', async (open) => {
    const page = await open({ as: 'tess.okafor@tallowood.example' });
    await page.goto('/5/send');
    await page.getByLabel('Message', { exact: true }).pressSequentially('Hello');
    const spoken = page.locator('#text-parts > .visually-hidden');
    assert.equal(await page.locator('#text-parts').getAttribute('aria-live'), 'polite');
    assert.equal(await spoken.textContent(), '');
    await eventually(async () => assert.equal(await spoken.textContent(), '1 part · 5 of 160 characters'));
});
