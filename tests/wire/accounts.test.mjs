// accounts.test.mjs: a parent looks after its sub-accounts, and both decide on their settings
//
// product.md sections 2 and 3. A world of its own; forms are sent as pages send them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { insert, one, sessionOf, sql } from '../kit/database.mjs';
import { decode } from '../kit/portal.mjs';
import { tokenFor } from '../kit/routes.mjs';
import { seed } from '../kit/world.mjs';

let world;
let parent;
let below;

const id = (key) => world.accounts[key].id;
const audited = (account, action) => Number(one(`SELECT COUNT(*) FROM audit WHERE account_id = ${account} AND action = '${action}'`));
const stateOf = (key) => one(`SELECT state FROM account WHERE account_id = ${id(key)}`);

before(() => {
    world = seed();
    parent = sessionOf(world.user('A.adm').id);
    below = sessionOf(world.user('A1.adm').id);
});

/* Send a form of `pattern` in an account, with the path's id. */
function send(session, account, pattern, fields, named) {
    const path = `/${account}${pattern}`.replace(':id', named);
    return session.client.post(path, { token: tokenFor(session, `/:a${pattern}`, account), ...fields });
}

test('a parent opens a sub-account, and enters it at once', async () => {
    const answer = await send(parent, id('A'), '/accounts', { name: 'Fern <house>', country: 'nz', zone: 'Pacific/Auckland', line: '5' });
    assert.equal(answer.status, 303, answer.text);
    const [, made] = /\/accounts\/(\d+)\?done=opened$/.exec(answer.location);
    const [row] = sql(`SELECT root_id, name, payment, country, zone, line, state FROM account WHERE account_id = ${made}`);
    assert.deepEqual(row, { root_id: String(id('A')), name: 'Fern <house>', payment: 'postpaid', country: 'NZ', zone: 'Pacific/Auckland', line: '5', state: 'active' });
    assert.equal(audited(made, 'account.create'), 1);
    assert.match((await parent.client.get(`/${id('A')}/accounts`)).text, /Fern &lt;house&gt;/);
    assert.match((await parent.client.get(answer.location)).text, new RegExp(`href="/${made}/invites"`), 'nobody is in it: how they come in');
    for (const end of ['suspend', 'close']) {
        const { text } = await parent.client.get(`/${id('A')}/accounts/${made}/${end}`);
        assert.doesNotMatch(text.replace(/<[^>]*>/g, ' '), /\s0 \w/, `${end}: what there is none of is not counted`);
        assert.match(text, /No message waits/);
    }
    assert.equal((await parent.client.get(`/${made}/inbox`)).status, 200);
    assert.equal((await below.client.get(`/${made}/inbox`)).status, 404, 'a sibling does not know it');
    assert.equal((await send(parent, Number(made), '/accounts', { name: 'Third level', country: 'AU', zone: 'UTC', line: '1' })).status, 403, 'two levels, never more');
});

