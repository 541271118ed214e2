// workers.own.mjs: a worker that ends, for whatever reason, costs at most its own visit
//
// Requirement ME-12; architecture.md section 6. With an instance of its own, whose workers it
// kills and wears out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { deep, instanceUp } from '../kit/instance.mjs';
import { forEach } from '../kit/sight.mjs';
import { until } from '../kit/smsc.mjs';

const POLL = '/1/inbox/changes?since=0';
let instance;
let ada;

before(async () => {
    instance = await instanceUp('workers');
    ada = instance.client();
});

after(() => instance?.down());

/* Many visits, eight at a time; how many were answered with something else than they should. */
async function visits(many, meanwhile = () => {}) {
    let failed = 0;
    await forEach(Array.from({ length: many }, (_, at) => at), 8, async (at) => {
        meanwhile(at);
        const { status } = await ada.get(POLL).catch(() => ({ status: 0 }));
        failed += Number(status !== 204 && status !== 200);
    });
    return failed;
}

test('a crash costs its own visit, and there is another worker within a second', async () => {
    const kills = deep ? 100 : 4;
    let killed = 0;
    const failed = await visits(kills * 1000, (at) => {
        if (at % 1000 !== 500) return;
        process.kill(instance.workers('inbox')[0], 'SIGSEGV');
        killed += 1;
    });
    assert.equal(killed, kills);
    assert.ok(failed <= kills, `${failed} of ${kills * 1000} visits failed in ${kills} crashes`);
    const begin = Date.now();
    const [gone] = instance.workers('inbox');
    process.kill(gone, 'SIGSEGV');
    await until('four workers, none of them the dead one', () => instance.workers('inbox').length === 4 && !instance.workers('inbox').includes(gone));
    assert.ok(Date.now() - begin < 1000, `${Date.now() - begin} ms`);
});

test('workers that die young are tried again after a pause, and for ever', async () => {
    for (let i = 0; i < 12; i++) {
        for (const pid of instance.workers('inbox')) process.kill(pid, 'SIGKILL');
        await until('a worker', () => instance.workers('inbox').length > 0);
    }
    await until('all four', () => instance.workers('inbox').length === 4);
    assert.equal(await visits(40), 0);
});

test('after 10,000 visits a worker makes room for another, and nobody notices', async () => {
    await instance.set({ inbox_workers: 1 }, 'inbox');
    const [first] = instance.workers('inbox');
    assert.equal(await visits(10100), 0);
    const [second, ...more] = instance.workers('inbox');
    assert.deepEqual(more, []);
    assert.notEqual(second, first);
    const held = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${second}/status`, 'utf8'))[1]);
    assert.ok(held < 65536, `${held} kB`);
});

test('workers die with their parent, and it comes back with new ones', async () => {
    const old = instance.workers('inbox');
    await instance.kill('inbox');
    await until('the old ones to be gone', () => old.every((pid) => !instance.workers('inbox').includes(pid)) && old.every((pid) => !alive(pid)));
    assert.equal(await visits(20), 0);
});

function alive(pid) {
    try {
        return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
        return false;
    }
}
