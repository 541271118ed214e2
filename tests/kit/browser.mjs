// browser.mjs: people with browsers: Debian's Chromium, and what must not happen in it
//
//     journey('a reply arrives', async (open) => {
//         const tess = await open({ as: 'tess.okafor@tallowood.example' });
//         await tess.goto('/5/inbox');
//     });
//
// A file's journeys share one browser; each person has a context of their own (no cookie is
// shared). A journey fails, whatever it looked at itself, when a page of it opened a dialog,
// threw, wrote to the console, was refused something by its Content-Security-Policy, or asked
// for something that did not come. A failed one leaves pictures in the build folder.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';

import { insert, one, quoted, sessionOf } from './database.mjs';
import { base, varFolder } from './portal.mjs';
import { control } from './smsc.mjs';

const PATIENCE = 30000; // machines that test have much to do
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];
const runDir = /^run_dir = (\S+)$/m.exec(readFileSync(`${varFolder}/branchline.conf`, 'utf8'))[1];

let starting;

/* The browser of this file; started by whoever asks first. */
export function browser() {
    starting ??= chromium.launch({ executablePath: process.env.BRANCHLINE_CHROMIUM || '/usr/bin/chromium', args: ARGUMENTS });
    return starting;
}

after(async () => (await starting)?.close());

/* Ask until the assertion holds; its last complaint if it never does. */
export async function eventually(assertion, patience = PATIENCE) {
    const end = Date.now() + patience;
    for (;;) {
        try {
            return await assertion();
        } catch (error) {
            if (Date.now() > end) throw error;
            await new Promise((resolve) => { setTimeout(resolve, 50); });
        }
    }
}

/* Chromium writes every answer of 400 and more to the console. That of a page is seen on the
 * page itself, and 401 sends a live part to sign-in; any other is a fault. */
function watch(context, faults) {
    const refused = new Set();
    context.on('response', (answer) => {
        if (answer.status() >= 400 && (answer.request().isNavigationRequest() || answer.headers()['hx-redirect'])) refused.add(answer.url());
    });
    context.on('request', (request) => {
        if (new URL(request.url()).pathname === '/csp') faults.push(`refused by the CSP: ${request.postData()}`);
    });
    context.on('requestfailed', (request) => {
        const why = request.failure()?.errorText;
        if (why !== 'net::ERR_ABORTED') faults.push(`${request.url()} did not come: ${why}`);
    });
    context.on('console', (message) => {
        const { url } = message.location();
        if (!['error', 'warning', 'assert'].includes(message.type())) return;
        if (!(message.text().startsWith('Failed to load resource') && refused.has(url))) faults.push(`console: ${message.text()} (${url})`);
    });
    context.on('weberror', (error) => faults.push(`threw: ${error.error().message}`));
    context.on('dialog', (dialog) => {
        faults.push(`a dialog: ${dialog.message()}`);
        dialog.dismiss();
    });
}

/* A new context: { width, height, scheme ("light" or "dark"), script, agent, as (an e-mail
 * address: signed in without the form) }. Gives its first page. */