test('a long list comes in pages by name, and one finds the name', async () => {
    const names = Array.from({ length: 60 }, (_, at) => `Shop ${String(at).padStart(2, '0')} & more`);
    const first = Number(one('SELECT MAX(account_id) + 1 FROM account'));
    insert('account', names.map((name, at) => ({ root_id: id('B'), account_id: first + at, name, payment: 'postpaid', state: 'closed', country: 'AU', zone: 'UTC', line: 1, opened_at: '2025-01-01' })));
    const owner = sessionOf(world.user('B.adm').id);
    const shown = async (path) => {
        const { text } = await owner.client.get(path);
        return { names: [...text.matchAll(/accounts\/\d+">([^<]+)</g)].map(([, name]) => decode(name)), next: /href="([^"]*after=\d+)">/.exec(text)?.[1] };
    };
    const page = await shown(`/${id('B')}/accounts`);
    assert.equal(page.names.length, 50);
    const rest = await shown(decode(page.next));
    assert.deepEqual([...page.names, ...rest.names], [world.accounts.B1.name, ...names]);
    assert.equal(rest.next, undefined);
    assert.equal((await shown(`/${id('B')}/accounts?name=Shop+3`)).names[0], 'Shop 30 & more');
    assert.match((await owner.client.get(`/${id('B')}/accounts?name=Zz`)).text, /No account’s name comes after “Zz”/);
    sql(`DELETE FROM account WHERE account_id >= ${first} AND root_id = ${id('B')}`);
});

test('what is typed wrong comes back with a sentence beside its field', async () => {
    const count = () => one(`SELECT COUNT(*) FROM account WHERE root_id = ${id('A')}`);
    const before_ = count();
    const answer = await send(parent, id('A'), '/accounts', { name: '  ', country: 'XX', zone: 'Mars/Olympus', line: '2' });
    assert.equal(answer.status, 422);
    for (const [field, words] of [['name', /Write a name/], ['country', /two letters of a country/], ['zone', /from the list/]]) {
        assert.match(answer.text, new RegExp(`id="${field}-fault"`));
        assert.match(answer.text, words);
    }
    for (const line of ['0', '8', 'x', undefined]) {
        assert.equal((await send(parent, id('A'), '/accounts', { name: 'Odd', country: 'AU', zone: 'UTC', ...(line ? { line } : {}) })).status, 400, `line ${line}`);
    }
    assert.equal(count(), before_);
});

test('no two sub-accounts of a parent have one name, however it is written', async () => {
    const place = { country: 'AU', zone: 'UTC', line: '2' };
    const [first, second] = await Promise.all([1, 2].map(() => send(parent, id('A'), '/accounts', { name: 'Zoë’s shop', ...place })));
    assert.deepEqual([first.status, second.status].sort(), [303, 422], 'of two at once the second is refused');
    const again = await send(parent, id('A'), '/accounts', { name: 'ZOE’S SHOP', ...place });
    assert.equal(again.status, 422);
    assert.match(again.text, /id="name-fault"[^]*?There is an account called Zoë’s shop already/);
    assert.match(again.text, /name="name"[^>]*value="ZOE’S SHOP"/, 'what was typed is kept');
    const shown = { was_name: world.accounts.A1.name, was_line: String(world.accounts.A1.line), line: '3' };
    const renamed = await send(parent, id('A'), '/accounts/:id', { name: 'zoë’s shop', ...shown }, id('A1'));
    assert.equal(renamed.status, 422);
    assert.match(renamed.text, /id="name-fault"[^]*?There is an account called Zoë’s shop already/);
    const [, made] = /accounts\/(\d+)/.exec(first.location ?? second.location);
    assert.equal((await send(parent, id('A'), '/accounts/:id', { name: 'Zoe’s Shop', line: '2', was_name: 'Zoë’s shop', was_line: '2' }, made)).status, 303, 'its own name, written another way');
    const elsewhere = sessionOf(world.user('B.adm').id);
    for (const [was, name] of [[world.accounts.B1.name, 'Zoë’s shop'], ['Zoë’s shop', world.accounts.B1.name]]) {
        const line = String(world.accounts.B1.line);
        assert.equal((await send(elsewhere, id('B'), '/accounts/:id', { name, line, was_name: was, was_line: line }, id('B1'))).status, 303, 'another tree is another matter');
    }
});

test('suspension holds from the next request on, and so does its end', async () => {
    const people = Object.fromEntries(['A1.adm', 'A1.adv', 'A1.b1'].map((name) => [name, sessionOf(world.user(name).id)]));
    const statuses = () => Promise.all(Object.values(people).map(async ({ client }) => (await client.get(`/${id('A1')}/inbox`)).status));
    assert.deepEqual(await statuses(), [200, 200, 200]);
    const question = await parent.client.get(`/${id('A')}/accounts/${id('A1')}/suspend`);
    assert.match(question.text, /Suspend CANARY[^<]*<\/button>/, 'the button repeats the verb');
    assert.match(question.text, />5 people can’t open it/);
    assert.equal((await send(parent, id('A'), '/accounts/:id/suspend', { was: 'active' }, id('A1'))).status, 303);
    assert.deepEqual(await statuses(), [403, 403, 403]);
    assert.equal((await send(people['A1.adv'], id('A1'), '/send', { once: 'A'.repeat(43), to: '+447700900999', text: 'Hello', step: 'send' })).status, 403);
    assert.match((await people['A1.adv'].client.get(`/${id('A1')}/inbox`)).text, /is suspended/);
    assert.equal((await send(parent, id('A'), '/accounts/:id/reopen', { was: 'suspended' }, id('A1'))).status, 303);
    assert.deepEqual(await statuses(), [200, 200, 200]);
    assert.deepEqual(['account.suspend', 'account.resume'].map((action) => audited(id('A1'), action)), [1, 1]);
});

test('a suspended parent suspends what is below it', async () => {
    sql(`UPDATE account SET state = 'suspended' WHERE account_id = ${id('A')}`);
    try {
        assert.equal((await below.client.get(`/${id('A1')}/inbox`)).status, 403);
        assert.equal((await parent.client.get(`/${id('A')}/accounts`)).status, 403);
    } finally {
        sql(`UPDATE account SET state = 'active' WHERE account_id = ${id('A')}`);
    }
    assert.equal((await below.client.get(`/${id('A1')}/inbox`)).status, 200);
});

test('a closed account is read and not written, and opens again', async () => {
    assert.equal((await send(parent, id('A'), '/accounts/:id/close', { was: 'active' }, id('A2'))).status, 303);
    const member = sessionOf(world.user('A2.adm').id);
    assert.equal((await member.client.get(`/${id('A2')}/inbox`)).status, 200);
    assert.equal((await send(member, id('A2'), '/settings/replies', { version: '1', reply_days: '9' })).status, 403);
    const page = await parent.client.get(`/${id('A')}/accounts/${id('A2')}?done=closed`);
    assert.match(page.text, /Undo/);
    assert.equal((await send(parent, id('A'), '/accounts/:id/reopen', { was: 'closed' }, id('A2'))).status, 303);
    assert.equal(stateOf('A2'), 'active');
});

test('nobody suspends, closes or renames the parent, or an account of another tree', async () => {
    for (const key of ['A', 'B', 'B1']) {
        for (const [act, fields] of [['/suspend', { was: 'active' }], ['/close', { was: 'active' }], ['', { name: 'Mine', line: '1', was_name: world.accounts[key].name, was_line: '1' }]]) {
            assert.equal((await send(parent, id('A'), `/accounts/:id${act}`, fields, id(key))).status, 404, `${key}${act}`);
        }
        assert.equal(stateOf(key), 'active');
    }
    for (const session of [below, sessionOf(world.user('A.adv').id)]) {
        assert.ok([403, 404].includes((await send(session, id('A'), '/accounts/:id/suspend', { was: 'active' }, id('A1'))).status));
    }
    assert.equal(stateOf('A1'), 'active');
});

test('a change that somebody else made first is not written over', async () => {
    const shown = { was_name: world.accounts.A1.name, was_line: String(world.accounts.A1.line) };
    assert.equal((await send(parent, id('A'), '/accounts/:id', { name: 'First', line: '2', ...shown }, id('A1'))).status, 303);
    const late = await send(parent, id('A'), '/accounts/:id', { name: 'Second', line: '3', ...shown }, id('A1'));
    assert.equal(late.status, 409);
    assert.match(late.text, /Somebody else changed/);
    assert.match(late.text, /value="Second"/, 'what was typed is kept');
    assert.match(late.text, /name="was_name" value="First"/, 'and can be sent again');
    assert.equal((await send(parent, id('A'), '/accounts/:id/suspend', { was: 'active' }, id('A4'))).status, 409, 'it is closed');
    assert.equal(stateOf('A4'), 'closed');
});

test('who pays first has no sub-accounts, and is told why', async () => {
    const payment = (to) => {
        try {
            return execFileSync(join(process.env.BRANCHLINE_BUILD, 'bin/branchline'), ['account', 'payment', '--conf', process.env.BRANCHLINE_CONF, '--account', String(id('B')), '--to', to], { encoding: 'utf8', stdio: 'pipe' });
        } catch (fault) {
            return `refused: ${fault.stderr}`;
        }
    };
    const owner = sessionOf(world.user('B.adm').id);
    assert.match(payment('prepaid'), /refused: .*1 open sub-account/);
    assert.equal((await send(owner, id('B'), '/accounts/:id/close', { was: 'active' }, id('B1'))).status, 303);
    assert.match(payment('prepaid'), /is prepaid from now on/);
    assert.match((await owner.client.get(`/${id('B')}/accounts`)).text, /pays first, so it has no sub-accounts/);
    assert.doesNotMatch((await owner.client.get(`/${id('B')}/accounts`)).text, /everything below it/);
    const count = () => one(`SELECT COUNT(*) FROM account WHERE root_id = ${id('B')}`);
    assert.equal((await send(owner, id('B'), '/accounts', { name: 'Too many', country: 'AU', zone: 'UTC', line: '1' })).location, `/${id('B')}/accounts`);
    assert.equal(count(), '2');
    assert.match(payment('postpaid'), /is postpaid from now on/);
});

const sheet = (key) => sql(`SELECT version, footer, locks, reply_days FROM setting WHERE account_id = ${id(key)}`)[0];
const versionOf = (text) => /name="version" value="(\d+)"/.exec(text)[1];
const titleOf = (text) => /<title>(.*?)<\/title>/.exec(text)[1];

test('what a parent decides holds below, until an account decides itself', async () => {
    const replies = await below.client.get(`/${id('A1')}/settings/replies`);
    assert.match(titleOf(replies.text), /^Replies and unsubscribing/);
    const version = versionOf((await parent.client.get(`/${id('A')}/settings/replies`)).text);
    assert.equal((await send(parent, id('A'), '/settings/replies', { version, reply_days: '21' })).status, 303);
    assert.match((await below.client.get(`/${id('A1')}/settings`)).text, /Reply window[^]*?21 days<span class="setting-from">as CANARY/);
    assert.equal((await send(below, id('A1'), '/settings/replies', { version: versionOf(replies.text), own_reply_days: '1', reply_days: '3' })).status, 303);
    assert.equal(sheet('A1').reply_days, '3');
    assert.equal((await send(below, id('A1'), '/settings/replies', { version: String(Number(sheet('A1').version)), own_reply_days: '0', reply_days: '3' })).status, 303);
    assert.equal(sheet('A1').reply_days, null);
    assert.equal(audited(id('A1'), 'setting.change'), 2);
    const [row] = sql(`SELECT was, became FROM audit WHERE account_id = ${id('A1')} AND action = 'setting.change' ORDER BY at LIMIT 1`);
    assert.deepEqual(row, { was: 'Reply window: as the parent account decides', became: 'Reply window: 3 days' });
});

test('what a parent locks, nobody below decides', async () => {
    const old = await below.client.get(`/${id('A1')}/settings/sending`);
    assert.match(old.text, /name="footer"/);
    const version = versionOf((await parent.client.get(`/${id('A')}/settings/sending`)).text);
    assert.equal((await send(parent, id('A'), '/settings/sending', { version, footer: 'Tallowood, no reply', lock_footer: '1' })).status, 303);
    assert.equal(sheet('A').locks, 'footer');
    const locked = await below.client.get(`/${id('A1')}/settings/sending`);
    assert.doesNotMatch(locked.text, /name="footer"/);
    assert.match(locked.text, /Tallowood, no reply<span class="setting-from">.*?locked by/s);
    const was = sheet('A1');
    const late = await send(below, id('A1'), '/settings/sending', { version: versionOf(old.text), own_footer: '1', footer: 'Mine' });
    assert.equal(late.status, 409, 'a form from before the lock');
    assert.deepEqual(sheet('A1'), was);
    assert.equal((await send(below, id('A1'), '/settings/sending', { version: versionOf(locked.text), lock_footer: '1' })).status, 303, 'a sub-account locks nothing');
    assert.equal(sheet('A1').locks, '');
});

test('two Administrators who save at once lose nothing silently', async () => {
    const version = versionOf((await below.client.get(`/${id('A1')}/settings/limits`)).text);
    const other = sessionOf(world.user('A.adm').id);
    assert.equal((await send(other, id('A1'), '/settings/limits', { version, own_day_messages: '1', day_messages: '500' })).status, 303);
    const late = await send(below, id('A1'), '/settings/limits', { version, own_day_messages: '1', day_messages: '900' });
    assert.equal(late.status, 409);
    assert.match(late.text, /Not saved: these settings were changed/);
    assert.match(late.text, /name="day_messages"[^>]*value="900"/, 'what was typed is kept');
    assert.match(late.text, /Now: 500 messages/, 'beside what holds');
    assert.equal((await send(below, id('A1'), '/settings/limits', { version: versionOf(late.text), own_day_messages: '1', day_messages: '900' })).status, 303);
    assert.equal(one(`SELECT day_messages FROM setting WHERE account_id = ${id('A1')}`), '900');
});

test('a parent decides, or keeps to the standard', async () => {
    const form = async () => (await parent.client.get(`/${id('A')}/settings/sending`)).text;
    const own = () => one(`SELECT duplicate_hours FROM setting WHERE account_id = ${id('A')}`);
    const decide = async (which) => send(parent, id('A'), '/settings/sending', { version: versionOf(await form()), own_duplicate_hours: which, duplicate_hours: '24', lock_footer: '1' });
    assert.match(await form(), /Standard: 24 hours/);
    assert.equal((await decide('1')).status, 303);
    assert.equal(own(), '24', 'decided, though it is the standard too');
    assert.equal((await decide('0')).status, 303);
    assert.equal(own(), null);
});

test('a time of day is said as all pages say it', async () => {
    const { text } = await below.client.get(`/${id('A1')}/settings/sending`);
    assert.equal((await send(below, id('A1'), '/settings/sending', { version: versionOf(text), own_quiet_hours: '1', quiet_hours_from: '21:30', quiet_hours_until: '00:05' })).status, 303);
    assert.match((await below.client.get(`/${id('A1')}/settings`)).text, />9:30 pm to 12:05 am</);
});

test('values out of range are refused in words, each at its field', async () => {
    const refused = async (section, fields, words) => {
        const { text } = await below.client.get(`/${id('A1')}/settings/${section}`);
        const answer = await send(below, id('A1'), `/settings/${section}`, { version: versionOf(text), ...fields });
        assert.equal(answer.status, 422, JSON.stringify(fields));
        assert.match(answer.text, words);
    };
    for (const days of ['0', '91', '-1', '7.5', '', 'seven']) await refused('replies', { own_reply_days: '1', reply_days: days }, /whole number from 1 to 90/);
    for (const [from, until] of [['21:00', ''], ['25:00', '07:00'], ['9pm', '7am'], ['2:00', '07:00']]) await refused('sending', { own_quiet_hours: '1', quiet_hours_from: from, quiet_hours_until: until }, /21:00 and 07:00/);
    await refused('sending', { own_quiet_hours: '1', quiet_hours_from: '07:00', quiet_hours_until: '07:00' }, /begin and end at the same time/);
    await refused('replies', { own_opt_out_words: '1', opt_out_words: 'basta start' }, /lets texts in again/);
    const long = 'y'.repeat(200);
    await refused('replies', { own_opt_out_words: '1', opt_out_words: `basta ${long}` }, new RegExp(`At most 20 letters a word; “y{20}…” has more[^]*?basta ${long}</textarea>`));
    await refused('replies', { own_opt_out_reply: '1', opt_out_reply: 'x'.repeat(321) }, /At most 320 characters; these are 321/);
    await refused('sign-in', { own_two_step: '1', two_step: 'never' }, /Choose one/);
    assert.equal((await send(below, id('A1'), '/settings/sending', { version: '1', root_id: '1' })).status, 400, 'a field that no form has');
    assert.equal((await send(below, id('A1'), '/settings/sending', { version: '1', sender: String(world.accounts.A2.senderId) })).status, 400, 'a number of another account');
});

test('an account’s own facts: the parent names, a sub-account doesn’t', async () => {
    const version = sheet('A1').version;
    const name = one(`SELECT name FROM account WHERE account_id = ${id('A1')}`);
    assert.equal((await send(below, id('A1'), '/settings/account', { version, name: 'Mine', country: 'NZ', zone: 'Pacific/Auckland' })).status, 400);
    assert.equal((await send(below, id('A1'), '/settings/account', { version, country: 'NZ', zone: 'Pacific/Auckland' })).status, 303);
    assert.deepEqual(sql(`SELECT name, country, zone FROM account WHERE account_id = ${id('A1')}`)[0], { name, country: 'NZ', zone: 'Pacific/Auckland' });
    assert.equal((await send(below, id('A1'), '/settings/account', { version, country: 'AU', zone: 'Australia/Sydney' })).status, 409);
});
