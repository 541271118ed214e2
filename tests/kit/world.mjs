// world.mjs: two trees and siblings, and in every text column a word that says whose it is
//
// A canary is CANARY-WORLD-TREE-ACCOUNT-table-column-WHO: WHO is `all` (members of the account),
// `team` (who reads the whole account), `admins` (its Administrators), `none` (nobody), or people, joined by +, who may see it
// besides the team; `=` in front leaves the team out. Numbers can't hold words, so each
// conversation has one of its own (of Ofcom's range for drama), but for `shared`, which stands
// in every account. What may be seen follows from product.md, not from the program's statements.
import { createHash, randomBytes } from 'node:crypto';

import { insert, one, quoted, sql } from './database.mjs';
import { varFolder } from './portal.mjs';

const TREES = { A: ['A', 'A1', 'A2', 'A3', 'A4'], B: ['B', 'B1'] };
const STATES = { A3: 'suspended', A4: 'closed' };
const NODE = 1023n;
const MINUTE = 60000;

export class World {
    constructor(folder) {
        this.folder = folder;
        this.tag = `K${randomBytes(2).toString('hex')}`;
        this.accounts = {};
        this.users = {};
        this.conversations = [];
        this.messages = [];
        this.events = [];
        this.rows = new Map();
        this.sequence = 0n;
    }

    canary(account, table, column, who) {
        return `CANARY-${this.tag}-${account.tree}-${account.key}-${table}-${column}-${who}`;
    }

    add(table, row) {
        if (!this.rows.has(table)) this.rows.set(table, []);
        this.rows.get(table).push(row);
        return row;
    }

    /* A time `minutes` ago as SQL writes it, and a message id of that millisecond. */
    moment(minutes) {
        const ms = Date.now() - Math.round(minutes * MINUTE);
        this.sequence += 1n;
        return { at: `${new Date(ms).toISOString().slice(0, 23).replace('T', ' ')}000`,
            id: (BigInt(ms - Date.UTC(2020, 0, 1)) << 22n) | (NODE << 12n) | (this.sequence & 4095n) };
    }

    user(name) {
        return this.users[name];
    }
}

const next = (table, column, folder) => Number(one(`SELECT IFNULL(MAX(${column}), 0) + 1 FROM ${table}`, folder));

/* What each account decided itself. The parent's is what a sub-account would have without. */
function addSettings(world, account) {
    const of = (column) => world.canary(account, 'setting', column, 'admins');
    world.add('setting', { root_id: account.rootId, account_id: account.id, version: 1, changed_at: '2025-01-02 00:00:00', changed_by: of('changed_by'), footer: of('footer'),
        quiet_hours: '21:00-07:00', opt_out_words: of('opt_out_words'), opt_out_reply: of('opt_out_reply'), opt_in_reply: of('opt_in_reply') });
}

function addAccounts(world) {
    const first = next('account', 'account_id', world.folder);
    let id = first;
    for (const [tree, keys] of Object.entries(TREES)) {
        const rootId = id;
        for (const key of keys) {
            const account = { key, tree, id, rootId, state: STATES[key] ?? 'active', parent: key === tree, line: 1 + (id % 7) };
            account.name = world.canary(account, 'account', 'name', 'all');
            world.accounts[key] = account;
            world.add('account', { root_id: rootId, account_id: id, name: account.name, payment: 'postpaid', state: account.state,
                country: 'AU', zone: 'Australia/Sydney', line: account.line, opened_at: '2025-01-01 00:00:00',
                state_by: world.canary(account, 'account', 'state_by', 'admins') });
            addSettings(world, account);
            id += 1;
        }
    }
    world.nobody = id + 100000; /* no account has it */
}

