// pages.test.mjs: every page in every state is sound HTML and can be used by everybody
//
// html-validate on what the server sent; axe-core on the page as it stands, wide and narrow,
// light and dark; and nothing scrolls sideways, down to 320 pixels. A template that no scene
// here shows fails the last test.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { contactAdd, conversationOf, eventually, freshNumber, headline, inbound, journey, personAdd, signIn } from '../kit/browser.mjs';
import { insert, one, quoted, sql } from '../kit/database.mjs';
import { COLOUR_RULES, axeFaults, htmlFaults } from '../kit/html.mjs';
import { mailFiles, parsed, queued } from '../kit/mail.mjs';
import { varFolder } from '../kit/portal.mjs';
import { codeOf, shownKey } from '../kit/totp.mjs';

const MARA = 'mara.whitfield@tallowood.example';
const TESS = 'tess.okafor@tallowood.example';
const LOOKS = [[1440, 900, 'light'], [1440, 900, 'dark'], [390, 844, 'dark'], [390, 844, 'light']];
const TEMPLATES = new URL('../../templates/', import.meta.url);
const shown = new Set();

/* The headline that a template always has, if it has one. */
const headlineOf = (file) => (file.endsWith('.tpl') ? /<h1>([^<{]+)<\/h1>/.exec(readFileSync(new URL(file, TEMPLATES), 'utf8'))?.[1] : undefined);

/* All rules in the light; in the dark those of colours, as no other knows of it. */
async function axeEverywhere(page) {
    const faults = [];
    for (const [width, height, scheme] of LOOKS) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: scheme });
        for (const fault of await axeFaults(page, scheme === 'dark' ? COLOUR_RULES : undefined)) faults.push(`${width} ${scheme}: ${fault}`);
    }
    return faults;
}

async function sidewaysEverywhere(page) {
    const faults = [];
    for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 700 });
        const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
        if (wide > 0) faults.push(`${width}: ${wide} pixels too wide`);
    }
    return faults;
}

/* A journey through scenes: [name, async (page) => …]; each is looked at where it ends. */
function look(title, options, scenes) {
    journey(title, async (open) => {
        const page = await open(await options());
        const found = [];
        let sent = Promise.resolve('');
        page.on('response', (answer) => {
            if (answer.request().isNavigationRequest() && answer.status() !== 303) sent = answer.text();
        });
        for (const [name, go] of scenes) {
            await page.setViewportSize({ width: 1440, height: 900 });
            await go(page);
            await page.waitForLoadState('load');
            const html = await sent;
            const [file] = name.split(' ');
            shown.add(file);
            assert.equal(await headline(page), headlineOf(file) ?? await headline(page), name);
            const faults = [...await htmlFaults(html), ...await axeEverywhere(page), ...await sidewaysEverywhere(page)];
            for (const fault of faults) found.push(`${name}: ${fault}`);
        }
        assert.deepEqual(found, []);
    });
}

const to = (path) => (page) => page.goto(path);

/* Send a form that no page has. */
const post = (path, fields, type = 'application/x-www-form-urlencoded') => async (page) => {
    await Promise.all([page.waitForNavigation(), page.evaluate(({ action, enctype, given }) => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action, enctype });
        for (const [name, value] of Object.entries(given)) form.append(Object.assign(document.createElement('input'), { name, value }));
        document.body.append(form);
        form.submit();
    }, { action: path, enctype: type, given: fields })]);
};

