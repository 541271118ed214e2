// reads-access.test.mjs: who asks for another tree's account costs the rows of an unknown one (TN-12)
//
// Rows read, not time: what the database does must not tell which accounts there are.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';

import { quoted } from '../kit/database.mjs';
import { readsAfter, statementOf } from '../kit/reads.mjs';

const OWN = 911; /* the reader's; the reader is a member nowhere else */
const FOREIGN = 921; /* a parent with sub-accounts and counts */
const FOREIGN_SUB = 922;
const UNKNOWN = 999;
const READER = 91001;
const hash = randomBytes(32);

const account = (root, id) => `INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at) VALUES (${root}, ${id}, 'Account ${id}', 'postpaid', 'AU', 'UTC', 1, UTC_TIMESTAMP(6));
INSERT INTO inbox_count (root_id, account_id, scope, open) VALUES (${root}, ${id}, 'account', 3)`;
const user = (id, of) => `INSERT INTO user (user_id, email, name, password, zone, added_at) VALUES (${id}, 'reader-${id}@example.org', 'Reader', 'none', 'UTC', UTC_TIMESTAMP(6));
INSERT INTO membership (root_id, account_id, user_id, role, added_at) VALUES (${of}, ${of}, ${id}, 'administrator', UTC_TIMESTAMP(6))`;
const tree = [
    account(OWN, OWN), account(FOREIGN, FOREIGN), account(FOREIGN, FOREIGN_SUB), account(FOREIGN, FOREIGN_SUB + 1), user(READER, OWN), user(READER + 1, FOREIGN),
    `INSERT INTO inbox_count (root_id, account_id, scope, open) VALUES (${FOREIGN}, ${FOREIGN}, 'tree', 3)`,
    `INSERT INTO session (id_hash, user_id, made_at, seen_at, ends_at, auth_at, address, agent, form_salt, view_user_id)
     VALUES (${quoted(hash)}, ${READER}, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 1 HOUR, UTC_TIMESTAMP(6), '127.0.0.1', 'test', ${quoted(hash.subarray(0, 16))}, ${READER})`,
].join(';\n');

test("another tree's account is found with as many reads as one that nobody has", () => {
    for (const name of ['access_inside', 'access_framed', 'access_viewed']) {
        const text = statementOf('inbox', name);
        for (const merged of [0, 1]) {
            const [unknown, ...foreign] = readsAfter(tree, [UNKNOWN, FOREIGN, FOREIGN_SUB].map((id) => [text, id, merged, hash]));
            assert.ok(unknown > 0);
            assert.deepEqual(foreign, [unknown, unknown], `${name}, merged ${merged}`);
        }
    }
});