/* Everybody has the password of the demo's first person. */
function addPeople(world) {
    let id = next('user', 'user_id', world.folder);
    const password = one('SELECT password FROM user ORDER BY user_id LIMIT 1', world.folder) ?? 'none';
    const person = (name, home) => {
        const user = { name, id: id++, email: `${world.tag}.${name}@canary.example`.toLowerCase(), roles: {} };
        user.title = world.canary(home, 'user', 'name', `=${name}`);
        world.users[name] = user;
        world.add('user', { user_id: user.id, email: user.email, name: user.title, password, zone: 'Australia/Sydney', verified: 1, added_at: '2025-01-01 00:00:00' });
        return user;
    };
    const member = (user, account, role) => {
        user.roles[account.key] = role;
        world.add('membership', { root_id: account.rootId, account_id: account.id, user_id: user.id, role, added_at: '2025-01-01 00:00:00' });
    };
    for (const account of Object.values(world.accounts)) {
        for (const [short, role] of [['adm', 'administrator'], ['adv', 'advanced'], ['b1', 'basic'], ['b2', 'basic']]) {
            member(person(`${account.key}.${short}`, account), account, role);
        }
    }
    /* One person in both trees, with another role in each. */
    const both = person('both', world.accounts.A1);
    member(both, world.accounts.A1, 'basic');
    member(both, world.accounts.B1, 'administrator');
}

function addSenders(world) {
    const taken = new Set(sql('SELECT msisdn FROM sender', world.folder).map(({ msisdn }) => msisdn));
    let id = next('sender', 'sender_id', world.folder);
    let tail = (Object.values(world.accounts)[0].id * 10) % 10000;
    for (const account of Object.values(world.accounts)) {
        do tail = (tail + 1) % 10000; while (taken.has(`+6125550${String(tail).padStart(4, '0')}`));
        account.sender = `+6125550${String(tail).padStart(4, '0')}`;
        account.senderId = id++;
        world.add('sender', { root_id: account.rootId, account_id: account.id, sender_id: account.senderId, msisdn: account.sender, added_at: '2025-01-01 00:00:00' });
    }
}

/* One conversation: turns are [who, direction, state?]; who null: nobody's. */
function addConversation(world, account, key, number, turns, { unread = false, closed = false, minutes }) {
    const conversation = { id: world.nextConversation++, account, key, number: `+447700900${String(number).padStart(3, '0')}`, closed, unread, turns: [], people: [] };
    let ago = minutes;
    for (const [who, direction, state] of turns) {
        const { at, id } = world.moment(ago);
        const answered = direction === 'in' ? conversation.turns.filter((turn) => turn.direction === 'out').at(-1) : undefined;
        conversation.turns.push({ id, at, who, direction, account, conversation, state: direction === 'in' ? 'received' : state ?? 'delivered', inReplyTo: who && answered ? answered.id : null });
        ago -= 0.5;
    }
    conversation.people = [...new Set(conversation.turns.map(({ who }) => who).filter(Boolean))];
    for (const turn of conversation.turns) addMessage(world, account, conversation, turn);
    addConversationRow(world, account, conversation);
    for (const who of conversation.people) addOwnRow(world, account, conversation, who);
    const names = conversation.people.map((name) => name.split('.').at(-1)).join('+') || 'team';
    conversation.name = world.canary(account, 'contact', 'name', names);
    world.add('contact', { root_id: account.rootId, account_id: account.id, contact_id: world.nextContact++, name: conversation.name, msisdn: conversation.number, added_at: '2025-01-01 00:00:00' });
    world.conversations.push(conversation);
    return conversation;
}

const short = (who) => (who ? who.split('.').at(-1) : 'team');