const compose = (number, text) => async (page) => {
    await page.goto('/5/send');
    await page.getByLabel('To', { exact: true }).fill(number);
    await page.getByLabel('Message', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Next: what will be sent' }).click();
    await page.locator('.faults, .pick-list').first().waitFor();
};

/* An account of its own, without a tree that others read. */
function accountAdd(state, email) {
    const id = Number(one('SELECT MAX(account_id) + 1 FROM account'));
    sql(`INSERT INTO account (root_id, account_id, name, payment, state, country, zone, line, opened_at)
        VALUES (${id}, ${id}, 'Mallow and Sons', 'prepaid', '${state}', 'AU', 'Australia/Sydney', 6, UTC_TIMESTAMP(6));
        INSERT INTO inbox_count (root_id, account_id, scope) VALUES (${id}, ${id}, 'account'), (${id}, ${id}, 'tree');
        INSERT INTO membership (root_id, account_id, user_id, role, added_at)
        SELECT ${id}, ${id}, u.user_id, 'administrator', UTC_TIMESTAMP(6) FROM user AS u WHERE u.email = ${quoted(email)};`);
    return id;
}

/* Somebody whose only account is in this state; paths are of it. */
function ownerOf(state, name = state) {
    const email = `owner-${name}-${process.pid}@browser.example`;
    insert('user', [{ email, name: 'Olive Mallow', password: 'none', zone: 'Australia/Sydney', verified: 1, added_at: '2026-01-01' }]);
    return { email, account: accountAdd(state, email) };
}

const lastOf = (account, state) => one(`SELECT MAX(message_id) FROM message WHERE account_id = ${account} AND state = '${state}'`);
const thread = (account, msisdn) => one(`SELECT conversation_id FROM conversation WHERE account_id = ${account} AND msisdn = '${msisdn}'`);
const GRACE = '+61491570157';

function invitation() {
    const said = execFileSync(`${process.env.BRANCHLINE_BUILD}/bin/branchline`, ['account', 'create', '--conf', process.env.BRANCHLINE_CONF,
        '--name', 'Pennywort & Daughters', '--country', 'AU', '--zone', 'Australia/Sydney', '--email', `penny-${process.pid}@browser.example`], { encoding: 'utf8' });
    return new URL(/^http:\S+$/m.exec(said)[0]).pathname;
}

look('who is not signed in', () => ({}), [
    ['login/sign-in.tpl', to('/sign-in')],
    ['login/sign-in.tpl wrong', async (page) => {
        await page.getByLabel('E-mail address').fill('nobody@browser.example');
        await page.getByLabel('Password', { exact: true }).fill('not this one at all');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByRole('alert').waitFor();
    }],
    ['login/sign-in.tpl signed out', to('/sign-in?done=signed_out')],
    ['login/invite-gone.tpl', to('/invite')],
    ['login/invite-declined.tpl', to('/invite?done=declined')],
    ['login/invite.tpl', async (page) => page.goto(invitation())],
    ['login/invite.tpl refused', async (page) => {
        await page.getByLabel('Your name').fill('Penny');
        await page.getByLabel('Choose a password').fill('password');
        await page.getByRole('button', { name: 'Create my login and join' }).click();
        await page.locator('.faults').waitFor();
    }],
    ['frame/gate.tpl', to('/nothing/here')],
    ['frame/forged.tpl', post('/sign-in', { email: 'a', password: 'b', token: 'c' })],
    ['frame/wrong-type.tpl', post('/sign-in', { email: 'a' }, 'text/plain')],
    ['frame/too-large.tpl', async (page) => {
        await page.goto('/sign-in');
        await page.evaluate(() => Object.assign(document.getElementById('email'), { type: 'text', maxLength: 9999, value: 'a'.repeat(300) }));
        await Promise.all([page.waitForNavigation(), page.evaluate(() => document.querySelector('form').submit())]);
    }],
    ['nginx 404', to('/static/none/none.css')],
]);

look('the whole inbox', () => ({ as: TESS }), [
    ['inbox/list.tpl', to('/5/inbox')],
    ['inbox/list.tpl closed, older', async (page) => {
        await page.goto('/5/inbox?tab=closed');
        await page.getByRole('link', { name: 'Older' }).click();
        await page.waitForURL(/before=/);
    }],
    ['inbox/list.tpl with the switcher open', async (page) => {
        await page.goto('/5/inbox');
        await page.locator('#switcher > summary').click();
        await page.locator('#switcher .tree').waitFor();
    }],
    ['inbox/list.tpl found', to('/5/inbox?q=Brookvale')],
    ['inbox/list.tpl not found', to('/5/inbox?q=xyzzyx')],
    ['inbox/thread.tpl', (page) => page.goto(`/5/inbox/${thread(5, GRACE)}`)],
    ['inbox/thread.tpl facts', (page) => page.goto(`/5/inbox/${thread(5, GRACE)}#facts`)],
    ['inbox/thread.tpl refused', async (page) => {
        await page.goto(`/5/inbox/${thread(5, GRACE)}`);
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await page.locator('#text-fault').waitFor();
    }],
    ['inbox/thread.tpl closed', async (page) => {
        const contact = contactAdd(5, 'Closing Time');
        await inbound(contact.msisdn, 5, 'Closing soon?');
        await page.goto(`/5/inbox/${await conversationOf(5, contact.msisdn)}`);
        await page.getByRole('button', { name: 'Close', exact: true }).click();
        await page.getByText('It reopens when').waitFor();
    }],
    ['inbox/list.tpl marked unread', async (page) => {
        await page.getByRole('button', { name: 'Mark unread' }).click();
        await page.getByText('Marked as unread.').waitFor();
    }],
    ...['delivered', 'failed', 'enroute', 'scheduled', 'received'].map((state) => [`inbox/trace.tpl ${state}`, (page) => page.goto(`/5/messages/${lastOf(5, state)}`)]),
    ['frame/not-found.tpl', to('/5/inbox/999999999')],
    ['frame/bad-request.tpl', to('/5/inbox?tab=none')],
    ['frame/wrong-method.tpl', to('/sign-out')],
    ['login/me.tpl', to('/me')],
    ['login/sessions.tpl', to('/me/sessions')],
    ['frame/page.tpl with the menu of a phone', to('/5/inbox#side')],
]);

look('sending', () => ({ as: TESS }), [
    ['send/compose.tpl', to('/5/send')],
    ['send/compose.tpl refused', compose('0491 570', '')],
    ['send/compose.tpl with a dear character', async (page) => {
        await page.goto('/5/send');
        await page.getByLabel('Message', { exact: true }).fill(`${'A long text about Saturday. '.repeat(4)}It’s at six.`);
        await page.locator('#odd').waitFor();
    }],
    ['send/review.tpl', compose(freshNumber('01').typed, 'What will be sent')],
    ['send/sent.tpl', async (page) => {
        await page.getByRole('button', { name: 'Send to 1 person' }).click();
        await page.waitForURL('**/sent/**');
    }],
]);

look('a parent’s Administrator', () => ({ as: MARA }), [
    ['inbox/list.tpl merged', to('/1/all/inbox')],
    ['inbox/list.tpl merged, one account', to('/1/all/inbox?account=4')],
    ['inbox/branches.tpl', to('/1/all/inbox/accounts?tab=open')],
    ['inbox/branches.tpl of no such name', to('/1/all/inbox/accounts?q=tulips&name=zebra')],
    ['login/accounts.tpl', to('/accounts')],
    ['inbox/thread.tpl entered from above', (page) => page.goto(`/5/inbox/${thread(5, GRACE)}`)],
    ['inbox/thread.tpl with who can see it', async (page) => {
        await page.getByText('Who they are').click();
        await page.locator('.who li').first().waitFor();
    }],
    ['inbox/who.tpl', (page) => page.goto(`/5/inbox/${thread(5, GRACE)}/who`)],
]);

look('the audit log', () => ({ as: MARA }), [
    ['admin/audit.tpl of an account', to('/2/audit')],
    ['admin/audit.tpl merged', to('/1/all/audit')],
    ['admin/audit.tpl older', async (page) => { await page.goto('/1/all/audit'); await page.getByRole('link', { name: 'Older' }).click(); }],
    ['admin/audit.tpl narrowed', to('/1/all/audit?kind=role.change&who=mara&from=2020-01-01&account=2')],
    ['admin/audit.tpl nothing found', to('/1/audit?q=nothing-like-it')],
]);

/* A parent with a sub-account in each state, and somebody who administers it. */
function treeAdd() {
    const owner = ownerOf('active', 'tree');
    const root = owner.account;
    sql(`UPDATE account SET payment = 'postpaid' WHERE account_id = ${root};
        INSERT INTO account (root_id, account_id, name, payment, state, state_at, state_by, country, zone, line, opened_at) VALUES
        ${['active', 'suspended', 'closed'].map((state, at) => `(${root}, ${root + at + 1}, 'Mallow ${state}', 'postpaid', '${state}', UTC_TIMESTAMP(6), 'Olive Mallow', 'AU', 'Australia/Sydney', ${at + 2}, UTC_TIMESTAMP(6))`).join()}`);
    return owner;
}

let tree;
const below = (at, path) => (page) => page.goto(`/${tree.account}/accounts/${tree.account + at}${path}`);
const inTree = (at, path) => (page) => page.goto(`/${tree.account + at}/${path}`);
const pressed = (label, name) => async (page) => {
    for (const [field, value] of Object.entries(label)) await page.locator(`[name="${field}"]`).first().fill(value);
    await page.getByRole('button', { name, exact: true }).click();
    await page.locator('.faults, .flash').first().waitFor();
};

look('a parent with sub-accounts', () => {
    tree = treeAdd();
    return { as: tree.email };
}, [
    ['admin/accounts.tpl', inTree(0, 'accounts')],
    ['admin/accounts.tpl from a name', inTree(0, 'accounts?name=Mallow+c')],
    ['admin/accounts.tpl behind all names', inTree(0, 'accounts?name=Zz')],
    ['admin/accounts-new.tpl', inTree(0, 'accounts/new')],
    ['admin/accounts-new.tpl refused', pressed({ name: ' ', country: 'X' }, 'Open the account')],
    ['admin/accounts-one.tpl opened', async (page) => {
        await pressed({ name: 'Mallow & Fern', country: 'nz' }, 'Open the account')(page);
        await page.getByText('Mallow & Fern is open.').waitFor();
    }],
    ['admin/accounts-one.tpl', below(1, '')],
    ['admin/accounts-one.tpl suspended', below(2, '?done=suspended')],
    ['admin/accounts-one.tpl closed', below(3, '?done=closed')],
    ['admin/accounts-end.tpl suspending', below(1, '/suspend')],
    ['admin/accounts-end.tpl closing', below(1, '/close')],
    ['admin/settings.tpl', inTree(0, 'settings')],
    ['admin/settings-account.tpl', inTree(0, 'settings/account')],
    ...['sending', 'limits', 'replies', 'keeping', 'sign-in'].map((section) => [`admin/settings-section.tpl ${section}`, inTree(0, `settings/${section}`)]),
    ['admin/settings-section.tpl refused', async (page) => {
        await inTree(0, 'settings/replies')(page);
        await pressed({ reply_days: '100' }, 'Save')(page); /* typing chooses to have one's own */
    }],
    ['admin/settings.tpl saved', async (page) => {
        await inTree(0, 'settings/limits')(page);
        await page.locator('[name="lock_day_messages"]').check();
        await pressed({ day_messages: '500' }, 'Save')(page);
    }],
    ['admin/settings.tpl of a sub-account', inTree(1, 'settings')],
    ['admin/settings-account.tpl of a sub-account', inTree(1, 'settings/account')],
    ['admin/settings-section.tpl of a sub-account, locked', inTree(1, 'settings/limits')],
    ['admin/settings-section.tpl changed meanwhile', async (page) => {
        await inTree(1, 'settings/replies')(page);
        sql(`INSERT INTO setting (root_id, account_id, version, changed_at, changed_by) VALUES (${tree.account}, ${tree.account + 1}, 3, UTC_TIMESTAMP(6), 'Olive Mallow')`);
        await pressed({ reply_days: '9' }, 'Save')(page);
    }],
]);

/* The link of an invitation into these accounts, as if it had come by mail. */
function offer(email, accounts, role = 'advanced') {
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest();
    insert('invite', [{ root_id: 1, made_in: 1, token_hash: hash, email, user_id: 1, user_name: 'Mara Whitfield', note: 'Welcome! You help with the Christmas campaign.', made_at: '2026-11-20', ends_at: '2099-01-01' }]);
    const id = one(`SELECT invite_id FROM invite WHERE token_hash = ${quoted(hash)}`);
    insert('invite_grant', accounts.map((account) => ({ root_id: 1, account_id: account, invite_id: id, role })));
    return `/invite/${token}`;
}

let iris;
const irisAt = (path = '') => (page) => page.goto(`/5/users/${one(`SELECT user_id FROM user WHERE email = ${quoted(iris)}`)}${path}`);

look('people and invitations', () => {
    iris = personAdd(5, 'advanced', 'Iris Vane');
    return { as: MARA };
}, [
    ['admin/users.tpl', to('/1/users')],
    ['admin/users.tpl of a sub-account, from above', to('/5/users?done=removed')],
    ['admin/users.tpl nobody found', to('/5/users?who=xyzzyx')],
    ['admin/users-one.tpl', irisAt()],
    ['admin/users-one.tpl can be undone', irisAt('?done=role&was=basic')],
    ['admin/users-one.tpl the last one', irisAt('?done=last_account')],
    ['admin/users-role.tpl', async (page) => {
        await irisAt()(page);
        await page.locator('#role').selectOption('basic');
        await page.getByRole('button', { name: 'Change', exact: true }).click();
        await page.getByRole('heading', { name: 'Make Iris Vane a Basic user?' }).waitFor();
    }],
    ['admin/users-remove.tpl', irisAt('/remove')],
    ['admin/view-as.tpl', irisAt('/view')],
    ['admin/view-as.tpl without a reason', async (page) => {
        await page.getByRole('button', { name: 'See it as Iris Vane does' }).click();
        await page.locator('.faults').waitFor();
    }],
    ['inbox/list.tpl with another’s eyes', async (page) => {
        await page.getByLabel('Why you look').fill('Iris misses a reply');
        await page.getByRole('button', { name: 'See it as Iris Vane does' }).click();
        await page.getByText('Nothing can be changed').waitFor();
    }],
    ['frame/viewing.tpl', post('/5/send', { text: 'x' })],
    ['admin/users.tpl with one’s own eyes again', (page) => page.getByRole('button', { name: 'Be Mara Whitfield again' }).click()],
    ['admin/invites.tpl', to('/1/invites')],
    ['admin/invites.tpl refused', async (page) => {
        await page.getByLabel('E-mail addresses').fill('nobody@\nwho');
        await page.getByRole('button', { name: 'Send invitations' }).click();
        await page.locator('.faults').waitFor();
    }],
    ['admin/invites.tpl sent', async (page) => {
        await page.getByLabel('E-mail addresses').fill(`pages-${process.pid}@browser.example`);
        await page.getByLabel('Sales').selectOption('basic');
        await page.getByRole('button', { name: 'Send invitations' }).click();
        await page.locator('.flash').waitFor();
    }],
    ['admin/invites.tpl of a sub-account', to('/5/invites')],
    ['login/invite-other.tpl', (page) => page.goto(offer(iris, [4]))],
]);

look('an invitation of somebody who has a login', () => ({ as: iris }), [
    ['login/invite-known.tpl', (page) => page.goto(offer(iris, [3, 5], 'administrator'))],
    ['login/invite-sign-in.tpl', async (page) => {
        await page.context().clearCookies();
        await page.goto(offer(iris, [4]));
    }],
]);

look('a Basic user', () => ({ as: personAdd(3, 'basic', 'Jory Lane') }), [
    ['inbox/list.tpl empty', to('/3/inbox')],
    ['inbox/list.tpl empty, unread', to('/3/inbox?tab=unread')],
]);
/* A link of a person's mail: its token, kept as the tables keep it. */
/* Made now: schedd takes away those of yesterday. */
const now = () => new Date().toISOString().slice(0, 19).replace('T', ' ');

function link(table, email, columns = {}) {
    const token = randomBytes(32).toString('base64url');
    const user = Number(one(`SELECT user_id FROM user WHERE email = ${quoted(email)}`));
    const hash = { reset: 'token_hash', email_change: 'new_hash' }[table];
    insert(table, [{ user_id: user, [hash]: createHash('sha256').update(token).digest(), made_at: now(), ends_at: '2099-01-01', ...columns }]);
    return token;
}

const press = (name) => (page) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).click()]);

