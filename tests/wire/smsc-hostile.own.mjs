// smsc-hostile.own.mjs: mutated PDUs against the living esmed
//
// Requirement IO-14: no crash, no leak, and nothing that was acknowledged is missing. Among
// the mutated ones goes a true text every 500; each must be kept.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { until } from '../kit/smsc.mjs';
import { deep, rigUp, SENDER } from '../kit/smsc-rig.mjs';

const PDUS = deep ? 1_000_000 : 50_000;
const BATCH = 500;
const DELIVER_SM = 5;
const UNBIND = 6;
const DELIVER_SM_RESP = 0x80000005;
let rig;
let esmed;
let carrier;

const text = (value) => Buffer.concat([Buffer.from(value, 'latin1'), Buffer.from([0])]);

function pdu(command, status, sequence, body) {
    const head = Buffer.alloc(16);
    head.writeUInt32BE(16 + body.length, 0);
    head.writeUInt32BE(command, 4);
    head.writeUInt32BE(status, 8);
    head.writeUInt32BE(sequence, 12);
    return Buffer.concat([head, body]);
}

function message({ esm = 0, coding = 0, words, tlvs = [] }) {
    const parameters = tlvs.map(([tag, value]) => {
        const head = Buffer.alloc(4);
        head.writeUInt16BE(tag, 0);
        head.writeUInt16BE(value.length, 2);
        return Buffer.concat([head, value]);
    });
    return Buffer.concat([text(''), Buffer.from([1, 1]), text('61491570156'), Buffer.from([1, 1]), text(SENDER.slice(1)),
        Buffer.from([esm, 0, 0]), text(''), text('000002000000000R'), Buffer.from([1, 0, coding, 0, words.length]), words, ...parameters]);
}

const SEEDS = [
    [DELIVER_SM, message({ words: Buffer.from('hello there') })],
    [DELIVER_SM, message({ words: Buffer.from('00480065006c006c006f', 'hex'), coding: 8 })],
    [DELIVER_SM, message({ words: Buffer.from('\x05\x00\x03\x2a\x02\x01part', 'latin1'), esm: 0x40 })],
    [DELIVER_SM, message({
        words: Buffer.from('id:7f01 sub:001 dlvrd:001 submit date:2511240553 done date:2511240554 stat:DELIVRD err:000 text:hi'),
        esm: 4, tlvs: [[0x1e, text('7f01')], [0x427, Buffer.from([2])], [0x423, Buffer.from([3, 0, 1])]],
    })],
    [DELIVER_SM, message({ words: Buffer.alloc(0), tlvs: [[0x424, Buffer.alloc(700, 0x41)]] })],
    [DELIVER_SM, message({ words: Buffer.alloc(0), tlvs: Array.from({ length: 60 }, (_, i) => [0x1400 + i, Buffer.from([i])]) })],
    [0x80000004, text('00ff')],
    [0x80000000, Buffer.alloc(0)],
    [0x80000009, text('smsc')],
    [0x15, Buffer.alloc(0)],
    [0x80000015, Buffer.alloc(0)],
    [0x103, message({ words: Buffer.from('data_sm') })],
];

let state = 0x2545f491;
function chance(below) {
    state ^= state << 13; state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5; state >>>= 0;
    return state % below;
}

/* A seed with some bytes changed or its end cut off; the length is true, so that the next
 * one is found, and it is no unbind. */
function mutated(sequence) {
    const [command, body] = SEEDS[chance(SEEDS.length)];
    let bytes = pdu(command, chance(4) === 0 ? chance(256) : 0, sequence, body);
    for (let n = chance(8); n > 0; n--) {
        const at = 8 + chance(bytes.length - 8);
        bytes[at] = chance(3) === 0 ? chance(256) : bytes[at] ^ (1 << chance(8));
    }
    if (chance(4) === 0) bytes = bytes.subarray(0, 16 + chance(bytes.length - 15));
    bytes.writeUInt32BE(bytes.length, 0);
    if (bytes.readUInt32BE(4) === UNBIND) bytes.writeUInt32BE(DELIVER_SM, 4);
    return bytes;
}

