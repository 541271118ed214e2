// smsc-carrier.own.mjs: the built-in carrier itself, seen by the npm package smpp
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import smpp from 'smpp';
import { smscStart, until } from '../kit/smsc.mjs';

const US = '61491570110';
const build = process.env.BRANCHLINE_BUILD;
const folder = mkdtempSync(`${tmpdir()}/smsc-`);
let smsc;
let session;
const delivered = [];

function bind(port, fields) {
    const line = smpp.connect({ url: `smpp://127.0.0.1:${port}` });
    line.on('error', () => {});
    return new Promise((resolve) => line.bind_transceiver(fields, (pdu) => resolve({ line, pdu })));
}

const submit = (to, text, more = {}) => new Promise((resolve) => session.submit_sm({
    source_addr: US, destination_addr: to, short_message: text, registered_delivery: 1, ...more,
}, resolve));

const receiptOf = (id) => until(`a receipt for ${id}`, () => delivered.find((pdu) => pdu.message_state !== 1
    && pdu.receipted_message_id === id));

before(async () => {
    smsc = await smscStart(build, `${folder}/control`, 0, ['--system-id', 'me', '--password', 'right',
        '--delay-ms', '1-3', '--receipt-ms', '20-40', '--reply-ms', '10-20']);
    ({ line: session } = await bind(smsc.port, { system_id: 'me', password: 'right' }));
    session.on('deliver_sm', (pdu) => {
        delivered.push(pdu);
        session.send(pdu.response());
    });
});

after(async () => {
    session?.destroy();
    await smsc?.stop();
    rmSync(folder, { recursive: true, force: true });
});

test('it lets in who knows the password', async () => {
    const wrong = await bind(smsc.port, { system_id: 'me', password: 'wrong' });
    assert.equal(wrong.pdu.command_status, smpp.ESME_RINVPASWD);
    wrong.line.destroy();
    const stranger = await bind(smsc.port, { system_id: 'you', password: 'right' });
    assert.equal(stranger.pdu.command_status, smpp.ESME_RINVSYSID);
    stranger.line.destroy();
    assert.equal((await smsc.state()).bound, 1);
});

const ENDINGS = { 900: [5, 'UNDELIV'], 902: [3, 'EXPIRED'], 906: [2, 'DELIVRD'], 908: [2, 'DELIVRD'], 909: [8, 'REJECTD'], 111: [2, 'DELIVRD'] };
for (const [ending, [state, word]] of Object.entries(ENDINGS))
    test(`a number that ends in ${ending} ends as ${word}`, async () => {
        const { message_id: id } = await submit(`61491570${ending}`, 'Hello');
        const pdu = await receiptOf(id);
        assert.equal(pdu.message_state, state);
        assert.match(pdu.short_message.message, new RegExp(`^id:${id} .*stat:${word} err:\\d{3} text:Hello$`));
        assert.equal(pdu.source_addr, `61491570${ending}`);
        assert.equal(pdu.esm_class, 4);
    });

test('901 is refused, 905 never answered, 904 never reported', async () => {
    assert.equal((await submit('61491570901', 'x')).command_status, smpp.ESME_RINVDSTADR);
    let answered = false;
    submit('61491570905', 'x').then(() => { answered = true; });
    const { message_id: id } = await submit('61491570904', 'x');
    await until('the one behind it', async () => (await smsc.state()).waiting === 0);
    assert.equal(answered, false);
    assert.ok(!delivered.some((pdu) => pdu.receipted_message_id === id));
});

test('908 is on its way first', () => {
    const states = delivered.filter((pdu) => pdu.source_addr === '61491570908').map((pdu) => pdu.message_state);
    assert.deepEqual(states, [1, 2]);
});

test('907 is answered by its owner, who has read the text', async () => {
    await submit('61491570907', 'Please reply YES');
    const reply = await until('a reply', () => delivered.find((pdu) => pdu.source_addr === '61491570907' && pdu.esm_class === 0));
    assert.match(reply.short_message.message, /^yes/i);
    assert.equal(reply.destination_addr, US);
});

test('parts are put together before they are counted', async () => {
    const udh = (number) => Buffer.from([5, 0, 3, 9, 2, number]);
    await submit('61491570112', { udh: udh(2), message: 'world' }, { esm_class: 0x40 });
    await submit('61491570112', { udh: udh(1), message: 'hello ' }, { esm_class: 0x40 });
    assert.equal(await smsc.tell('count +61491570112 hello world'), '1');
    assert.equal(await smsc.tell('most'), '1');
    await submit('61491570112', 'twice');
    await submit('61491570112', 'twice');
    assert.equal(await smsc.tell('most'), '2');
});

test('what is not acknowledged comes again', async () => {
    await smsc.tell('set retry-ms 20');
    let refusals = 2;
    session.removeAllListeners('deliver_sm');
    session.on('deliver_sm', (pdu) => {
        if (refusals-- > 0) session.send(pdu.response({ command_status: smpp.ESME_RX_T_APPN }));
        else { delivered.push(pdu); session.send(pdu.response()); }
    });
    await smsc.tell(`inbound +61491570113 +${US} persistent ж`);
    const pdu = await until('it to come', () => delivered.find((one) => one.source_addr === '61491570113'));
    assert.equal(pdu.short_message.message, 'persistent ж');
    assert.ok(refusals < 0, 'it was refused twice first');
});

test('it tells what it does not understand', async () => {
    await assert.rejects(smsc.tell('frobnicate'), /no such command/);
    await assert.rejects(smsc.tell('set fail-share 101'), /no such setting/);
    await assert.rejects(smsc.tell('raw a b 0 0 zz'), /no hex/);
});