let wren;
look('one’s own login', () => {
    wren = personAdd(3, 'basic', 'Wren Ashby');
    sql(`UPDATE user SET password = (SELECT password FROM (SELECT password FROM user WHERE password <> 'none' ORDER BY user_id LIMIT 1) AS known) WHERE email = ${quoted(wren)}`);
    return { as: wren };
}, [
    ['login/profile.tpl', to('/me/profile')],
    ['login/profile.tpl refused', async (page) => {
        await page.getByLabel('Name', { exact: true }).fill(' ');
        await press('Save')(page);
    }],
    ['login/me.tpl saved', to('/me?done=saved')],
    ['login/password.tpl', to('/me/password')],
    ['login/password.tpl refused', press('Change the password')],
    ['login/email.tpl', to('/me/email')],
    ['login/email.tpl refused', press('Send both links')],
    ['login/email.tpl waiting', async (page) => {
        await page.getByLabel('New address').fill(`wren.${process.pid}@browser.example`);
        await press('Send both links')(page);
    }],
    ['login/two-step.tpl', to('/me/two-step')],
    ['login/two-step-set-up.tpl', press('Set it up')],
    ['login/two-step-set-up.tpl refused', press('Turn it on')],
    ['login/recovery-codes.tpl', async (page) => {
        await page.getByLabel('Code', { exact: true }).fill(codeOf(shownKey(await page.content())));
        await press('Turn it on')(page);
    }],
    ['login/two-step.tpl on', to('/me/two-step')],
    ['login/two-step-off.tpl', to('/me/two-step/off')],
    ['login/two-step-off.tpl refused', press('Turn it off')],
    ['login/confirm.tpl', async (page) => {
        sql(`UPDATE session SET auth_at = auth_at - INTERVAL 301 SECOND WHERE user_id = (SELECT user_id FROM user WHERE email = ${quoted(wren)})`);
        await page.goto('/me/email');
    }],
    ['login/confirm.tpl refused', press('Go on')],
    ['login/code.tpl', async (page) => {
        await page.context().clearCookies();
        await page.goto('/sign-in');
        await signIn(page, wren);
        await page.waitForURL('**/sign-in/code**');
    }],
    ['login/code.tpl refused', press('Sign in')],
    ['login/sign-in.tpl begun too long ago', to('/sign-in?done=over')],
]);

