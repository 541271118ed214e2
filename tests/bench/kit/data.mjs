// data.mjs: accounts full of messages, made by the server itself
//
// Consistent enough that every page works and every count is right (branchline doctor --data
// agrees): conversations, their last message, counts. Not believable: `make demo` is for eyes.
const START = "UNIX_TIMESTAMP(UTC_TIMESTAMP()) * 1000 - UNIX_TIMESTAMP('2020-01-01') * 1000";
const CHUNK = 500000;
const WORDS = ['hello', 'thanks', 'tomorrow', 'delivery', 'shift', 'order', 'please', 'call', 'monday', 'garden', 'invoice', 'late', 'ready', 'pickup', 'question', 'yes'];
const word = (seq, by) => `ELT(1 + MOD(${seq} DIV ${by}, ${WORDS.length}), ${WORDS.map((one) => `'${one}'`).join(', ')})`;

/* Message `seq` of `count`, the newest now, one each 200 ms: its id and its instant. */
const at = (count, seq) => `(@now - (${count} - ${seq}) * 200)`;
const idOf = (count, seq) => `((${at(count, seq)} << 22) | (1000 << 12) | MOD(${seq}, 4096))`;
const instant = (count, seq) => `('2020-01-01' + INTERVAL ${at(count, seq)} * 1000 MICROSECOND)`;
const isIn = (seq) => `MOD(${seq} DIV 7, 3) = 0`;
const body = (seq) => `CONCAT_WS(' ', ${[1, 3, 7, 16, 50].map((by) => word(seq, by)).join(', ')}, CONCAT('ref', ${seq}))`;

/* An account with a sender and `people` conversations over which `count` messages are spread. */
function account({ root, id, name, count, people, user }) {
    const chunks = [];
    for (let from = 1; from <= count; from += CHUNK) {
        const to = Math.min(count, from + CHUNK - 1);
        chunks.push(`INSERT INTO message (root_id, account_id, message_id, conversation_id, direction, sender, msisdn, msisdn_typed, body, encoding, parts, state, origin, user_id, user_name, accepted_at, queued_at, final_at)
SELECT ${root}, ${id}, ${idOf(count, 's.seq')}, ${id} * 1000000 + MOD(s.seq, ${people}), IF(${isIn('s.seq')}, 'in', 'out'), @sender,
       CONCAT('+614', LPAD(MOD(s.seq, ${people}), 8, '0')), NULL, ${body('s.seq')}, 'gsm7', 1, IF(${isIn('s.seq')}, 'received', 'delivered'),
       IF(${isIn('s.seq')}, 'handset', 'page'), IF(${isIn('s.seq')}, NULL, ${user}), IF(${isIn('s.seq')}, NULL, 'Bea Bench'),
       ${instant(count, 's.seq')}, IF(${isIn('s.seq')}, NULL, ${instant(count, 's.seq')}), IF(${isIn('s.seq')}, NULL, ${instant(count, 's.seq')})
  FROM seq_${from}_to_${to} AS s;`);
    }
    return `
INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at)
VALUES (${root}, ${id}, '${name}', 'postpaid', 'AU', 'Australia/Sydney', 1 + MOD(${id}, 7), UTC_TIMESTAMP(6));
SET @sender = '+6125${String(id).padStart(7, '0')}';
INSERT INTO sender (root_id, account_id, sender_id, msisdn, added_at) VALUES (${root}, ${id}, ${id}, @sender, UTC_TIMESTAMP(6));
INSERT INTO conversation (root_id, account_id, conversation_id, sender_id, msisdn, closed, unread, first_message_id, last_message_id, last_at, last_direction, last_state, last_user_id, last_user_name, preview, version, tree_version)
SELECT ${root}, ${id}, ${id} * 1000000 + s.seq, ${id}, CONCAT('+614', LPAD(s.seq, 8, '0')), 0, 0, ${idOf(count, `IF(s.seq = 0, ${people}, s.seq)`)}, ${idOf(count, 'q.last')},
       ${instant(count, 'q.last')}, IF(${isIn('q.last')}, 'in', 'out'), IF(${isIn('q.last')}, 'received', 'delivered'), IF(${isIn('q.last')}, NULL, ${user}), IF(${isIn('q.last')}, NULL, 'Bea Bench'),
       ${body('q.last')}, 1, 1
  FROM seq_0_to_${people - 1} AS s
  JOIN (SELECT p.seq, ${count} - MOD(${count} - p.seq, ${people}) AS last FROM seq_0_to_${people - 1} AS p) AS q ON q.seq = s.seq;
INSERT INTO inbox_count (root_id, account_id, scope, open, version) VALUES (${root}, ${id}, 'account', ${people}, 1);
${chunks.join('\n')}`;
}

