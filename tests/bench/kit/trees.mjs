// trees.mjs: the accounts that are measured, filled when first asked for
import { tree, words } from './data.mjs';

/* `share` of all messages; a person for each twenty of them. */
const TREES = {
    small: { root: 1000, name: 'Small', share: 1 / 100, user: 9001 },
    large: { root: 2000, name: 'Large', share: 1, user: 9002 },
    wordy: { root: 3000, name: 'Wordy', share: 1 / 10, user: 9005, worded: true },
    few: { root: 10000, name: 'Few', branches: 1, share: 1 / 10, user: 9003 },
    many: { root: 20000, name: 'Many', branches: 1000, share: 1 / 10, user: 9004 },
    sender: { root: 4000, name: 'Sender', share: 1 / 1000, user: 9006 },
    other: { root: 5000, name: 'Other', share: 1 / 1000, user: 9007 },
};

export class Trees {
    #made = new Map();

    constructor(place, all) {
        this.place = place;
        this.all = all;
    }

    /* { root, user, count, client, cookie (header) }, once its rows are there. */
    async get(name) {
        if (!this.#made.has(name)) this.#made.set(name, await this.#fill(TREES[name]));
        return this.#made.get(name);
    }

    /* dlrd would write down the words of all these in its own time, and disturb. */
    async #fill({ share, worded, ...what }) {
        const began = Date.now();
        const count = Math.round(this.all * share);
        const { sessionOf } = await import('../../kit/database.mjs');
        this.place.part('dlrd', false);
        this.place.sql(tree({ ...what, count, people: Math.max(60, Math.round(count / 20)) }));
        if (worded) this.place.sql(words({ ...what, count }));
        this.place.sql('UPDATE word_cursor SET folded_to = (SELECT MAX(message_id) FROM message)');
        this.place.part('dlrd', true);
        console.log(`# ${what.name}: ${count} messages in ${((Date.now() - began) / 1000).toFixed(1)} s`);
        const { client } = sessionOf(what.user, { at: this.place.at, folder: this.place.folder });
        const cookie = [...client.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
        return { ...what, count, client, cookie };
    }
}