function addMessage(world, account, conversation, turn) {
    const out = turn.direction === 'out';
    const of = (table, column) => world.canary(account, table, column, short(turn.who));
    turn.word = `qz${createHash('sha256').update(`${world.tag}${turn.id}`).digest('hex').slice(0, 12)}`;
    turn.body = `${of('message', 'body')} ${turn.word}\nsecond line`;
    world.add('message', { root_id: account.rootId, account_id: account.id, message_id: turn.id, conversation_id: conversation.id,
        direction: turn.direction, sender: account.sender, msisdn: conversation.number, msisdn_typed: out ? of('message', 'msisdn_typed') : null,
        body: turn.body, encoding: 'gsm7', parts: 1, state: turn.state, why: turn.state === 'rejected' ? of('message', 'why') : null,
        origin: out ? 'page' : 'handset', user_id: turn.who ? world.user(turn.who).id : null, user_name: out && turn.who ? of('message', 'user_name') : null,
        in_reply_to: turn.inReplyTo, accepted_at: turn.at, final_at: turn.at });
    if (out) {
        const ref = of('part', 'carrier_id');
        world.add('part', { root_id: account.rootId, account_id: account.id, message_id: turn.id, part_no: 1, state: turn.state, route_id: world.route,
            carrier_id: ref, error: of('part', 'error'), sent_at: turn.at, answered_at: turn.at, receipt_at: turn.at, receipts: 1 });
        world.add('raw_receipt', { route_id: world.route, carrier_id: ref, outcome: turn.state, error: of('raw_receipt', 'error'), pdu: of('raw_receipt', 'pdu'),
            came_at: turn.at, state: 'applied', account_id: account.id, message_id: turn.id, part_no: 1 });
    }
    world.messages.push(turn);
}

const lastOf = (turn) => ({ last_message_id: turn.id, last_at: turn.at, last_direction: turn.direction, last_state: turn.state });

function addConversationRow(world, account, conversation) {
    const last = conversation.turns.at(-1);
    const out = conversation.turns.filter(({ direction }) => direction === 'out').at(-1);
    account.version += 1;
    world.treeVersion[account.tree] += 1;
    world.add('conversation', { root_id: account.rootId, account_id: account.id, conversation_id: conversation.id, sender_id: account.senderId, msisdn: conversation.number,
        closed: Number(conversation.closed), unread: Number(conversation.unread), first_message_id: conversation.turns[0].id, ...lastOf(last),
        last_user_id: last.direction === 'out' && last.who ? world.user(last.who).id : null,
        last_user_name: last.direction === 'out' && last.who ? world.canary(account, 'conversation', 'last_user_name', 'team') : null,
        preview: world.canary(account, 'conversation', 'preview', 'team'), out_message_id: out?.id ?? null,
        out_user_id: out?.who ? world.user(out.who).id : null, out_at: out?.at ?? null, version: account.version, tree_version: world.treeVersion[account.tree] });
    if (conversation.key === 'done') {
        for (const kind of ['closed', 'reopened', 'closed']) {
            const { at, id } = world.moment(1);
            world.events.push({ id, conversation });
            world.add('conversation_event', { root_id: account.rootId, account_id: account.id, conversation_id: conversation.id, event_id: id, kind,
                user_id: last.who ? world.user(last.who).id : null, user_name: world.canary(account, 'conversation_event', 'user_name', 'team'), happened_at: at });
        }
    }
}

/* What is `who`'s of a conversation; unread when its last row is an answer to them. */
function addOwnRow(world, account, conversation, who) {
    const turns = conversation.turns.filter((turn) => turn.who === who);
    const unread = conversation.unread && turns.at(-1).direction === 'in';
    const user = world.user(who);
    user.own ??= [];
    user.own.push({ conversation, account, unread });
    world.add('conversation_own', { root_id: account.rootId, account_id: account.id, user_id: user.id, conversation_id: conversation.id, unread: Number(unread),
        first_message_id: turns[0].id, ...lastOf(turns.at(-1)), preview: world.canary(account, 'conversation_own', 'preview', `=${short(who)}`),
        version: user.own.filter((one) => one.account === account).length });
}

