// reads.test.mjs: what a look costs is what it takes, however much else waits (DI-07)
//
// Rows read, not time: the same at a hundred rows of another kind as at ten thousand.
import assert from 'node:assert/strict';
import test from 'node:test';

import { readsAfter, statementOf } from '../kit/reads.mjs';

const FOREIGN = 901;
const ACCOUNT = `INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at) VALUES (${FOREIGN}, ${FOREIGN}, 'Foreign', 'postpaid', 'AU', 'UTC', 1, UTC_TIMESTAMP(6))`;
const LOOKS = { due_rows: ['due', 500], due_new_rows: ['due', 100], due_held_rows: ['held', 250] };
const KINDS = {
    due: ['queued', 'UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE'],
    held: ['held', 'UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE'],
    later: ['scheduled', 'UTC_TIMESTAMP(6) + INTERVAL 1 HOUR'],
    'held for a while': ['held', 'UTC_TIMESTAMP(6) + INTERVAL 1 HOUR'],
    'on its way': ['submitted', 'NULL'],
};

/* So many messages of a kind, over two of the table's partitions. */
function rows(kind, count, at) {
    const [state, due] = KINDS[kind];
    return `INSERT INTO message (root_id, account_id, message_id, conversation_id, direction, sender, msisdn, body, encoding, parts, state, origin, accepted_at, due_at)
        SELECT ${FOREIGN}, ${FOREIGN}, IF(s.seq MOD 2, 860000000000000000, 960000000000000000) + ${at} * 1000000 + s.seq, 1, 'out', '+1', '+2', 'text', 'gsm7', 1, '${state}', 'page', UTC_TIMESTAMP(6), ${due} FROM seq_1_to_${count} AS s`;
}

/* What each look reads while so much of each kind waits. */
function looked(counts) {
    const names = Object.keys(LOOKS);
    const inserts = [ACCOUNT, ...Object.entries(counts).map(([kind, count], at) => rows(kind, count, at))];
    const reads = readsAfter(inserts.join('; '), names.map((name) => [statementOf('schedd', name)]));
    return Object.fromEntries(names.map((name, at) => [name, reads[at]]));
}

test('a look walks over nothing that is of another kind, or due later', () => {
    for (const kind of Object.keys(KINDS)) {
        const few = looked({ due: 10, held: 10, [kind]: 100 });
        const many = looked({ due: 10, held: 10, [kind]: 10_000 });
        for (const [name, [own]] of Object.entries(LOOKS))
            if (own !== kind) assert.equal(many[name], few[name], `${name} beside 10,000 ${kind}`);
    }
});

test('of its own kind it reads what it takes', () => {
    for (const kind of ['due', 'held']) {
        const few = looked({ later: 5000, [kind]: 1000 });
        const many = looked({ later: 5000, [kind]: 10_000 });
        for (const [name, [own, most]] of Object.entries(LOOKS))
            if (own === kind) {
                assert.equal(many[name], few[name], `${name} of 10,000`);
                assert.ok(many[name] <= 6 * most, `${name} reads ${many[name]} to take ${most}`);
            }
    }
});
