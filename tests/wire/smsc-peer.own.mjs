// smsc-peer.own.mjs: esmed and dlrd with an SMSC that is not ours (the npm package smpp)
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { until } from '../kit/smsc.mjs';
import { ESME_RSYSERR, ESME_RTHROTTLED, joined, OK, peerStart } from '../kit/smsc-peer.mjs';
import { build, plainTexts, rigUp, SENDER } from '../kit/smsc-rig.mjs';

const TO = '+61491570156';
let rig;
let peer;

before(async () => {
    rig = await rigUp('peer', { window: 5 });
    peer = await peerStart(rig.port);
    const dlrd = spawn(`${build}/bin/dlrd`, ['--conf', rig.conf], { stdio: ['ignore', 'ignore', 'pipe'] });
    dlrd.stderr.on('data', (data) => appendFileSync(`${rig.folder}/log/dlrd-rig.log`, data));
    rig.processes.add(dlrd);
    rig.esmed();
    await rig.isUp();
});

after(async () => {
    await rig?.down();
    await peer?.stop();
});

const submitsTo = (to) => peer.submits.filter((pdu) => pdu.destination_addr === to.slice(1));

test('it binds as a transceiver with version, system id and password', () => {
    const [bind] = peer.binds;
    assert.deepEqual([bind.system_id, bind.password, bind.interface_version], ['branchline', 'secret', 0x34]);
});

test('GSM 7-bit with its extension reads the same over there', async () => {
    const text = '@£$¥èéùìòÇ ΔΦΓ {[~]}\\^|€ ÄÖÑÜ§¿äöñüà';
    const [id] = rig.queue([{ to: '+61491570157', text }]);
    await rig.becomes(id, 'submitted');
    const [pdu] = submitsTo('+61491570157');
    assert.equal(pdu.short_message.message, text);
    assert.deepEqual([pdu.data_coding, pdu.source_addr, pdu.source_addr_ton, pdu.dest_addr_ton, pdu.registered_delivery],
        [0, SENDER.slice(1), 1, 1, 1]);
    assert.ok(pdu.user_message_reference >= 0);
});

test('a long UCS-2 text arrives whole, its parts tied by one reference', async () => {
    const text = `${'ж'.repeat(66)}😎${'日本語'.repeat(60)} end`;
    const [id] = rig.queue([{ to: '+61491570158', text, parts: 4, encoding: 'ucs2' }]);
    await rig.becomes(id, 'submitted');
    const whole = joined(submitsTo('+61491570158'));
    assert.equal(whole.text, text);
    assert.deepEqual(whole.parts.map(({ number }) => number), [1, 2, 3, 4]);
    assert.equal(new Set(whole.parts.map(({ reference }) => reference)).size, 1);
    assert.ok(whole.parts.every(({ total }) => total === 4));
    assert.ok(submitsTo('+61491570158').every((pdu) => pdu.data_coding === 8 && pdu.esm_class === 0x40));
});

test('a receipt before the response still finds its message, spelled another way too', async () => {
    peer.onSubmit = async (pdu, session) => {
        const id = (0xbe00 + ++peer.ids).toString(16).toUpperCase().padStart(10, '0');
        const answer = await peer.deliver(peer.receipt(pdu, id.toLowerCase().replace(/^0+/, '')), session);
        assert.equal(answer.command_status, OK);
        await until('the receipt to be parked', () => rig.value("SELECT COUNT(*) FROM raw_receipt WHERE state = 'parked'") === '1');
        session.send(pdu.response({ message_id: id }));
    };
    const [id] = rig.queue([{ to: TO, text: 'early' }]);
    await rig.becomes(id, 'delivered');
    peer.onSubmit = peer.accept;
    assert.deepEqual(rig.parts(id).map((part) => part[1]), ['delivered']);
});

test('the same receipt three times changes a state once', async () => {
    let carrierId;
    peer.onSubmit = (pdu, session) => { carrierId = peer.accept(pdu, session); };
    const [id] = rig.queue([{ to: '+61491570159', text: 'thrice' }]);
    await rig.becomes(id, 'submitted');
    const [pdu] = submitsTo('+61491570159');
    await peer.deliver(peer.receipt(pdu, carrierId));
    await rig.becomes(id, 'delivered');
    await peer.deliver(peer.receipt(pdu, carrierId, 'UNDELIV', '045'));
    await peer.deliver(peer.receipt(pdu, carrierId, 'ENROUTE'));
    await until('all to be read', () => rig.value("SELECT COUNT(*) FROM raw_receipt WHERE state = 'new'") === '0');
    assert.equal(rig.state(id), 'delivered');
    assert.equal(rig.parts(id)[0][1], 'delivered');
    peer.onSubmit = peer.accept;
});

test('throttled, it slows down and sends each text once', async () => {
    let refused = 0;
    const taken = [];
    peer.onSubmit = (pdu, session) => {
        if (refused < 5) {
            refused++;
            peer.accept(pdu, session, ESME_RTHROTTLED);
            return;
        }
        taken.push(pdu.destination_addr);
        peer.accept(pdu, session);
    };
    const texts = plainTexts(12, 'throttled');
    const ids = rig.queue(texts);
    await until('all to have left', () => ids.every((id) => rig.state(id) === 'submitted'), 30);
    assert.equal(refused, 5);
    assert.deepEqual(taken.sort(), texts.map(({ to }) => to.slice(1)).sort());
    peer.onSubmit = peer.accept;
});

