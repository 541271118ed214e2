// schema.mjs: the tables as the server has them, written down for reading
//
//     node tests/kit/schema.mjs > sql/schema.sql      from the instance in BRANCHLINE_VAR
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { one, sql } from './database.mjs';
import { varFolder } from './portal.mjs';

const root = process.env.BRANCHLINE_ROOT ?? fileURLToPath(new URL('../..', import.meta.url));

/* sql/tables.tsv: [{ table, kind }] in its order. */
export function declared() {
    return readFileSync(join(root, 'sql/tables.tsv'), 'utf8').trim().split('\n').map((line) => {
        const [table, kind] = line.split('\t');
        return { table, kind };
    });
}

export function tablesOf(folder = varFolder) {
    return sql("SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'branchline' ORDER BY table_name", folder).map(({ t }) => t);
}

/* What is wrong between tables.tsv and the server: sentences (requirement TN-06). */
export function undeclared(folder = varFolder) {
    const known = declared();
    const there = tablesOf(folder);
    return [...there.filter((table) => !known.some((row) => row.table === table)).map((table) => `${table} is in the database and not in sql/tables.tsv`),
        ...known.filter(({ table }) => !there.includes(table)).map(({ table }) => `${table} is in sql/tables.tsv and not in the database`),
        ...known.filter(({ kind }) => !['tenant', 'aged', 'global', 'system'].includes(kind)).map(({ table, kind }) => `${table} is of no kind: ${kind}`)];
}

/* One table without what differs from server to server, laid out as SHOW CREATE TABLE does. */
function tableText(table, folder) {
    const made = sql(`SHOW CREATE TABLE \`${table}\``, folder)[0]['Create Table'];
    return `${made.replace(/ AUTO_INCREMENT=\d+/, '').replace(/ (DEFAULT CHARSET=utf8mb4|COLLATE=utf8mb4_unicode_ci|ENGINE=InnoDB|ENGINE = InnoDB)/g, '').replace(/`/g, '')};`;
}

export function schemaText(folder = varFolder) {
    const head = `-- What the steps of sql/change/ add up to, for reading; nothing runs this file. A test holds it
-- equal to a database that was made by the steps (tests/wire/schema.test.mjs).
-- InnoDB, utf8mb4, utf8mb4_unicode_ci throughout.`;
    const steps = one("SELECT GROUP_CONCAT(name ORDER BY number SEPARATOR ', ') FROM schema_change", folder).replaceAll('.sql', '');
    const tables = declared().filter(({ table }) => table !== 'schema_change').map(({ table }) => tableText(table, folder));
    return `${head}\n-- Steps: ${steps.replaceAll(/(.{70,90}), /g, '$1,\n--   ')}\n\n${tables.join('\n\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(schemaText());
