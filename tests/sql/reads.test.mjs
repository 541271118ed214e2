// reads.test.mjs: what a look costs is what it takes, however much else waits (DI-07)
//
// Rows read, not time: the same at a hundred rows of another kind as at ten thousand.
import assert from 'node:assert/strict';
import test from 'node:test';

import { readsAfter, statementOf } from '../kit/reads.mjs';

const FOREIGN = 901;
const BEFORE = 900; /* whose campaign of the same moment is stepped over */
const ACCOUNT = `INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at) VALUES (${FOREIGN}, ${FOREIGN}, 'Foreign', 'postpaid', 'AU', 'UTC', 1, UTC_TIMESTAMP(6))`;

/* Each look: its statement, the kind, what the statement asks besides, and how much it takes. */
const LOOKS = {
    'the oldest that are ready': ['due_rows', 'due', 500, []],
    'the newest that are ready': ['due_new_rows', 'due', 100, []],
    'those behind a campaign': ['due_behind_rows', 'due', 100, ['2026-01-01 09:00', '2026-01-01 09:00', BEFORE]],
    'the oldest on hold': ['due_rows', 'held', 250, []],
    'the newest on hold': ['due_new_rows', 'held', 100, []],
    'those on hold behind others': ['due_behind_rows', 'held', 100, ['2026-01-01 09:00', '2026-01-01 09:00', BEFORE]],
};
const KINDS = {
    due: ['queued', "'2026-01-01 09:00'"],
    held: ['held', "'2026-01-01 09:00'"],
    later: ['scheduled', 'UTC_TIMESTAMP(6) + INTERVAL 1 HOUR'],
    'held for a while': ['held', 'UTC_TIMESTAMP(6) + INTERVAL 1 HOUR'],
    before: ['queued', "'2026-01-01 09:00'", BEFORE],
    'on its way': ['submitted', 'NULL'],
};

/* So many messages of a kind, over two of the table's partitions. */
function rows(kind, count, at) {
    const [state, due, account = FOREIGN] = KINDS[kind];
    return `INSERT INTO message (root_id, account_id, message_id, conversation_id, direction, sender, msisdn, body, encoding, parts, state, origin, accepted_at, due_at)
        SELECT ${FOREIGN}, ${account}, IF(s.seq MOD 2, 860000000000000000, 960000000000000000) + ${at} * 1000000 + s.seq, 1, 'out', '+1', '+2', 'text', 'gsm7', 1, '${state}', 'page', UTC_TIMESTAMP(6), ${due} FROM seq_1_to_${count} AS s`;
}

/* What each look reads while so much of each kind waits. */
function looked(counts) {
    const inserts = [ACCOUNT, ...Object.entries(counts).map(([kind, count], at) => rows(kind, count, at))];
    const reads = readsAfter(inserts.join('; '), Object.values(LOOKS).map(([name, kind, most, place]) => [statementOf('schedd', name), kind, ...place, most]));
    return Object.fromEntries(Object.keys(LOOKS).map((look, at) => [look, reads[at]]));
}

test('a look walks over nothing that is of another kind, or due later', () => {
    for (const kind of Object.keys(KINDS).filter((one) => one !== 'before')) {
        const few = looked({ due: 10, held: 10, [kind]: 100 });
        const many = looked({ due: 10, held: 10, [kind]: 10_000 });
        for (const [look, [, own]] of Object.entries(LOOKS))
            if (own !== kind) assert.equal(many[look], few[look], `${look}, beside 10,000 ${kind}`);
    }
});

test('of its own kind it reads what it takes', () => {
    for (const kind of ['due', 'held']) {
        const few = looked({ later: 5000, [kind]: 1000 });
        const many = looked({ later: 5000, [kind]: 10_000 });
        for (const [look, [, own, most]] of Object.entries(LOOKS))
            if (own === kind) {
                assert.equal(many[look], few[look], `${look}, of 10,000`);
                assert.ok(many[look] <= 6 * most, `${look} reads ${many[look]} to take ${most}`);
            }
    }
});

test('behind a campaign of one moment it begins where that ends', () => {
    const behind = (count) => looked({ before: count, due: 10 })['those behind a campaign'];
    assert.equal(behind(10_000), behind(100));
});
