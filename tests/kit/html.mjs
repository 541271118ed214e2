// html.mjs: is a page sound, and can everybody use it?
//
// html-validate (tests/browser/html-validate.json) on what the server sent, axe-core on what the browser made of it. Both answer
// with a list of sentences, which is empty when nothing was found.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const { why, ...config } = JSON.parse(readFileSync(new URL('../browser/html-validate.json', import.meta.url), 'utf8'));
const unsaid = Object.keys(config.rules).filter((rule) => !why[rule]);
if (unsaid.length > 0) throw new Error(`html-validate.json says no reason for ${unsaid}`);
const validator = new HtmlValidate(config);

/* What html-validate finds in a whole page. */
export async function htmlFaults(text) {
    const { results } = await validator.validateString(text);
    return results.flatMap(({ messages }) => messages.map(({ line, ruleId, message }) => `line ${line}: ${message} (${ruleId})`));
}

export const COLOUR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/* What axe-core finds in an open Playwright page as it looks now. */
export async function axeFaults(page, only = TAGS) {
    if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
    const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), only);
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${help} (${id}): ${html.slice(0, 200)}`));
}