look('who must set two-step sign-in up', () => {
    const owner = ownerOf('active', 'half');
    sql(`INSERT INTO setting (root_id, account_id, two_step) VALUES (${owner.account}, ${owner.account}, 'required')`);
    return { as: owner.email };
}, [
    ['login/two-step-first.tpl', async (page) => {
        sql("UPDATE session SET half = 2 WHERE user_id = (SELECT MAX(user_id) FROM user WHERE email LIKE 'owner-half-%')");
        await page.goto('/me');
    }],
]);

look('who has forgotten a password, and who changes an address', () => ({}), [
    ['login/reset.tpl', to('/reset')],
    ['login/reset.tpl refused', press('Send the link')],
    ['login/reset.tpl asked', to('/reset?done=asked')],
    ['login/reset-gone.tpl', to('/reset/new')],
    ['login/reset-new.tpl', async (page) => page.goto(`/reset/${link('reset', personAdd(3, 'basic', 'Fay Reset'))}`)],
    ['login/reset-new.tpl refused', press('Change the password')],
    ['login/email-gone.tpl', to('/email')],
    ['login/email-link.tpl', async (page) => page.goto(`/email/${link('email_change', personAdd(3, 'basic', 'Ned Change'), { email: `ned.${process.pid}@browser.example`, old_hash: randomBytes(32) })}`)],
    ['login/email-half.tpl', press('Confirm')],
    ['login/email-done.tpl', async (page) => {
        await page.goto(`/email/${link('email_change', personAdd(3, 'basic', 'Nan Change'), { email: `nan.${process.pid}@browser.example`, old_hash: randomBytes(32), old_at: '2026-01-01' })}`);
        await press('Confirm')(page);
    }],
]);

