// grants.own.mjs: each program's MariaDB user may do what its statements need, and no more
//
// Requirements TN-07, TN-08, DB-03. On a database of its own. sql/grant/NAME.sql is held to
// what the server granted, then every single privilege and column is taken away in turn: a
// statement of the program must miss it, or it was granted for nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { emptyUp } from '../kit/empty.mjs';
import { lineTo } from '../kit/line.mjs';

const root = process.env.BRANCHLINE_ROOT;
const users = readdirSync(`${root}/sql/grant`).map((file) => file.replace('.sql', '')).sort();
const BINARY = { tool: 'branchline' };
const DENIED = [1142, 1143];
const lines = {};
let rig, boss, columns, kinds;

before(async () => {
    rig = emptyUp('grants', 18131);
    boss = lineTo(`${rig.folder}/admin.cnf`);
    const socket = `${rig.folder}/run/mariadb.sock`;
    for (const user of users) lines[user] = lineTo({ user, socket, password: readFileSync(`${rig.folder}/secret/db-${user}`, 'utf8').trim() });
    columns = {};
    for (const [table, column] of rig.sql('SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position')) (columns[table] ??= []).push(column);
    kinds = Object.fromEntries(readFileSync(`${root}/sql/tables.tsv`, 'utf8').trim().split('\n').map((line) => line.split('\t')));
});
after(() => {
    for (const line of [boss, ...Object.values(lines)]) line?.end();
    rig.down();
});

/* [{ right, column or null, table }] of a user's file. */
function fileOf(user) {
    const text = readFileSync(`${root}/sql/grant/${user}.sql`, 'utf8').replace(/^--.*$/gm, '');
    const statements = text.split(';').map((one) => one.trim().replace(/\s+/g, ' ')).filter(Boolean);
    return statements.flatMap((one) => {
        const found = /^GRANT (.+) ON branchline\.(\w+) TO '(\w+)'@'localhost'$/.exec(one);
        assert.ok(found && found[3] === user, `${user}.sql: not a plain GRANT: ${one}`);
        return [...found[1].matchAll(/(SELECT|INSERT|UPDATE|DELETE)(?: \(([^)]*)\))?(?:, |$)/g)].flatMap(([, right, list]) =>
            (list ? list.split(/, ?/) : [null]).map((column) => ({ right, column, table: found[2] })));
    });
}

const wordsOf = ({ right, column, table }) => `${right} ${table}.${column ?? '*'}`;
const named = ({ right, column, table }) => `${right}${column ? ` (${column})` : ''} ON branchline.${table}`;

function grantedTo(user) {
    const who = `'''${user}''@''localhost'''`;
    return rig.sql(`SELECT privilege_type, table_name, '*' FROM information_schema.table_privileges WHERE grantee = ${who}
        UNION ALL SELECT privilege_type, table_name, column_name FROM information_schema.column_privileges WHERE grantee = ${who}`)
        .map(([right, table, column]) => `${right} ${table}.${column}`);
}

test('SHOW GRANTS of a user is its file, and nothing at the server', () => {
    for (const user of users) {
        assert.deepEqual([...new Set(grantedTo(user))].sort(), [...new Set(fileOf(user).map(wordsOf))].sort(), user);
        const shown = rig.sql(`SHOW GRANTS FOR '${user}'@'localhost'`).map(([line]) => line);
        const wide = shown.filter((line) => !/ ON `branchline`\.`\w+` TO /.test(line));
        assert.equal(wide.length, 1, wide.join('\n'));
        const seconds = existsSync(`${root}/cgi-bin/${user}`) ? 5 : 60;
        assert.match(wide[0], new RegExp(`^GRANT USAGE ON \\*\\.\\* TO .* MAX_USER_CONNECTIONS \\d+ MAX_STATEMENT_TIME ${seconds}\\.0+$`));
        assert.doesNotMatch(shown.join('\n'), /GRANT OPTION|PROXY/);
    }
});

test('no user has a right beyond rows, none is anonymous, there is no test database (DB-03)', () => {
    const rights = rig.sql(`SELECT grantee, privilege_type FROM information_schema.user_privileges WHERE privilege_type <> 'USAGE'
        UNION SELECT grantee, privilege_type FROM information_schema.schema_privileges
        UNION SELECT grantee, privilege_type FROM information_schema.table_privileges WHERE privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') OR table_schema <> 'branchline'
        UNION SELECT grantee, privilege_type FROM information_schema.column_privileges WHERE table_schema <> 'branchline'`);
    assert.deepEqual(rights.filter(([who]) => !/^'(root|mariadb\.sys)'@/.test(who)), []);
    const there = rig.sql('SELECT user, host FROM mysql.user').map((row) => row.join('@')).sort();
    assert.deepEqual(there, [...users, 'mariadb.sys', 'root'].map((user) => `${user}@localhost`).sort());
    assert.deepEqual(rig.sql("SELECT user FROM mysql.global_priv WHERE user NOT IN ('mariadb.sys') AND JSON_VALUE(priv, '$.authentication_string') = ''"), []);
    assert.deepEqual(rig.sql('SHOW DATABASES').flat().sort(), ['branchline', 'information_schema', 'mysql', 'performance_schema', 'sys']);
    assert.deepEqual(rig.sql("SELECT db FROM mysql.db WHERE user = '' OR db LIKE 'test%'"), []);
    assert.deepEqual(rig.sql('SELECT @@local_infile, @@secure_file_priv IS NOT NULL OR @@skip_networking'), [['0', '1']]);
});

