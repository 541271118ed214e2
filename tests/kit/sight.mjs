// sight.mjs: what somebody may see of a world, and whether an answer shows more
//
// The rules are those of product.md, sections 2 to 4, said a second time: nothing here asks the
// program or its statements.
import { canaries } from './world.mjs';

/* A reader in an account: `scope` is mine, account or tree; account null: outside of any. */
export class Reader {
    constructor(world, name, key, scope) {
        Object.assign(this, { world, name, scope, user: world.users[name], account: world.accounts[key] ?? null, short: name.split('.').at(-1) });
        this.inside = scope === 'tree' ? Object.values(world.accounts).filter(({ tree }) => tree === this.account.tree) : [this.account].filter(Boolean);
        this.keys = new Set(this.inside.map((account) => account.key));
        this.named = new Set([...this.keys, ...this.inside.map(({ tree }) => tree), ...(this.account ? [] : entered(world, this.user).flatMap(({ key: own, tree }) => [own, tree]))]);
        const turns = world.messages.filter((turn) => this.sees(turn));
        this.messages = new Set(turns.map(({ id }) => String(id)));
        this.conversations = new Set(turns.map(({ conversation }) => String(conversation.id)));
        this.events = new Set(scope === 'account' ? world.events.filter(({ conversation }) => this.keys.has(conversation.account.key)).map(({ id }) => String(id)) : []);
        this.numbers = new Set(turns.map(({ conversation }) => conversation.number.slice(-3)));
    }

    toString() {
        return `${this.name} in ${this.account?.key ?? 'no account'}${this.scope === 'tree' ? ', merged' : ''}`;
    }

    sees(turn) {
        return this.keys.has(turn.account.key) && (this.scope !== 'mine' || turn.who === this.name);
    }

    /* The conversations of one tab, newest first. */
    tab(tab) {
        const { world } = this;
        const own = (one) => world.users[this.name].own?.find(({ conversation }) => conversation === one);
        const unread = (one) => (this.scope === 'mine' ? own(one).unread : one.unread);
        const closed = (one) => this.scope !== 'mine' && one.closed;
        const wanted = { open: (one) => !closed(one), unread, closed, all: () => true }[tab];
        return world.conversations.filter((one) => this.conversations.has(String(one.id)) && wanted(one));
    }

    may({ world, account, table, column, who }) {
        if (world !== this.world.tag) return false;
        if (table === 'user') return who === `=${this.name}` || this.isToldOf(this.world.users[who.slice(1)]) || this.readsOf(this.world.users[who.slice(1)]) || this.readsUser(this.world.users[who.slice(1)]);
        if (table === 'account' && column === 'name') return this.named.has(account);
        if (table === 'setting' && account === this.account?.tree && column !== 'changed_by') return this.administers(this.account.key); /* handed down */
        if (!this.keys.has(account)) return false;
        if (who === 'all') return true;
        if (who.startsWith('admins')) return this.administers(account);
        if (who.startsWith('none')) return false;
        if (who.startsWith('=')) return this.scope === 'mine' && who === `=${this.short}`;
        return this.scope !== 'mine' || who.split('+').includes(this.short);
    }

    /* A page that refuses names who could change that: Administrators of the account itself. */
    isToldOf(user) {
        return user?.roles[this.account?.key] === 'administrator' && this.readsUsersOf(this.account.key);
    }

    /* The audit log names whoever did something in an account that one administers. */
    readsOf(user) {
        return user && this.inside.some(({ key, tree }) => this.administers(key) && (user.roles[key] || user.roles[tree] === 'administrator'));
    }

    /* As its own Administrator, or as one of its parent's. */
    administers(key) {
        const { roles } = this.user;
        return roles[key] === 'administrator' || roles[this.world.accounts[key].tree] === 'administrator';
    }

    /* Of the account one acts in: who administers it is named to all but Basic users. */
    readsUsersOf(key) {
        const { roles } = this.user;
        return key === this.account?.key && (roles[this.account.tree] === 'administrator' || ['administrator', 'advanced'].includes(roles[key]));
    }

