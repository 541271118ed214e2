// database-esmed.own.mjs: esmed does not learn whether its COMMIT landed; nothing is lost or doubled
//
// Requirement DB-05 where it costs most. The line between esmed and MariaDB breaks before or
// after a COMMIT of each kind, and the server stays away for a moment. Whatever the answer was:
// esmed knows itself which PDUs it has written, so every text still leaves, once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { carrierStart } from '../kit/count.mjs';
import { instanceUp, lineUp, SENDER } from '../kit/instance.mjs';
import { words } from '../kit/portal.mjs';
import { proxyStart } from '../kit/proxy.mjs';
import { until } from '../kit/smsc.mjs';

const AWAY_MS = 700;
const PEOPLE = 15; // more than a window
const QUICK = { answer: [1, 10], receipt: [20, 60], throttle: 0 };

/* One of esmed's transactions, known by a statement that only it has. */
const WORKS = {
    claim: { within: /^execute UPDATE outbox AS o +SET o\.owner = \?/ },
    submit: { within: /^execute INSERT INTO part/ },
    settle: { within: /^execute UPDATE outbox AS o +JOIN part AS p .* p\.carrier_id = / },
    'settle of what was throttled': { within: /^execute UPDATE outbox AS o +SET o.owner = NULL/, throttle: 100 },
    'return when the line is down': { within: /^execute UPDATE outbox AS o +SET o.owner = NULL/, drop: 'before' },
    'submit, and then the line is down': { within: /^execute INSERT INTO part/, drop: 'after' },
    'keep of receipts': { within: /^execute INSERT INTO raw_receipt/ },
    'recovery after a crash': { within: /^execute SELECT o.message_id.* o.epoch < \?/, crash: true },
};
const ENDS = {
    'never arrives': { at: 'ask' },
    'lands and is not answered': { at: 'answer' },
};

let house;
let carrier;
let proxy;
let person;
let serial = 0;

before(async () => {
    carrier = await carrierStart(QUICK);
    house = await instanceUp('database-esmed', { carrier: carrier.port });
    proxy = await proxyStart(`${house.run}/proxy.sock`, `${house.run}/mariadb.sock`);
    await house.set({ database_socket: proxy.path }, 'esmed');
    person = house.client();
    await lineUp(house);
});

after(async () => {
    await proxy?.close();
    await house?.down();
    await carrier?.end();
});

async function press(text) {
    const to = Array.from({ length: PEOPLE }, (_, i) => `+6149157${1000 + i}`).join('\n');
    const page = await person.get('/1/send');
    const answer = await person.send(page, '/1/send', { to, text, step: 'send' });
    assert.equal(answer.status, 303, words(answer.text));
}

const stateOf = (text) => Object.fromEntries(house.sql(`SELECT state, COUNT(*) AS n FROM message WHERE body = '${text}' GROUP BY state`)
    .map(({ state, n }) => [state, Number(n)]));

const settled = (text) => until('all to be delivered or unknown', () => {
    const { delivered = 0, unknown = 0 } = stateOf(text);
    return delivered + unknown === PEOPLE && house.count('outbox') === 0;
}, 30).catch((error) => assert.fail(`${error.message}: ${JSON.stringify(stateOf(text))}, ${house.count('outbox')} in the outbox`));

const fired = () => until('the line to break', () => proxy.fired === 1);

/* Has the carrier taken one of these, without having answered? */
const isAway = async (text) => (await carrier.counts()).some((row) => row.text === text);

/* Gives how many may have an outcome that nobody knows. */
async function trouble(text, work, order) {
    if (work.drop === 'before') { // a window is away, others are ready behind it
        await carrier.set({ answer: [3000, 3000] });
        await press(text);
        await until('a window to be away', () => isAway(text));
        proxy.arm(order);
        await carrier.close();
        await fired();
        await carrier.open();
        return 10;
    }
    if (work.crash) {
        await carrier.set({ answer: [3000, 3000] });
        await press(text);
        await until('a window to be away', () => isAway(text));
        proxy.arm(order);
        await house.kill('esmed');
        await fired();
        return 10;
    }
    await carrier.set({ throttle: work.throttle ?? 0 });
    proxy.arm(order);
    await press(text);
    await fired();
    if (work.drop === 'after') {
        await carrier.close();
        await carrier.open();
    }
    await carrier.set({ throttle: 0 });
    return work.drop ? 10 : 0;
}

for (const [name, work] of Object.entries(WORKS))
    for (const [end, place] of Object.entries(ENDS))
        test(`${name}: its COMMIT ${end}`, async () => {
            const text = `text ${++serial}`;
            const most = await trouble(text, work, { ...place, to: /^COMMIT$/, within: work.within, away: AWAY_MS });
            await carrier.set(QUICK);
            await settled(text);
            proxy.disarm();
            const { unknown = 0 } = stateOf(text);
            const counts = (await carrier.counts()).filter((row) => row.text === text);
            assert.deepEqual(counts.filter(({ times }) => times > 1), []);
            assert.ok(counts.length + unknown >= PEOPLE, `${counts.length} left, ${unknown} unknown`);
            assert.ok(unknown <= most, `${unknown} unknown, at most ${most} could not be known`);
            const { status, text: said } = await house.tool('doctor', '--data');
            assert.equal(status, 0, said);
        });

test('a text from a handset that could not be kept at first is kept', async () => {
    for (const [end, place] of Object.entries(ENDS)) {
        proxy.arm({ ...place, to: /^COMMIT$/, within: /^execute INSERT INTO raw_inbound/, away: AWAY_MS });
        await carrier.inbound('61491571000', SENDER.slice(1), `hello, ${end}`);
        await fired();
        await until('it to be there', () => house.count('message', `body = 'hello, ${end}'`) >= 1);
        await until('it to be acknowledged', async () => (await carrier.state()).acknowledged.includes(`hello, ${end}`));
        assert.equal(house.count('message', `body = 'hello, ${end}' AND repeated = 0`), 1, 'a second one is marked');
    }
});