/* Statements of a program as the program itself prints them. */
function statementsOf(user) {
    const out = execFileSync(`${process.env.BRANCHLINE_BUILD}/bin/${BINARY[user] ?? user}`, ['--statements'], { encoding: 'utf8' });
    return out.split('\n').filter(Boolean).map((line) => line.split('\t')).map(([name, text]) => ({ name, text }));
}

/* MariaDB checks the columns of INSERT … SELECT and UPDATE … JOIN only when they run: they do,
 * for nobody's rows. */
function tried({ text }) {
    const prepare = `PREPARE s FROM '${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
    if (!/^(INSERT\b.*\bSELECT|UPDATE\b.*\bJOIN)\b/s.test(text)) return [prepare];
    return ['START TRANSACTION', prepare, `EXECUTE s USING ${Array(text.split('?').length - 1).fill('NULL').join(', ')}`, 'ROLLBACK'];
}

const refused = async (user, statements) => DENIED.includes(await lines[user].error('SELECT 1', ...statements.flatMap(tried)));

for (const user of users) {
    test(`${user}: each right and column that is granted, a statement needs (TN-07)`, async () => {
        const statements = statementsOf(user);
        assert.ok(statements.length >= 2, `${statements.length} statements`);
        assert.equal(await refused(user, statements), false, 'none is refused to begin with');
        const idle = [];
        for (const grant of fileOf(user)) {
            await boss.ask(`REVOKE ${named(grant)} FROM '${user}'@'localhost'`);
            if (!await refused(user, statements.filter(({ text }) => new RegExp(`\\b${grant.table}\\b`).test(text)))) idle.push(wordsOf(grant));
            await boss.ask(`GRANT ${named(grant)} TO '${user}'@'localhost'`);
        }
        assert.deepEqual(idle, []);
        assert.equal(rig.program(BINARY[user] ?? user, '--check').code, 0);
    });
}

/* One of a SELECT, one each of the two kinds that MariaDB checks only when it plans. */
for (const [user, right, said] of [['login', 'SELECT (password) ON branchline.user', /statement user_\w+ under database user login: 1143 /],
    ['login', 'INSERT (agent) ON branchline.session', /statement session_insert under database user login: 1143 /],
    ['dlrd', 'SELECT (message_id) ON branchline.raw_inbound', /statement inbound_\w+ under database user dlrd: 1143 /]]) {
    test(`a program does not start on fewer rights than its statements need: ${user} without ${right}`, async () => {
        await boss.ask(`REVOKE ${right} FROM '${user}'@'localhost'`);
        const { code, err } = rig.program(user, '--check');
        await boss.ask(`GRANT ${right} TO '${user}'@'localhost'`);
        assert.equal(code, 78, err);
        assert.match(err, said);
        assert.equal(rig.program(user, '--check').code, 0);
    });
}

test('as each user: tables and columns that its file does not name are denied (TN-07)', async () => {
    for (const user of users) {
        const may = fileOf(user);
        const has = (right, table, column) => may.some((grant) => grant.right === right && grant.table === table && (grant.column === null || grant.column === column));
        for (const [table, list] of Object.entries(columns)) {
            for (const column of list) {
                if (!has('SELECT', table, column)) assert.ok(DENIED.includes(await lines[user].error(`SELECT ${column} FROM ${table} LIMIT 1`)), `${user} reads ${table}.${column}`);
                if (!has('UPDATE', table, column)) assert.ok(DENIED.includes(await lines[user].error(`UPDATE ${table} SET ${column} = ${column} WHERE 0`)), `${user} writes ${table}.${column}`);
                if (!has('INSERT', table, column)) assert.ok(DENIED.includes(await lines[user].error(`INSERT INTO ${table} (${column}) SELECT 1 FROM DUAL WHERE 0`)), `${user} adds ${table}.${column}`);
            }
            if (!has('DELETE', table)) assert.ok(DENIED.includes(await lines[user].error(`DELETE FROM ${table} LIMIT 0`)), `${user} deletes from ${table}`);
        }
        for (const hostile of ['SELECT User FROM mysql.user', 'CREATE TABLE x (a INT)', 'DROP TABLE account', 'ALTER TABLE account ADD x INT', 'TRUNCATE message', 'LOCK TABLES account READ', "SELECT 1 INTO OUTFILE '/x'",
            'CREATE DATABASE test', 'CREATE VIEW v AS SELECT 1', 'SET GLOBAL max_connections = 1', "GRANT SELECT ON branchline.user TO 'login'@'localhost'", 'CREATE TRIGGER t BEFORE INSERT ON account FOR EACH ROW SET @a = 1'])
            assert.ok([1044, 1045, 1142, 1227, 1370, 1410].includes(await lines[user].error(hostile)), `${user}: ${hostile}`);
    }
});

test('as each user: no row changes its account (TN-08)', async () => {
    for (const user of users) {
        for (const table of Object.keys(columns).filter((name) => ['tenant', 'aged'].includes(kinds[name]))) {
            for (const column of ['root_id', 'account_id']) assert.ok(DENIED.includes(await lines[user].error(`UPDATE ${table} SET ${column} = 1 WHERE 0`)), `${user} moves ${table}.${column}`);
        }
    }
});