/* A mail as maild keeps it, for the mailbox of a local run. */
async function mailKept() {
    const { ref, sql: statement } = queued(varFolder, { kind: 'invite', to: 'pages@browser.example', toName: 'Una Page', say: { organisation: 'Pennywort & Daughters', inviter: 'Olive Mallow', note: 'Come in,\nthe kettle is on.', until: '1 December 2026' },
        link: { accept: `/invite/${'p'.repeat(43)}` }, rows: { grant: [{ account: 'Sales', role: 'Basic user' }] } });
    sql(statement);
    await eventually(() => assert.ok(mailFiles(varFolder).some((file) => file.includes(ref))));
    return parsed(readFileSync(mailFiles(varFolder).find((file) => file.includes(ref))));
}

look('the mails of a local run', () => ({}), [
    ['mailbox/box.tpl', async (page) => {
        await mailKept();
        await page.goto('/mailbox');
    }],
    ['mailbox/mail.tpl', (page) => page.getByRole('link', { name: 'You are invited to Pennywort & Daughters' }).first().click()],
]);

/* It sets no colours, so light or dark is the reader's own; axe can judge only the light. */
journey('a mail is sound, fits a phone, and its link opens', async (open) => {
    const page = await open();
    const { html } = await mailKept();
    await page.setContent(html);
    assert.doesNotMatch(html, /style|color=|bgcolor/);
    assert.deepEqual([...await htmlFaults(html), ...await axeFaults(page), ...await sidewaysEverywhere(page)], []);
    await page.goto('/mailbox');
    await page.getByRole('link', { name: 'You are invited to Pennywort & Daughters' }).first().click();
    await page.getByRole('link', { name: /\/invite\/p{43}$/ }).click();
    await page.getByRole('heading', { name: 'This link doesn’t work any more' }).waitFor();
});

