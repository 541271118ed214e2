// oracle.own.mjs: an independent model agrees with every answer, and finds what is planted
//
// Requirement TN-03. tests/oracle/ is written from product.md alone. 5,000 random (actor, action,
// object) triples here; `make oracle` and --deep ask 100,000. BRANCHLINE_ORACLE is "TRIPLES SEED".
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { build, deep, instanceUp, ran } from '../kit/instance.mjs';

const [triples, seed] = (process.env.BRANCHLINE_ORACLE || `${deep ? 100000 : 5000} 1`).split(' ');
const RIG = ['inbox_count', 'membership', 'sender', 'user', 'account'];
let instance;

before(async () => {
    instance = await instanceUp('oracle');
    instance.sql(RIG.map((table) => `DELETE FROM ${table};`).join('\n'));
    const { status, text } = await ran(join(build, 'bin/demo'), ['--conf', instance.conf]);
    assert.equal(status, 0, text);
});
after(() => instance?.down());

const oracle = (...words) => ran('python3', [join(process.env.BRANCHLINE_ROOT, 'tests/oracle/oracle.py'), '--url', instance.url, '--var', instance.folder, ...words]);

/* Let another program serve the inbox from now on. */
async function serveBy(binary) {
    const script = join(instance.run, 'service/inbox/run');
    await instance.stop('inbox');
    writeFileSync(script, readFileSync(script, 'utf8').replace(/\S*\/inbox(?= |$)/m, binary));
    await instance.start('inbox');
}

test(`${triples} random triples, each answered as product.md says`, async (t) => {
    const { status, text } = await oracle('--triples', triples, '--seed', seed);
    for (const line of text.trim().split('\n').slice(-3)) t.diagnostic(line);
    assert.equal(status, 0, text.slice(-6000));
    assert.match(text, new RegExp(`^${triples} triples, 0 disagreements`, 'm'));
    for (const kind of ['open', '404', 'out of sight', 'role', 'shut', 'sign-in', '403']) {
        assert.ok(Number(new RegExp(`to be answered:.*\\b${kind} (\\d+)`).exec(text)?.[1]) >= triples / 400, `often enough: ${kind}`);
    }
});

for (const [plant, said] of [['count', /, (list|thread|changes), .*(counts of the tabs|unread in the menu)/], ['preview', /, (list|changes), .*preview of/], ['id', /, trace, .*out of sight/]]) {
    test(`a planted leak (${plant}) is found`, async () => {
        await serveBy(join(build, 'plant', plant, 'inbox'));
        const { status, text } = await oracle('--triples', '2000', '--seed', seed, '--no-world', '--most', '1');
        assert.equal(status, 1, text.slice(-2000));
        assert.match(text, said);
    });
}