function addTalk(world, account, number) {
    const [adv, b1, b2] = ['adv', 'b1', 'b2'].map((name) => `${account.key}.${name}`);
    const talk = (key, at, turns, how) => addConversation(world, account, key, at, turns, how);
    talk('shared', 0, [[b1, 'out'], [b1, 'in'], [b2, 'out'], [b2, 'in'], [adv, 'out'], [null, 'in']], { minutes: 300, unread: true });
    talk('mixed', number + 1, [[adv, 'out'], [adv, 'in'], [b1, 'out'], [b1, 'in']], { minutes: 280, unread: true });
    talk('done', number + 2, [[adv, 'out'], [adv, 'in'], [adv, 'out', 'rejected']], { minutes: 260, closed: true });
    talk('first', number + 3, [[b1, 'out'], [b1, 'in']], { minutes: 240, unread: true });
    talk('second', number + 4, [[b2, 'out'], [b2, 'in']], { minutes: 220, unread: true });
    talk('nobody', number + 5, [[null, 'in']], { minutes: 200, unread: true });
    talk('refused', number + 6, [[b1, 'out', 'rejected'], [b2, 'out', 'failed']], { minutes: 180 });
}

/* More than a page holds, of two people, so that cursors have something to point at. */
function addCrowd(world, account, number) {
    for (let i = 0; i < 53; i++) {
        addConversation(world, account, 'crowd', number + i, [[`${account.key}.${i % 2 ? 'b1' : 'b2'}`, 'out'], [`${account.key}.${i % 2 ? 'b1' : 'b2'}`, 'in']], { minutes: 160 - i, unread: i % 3 === 0 });
    }
    for (let i = 53; i < 106; i++) {
        addConversation(world, account, 'crowd', number + i, [[`${account.key}.b1`, 'out']], { minutes: 160 - i });
    }
}

function addCounts(world) {
    const sum = (list, test) => list.filter(test).length;
    const counts = (list) => ({ open: sum(list, ({ closed }) => !closed), unread: sum(list, ({ unread }) => unread), closed: sum(list, ({ closed }) => closed) });
    for (const account of Object.values(world.accounts)) {
        const mine = world.conversations.filter((conversation) => conversation.account === account);
        const row = { root_id: account.rootId, account_id: account.id };
        world.add('inbox_count', { ...row, scope: 'account', user_id: 0, ...counts(mine), version: account.version });
        if (account.parent) {
            const tree = world.conversations.filter((conversation) => conversation.account.tree === account.tree);
            world.add('inbox_count', { ...row, scope: 'tree', user_id: 0, ...counts(tree), version: world.treeVersion[account.tree] });
        }
        for (const user of Object.values(world.users)) {
            const own = (user.own ?? []).filter((one) => one.account === account);
            if (own.length > 0) world.add('inbox_count', { ...row, scope: 'user', user_id: user.id, open: own.length, unread: sum(own, ({ unread }) => unread), closed: 0, version: own.length });
        }
    }
}

/* Things that a key opens: a press of Send and an invitation a person, one an account. */
/* What a person's mails lead to: one token for all, so that a test has one to try. Of two
 * hours ago: older than what is counted (model/login/reset.h), younger than what schedd takes away. */
function addLinks(world, user, hashed) {
    const times = { made_at: new Date(Date.now() - 7200_000).toISOString().slice(0, 19).replace('T', ' '), ends_at: '2099-01-01 00:00:00' };
    world.add('reset', { token_hash: hashed(user.invite), user_id: user.id, ...times });
    world.add('email_change', { user_id: user.id, email: `moved.${user.email}`, new_hash: hashed(user.invite), old_hash: randomBytes(32), ...times });
}

function addKeys(world) {
    const hashed = (token) => createHash('sha256').update(token).digest();
    const token = () => randomBytes(32).toString('base64url');
    for (const user of Object.values(world.users)) {
        const turn = world.messages.find(({ who, direction }) => who === user.name && direction === 'out');
        if (!turn) continue;
        user.once = token();
        user.sent = turn;
        world.add('submission', { root_id: turn.account.rootId, account_id: turn.account.id, user_id: user.id, once: hashed(user.once), content: randomBytes(32),
            first_message_id: turn.id, last_message_id: turn.id, messages: 1, parts: 1, made_at: turn.at });
    }
    for (const holder of [...Object.values(world.accounts), ...Object.values(world.users)]) {
        const home = holder.key ? holder : world.accounts[Object.keys(holder.roles)[0]];
        const account = holder.key || home.state === 'active' ? home : world.accounts.A2; /* nobody is let into the others */
        holder.invite = token();
        const id = world.nextInvite++;
        holder.inviteId = id;
        world.add('invite', { root_id: account.rootId, invite_id: id, made_in: account.id, token_hash: hashed(holder.invite),
            email: `${world.canary(account, 'invite', 'email', 'admins')}.${holder.name ?? 'nobody'}@canary.example`,
            user_name: world.canary(account, 'invite', 'user_name', 'admins'), note: world.canary(account, 'invite', 'note', 'none'),
            made_at: '2025-01-01 00:00:00', ends_at: '2099-01-01 00:00:00' });
        world.add('invite_grant', { root_id: account.rootId, account_id: account.id, invite_id: id, role: 'basic' });
        if (holder.name && holder.email) addLinks(world, holder, hashed);
    }
}