async function enter({ width = 1440, height = 900, scheme = 'light', script = true, agent, as } = {}, faults = []) {
    const context = await (await browser()).newContext({
        baseURL: base, viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: script, userAgent: agent, reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE);
    watch(context, faults);
    if (as) await context.addCookies(cookiesOf(as));
    return context.newPage();
}

/* The cookie of a new session of this person. */
export function cookiesOf(email) {
    const { client } = sessionOf(one(`SELECT user_id FROM user WHERE email = ${quoted(email)}`));
    return [...client.cookies].map(([name, value]) => ({ name, value, url: base, httpOnly: true, sameSite: 'Lax' }));
}

async function takePictures(name, pages) {
    const folder = `${process.env.BRANCHLINE_BUILD}/test-pictures`;
    mkdirSync(folder, { recursive: true });
    for (const [i, page] of pages.entries()) {
        await page.screenshot({ path: `${folder}/${name.replace(/\W+/g, '-')}-${i + 1}.png` }).catch(() => {});
    }
}

/* A test in which `open` gives people, as pages: await open({ as: … }). */
export function journey(name, body) {
    test(name, { timeout: 240000 }, async () => {
        const contexts = [];
        const faults = [];
        try {
            await body(async (options) => {
                const page = await enter(options, faults);
                contexts.push(page.context());
                return page;
            }, faults);
            assert.deepEqual(faults, [], 'what must not happen in a browser');
        } catch (error) {
            if (process.env.BRANCHLINE_BUILD) await takePictures(name, contexts.flatMap((context) => context.pages()));
            throw error;
        } finally {
            await Promise.all(contexts.map((context) => context.close()));
        }
    });
}

/* Fill in the form and press its button. */
export async function signIn(page, email, password = 'green bulbs in april') {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
}

/* The h1, its blanks run together. */
export const headline = async (page) => (await page.locator('h1').innerText()).replace(/\s+/g, ' ');

export const pathOf = (page) => new URL(page.url()).pathname;

/* ------------------------------------------------------------------ people and numbers */

const used = new Set();

/* A fictional Australian number that nobody has written with; `ending` its last digits (the
 * carrier's last three choose a fate: src/sim/fate.h). { msisdn, typed }. */
export function freshNumber(ending = '') {
    for (;;) {
        const tail = String(Math.floor(Math.random() * 10 ** (5 - ending.length))).padStart(5 - ending.length, '0') + ending;
        const msisdn = `+614915${tail}`;
        if (ending.length < 3 && /90\d$/.test(tail)) continue; // a fate that nobody asked for
        if (used.has(msisdn) || Number(one(`SELECT COUNT(*) FROM conversation WHERE msisdn = ${quoted(msisdn)}`)) > 0) continue;
        used.add(msisdn);
        return { msisdn, typed: `0491 5${tail.slice(0, 2)} ${tail.slice(2)}` };
    }
}

const now = () => new Date().toISOString().slice(0, 23).replace('T', ' ');
const rootOf = (accountId) => Number(one(`SELECT root_id FROM account WHERE account_id = ${accountId}`));

/* A contact with a number of its own. */
export function contactAdd(accountId, name, ending) {
    const number = freshNumber(ending);
    insert('contact', [{ root_id: rootOf(accountId), account_id: accountId, name, msisdn: number.msisdn, added_at: now() }]);
    return { name, ...number };
}

let serial = 0;

/* Somebody new, with a role in one account; gives the e-mail address. */
export function personAdd(accountId, role, name) {
    const email = `p${process.pid}-${serial += 1}@browser.example`;
    insert('user', [{ email, name, password: 'none', zone: 'Australia/Sydney', verified: 1, added_at: now() }]);
    insert('membership', [{ root_id: rootOf(accountId), account_id: accountId, role, added_at: now(),
        user_id: Number(one(`SELECT user_id FROM user WHERE email = ${quoted(email)}`)) }]);
    return email;
}

/* Our number that an account writes from. */
export const senderOf = (accountId) => one(`SELECT msisdn FROM sender WHERE account_id = ${accountId} ORDER BY sender_id LIMIT 1`);

/* Say something to the built-in carrier (src/sim/control.h). */
export const carrier = (line) => control(`${runDir}/smsc.control`, line);

/* A handset writes to an account. */
export const inbound = (from, accountId, text) => carrier(`inbound ${from} ${senderOf(accountId)} ${text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`);

/* The conversation of an account with a number, once there is one. */
export const conversationOf = (accountId, msisdn) => eventually(() => {
    const id = one(`SELECT conversation_id FROM conversation WHERE account_id = ${accountId} AND msisdn = ${quoted(msisdn)}`);
    assert.ok(id, `no conversation with ${msisdn} in ${accountId}`);
    return id;
});
