// crowd.mjs: people who write through the pages whatever breaks, and handsets that answer
//
// A person does what the page says: at 503, or when the line is cut in mid-answer, the same form
// again. What was answered with 303 was accepted and stands in `accepted`, once.
import assert from 'node:assert/strict';

import { SENDER } from '../kit/instance.mjs';
import { until } from '../kit/smsc.mjs';

const NUMBERS = 8000;
const PATIENCE_S = 90;
const PARTS_LONG = 3;
const words = (serial, count) => `n${serial} `.repeat(count).trimEnd();
const number = (turn) => `+6149157${1000 + turn % NUMBERS}`;

/* 1 or 3 parts; each part holds the serial, so that each is told from those of other texts. */
const textOf = (serial, long) => {
    const piece = `n${serial} `.length;
    return long ? words(serial, Math.ceil(330 / piece)) : words(serial, 3);
};

export class Crowd {
    accepted = []; // { to, text, parts }
    heard = []; // texts of handsets that the carrier has taken
    #serial = 0;
    #recipients = 0;
    #wanted = 0;
    #running = [];

    /* options: writers, press [least, most] recipients of one press, queue: texts that may wait */
    constructor(house, carrier, chance, { writers = 2, press = [1, 12], queue = 40 } = {}) {
        Object.assign(this, { house, carrier, chance, writers, press, queue });
    }

    /* Write until this many texts are accepted, all told; who wrote before has ended. */
    write(wanted) {
        this.#wanted = wanted;
        const client = this.house.client();
        this.#running = Array.from({ length: this.writers }, () => this.#write(client));
    }

    /* No press after those that are under way; ended when they are. */
    stop() {
        this.#wanted = 0;
        return this.done();
    }

    get isDone() {
        return this.accepted.length >= this.#wanted;
    }

    /* When nobody writes any more; throws what a writer threw. */
    done() {
        return Promise.all(this.#running);
    }

    async #write(client) {
        while (!this.isDone) {
            const serial = ++this.#serial;
            await this.#send(client, serial);
            if (serial % 2 === 0) await this.#reply(client, serial);
            const text = `from a handset ${serial}`;
            this.heard.push(text);
            await this.carrier.inbound(number(serial).slice(1), SENDER.slice(1), text);
            await until('the queue to be short', () => this.#isShort(), 10 * PATIENCE_S);
        }
    }

    async #send(client, serial) {
        const long = serial % 3 === 0;
        const text = textOf(serial, long);
        const to = Array.from({ length: this.chance.between(...this.press) }, () => number(this.#recipients++));
        const page = await this.#patient('the form', () => client.get('/1/send'));
        const answer = await this.#patient('a press', () => client.send(page, '/1/send', { to: to.join('\n'), text, step: 'send' }));
        assert.equal(answer.status, 303, answer.text);
        this.accepted.push(...to.map((one) => ({ to: one, text, parts: long ? PARTS_LONG : 1 })));
    }

    async #reply(client, serial) {
        const [{ id, to }] = await until('MariaDB', () => this.#asked("SELECT conversation_id AS id, msisdn AS 'to' FROM conversation ORDER BY last_message_id DESC LIMIT 1"), PATIENCE_S);
        const text = `answer ${serial}`;
        const page = await this.#patient('the conversation', () => client.get(`/1/inbox/${id}`));
        const answer = await this.#patient('a reply', () => client.send(page, `/1/inbox/${id}/reply`, { text }));
        assert.equal(answer.status, 303, answer.text);
        this.accepted.push({ to, text, parts: 1 });
    }

    async #patient(what, ask) {
        return until(what, async () => {
            const answer = await ask().catch(() => ({ status: 0 }));
            assert.ok([0, 200, 303, 503].includes(answer.status), `${what}: ${answer.status} ${answer.text}`);
            return [200, 303].includes(answer.status) && answer;
        }, PATIENCE_S);
    }

    #asked(text) {
        try {
            return this.house.sql(text);
        } catch {
            return null; // MariaDB is away
        }
    }

    /* However slow the machine is: there is always something to send, and never too much of it. */
    #isShort() {
        const [row] = this.#asked('SELECT COUNT(*) AS n FROM outbox') ?? [];
        return row !== undefined && Number(row.n) < this.queue;
    }
}
