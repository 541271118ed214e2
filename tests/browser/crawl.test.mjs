// crawl.test.mjs: every link that somebody can see leads to a page, and no page is refused anything
//
// BR-06: the policy is reported to /csp and to the console; the kit fails on either, which the
// last journey proves. Of links that differ in ids only, two are followed.
import assert from 'node:assert/strict';

import { eventually, journey, pathOf } from '../kit/browser.mjs';

const MOST_ALIKE = 2;

const pattern = (path) => path.replace(/\d{2,}/g, ':n').replace(/(before|q|since)=[^&]*/g, '$1=');

for (const as of ['mara.whitfield@tallowood.example', 'tess.okafor@tallowood.example', 'jonah.petrie@tallowood.example', 'freya.lindholm@harbourlane.example']) {
    journey(`${as} finds no dead end`, async (open) => {
        const page = await open({ as });
        const seen = new Map();
        const known = new Set(['/']);
        const waiting = ['/'];
        let visited = 0;
        while (waiting.length > 0) {
            const path = waiting.shift();
            const answer = await page.goto(path);
            assert.equal(answer.status(), 200, path);
            assert.match(answer.headers()['content-security-policy'], /^default-src 'none'; script-src 'self'; style-src 'self'; /, path);
            assert.notEqual(pathOf(page), '/sign-in', path);
            visited += 1;
            for (const href of await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href')))) {
                assert.match(href, /^[/#]/, `${path} leads out, to ${href}`);
                if (href.startsWith('#') || known.has(href)) continue;
                known.add(href);
                const count = (seen.get(pattern(href)) ?? 0) + 1;
                seen.set(pattern(href), count);
                if (count <= MOST_ALIKE) waiting.push(href);
            }
        }
        assert.ok(visited >= 6, `${visited} pages`);
    });
}

journey('a page that breaks its policy or asks something is noticed', async (open, faults) => {
    const page = await open();
    await page.goto('/sign-in');
    await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.broken = true;';
        document.body.append(script);
        document.body.setAttribute('style', 'color: red');
    });
    await eventually(() => assert.ok(faults.some((fault) => fault.startsWith('refused by the CSP'))));
    assert.equal(await page.evaluate(() => window.broken), undefined);
    await page.evaluate(() => { alert('here'); });
    await eventually(() => assert.ok(faults.includes('a dialog: here')));
    faults.length = 0;
});
