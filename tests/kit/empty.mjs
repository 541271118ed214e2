// empty.mjs: a database of a test's own, with schema and users, and what is run against it
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const root = process.env.BRANCHLINE_ROOT;
const build = process.env.BRANCHLINE_BUILD;

/* Start one under build/test-NAME, empty; call down() at the end. */
export function emptyUp(name, port) {
    const folder = `${build}/test-${name}`;
    const conf = `${folder}/branchline.conf`;
    const local = (...words) => {
        const done = spawnSync(`${root}/src/deploy/local`, [...words, '--quiet', '--build', build, '--var', folder], { encoding: 'utf8' });
        assert.equal(done.status, 0, done.stdout + done.stderr);
    };
    if (existsSync(folder)) local('reset');
    local('up', '--database-only', '--port', String(port), '--set', 'hash_memory_kib=19456');
    return {
        folder,
        conf,
        down: () => local('down'),
        /* Rows of a SELECT as arrays of text; NULL is the word NULL. */
        sql(text) {
            const done = spawnSync('mariadb', [`--defaults-file=${folder}/admin.cnf`, '--batch', '--raw', '--skip-column-names',
                '--default-character-set=utf8mb4', 'branchline'], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
            assert.equal(done.status, 0, `${done.stderr}\n${text}`);
            return done.stdout.split('\n').slice(0, -1).map((row) => row.split('\t'));
        },
        /* { code, out, err } of one of our programs, with our --conf unless it has one. */
        program(binary, ...words) {
            const all = words.includes('--conf') ? words : [...words, '--conf', conf];
            const done = spawnSync(`${build}/bin/${binary}`, all, { encoding: 'utf8', maxBuffer: 1 << 28 });
            return { code: done.status, out: done.stdout, err: done.stderr };
        },
    };
}