look('who holds too little', () => ({ as: 'marcus.bligh@tallowood.example' }), [['frame/refused.tpl', to('/1/all/inbox')]]);
look('who holds nothing', () => {
    const email = `nobody-${process.pid}@browser.example`;
    insert('user', [{ email, name: 'Nan Nobody', password: 'none', zone: 'Australia/Sydney', verified: 1, added_at: '2026-01-01' }]);
    return { as: email };
}, [['login/accounts.tpl none', to('/accounts')]]);

for (const [state, scenes] of [
    ['active', [['inbox/list.tpl nothing yet', '/inbox'], ['send/compose.tpl without a number', '/send'], ['admin/accounts.tpl of who pays first', '/accounts']]],
    ['suspended', [['frame/shut.tpl suspended', '/inbox']]],
    ['closed', [['inbox/list.tpl of a closed account', '/inbox'], ['send/compose.tpl of a closed account', '/send']]],
]) {
    let owner;
    look(`an account that is ${state}`, () => {
        owner = ownerOf(state);
        return { as: owner.email };
    }, scenes.map(([name, path]) => [name, (page) => page.goto(`/${owner.account}${path}`)]));
}

journey('an open conversation is whole at any width', async (open) => {
    const page = await open({ as: TESS });
    await page.goto(`/5/inbox/${thread(5, GRACE)}`);
    const faults = [];
    for (const width of [1920, 1440, 1279, 1024, 1023, 800, 768, 767, 390, 320]) {
        await page.setViewportSize({ width, height: 800 });
        for (const selector of ['h1', '[data-close] button', '.reply-text', '.reply .btn-primary']) {
            const { width: wide, right, hit } = await page.locator(selector).evaluate((element) => {
                const box = element.getBoundingClientRect();
                const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                return { width: box.width, right: box.right, hit: element.contains(at) };
            });
            if (wide < 36 || right > width || !hit) faults.push(`${width}: ${selector} is ${wide} wide, ends at ${right}, ${hit ? 'in sight' : 'covered'}`);
        }
    }
    assert.deepEqual(faults, []);
});