/* The words of an account's messages, as dlrd would write them in its own time, but word by
 * word in the order in which they lie, so that each is appended. SQL. */
export function words({ root, user, count }) {
    const has = [1, 3, 7, 16, 50].map((by) => word('s.seq', by)).join(', ');
    const into = (one, where) => `INSERT INTO message_word (root_id, account_id, user_id, word, message_id)
SELECT ${root}, ${root}, IF(${isIn('s.seq')}, NULL, ${user}), ${one}, ${idOf(count, 's.seq')} FROM seq_1_to_${count} AS s ${where};`;
    const all = [...WORDS].sort().map((one) => into(`'${one}'`, `WHERE '${one}' IN (${has}) ORDER BY s.seq`));
    return `SET @now = (SELECT MAX(message_id) >> 22 FROM message WHERE account_id = ${root}); SET unique_checks = 0, foreign_key_checks = 0;
${all.join('\n')}
${into("CONCAT('ref', s.seq)", "ORDER BY CONCAT('ref', s.seq)")}`;
}

/* `count` texts of an account, queued all at once over a hundred of its conversations. SQL. */
export function queue({ root, user, count, of = 'normal', text = 'Your order is ready.', node = 1001 }) {
    return `SET @now = ${START};
INSERT INTO message (root_id, account_id, message_id, conversation_id, direction, sender, msisdn, body, encoding, parts, class, state, origin, user_id, user_name, accepted_at, due_at)
SELECT c.root_id, c.account_id, ((@now + s.seq DIV 4000) << 22) | (${node} << 12) | MOD(s.seq, 4000), c.conversation_id, 'out', '+6125${String(root).padStart(7, '0')}', c.msisdn, '${text}', 'gsm7', 1, '${of}', 'queued', 'page',
       ${user ?? 'NULL'}, ${user ? "'Bea Bench'" : 'NULL'}, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
  FROM seq_1_to_${count} AS s JOIN conversation AS c ON c.account_id = ${root} AND c.conversation_id = ${root} * 1000000 + MOD(s.seq, 50)`;
}

/* A parent and `branches` sub-accounts among which `count` messages are shared (0: all its
 * own), its Administrator `user`. SQL. */
export function tree({ root, name, branches = 0, count, people, user }) {
    const each = branches || 1;
    const share = (number) => Math.max(1, Math.floor(number / each));
    const own = branches ? { count: 1, people: 1 } : { count, people };
    const subs = Array.from({ length: branches }, (_, at_) => account({ root, id: root + 1 + at_, name: `${name} ${at_ + 1}`, count: share(count), people: share(people), user }));
    const all = (branches ? 1 : people) + branches * (branches ? share(people) : 0);
    return `SET @now = ${START}; SET unique_checks = 0, foreign_key_checks = 0;
INSERT INTO user (user_id, email, name, password, zone, verified, added_at) VALUES (${user}, 'bench-${user}@bench.example', 'Bea Bench', 'none', 'Australia/Sydney', 1, UTC_TIMESTAMP(6));
${account({ root, id: root, name, ...own, user })}
INSERT INTO membership (root_id, account_id, user_id, role, added_at) VALUES (${root}, ${root}, ${user}, 'administrator', UTC_TIMESTAMP(6));
INSERT INTO inbox_count (root_id, account_id, scope, open, version) VALUES (${root}, ${root}, 'tree', ${all}, 1);
${subs.join('\n')}`;
}
