// count.mjs: a carrier that is none of ours and counts what it is given
//
// The npm package `smpp` in a process of its own. It counts every submit_sm that it took by
// number, header and text, answers after a while, and brings each receipt and inbound text
// until it is acknowledged, over as many binds as that takes. It can be as unfair as carriers
// are: each unfairness has its share.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(import.meta.url);

/* The carrier as a test sees it. */
class Carrier {
    #child;
    #asked = new Map();
    #serial = 0;

    constructor(child) {
        this.#child = child;
        child.on('message', ({ serial, answer }) => {
            this.#asked.get(serial)?.(answer);
            this.#asked.delete(serial);
        });
    }

    tell(what, value) {
        return new Promise((resolve) => {
            this.#asked.set(++this.#serial, resolve);
            this.#child.send({ serial: this.#serial, what, value });
        });
    }

    /* Listen (again) on a port, 0 for any; gives the port. */
    open(port = 0) { return this.tell('open', port); }

    /* Drop every line and listen no more; what waits, waits. */
    close() { return this.tell('close'); }

    /* { seed, answer: [least, most] ms, receipt: [least, most] ms, lateness: the same }, and shares
     * of submits in percent: throttle (refused for now), mute (taken, never answered), late (answered
     * after `lateness`, so behind later ones), twice (answered twice), drop (the line goes, half of
     * them taken); of receipts: early (before the answer), again (two of them), fail (UNDELIV). */
    set(values) { return this.tell('set', values); }

    /* [{ key, to, text, header, times, stat }] of all it ever took. */
    counts() { return this.tell('counts'); }

    /* A text from a handset, brought until it is acknowledged. */
    inbound(from, to, text) { return this.tell('inbound', { from, to, text }); }

    /* { waiting, acknowledged (texts of inbound), throttled, binds, did: { unfairness: times } }. */
    state() { return this.tell('state'); }

    end() {
        return new Promise((resolve) => {
            this.#child.once('exit', resolve);
            this.#child.kill('SIGKILL');
        });
    }
}

export async function carrierStart(values = {}) {
    const carrier = new Carrier(fork(file, ['carrier'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
    await carrier.set(values);
    carrier.port = await carrier.open();
    return carrier;
}

/* ---------------------------------------------------------------- in the child */

const RESEND_MS = 100;

async function serve() {
    const { default: smpp } = await import('smpp');
    const set = { seed: 20220, answer: [1, 15], receipt: [20, 200], lateness: [500, 4000],
        throttle: 0, mute: 0, late: 0, twice: 0, drop: 0, early: 0, again: 0, fail: 0 };
    const did = { mute: 0, late: 0, twice: 0, drop: 0, early: 0, again: 0, fail: 0 };
    const taken = new Map(); // key -> { to, header, text, times, stat }
    const letters = new Set(); // deliver_sm not yet acknowledged
    const acknowledged = [];
    const bound = new Set();
    let server;
    let port = 0;
    let lastId = 0;
    let binds = 0;
    let throttled = 0;

    const random = (most) => {
        set.seed = (Math.imul(set.seed, 1103515245) + 12345) & 0x7fffffff;
        return (set.seed >> 8) % most;
    };
    const between = ([least, most]) => least + random(most - least + 1);
    const happens = (what) => {
        const does = random(10000) < set[what] * 100;
        if (does) did[what]++;
        return does;
    };

    const bring = (letter) => {
        const session = [...bound].at(-1);
        if (!session || letter.on === session) return;
        letter.on = session;
        session.deliver_sm(letter.pdu, (answer) => {
            letter.on = undefined;
            if (answer.command_status !== 0) {
                setTimeout(() => letters.has(letter) && bring(letter), RESEND_MS);
                return;
            }
            letters.delete(letter);
            if (letter.text) acknowledged.push(letter.text);
        });
    };
    const post = (letter) => {
        letters.add(letter);
        bring(letter);
    };
    const receipt = (pdu, id, stat) => post({ pdu: {
        source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
        user_message_reference: pdu.user_message_reference,
        short_message: `id:${id} sub:001 dlvrd:001 submit date:2601010000 done date:2601010000 stat:${stat} err:000 text:` } });

    const keep = (pdu) => {
        const { udh, message } = pdu.short_message;
        const header = udh ? Buffer.concat([udh].flat().map((piece) => Buffer.from(piece))).toString('hex') : '';
        const key = `${pdu.destination_addr} ${header} ${message}`;
        const row = taken.get(key) ?? { key, to: pdu.destination_addr, header, text: String(message), times: 0 };
        row.times++;
        row.stat = happens('fail') ? 'UNDELIV' : 'DELIVRD';
        taken.set(key, row);
        return row;
    };

    const tell = (pdu, id, stat, after) => setTimeout(() => {
        receipt(pdu, id, stat);
        if (happens('again')) receipt(pdu, id, stat);
    }, after);

    const take = (session, pdu) => {
        const answer = (fields) => { if (bound.has(session)) session.send(pdu.response(fields)); };
        if (random(100) < set.throttle) {
            throttled++;
            setTimeout(() => answer({ command_status: smpp.ESME_RTHROTTLED }), between(set.answer));
            return;
        }
        const drops = happens('drop');
        if (drops) session.destroy();
        if (drops && random(2) === 0) return;
        const { stat } = keep(pdu);
        const id = (++lastId).toString(16);
        const after = between(happens('late') ? set.lateness : set.answer);
        if (happens('mute')) {
            tell(pdu, id, stat, after + between(set.receipt));
            return;
        }
        setTimeout(() => {
            answer({ message_id: id });
            if (happens('twice')) answer({ message_id: id });
        }, after);
        tell(pdu, id, stat, happens('early') ? 0 : after + between(set.receipt));
    };

    const welcome = (session) => {
        const gone = () => {
            bound.delete(session);
            for (const letter of letters) if (letter.on === session) letter.on = undefined;
            for (const letter of letters) bring(letter);
        };
        session.on('bind_transceiver', (pdu) => {
            binds++;
            session.send(pdu.response());
            bound.add(session);
            for (const letter of letters) bring(letter);
        });
        session.on('submit_sm', (pdu) => take(session, pdu));
        session.on('enquire_link', (pdu) => session.send(pdu.response()));
        session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
        session.on('close', gone);
        session.on('error', gone);
    };

    const does = {
        open: (wanted) => new Promise((resolve) => {
            server = smpp.createServer({}, welcome);
            server.listen(wanted || port, '127.0.0.1', () => {
                port = server.address().port;
                resolve(port);
            });
        }),
        close: () => new Promise((resolve) => {
            server.close(resolve);
            for (const session of bound) session.destroy();
        }),
        set: (values) => Object.assign(set, values),
        counts: () => [...taken.values()],
        inbound: ({ from, to, text }) => post({ text, pdu: { source_addr: from, destination_addr: to, short_message: text } }),
        state: () => ({ waiting: letters.size, acknowledged, throttled, binds, did }),
    };
    process.on('message', async ({ serial, what, value }) => process.send({ serial, answer: await does[what](value) }));
    process.on('disconnect', () => process.exit());
}

if (process.argv[2] === 'carrier') await serve();
