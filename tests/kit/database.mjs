// database.mjs: the instance's database as its owner sees it, and sessions made behind its back
//
// Tests look with it at what the portal must not show, and age what would take hours.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';

import { Client, base, varFolder } from './portal.mjs';

function arguments_of(folder) {
    return [`--defaults-file=${folder}/admin.cnf`, '--default-character-set=utf8mb4', '--batch', '--raw', 'branchline'];
}

/* Run SQL as root over the socket; rows of the last SELECT as objects of text (NULL is null). */
export function sql(text, folder = varFolder) {
    const ran = spawnSync('mariadb', [...arguments_of(folder), '--xml'], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (ran.status !== 0) throw new Error(`${/^ERROR.*/m.exec(ran.stderr)?.[0] ?? ran.stderr.slice(0, 500)} in: ${text.slice(0, 200)}`);
    const last = ran.stdout.split(/<resultset/).at(-1);
    return [...last.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row]) => Object.fromEntries(
        [...row.matchAll(/<field name="([^"]*)"(?: xsi:nil="true" \/>|>(.*?)<\/field>)/gs)].map(([, name, value]) => [plain(name), value === undefined ? null : plain(value)])));
}

function plain(text) {
    return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/* The first column of the first row, or null. */
export function one(text, folder = varFolder) {
    const [row] = sql(text, folder);
    return row ? Object.values(row)[0] : null;
}

/* What the server says to a statement of another user: { code, said } (code 0: it was allowed). */
export function sqlAs(user, text, folder = varFolder) {
    const socket = execFileSync('sed', ['-n', 's/^socket = //p', `${folder}/admin.cnf`], { encoding: 'utf8' }).trim();
    const password = execFileSync('cat', [`${folder}/secret/db-${user}`], { encoding: 'utf8' }).trim();
    const ran = spawnSync('mariadb', ['--no-defaults', `--socket=${socket}`, `--user=${user}`, '--batch', 'branchline', '-e', text],
        { encoding: 'utf8', env: { ...process.env, MYSQL_PWD: password } });
    return { code: Number(/ERROR (\d+)/.exec(ran.stderr)?.[1] ?? (ran.status === 0 ? 0 : -1)), said: ran.stderr, text: ran.stdout };
}

export function quoted(value) {
    if (value === null || value === undefined) return 'NULL';
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    if (Buffer.isBuffer(value)) return `x'${value.toString('hex')}'`;
    return `'${String(value).replace(/[\\']/g, (c) => `\\${c}`).replaceAll('\n', '\\n')}'`;
}

/* Insert objects whose keys are columns. */
export function insert(table, rows, folder = varFolder) {
    const columns = Object.keys(rows[0]);
    sql(`INSERT INTO ${table} (${columns.join(', ')}) VALUES\n${rows.map((row) => `(${columns.map((name) => quoted(row[name])).join(', ')})`).join(',\n')};`, folder);
}

/* Sessions as sign-in makes them, without the price of a hash: [{ client, token, hash, salt }]. */
export function sessionsOf(userIds, { folder = varFolder, at = base } = {}) {
    const made = userIds.map((userId) => {
        const token = randomBytes(32).toString('base64url');
        const client = new Client({ at });
        client.cookies.set(client.cookieName('sid'), token);
        return { client, token, userId, hash: createHash('sha256').update(token).digest(), salt: randomBytes(16) };
    });
    const rows = made.map(({ hash, userId, salt }) => `(${quoted(hash)}, ${userId}, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), `
        + `UTC_TIMESTAMP(6) + INTERVAL 12 HOUR, UTC_TIMESTAMP(6), '127.0.0.1', 'fences', ${quoted(salt)})`);
    if (rows.length > 0) {
        sql(`INSERT INTO session (id_hash, user_id, made_at, seen_at, ends_at, auth_at, address, agent, form_salt) VALUES ${rows.join(',\n')};`, folder);
    }
    return made;
}

export function sessionOf(userId, options = {}) {
    return sessionsOf([userId], options)[0];
}

/* One number that changes with any cell of the world's rows in these tables. */
export function digest(tables, accounts, folder = varFolder) {
    const list = accounts.map(({ id }) => id).join(', ');
    return tables.map((table) => {
        const columns = sql(`SELECT column_name AS c FROM information_schema.columns WHERE table_schema = 'branchline' AND table_name = ${quoted(table)}`, folder);
        const cells = columns.map(({ c }) => `IFNULL(HEX(\`${c}\`), '-')`).join(', ');
        return `${table}:${one(`SELECT CONCAT(COUNT(*), '/', IFNULL(BIT_XOR(CAST(CONV(LEFT(MD5(CONCAT_WS(',', ${cells})), 15), 16, 10) AS UNSIGNED)), 0)) FROM ${table} WHERE account_id IN (${list})`, folder)}`;
    }).join(' ');
}

export const TENANT_TABLES = ['account', 'setting', 'membership', 'invite_grant', 'sender', 'contact', 'conversation', 'conversation_own', 'conversation_event', 'inbox_count', 'message', 'part', 'submission'];

/* Wait until nothing that was sent after message `since` is on its way any more, so that what
 * changes from now on was changed by the test. */
export async function settled(since, accounts, seconds = 30) {
    const list = accounts.map(({ id }) => id).join(', ');
    const moving = () => Number(one(`SELECT (SELECT COUNT(*) FROM message WHERE account_id IN (${list}) AND message_id > ${since} AND direction = 'out'
        AND state IN ('queued', 'claimed', 'sending', 'submitted', 'enroute')) + (SELECT COUNT(*) FROM message_news WHERE account_id IN (${list}))`));
    for (const end = Date.now() + seconds * 1000; moving() > 0;) {
        if (Date.now() > end) throw new Error(`${moving()} messages are on their way after ${seconds} s`);
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
