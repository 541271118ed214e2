// sqlmap.test.mjs: an independent attacker finds no way from a parameter into the database
//
// Requirement IO-02. Debian's sqlmap tries the search in `make test`, every parameter at level
// 3 and risk 2 in `make test-deep`. The control is a page that builds its SQL from text.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { sessionsOf, sql } from '../kit/database.mjs';
import { base } from '../kit/portal.mjs';
import { tokenFor } from '../kit/routes.mjs';
import { seed } from '../kit/world.mjs';

const run = promisify(execFile);
const DEEP = Boolean(process.env.BRANCHLINE_DEEP);
const FOUND = /(is vulnerable|appears to be .*injectable|identified the following injection)/;
const NOT_FOUND = /do not appear to be injectable|does not seem to be injectable/;

let output;
let world;
let session;

before(() => {
    output = mkdtempSync(join(tmpdir(), 'sqlmap-'));
    world = seed();
    [session] = sessionsOf([world.users['A.adm'].id]);
});
after(() => rmSync(output, { recursive: true, force: true }));

/* Let it try one address; what it printed. */
async function attack(url, options) {
    const words = ['--batch', '--flush-session', '--disable-coloring', '--output-dir', output, '--dbms', 'mysql', '--threads', '4', '-u', url, ...options];
    const { stdout } = await run('sqlmap', words, { maxBuffer: 64 << 20, timeout: DEEP ? 1500000 : 200000 });
    return stdout;
}

const cookie = () => ['--cookie', `${session.client.cookieName('sid')}=${session.token}`];

test('sqlmap finds nothing behind the search', async () => {
    const said = await attack(`${base}/${world.accounts.A1.id}/inbox?q=Grace`, [...cookie(), '-p', 'q', '--level', '1', '--technique', 'BEU']);
    assert.doesNotMatch(said, FOUND);
    assert.match(said, NOT_FOUND);
});

test('sqlmap finds what there is to find: the control', async () => {
    const server = createServer((request, response) => {
        const asked = new URL(request.url, 'http://localhost').searchParams.get('q');
        try {
            response.end(JSON.stringify(sql(`SELECT name AS n FROM contact WHERE name = '${asked}' LIMIT 5`)));
        } catch (error) {
            response.end(`<p>${error.stderr ?? error.message}</p>`);
        }
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const said = await attack(`http://127.0.0.1:${server.address().port}/?q=Grace`, ['-p', 'q', '--level', '1', '--technique', 'E']);
    await new Promise((resolve) => server.close(resolve));
    assert.match(said, FOUND);
});

test('sqlmap finds nothing behind any parameter at level 3, risk 2', { skip: !DEEP }, async () => {
    const [own, tree] = [`${base}/${world.accounts.A1.id}`, `${base}/${world.accounts.A.id}`];
    const talk = world.conversations.find((found) => found.account.key === 'A1').id;
    const hard = ['--level', '3', '--risk', '2'];
    for (const url of [`${own}/inbox?q=Grace&tab=open&before=9`, `${own}/inbox/${talk}?before=9&done=closed`, `${own}/inbox/changes?since=1&tab=open&at=${talk}`, `${tree}/all/inbox?q=0491&account=${world.accounts.A1.id}`, `${base}/accounts/tree?at=1&merged=1`, `${base}/sign-in?next=%2Fme&done=signed_out`])
        assert.doesNotMatch(await attack(url, [...cookie(), ...hard]), FOUND, url);
    const form = `token=${tokenFor(session, '/:a/inbox/:id/reply', world.accounts.A1.id)}&once=${'o'.repeat(43)}&text=Hello`;
    const said = await attack(`${own}/inbox/${talk}/reply`, [...cookie(), ...hard, '--data', form, '-p', 'text,once,token', '--headers', 'Sec-Fetch-Site: same-origin']);
    assert.doesNotMatch(said, FOUND);
});
