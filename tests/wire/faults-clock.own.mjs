// faults-clock.own.mjs: the clock jumps by an hour, both ways, while texts are on their way
//
// Requirement DI-10. Debian's libfaketime shows every process of the house, MariaDB among them,
// another wall clock; the monotonic clock goes on as it does when a machine's time is set. What
// was accepted before a jump back waits until the clock is there again, which the last one sees to.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { carrierStart } from '../kit/count.mjs';
import { DAEMONS, instanceUp, lineUp, PROGRAMS } from '../kit/instance.mjs';
import { until } from '../kit/smsc.mjs';
import { chanceOf } from '../faults/chance.mjs';
import { Crowd } from '../faults/crowd.mjs';
import { keep } from '../faults/figures.mjs';
import { gather, judge, whenQuiet } from '../faults/judge.mjs';

const LIBRARY = readdirSync('/usr/lib', { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .map(({ name }) => `/usr/lib/${name}/faketime/libfaketimeMT.so.1`).find(existsSync);
const JUMPS = ['-3600', '+0', '+3600', '+0', '+3600'];
const TEXTS = 40; // around each jump

let house;
let carrier;
let crowd;
let jumpFile;

before(async () => {
    carrier = await carrierStart({ answer: [100, 400], receipt: [200, 2000] });
    house = await instanceUp('faults-clock', { carrier: carrier.port });
    jumpFile = `${house.run}/jump`;
    jump('+0');
    const parts = ['mariadb', ...DAEMONS, ...PROGRAMS, 'nginx']; // nginx: programs judge how old its visits are
    await house.stop(...[...parts].reverse());
    for (const name of parts) underFaketime(name);
    nginxKeepsIt();
    await house.start(...parts);
    await lineUp(house);
    crowd = new Crowd(house, carrier, chanceOf(10));
});

after(async () => {
    await house?.down();
    await carrier?.end();
});

const values = () => ({ LD_PRELOAD: LIBRARY, FAKETIME_TIMESTAMP_FILE: jumpFile, FAKETIME_NO_CACHE: 1, DONT_FAKE_MONOTONIC: 1, FAKETIME_DONT_RESET: 1 });

/* nginx forgets its environment but for what its file names. */
function nginxKeepsIt() {
    const file = `${house.folder}/nginx/nginx.conf`;
    writeFileSync(file, `${Object.keys(values()).map((name) => `env ${name};`).join('\n')}\n${readFileSync(file, 'utf8')}`);
}

function underFaketime(name) {
    const file = `${house.service(name)}/run`;
    const words = Object.entries(values()).map(([key, value]) => `export ${key}='${value}'`).join('\n');
    writeFileSync(file, readFileSync(file, 'utf8').replace('\n', `\n${words}\n`));
}

function jump(seconds) {
    writeFileSync(jumpFile, `${seconds}\n`);
}

const clock = () => Number(house.one('SELECT UNIX_TIMESTAMP()'));
const away = () => clock() - Date.now() / 1000;

test('jumps of an hour resend nothing, lose nothing and end no outcome (DI-10)', { timeout: 280000 }, async () => {
    let moving = 0;
    for (const seconds of JUMPS) {
        crowd.write(crowd.accepted.length + TEXTS); // as somebody who has just signed in: an hour ends sessions
        await crowd.done();
        moving += house.count('message', "state IN ('queued', 'claimed', 'sending', 'submitted')");
        jump(seconds);
        await until(`MariaDB to see ${seconds}`, () => Math.abs(away() - Number(seconds)) < 60);
        await lineUp(house);
    }
    await whenQuiet(house, carrier, 120);
    assert.ok(moving > 0, 'nothing was on its way when the clock jumped');
    assert.deepEqual(judge(await gather(house, carrier, crowd)), []);
    assert.equal(house.count('message', "state = 'unknown'"), 0, 'a jump makes no outcome unknown');
    keep('clock', [['clock jumps', JUMPS.length, 'times'], ['texts over them', crowd.accepted.length, 'texts'], ['on their way at a jump', moving, 'texts'], ['resent over them', 0, 'parts']]);
});