test('errors with a body, and of a carrier’s own invention, end a message with a reason', async () => {
    const answers = { '+61491570201': ESME_RSYSERR, '+61491570202': 0x0407 };
    peer.onSubmit = (pdu, session) => session.send(pdu.response({
        command_status: answers[`+${pdu.destination_addr}`], message_id: 'no such route',
    }));
    const ids = rig.queue(Object.keys(answers).map((to) => ({ to, text: 'refused' })));
    for (const id of ids) await rig.becomes(id, 'rejected');
    assert.deepEqual(ids.map((id) => rig.parts(id)[0][3]), ['0x08', '0x407']);
    peer.onSubmit = peer.accept;
});

test('a dropped line leaves unknown what was not answered, and the rest goes on', async () => {
    let drops = 1;
    const seen = [];
    peer.onSubmit = (pdu, session) => {
        seen.push(pdu.destination_addr);
        if (seen.length === 8 && drops-- > 0) session.destroy();
        else if (seen.length < 4 || seen.length > 8) peer.accept(pdu, session);
    };
    const texts = plainTexts(20, 'dropped');
    const ids = rig.queue(texts);
    await until('all to be settled', () => ids.every((id) => ['submitted', 'unknown'].includes(rig.state(id))), 30);
    const unknown = ids.filter((id) => rig.state(id) === 'unknown').length;
    assert.ok(unknown > 0 && unknown <= 5, `${unknown} unknown`);
    assert.equal(new Set(seen).size, seen.length, 'nothing was sent twice');
    peer.onSubmit = peer.accept;
});

test('a receipt whose id nobody knows settles an unknown outcome by our reference, forged ones nothing', async () => {
    const to = '+61491570203';
    peer.onSubmit = (pdu, session) => session.destroy(); /* takes it, and no answer ever comes */
    const [id] = rig.queue([{ to, text: 'which one am I' }]);
    await rig.becomes(id, 'unknown', 30);
    await rig.isUp();
    const [pdu] = submitsTo(to);
    const submitted = new Date().toISOString().replace(/\D/g, '').slice(2, 12);
    const receipt = (fields = {}, text = 'which one am I') => ({
        source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
        user_message_reference: pdu.user_message_reference,
        short_message: `id:F00DF00D sub:001 dlvrd:001 submit date:${submitted} done date:${submitted} stat:DELIVRD err:000 text:${text}`,
        ...fields,
    });
    const read = () => until('all to be read', () => rig.value("SELECT COUNT(*) FROM raw_receipt WHERE state = 'new'") === '0');
    await until('a session', () => peer.session());
    await peer.deliver(receipt({ source_addr: '61491570204' }));
    await peer.deliver(receipt({ user_message_reference: (pdu.user_message_reference + 1) % 65536 }));
    await peer.deliver(receipt({}, 'another text'));
    await peer.deliver(receipt({ esm_class: 0, user_message_reference: undefined })); /* a handset can write this */
    await read();
    assert.equal(rig.state(id), 'unknown');
    await peer.deliver(receipt());
    await rig.becomes(id, 'delivered');
    assert.equal(rig.parts(id)[0][1], 'delivered');
    peer.onSubmit = peer.accept;
});

test('inbound with a validity period, a long payload and foreign parameters is kept', async () => {
    const text = 'p'.repeat(900);
    const answer = await peer.deliver({
        source_addr: TO.slice(1), destination_addr: SENDER.slice(1), validity_period: '000002000000000R',
        short_message: '', message_payload: text, source_port: 1234, network_error_code: Buffer.from([3, 0, 1]),
    });
    assert.equal(answer.command_status, OK);
    const row = rig.sql(`SELECT body, state FROM raw_inbound WHERE LENGTH(body) = 900`)[0];
    assert.equal(row[0], text);
});

test('what was accepted first leaves first, however much waits', async () => {
    const texts = plainTexts(400, 'in order');
    const before = peer.submits.length;
    const ids = rig.queue(texts);
    await until('all to have left', () => rig.value(`SELECT COUNT(*) FROM message WHERE state = 'submitted' AND message_id IN (${ids})`) === '400', 60);
    assert.deepEqual(peer.submits.slice(before).map((pdu) => pdu.short_message.message), texts.map(({ text }) => text));
});

test('a carrier that says goodbye is called again', async () => {
    const binds = peer.binds.length;
    peer.session().unbind();
    await until('another bind', () => peer.binds.length === binds + 1);
    const [id] = rig.queue([{ to: TO, text: 'after the goodbye' }]);
    await rig.becomes(id, 'submitted');
});

test('a carrier that asks whether we live is answered', async () => {
    const answer = await new Promise((resolve) => peer.session().enquire_link(resolve));
    assert.equal(answer.command, 'enquire_link_resp');
});
