// html.mjs: is a page sound, and can everybody use it?
//
// html-validate on what the server sent, axe-core on what the browser made of it. Both answer
// with a list of sentences, which is empty when nothing was found.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Sections of a template that are not shown leave blanks at the ends of lines.
const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: { 'no-trailing-whitespace': 'off' },
});

/* What html-validate finds in a whole page. */
export async function htmlFaults(text) {
    const { results } = await validator.validateString(text);
    return results.flatMap(({ messages }) => messages.map(({ line, ruleId, message }) => `line ${line}: ${message} (${ruleId})`));
}

/* What axe-core finds in an open Playwright page, whose context must have bypassCSP. */
export async function axeFaults(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${help} (${id}): ${html.slice(0, 200)}`));
}