journey('what is broken is found', async (open) => {
    const page = await open();
    await page.goto('/sign-in');
    const html = await (await page.request.get('/sign-in')).text();
    assert.notDeepEqual(await htmlFaults(html.replace('<label class="form-label" for="email">', '<label class="form-label" for="email"><button>')), []);
    await page.evaluate(() => {
        document.querySelector('label[for=email]').remove();
        document.querySelector('h1').textContent = 'x'.repeat(200);
    });
    assert.match((await axeEverywhere(page)).join(), /1440 light: [^]*\(label\)[^]*390 light: [^]*\(label\)/);
    await page.evaluate(() => { document.querySelector('.soft').style.color = '#444'; });
    assert.match((await axeEverywhere(page)).join(), /1440 dark: [^]*\(color-contrast\)/);
    assert.notDeepEqual(await sidewaysEverywhere(page), []);
});

// Parts of pages stand in those of the scenes; broken and down: tests/wire/trouble-pages.own.mjs;
// mails: tests/wire/mail-words.own.mjs.
test('no page is left out', () => {
    const parts = /^(admin\/(audit-fields|accounts-colour|accounts-place|settings-clash|settings-row)|frame\/(head|side|top|bar|bar-unread|menu-unread|broken|down)|inbox\/(acts|changes|found|live|live-note|log|talk-row|talks|who-list)|login\/(tree|invite-offer|invite-decline)|send\/(odd|parts|picks))\.tpl$/;
    const all = readdirSync(TEMPLATES).filter((folder) => folder !== 'mail').flatMap((folder) => readdirSync(new URL(folder, TEMPLATES)).map((file) => `${folder}/${file}`));
    assert.deepEqual(all.filter((file) => !parts.test(file) && !shown.has(file)), []);
});