/* What was done in each account; the rows' own chain is tests/wire/audit.own.mjs's matter. */
function addAudit(world) {
    const heads = {};
    for (const account of Object.values(world.accounts)) {
        for (let i = 0; i < 2; i++) {
            const head = heads[account.rootId] ??= { root_id: account.rootId, seq: 0, hash: Buffer.alloc(32) };
            const { at } = world.moment(30 - head.seq - 1);
            const of = (column) => world.canary(account, 'audit', column, 'admins');
            const hash = randomBytes(32);
            world.add('audit', { root_id: account.rootId, account_id: account.id, seq: head.seq + 1, at, user_id: world.users[`${account.key}.adm`].id,
                user_name: of('user_name'), address: of('address'), action: 'role.change', object: of('object'), was: of('was'), became: of('became'), prev: head.hash, hash });
            Object.assign(head, { seq: head.seq + 1, at, hash });
        }
    }
    for (const head of Object.values(heads)) world.add('audit_head', head);
}

const ORDER = ['account', 'setting', 'user', 'membership', 'invite', 'audit', 'audit_head', 'invite_grant', 'sender', 'contact', 'conversation', 'conversation_own', 'conversation_event', 'inbox_count', 'message', 'part', 'submission', 'raw_receipt', 'reset', 'email_change'];

/* Put a world beside what is there. `crowd` adds more than a page of conversations to A1. */
export function seed({ folder = varFolder, crowd = false } = {}) {
    const world = new World(folder);
    world.nextConversation = next('conversation', 'conversation_id', folder);
    world.nextContact = next('contact', 'contact_id', folder);
    world.nextInvite = next('invite', 'invite_id', folder);
    world.route = one('SELECT MIN(route_id) FROM route', folder) ?? 1;
    world.treeVersion = { A: 0, B: 0 };
    addAccounts(world);
    addPeople(world);
    addSenders(world);
    Object.values(world.accounts).forEach((account, at) => {
        account.version = 0;
        addTalk(world, account, at * 10);
    });
    if (crowd) addCrowd(world, world.accounts.A1, 100);
    addCounts(world);
    addKeys(world);
    addAudit(world);
    for (const table of ORDER) insert(table, world.rows.get(table), folder);
    sql('UPDATE word_cursor SET folded_to = 0', folder); // ids of the past: the words begin anew
    return world;
}

/* Whose the canaries in a text are: [{ word, world, tree, account, table, column, who }]. */
export function canaries(text) {
    return [...text.matchAll(/CANARY-(\w+)-(\w+)-(\w+)-(\w+)-(\w+)-((?:=|&#61;)?[\w+]+(?:\.\w+)*)/gi)].map(([word, world, tree, account, table, column, who]) => (
        { word, world, tree, account, table, column, who: who.replace('&#61;', '=') }));
}

/* The text columns that a canary (or, for a number, a number of its own) must be in. */
export function textColumns(tables, folder = varFolder) {
    return sql(`SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'branchline'
        AND data_type IN ('char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext') AND table_name IN (${tables.map(quoted).join(', ')})
        ORDER BY table_name, ordinal_position`, folder).map(({ t, c }) => ({ table: t, column: c }));
}
