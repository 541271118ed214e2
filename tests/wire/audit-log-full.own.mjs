// audit-log-full.own.mjs: a log that can't be written holds up no page (requirement LG-06)
//
// What the programs say of each visit goes to a device that is always full.
import assert from 'node:assert/strict';
import { renameSync, symlinkSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { PROGRAMS, instanceUp } from '../kit/instance.mjs';

let house;

before(async () => { house = await instanceUp('audit-log-full'); });
after(() => house?.down());

test('with no room for a line in any log, pages and actions go on', async () => {
    await house.stop(...PROGRAMS);
    for (const name of PROGRAMS) {
        const log = `${house.folder}/log/${name}.log`;
        renameSync(log, `${log}.before`);
        symlinkSync('/dev/full', log);
    }
    await house.start(...PROGRAMS);
    const ada = house.client();
    house.sql("UPDATE membership SET role = 'basic' WHERE user_id = 1");
    assert.equal((await ada.get('/1/audit')).status, 403);
    house.sql("UPDATE membership SET role = 'administrator' WHERE user_id = 1");
    for (let i = 0; i < 100; i++) assert.equal((await ada.get(['/1/inbox', '/1/audit', '/1/send', '/me'][i % 4])).status, 200);
    const exported = await ada.send(await ada.get('/1/audit'), '/1/audit/export');
    assert.equal(exported.status, 200);
    assert.deepEqual(house.sql('SELECT action FROM audit ORDER BY seq').map(({ action }) => action), ['access.deny', 'audit.export'], 'what was done is written all the same');
});
