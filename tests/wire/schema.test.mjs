// schema.test.mjs: the tables are those that were declared and written down
//
// Requirement TN-06; architecture.md section 1 (sql/schema.sql is the sum of sql/change/).
// That keys and foreign keys are composite is tests/sql/test_schema.c.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { one, sql } from '../kit/database.mjs';
import { schemaText, undeclared } from '../kit/schema.mjs';

test('each table is declared, and a new one is noticed', () => {
    assert.deepEqual(undeclared(), []);
    sql('CREATE TABLE planted (root_id INT UNSIGNED NOT NULL, account_id INT UNSIGNED NOT NULL, PRIMARY KEY (account_id))');
    try {
        assert.deepEqual(undeclared(), ['planted is in the database and not in sql/tables.tsv']);
    } finally {
        sql('DROP TABLE planted');
    }
});

test('sql/schema.sql is what the steps add up to', () => {
    assert.equal(readFileSync(join(process.env.BRANCHLINE_ROOT, 'sql/schema.sql'), 'utf8'), schemaText(),
        'a step changed the schema: node tests/kit/schema.mjs > sql/schema.sql');
});

test('each table has a primary key, and each column of text one alphabet', () => {
    assert.deepEqual(sql(`SELECT t.table_name AS t FROM information_schema.tables t WHERE t.table_schema = 'branchline' AND NOT EXISTS
        (SELECT 1 FROM information_schema.table_constraints c WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.constraint_type = 'PRIMARY KEY')`), []);
    assert.equal(one("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = 'branchline' AND character_set_name IS NOT NULL AND character_set_name <> 'utf8mb4'"), '0');
    assert.equal(one("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'branchline' AND engine <> 'InnoDB'"), '0');
    for (const kind of ['triggers', 'routines', 'events', 'views']) {
        assert.equal(one(`SELECT COUNT(*) FROM information_schema.${kind} WHERE ${kind === 'triggers' ? 'trigger' : kind === 'routines' ? 'routine' : kind === 'events' ? 'event' : 'table'}_schema = 'branchline'`), '0', kind);
    }
});
