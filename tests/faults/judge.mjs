// judge.mjs: the verdict over what people were told, what the carrier took and what rows say
//
// gather() collects the evidence, judge() looks at nothing else; so it can be handed evidence
// that was falsified, and must name it. An empty list: all is well.
import { until } from '../kit/smsc.mjs';

const FINAL = ['delivered', 'failed', 'rejected', 'expired', 'cancelled'];
const RESTING = ['queued', 'unknown', ...FINAL];
const MOVING = `direction = 'out' AND state NOT IN (${['unknown', ...FINAL].map((word) => `'${word}'`).join(', ')})`;

/* Is nothing on its way, in any table? */
export function isQuiet(house) {
    return house.count('outbox') === 0 && house.count('message_news') === 0
        && house.count('raw_receipt', "state = 'new'") === 0 && house.count('raw_inbound', "state = 'new'") === 0
        && house.count('message', MOVING) === 0;
}

/* Wait until the carrier has nothing left to bring, and nothing moves any more. */
export async function whenQuiet(house, carrier, seconds = 60) {
    await until('all to have left', () => isQuiet(house), seconds)
        .catch((error) => { throw new Error(`${error.message}: ${JSON.stringify(house.sql(`SELECT state, COUNT(*) AS n FROM message WHERE ${MOVING} GROUP BY state`))}`); });
    await until('the carrier to have nothing left', async () => (await carrier.state()).waiting === 0, seconds);
    await until('all to be quiet', () => isQuiet(house), seconds);
}

export async function gather(house, carrier, { accepted, heard }) {
    return {
        accepted,
        heard,
        taken: await carrier.counts(),
        messages: house.sql("SELECT msisdn AS 'to', body AS text, state FROM message WHERE direction = 'out'"),
        received: house.sql("SELECT body AS text, SUM(repeated = 0) AS unmarked FROM message WHERE direction = 'in' GROUP BY body"),
        doctor: await house.tool('doctor', '--data'),
    };
}

export function judge(evidence) {
    return [...doubled(evidence), ...outcomes(evidence), ...inbound(evidence), ...projections(evidence)];
}

const grouped = (rows, keyOf) => {
    const groups = new Map();
    for (const row of rows) {
        const key = keyOf(row);
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(row);
    }
    return groups;
};

function doubled({ taken }) {
    return taken.filter(({ times }) => times > 1).map(({ to, times, header, text }) => `${to} got this ${times} times: ${header} ${text}`);
}

/* Each accepted text once, in a state that rests and that the carrier's word explains. */
function outcomes({ accepted, messages, taken }) {
    const keyOf = ({ to, text }) => `${to} ${text}`;
    const rows = grouped(messages, keyOf);
    const pieces = grouped(taken, ({ to }) => `+${to}`);
    const found = accepted.flatMap((one) => {
        const states = (rows.get(keyOf(one)) ?? []).map(({ state }) => state);
        if (states.length !== 1) return [`accepted once and there ${states.length} times: ${keyOf(one)}`];
        const parts = (pieces.get(one.to) ?? []).filter(({ text }) => one.text.includes(text));
        return outcome(states[0], parts, one.parts).map((what) => `${what}: ${keyOf(one)}`);
    });
    if (messages.length !== accepted.length) found.push(`${messages.length} messages, ${accepted.length} accepted`);
    return found;
}

function outcome(state, parts, wanted) {
    if (!RESTING.includes(state)) return [`still ${state}`];
    if (parts.length > wanted) return [`${parts.length} of ${wanted} parts taken`];
    if (state === 'delivered' && parts.length !== wanted) return [`delivered with ${parts.length} of ${wanted} parts`];
    if (state === 'failed' && parts.every(({ stat }) => stat === 'DELIVRD')) return ['failed, and the carrier never said so'];
    return ['queued', 'cancelled', 'rejected', 'expired'].includes(state) ? [`nothing makes it ${state}`] : [];
}

function inbound({ heard, received }) {
    const there = new Set(received.map(({ text }) => text));
    return [
        ...heard.filter((text) => !there.has(text)).map((text) => `never received: ${text}`),
        ...received.filter(({ unmarked }) => Number(unmarked) > 1).map(({ text, unmarked }) => `received ${unmarked} times without a mark: ${text}`),
    ];
}

function projections({ doctor: { status, text } }) {
    return status === 0 ? [] : text.split('\n').filter((line) => line && !line.startsWith('ok'));
}

/* { state: how many } of the messages. */
export function statesOf({ messages }) {
    return Object.fromEntries([...grouped(messages, ({ state }) => state)].map(([state, rows]) => [state, rows.length]));
}