    /* A member of the account one acts in, to all but its Basic users; and, to one another,
     * those who administer its parent. */
    readsUser(person) {
        const here = this.account?.key;
        if (!person || !here || !this.readsUsersOf(here)) return false;
        const { tree } = this.account;
        return here in person.roles || (person.roles[tree] === 'administrator' && this.user.roles[tree] === 'administrator');
    }

    /* What an answer says that it must not: sentences. `asked` is taken out first: a page may
     * say again what its reader typed. */
    leaks({ status, raw, text }, asked = '') {
        const said = `${status} ${raw.map((pair) => pair.join(': ')).join('\n')}\n${without(text, asked)}`;
        const ids = (pattern) => [...said.matchAll(pattern)].map((found) => found.slice(1));
        const faults = canaries(said).filter((canary) => !this.may(canary)).map(({ word }) => word);
        for (const [number] of ids(/7700\W{0,6}900\W{0,6}(\d{3})(?!\d)/g)) if (!this.numbers.has(number)) faults.push(`the number 07700 900${number}`);
        for (const turn of this.world.messages) if (said.includes(turn.word) && !this.sees(turn)) faults.push(`${turn.word} of ${turn.who} in ${turn.account.key}`);
        for (const [account, id] of ids(/id="(?:talk|number|hit)-(\d+)-(\d+)"/g)) if (!this.ownsTalk(account, id)) faults.push(`conversation ${id} of account ${account}`);
        for (const [account, id] of ids(/"\/(\d+)\/inbox\/(\d+)/g)) if (!this.ownsTalk(account, id)) faults.push(`a link to conversation ${id} of account ${account}`);
        for (const [id] of ids(/(?:id="say-|\/messages\/)(\d+)/g)) if (!this.messages.has(id)) faults.push(`message ${id}`);
        for (const [id] of ids(/id="event-(\d+)"/g)) if (!this.events.has(id)) faults.push(`event ${id}`);
        return [...new Set(faults)].map((fault) => `${this}: ${fault}`);
    }

    ownsTalk(account, id) {
        return this.inside.some((one) => String(one.id) === account) && this.conversations.has(id);
    }
}

/* The accounts that a user has a way into. */
export function entered(world, user) {
    return Object.values(world.accounts).filter(({ key, tree }) => key in user.roles || user.roles[tree] === 'administrator');
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/* A text without what was typed, however it was written: as it is, escaped, or in an address. */
export function without(text, asked) {
    if (!asked) return text;
    return [asked, escaped(asked), encodeURIComponent(asked), encodeURIComponent(asked).replaceAll('%20', '+')].reduce((left, typed) => left.replaceAll(typed, '…'), text);
}

/* An answer in bytes, without what differs from answer to answer. */
export function bytesOf({ status, raw, text }) {
    const headers = raw.filter(([name]) => !/^(date|connection|keep-alive)$/i.test(name)).map((pair) => pair.join(': ')).join('\n');
    return `${status}\n${headers}\n\n${text.replace(/(name="once" value=")[^"]*/g, '$1…')}`;
}

/* The ids of the rows of a list, in order; its counts by tab; the unread count of the menu. */
export function listOf({ text }) {
    const tabs = [...text.matchAll(/\?tab=(\w+)[^"]*"[^>]*>\w+ <span class="tabs-num">([\d,]+)</g)].map(([, tab, count]) => [tab, number(count)]);
    const menu = /id="menu-unread"[^>]*>([\d,]+)</.exec(text);
    const older = /href="[^"]*[?&;]before=(\d+)[^"]*">Older/.exec(text);
    return { ids: [...text.matchAll(/id="(?:talk|number|hit)-\d+-(\d+)"/g)].map(([, id]) => id), tabs: Object.fromEntries(tabs), unread: menu ? number(menu[1]) : null, before: older?.[1] ?? null };
}

const number = (text) => Number(text.replaceAll(',', ''));

/* Do it for each, `many` at a time. */
export async function forEach(list, many, act) {
    const queue = [...list];
    await Promise.all(Array.from({ length: many }, async () => {
        while (queue.length > 0) await act(queue.shift());
    }));
}
