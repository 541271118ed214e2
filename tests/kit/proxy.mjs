// proxy.mjs: a line to MariaDB that breaks where a test wants it to
//
// Stands between a program and the server on unix sockets and reads along, packet by packet
// (MariaDB client/server protocol: three bytes of length, a number, the body). An order says at
// which packet the line breaks, and whether that packet is still passed on, wholly or by half.
//
//     const proxy = await proxyStart(path, serverPath);
//     proxy.arm({ at: 'answer', to: /^COMMIT$/ });            the COMMIT lands, its answer is lost
//     proxy.arm({ at: 'ask', to: /INSERT INTO submission/ }); it never reaches the server
//     proxy.arm({ at: 'connect' })
//
// `to` is matched against what the client asked: "connect" before anything was, "auth", the text
// of a query, "prepare TEXT", "execute TEXT", "close TEXT"; `within` against all that was asked
// since BEGIN. Each order breaks `times` lines (1) and then refuses new ones for `away` ms (0).
// `pass` is the share of the packet that still goes.
import { connect, createServer } from 'node:net';
import { rmSync } from 'node:fs';

const COMMANDS = { 1: 'quit', 3: 'query', 14: 'ping', 22: 'prepare', 23: 'execute', 24: 'long data', 25: 'close', 26: 'reset', 28: 'fetch', 250: 'execute' };

/* Cuts a stream into packets; `hear` gets each whole one. */
class Packets {
    #rest = Buffer.alloc(0);

    constructor(hear) {
        this.hear = hear;
    }

    add(data) {
        this.#rest = Buffer.concat([this.#rest, data]);
        for (;;) {
            const whole = this.#rest.length >= 4 ? this.#rest.readUIntLE(0, 3) + 4 : Infinity;
            if (this.#rest.length < whole) return;
            const packet = this.#rest.subarray(0, whole);
            this.#rest = this.#rest.subarray(whole);
            this.hear(packet);
        }
    }
}

/* One client's line. */
class Line {
    asked = 'connect';
    work = []; // what was asked since BEGIN
    answers = 0; // packets of the answer to what was asked
    broken = false;
    #names = new Map(); // statement id -> text

    constructor(proxy, client) {
        Object.assign(this, { proxy, client });
        this.server = connect(proxy.serverPath);
        const fromClient = new Packets((packet) => this.ask(packet));
        const fromServer = new Packets((packet) => this.answer(packet));
        client.on('data', (data) => { if (!this.broken) fromClient.add(data); });
        this.server.on('data', (data) => { if (!this.broken) fromServer.add(data); });
        for (const end of [client, this.server]) {
            end.on('error', () => this.end());
            end.on('close', () => this.end());
        }
    }

    end() {
        this.broken = true;
        this.client.destroy();
        this.server.destroy();
        this.proxy.lines.delete(this);
    }

    /* What a packet of the client asks for. */
    #read(packet) {
        const command = COMMANDS[packet[4]];
        const text = packet.subarray(5);
        if (this.asked === 'connect') return 'auth';
        if (packet[3] !== 0) return this.asked; // goes on
        switch (command) {
        case 'query': return text.toString('utf8');
        case 'prepare': return `prepare ${text.toString('utf8')}`;
        case 'execute': return `execute ${this.#names.get(text.readUInt32LE(0)) ?? '?'}`;
        case 'close': return `close ${this.#names.get(text.readUInt32LE(0)) ?? '?'}`;
        default: return command ?? 'other';
        }
    }

    ask(packet) {
        if (this.broken) return;
        this.asked = this.#read(packet);
        this.answers = 0;
        if (this.asked === 'START TRANSACTION') this.work = [];
        this.work.push(this.asked);
        this.proxy.heard.push(this.asked);
        this.#pass(packet, this.server, this.proxy.order('ask', this));
    }

    answer(packet) {
        if (this.broken) return;
        this.answers++;
        if (this.asked.startsWith('prepare ') && this.answers === 1 && packet[4] === 0)
            this.#names.set(packet.readUInt32LE(5), this.asked.slice('prepare '.length));
        this.#pass(packet, this.client, this.proxy.order('answer', this));
    }

    #pass(packet, to, order) {
        if (!order) {
            to.write(packet);
            return;
        }
        this.broken = !order.hush; // hush: nothing goes any more, and nobody is told
        if (order.hush) this.client.pause();
        const piece = packet.subarray(0, Math.floor(packet.length * (order.pass ?? 0)));
        const done = () => { if (!order.hush) this.end(); };
        if (piece.length > 0) to.write(piece, done);
        else done();
    }
}

class Proxy {
    lines = new Set();
    heard = []; // what was asked, in its order
    fired = 0;
    #order = null;
    #awayUntil = 0;

    constructor(path, serverPath) {
        Object.assign(this, { path, serverPath });
    }

    arm(order) {
        this.#order = { times: 1, away: 0, nth: 1, ...order };
        this.fired = 0;
    }

    disarm() {
        this.#order = null;
        this.#awayUntil = 0;
    }

    /* The order, if it is for this moment of this line. */
    order(at, line) {
        const order = this.#order;
        if (!order || order.at !== at || order.times <= 0) return null;
        if (order.to && !order.to.test(line.asked)) return null;
        if (order.within && !line.work.some((asked) => order.within.test(asked))) return null;
        if (at === 'answer' && line.answers !== order.nth) return null;
        order.times--;
        this.fired++;
        this.#awayUntil = Date.now() + order.away;
        return order;
    }

    welcome(client) {
        client.on('error', () => client.destroy());
        if (Date.now() < this.#awayUntil || this.order('connect', { asked: 'connect' })) client.destroy();
        else this.lines.add(new Line(this, client));
    }

    /* Cut every line there is, so that the next visit makes a new one. */
    cut() {
        for (const line of this.lines) line.end();
    }

    close() {
        this.cut();
        return new Promise((resolve) => this.server.close(resolve));
    }
}

export function proxyStart(path, serverPath) {
    const proxy = new Proxy(path, serverPath);
    rmSync(path, { force: true });
    proxy.server = createServer((client) => proxy.welcome(client));
    return new Promise((resolve) => proxy.server.listen(path, () => resolve(proxy)));
}
