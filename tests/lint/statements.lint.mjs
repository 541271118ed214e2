// statements.lint.mjs: every statement carries a scope mark or a reason, and the reasons are known
//
// Requirements TN-04, IO-02; architecture.md section 4. What gcc refuses is refused here too, for
// compilers that can't fold it: a STMT without a mark. tests/data/global-statements.txt lists
// every statement that runs without a tenant, with its reason, so that a review sees a new one.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bare, conclude, filesOf, read, root } from '../kit/source.mjs';

const build = process.env.BRANCHLINE_BUILD ?? join(root, 'build');
const GOLDEN = 'tests/data/global-statements.txt';
const scratch = mkdtempSync(join(tmpdir(), 'branchline-lint-'));

/* The statements of a file after the preprocessor: [{ name, text, reason }]. clang's side of
 * stmt.h is taken, whose assertion holds nothing. */
function statementsOf(path) {
    const plain = execFileSync('gcc', ['-E', '-P', '-D__clang__', '-std=gnu17', '-D_GNU_SOURCE', '-Isrc', `-I${build}`, '-isystem', '/usr/include/mariadb', path], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
    return [...plain.matchAll(/const struct stmt (\w+) = \{\s*\.name = "\w+",\s*\.shape = [^"]*?\.text\s*=\s*((?:\s*"(?:[^"\\]|\\.)*")+)(?:,\s*\.reason = ((?:\s*"(?:[^"\\]|\\.)*")+))?\}/g)]
        .map(([, name, text, reason]) => ({ name, text: joined(text), reason: reason === undefined ? null : joined(reason) }));
}

const joined = (literals) => [...literals.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, piece]) => piece.replace(/\\(.)/g, '$1')).join('');

function check(path, statements) {
    const declared = [...bare(read(path)).matchAll(/^\s*STMT(?:_GLOBAL)?\s*\(\s*(\w+)/gm)].map(([, name]) => name);
    return [...declared.filter((name) => !statements.some((found) => found.name === name)).map((name) => `${path}: ${name} is no literal that can be read here`),
        ...statements.flatMap(faultsOf).map((fault) => `${path}: ${fault}`)];
}

function faultsOf({ name, text, reason }) {
    const faults = [];
    if (reason === null && !text.includes('/*@')) faults.push(`${name} carries no scope mark`);
    if (/SELECT\s+(\w+\.)?\*/i.test(text)) faults.push(`${name} names no columns`);
    if (/'[^']*%s|%l?l?[du]\b/.test(text)) faults.push(`${name} looks like a format`);
    if (reason !== null && reason.split(' ').length < 4) faults.push(`${name}: "${reason}" is no reason`);
    return faults;
}

/* Nothing else makes a statement, or asks the server by text. */
function direct(path, text) {
    const faults = [];
    if (/\bstruct stmt \w+\s*=/.test(text) && path !== 'src/db/stmt.h') faults.push(`${path}: a statement that is no STMT`);
    if (/\bmysql_(real_)?query\b|\bmysql_send_query\b|\bmysql_change_user\b|MULTI_STATEMENTS/.test(text) && path !== 'src/db/db.c') faults.push(`${path}: asks the server by text`);
    return faults;
}

const files = filesOf(/^(src|cgi-bin)\/.*\.(c|h)$/);
const withStatements = files.filter((path) => path.endsWith('.c') && /\bSTMT(_GLOBAL)?\(/.test(bare(read(path))));
const found = withStatements.map((path) => ({ path, statements: statementsOf(path) }));
const faults = [...found.flatMap(({ path, statements }) => check(path, statements)), ...files.flatMap((path) => direct(path, bare(read(path))))];

const listed = found.flatMap(({ path, statements }) => statements.filter(({ reason }) => reason !== null).map(({ name, reason }) => `${name}\t${path}\t${reason}`)).sort();
const golden = readFileSync(join(root, GOLDEN), 'utf8').trim().split('\n');
for (const line of listed.filter((one) => !golden.includes(one))) faults.push(`${GOLDEN} does not know: ${line}`);
for (const line of golden.filter((one) => !listed.includes(one))) faults.push(`${GOLDEN} lists what is gone: ${line}`);
if (process.argv.includes('--write')) writeFileSync(join(root, GOLDEN), `${listed.join('\n')}\n`);

function planted(text) {
    const path = join(scratch, 'planted.c');
    writeFileSync(path, `#include "db/stmt.h"\n${text}\n`);
    return statementsOf(path).flatMap(faultsOf).length > 0;
}

const CONTROLS = ['STMT(a, NULL, "SELECT k.name FROM contact AS k WHERE k.contact_id = ?");', 'STMT(a, NULL, "SELECT k.* FROM contact AS k WHERE " OWN("k"));',
    'STMT_GLOBAL(a, NULL, "because so", "SELECT u.name FROM user AS u");', 'STMT(a, NULL, "SELECT k.name FROM contact AS k WHERE " OWN("k") " AND k.name = \'%s\'");'];
const controls = [...CONTROLS.map((sample) => ({ sample, refused: planted(sample) })),
    { sample: 'mysql_query(line, text)', refused: direct('src/model/x.c', 'mysql_query(line, text);').length > 0 },
    { sample: 'a good statement', refused: !planted('STMT(a, NULL, "SELECT k.name FROM contact AS k WHERE " OWN("k"));') }];
rmSync(scratch, { recursive: true });
conclude(`statements: ${found.flatMap(({ statements }) => statements).length}`, faults, controls);