/* What a bound esmed says, PDU by PDU. */
function carrierStart(port) {
    const all = { socket: null, binds: 0, answers: new Map(), statuses: new Map() };
    all.server = createServer((socket) => {
        let rest = Buffer.alloc(0);
        socket.on('error', () => {});
        socket.on('data', (data) => {
            rest = Buffer.concat([rest, data]);
            while (rest.length >= 16 && rest.length >= rest.readUInt32BE(0)) {
                const [length, command, status, sequence] = [0, 4, 8, 12].map((at) => rest.readUInt32BE(at));
                if (command === 9) {
                    all.binds++;
                    all.socket = socket;
                    socket.write(pdu(0x80000009, 0, sequence, Buffer.alloc(0)));
                } else if (command === 4) {
                    socket.write(pdu(0x80000004, 0, sequence, text('c0ffee')));
                } else if (command === 0x15) {
                    socket.write(pdu(0x80000015, 0, sequence, Buffer.alloc(0)));
                } else if (command === DELIVER_SM_RESP) {
                    all.answers.set(sequence, status);
                    all.statuses.set(status, (all.statuses.get(status) ?? 0) + 1);
                }
                rest = rest.subarray(length);
            }
        });
    });
    return new Promise((resolve) => all.server.listen(port, '127.0.0.1', () => resolve(all)));
}

const rss = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${esmed.pid}/status`, 'utf8'))[1]);

before(async () => {
    rig = await rigUp('hostile');
    carrier = await carrierStart(rig.port);
    esmed = rig.esmed();
    await rig.isUp();
});

after(async () => {
    await rig?.down();
    carrier?.socket?.destroy();
    carrier?.server.close();
});

async function sendBatch(serial) {
    const truth = 0x40000000 + serial;
    const bytes = Array.from({ length: BATCH }, (_, i) => mutated(1 + serial * BATCH + i));
    bytes.push(pdu(DELIVER_SM, 0, truth, message({ words: Buffer.from(`true ${serial}`) })));
    carrier.socket.write(Buffer.concat(bytes));
    await until(`the true text ${serial} to be answered`, () => carrier.answers.has(truth), 60);
    assert.equal(carrier.answers.get(truth), 0);
    carrier.answers.clear();
}

test(`${PDUS} mutated PDUs do no harm`, async () => {
    const batches = PDUS / BATCH;
    let early = 0;
    for (let serial = 0; serial < batches; serial++) {
        await sendBatch(serial);
        if (serial === Math.floor(batches / 5)) early = rss();
    }
    assert.equal(carrier.binds, 1, 'the line was held');
    assert.equal(esmed.exitCode ?? esmed.signalCode, null);
    assert.equal(rig.value("SELECT COUNT(*) FROM raw_inbound WHERE body LIKE 'true %'"), String(batches));
    assert.equal(carrier.statuses.get(0x66) ?? 0, 0, 'everything readable could be kept');
    assert.ok(rss() < early * 1.05 + 512, `memory grew from ${early} to ${rss()} kB`);
    assert.ok(rss() < 64 * 1024, `${rss()} kB`);
    const kept = rig.value('SELECT (SELECT COUNT(*) FROM raw_inbound) + (SELECT COUNT(*) FROM raw_receipt)');
    assert.equal(carrier.statuses.get(0), Number(kept), 'what was acknowledged is there, and nothing else');
});

test('after it a text leaves as ever', async () => {
    const [id] = rig.queue([{ to: '+61491570157', text: 'still here' }]);
    await rig.becomes(id, 'submitted');
});

test('a stream that is no SMPP ends the line, and it comes back', async () => {
    carrier.socket.write('HTTP/1.1 400 Bad Request\r\n\r\n');
    await until('another bind', () => carrier.binds === 2);
    const [id] = rig.queue([{ to: '+61491570157', text: 'back again' }]);
    await rig.becomes(id, 'submitted');
});
