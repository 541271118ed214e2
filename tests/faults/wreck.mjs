// wreck.mjs: what can be broken, and breaking one after the other at moments nobody chose
//
// Each way of breaking comes once before any comes again, in an order of chance. A wreck is over
// when its process is ready again; the supervisor is the only hand that helps.
import { setTimeout as pause } from 'node:timers/promises';

import { DAEMONS, PROGRAMS, ran } from '../kit/instance.mjs';

const REST_MS = 400; // at most, between two

export class Wreck {
    counts = {}; // name -> how often
    recovered = []; // ms from a kill to the next process that is ready
    #deck = [];

    /* options: frozen [least, most] ms that MariaDB stands still, away the same for the line */
    constructor(house, carrier, chance, { frozen = [300, 1500], away = [50, 500] } = {}) {
        Object.assign(this, { house, carrier, chance, frozen, away });
        this.ways = {
            ...Object.fromEntries(['mariadb', ...DAEMONS, ...PROGRAMS].map((name) => [`kill ${name}`, () => this.#kill(name)])),
            'freeze mariadb': () => this.#freeze('mariadb'),
            'drop the line': () => this.#drop(),
        };
    }

    /* Has everything been broken once? */
    get isThrough() {
        return Object.keys(this.ways).every((name) => this.counts[name] > 0);
    }

    /* Break one thing, at any moment, and wait for its recovery; gives its name. */
    async next() {
        if (this.#deck.length === 0) this.#deck = this.chance.shuffled(Object.keys(this.ways));
        const name = this.#deck.pop();
        await pause(this.chance.below(REST_MS));
        await this.ways[name]();
        this.counts[name] = (this.counts[name] ?? 0) + 1;
        return name;
    }

    async #kill(name) {
        const begin = performance.now();
        await this.house.kill(name);
        this.recovered.push(performance.now() - begin);
    }

    /* By another process: this one stands still itself as soon as it asks the database. */
    async #freeze(name) {
        const seconds = this.chance.between(...this.frozen) / 1000;
        await ran('sh', ['-c', `kill -STOP $0; sleep ${seconds}; kill -CONT $0`, String(this.house.pid(name))]);
    }

    async #drop() {
        await this.carrier.close();
        await pause(this.chance.between(...this.away));
        await this.carrier.open();
    }
}
