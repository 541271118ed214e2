// faults-disk.own.mjs: the disk of the database is full
//
// Requirements F13, F14 and DB-05. MariaDB's folder is put on a small disk of its own (tmpfs),
// which is filled to the last byte: a page that can't keep a text says 503, never that it was
// sent; with room again the same form is accepted, once. Needs the right to mount.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { carrierStart } from '../kit/count.mjs';
import { instanceUp, lineUp, ran } from '../kit/instance.mjs';
import { words } from '../kit/portal.mjs';
import { until } from '../kit/smsc.mjs';
import { keep } from '../faults/figures.mjs';
import { gather, judge, whenQuiet } from '../faults/judge.mjs';

const PRESSES_MOST = 60;
const PEOPLE = 150;

let house;
let carrier;
let disk;
let person;
let cannot;
const crowd = { accepted: [], heard: [] };

const must = async (...command) => {
    const { status, text } = await ran(command[0], command.slice(1));
    if (status !== 0) throw new Error(`${command.join(' ')}: ${text}`);
};

before(async () => {
    carrier = await carrierStart();
    house = await instanceUp('faults-disk', { carrier: carrier.port });
    disk = `${house.folder}/db`;
    await house.stop('mariadb');
    renameSync(disk, `${disk}.whole`);
    mkdirSync(disk);
    const { status, text } = await ran('mount', ['-t', 'tmpfs', '-o', 'size=600m,mode=0700', 'none', disk]);
    if (status !== 0) {
        cannot = `a small disk can't be mounted here: ${text.trim()}`;
        return;
    }
    cpSync(`${disk}.whole`, disk, { recursive: true });
    await house.start('mariadb');
    await lineUp(house);
    person = house.client();
});

after(async () => {
    if (house && !cannot) {
        await house.stop('mariadb');
        await ran('umount', [disk]);
    }
    await house?.down();
    await carrier?.end();
});

/* Nothing more fits than what the files of the database hold already. */
function fill() {
    return ran('dd', ['if=/dev/zero', `of=${disk}/filler`, 'bs=64k']); // ends when the disk is full
}

async function form(serial) {
    const fields = { to: Array.from({ length: PEOPLE }, (_, i) => `+6149157${1000 + (serial * PEOPLE + i) % 8000}`).join('\n'),
        text: `n${serial} `.repeat(Math.floor(440 / `n${serial} `.length)).trimEnd(), step: 'send' };
    const page = await person.get('/1/send');
    return { page, fields, press: () => person.send(page, '/1/send', fields) };
}

/* Asked until MariaDB answers; { count }. */
function counted(text) {
    try {
        return { count: house.count('message', `body = '${text}'`) };
    } catch {
        return null;
    }
}

const parts = (text) => Math.ceil(text.length / 153);
const keepAccepted = ({ fields: { to, text } }) => crowd.accepted.push(...to.split('\n').map((number) => ({ to: number, text, parts: parts(text) })));

test('with the disk full nothing is said to be sent that is not kept; with room again it leaves once', { timeout: 280000 }, async (t) => {
    if (cannot) {
        t.skip(cannot);
        return;
    }
    let refused;
    let answer;
    const first = await form(0);
    assert.equal((await first.press()).status, 303);
    keepAccepted(first);
    assert.match((await fill()).text, /No space left/);
    for (let serial = 1; !refused && serial <= PRESSES_MOST; serial++) {
        const one = await form(serial);
        answer = await one.press();
        if (answer.status === 303) keepAccepted(one);
        else refused = one;
    }
    assert.ok(refused, `${PRESSES_MOST} presses fitted on a full disk`);
    assert.equal(answer.status, 503, words(answer.text));
    assert.ok(Number(answer.headers['retry-after']) > 0);
    rmSync(`${disk}/filler`);
    await house.ready('mariadb'); // it may have ended itself, and then starts over and over
    const kept = await until('MariaDB', () => counted(refused.fields.text), 60);
    assert.ok([0, PEOPLE].includes(kept.count), `half of a press: ${kept.count}`);
    await until('the same form to be accepted', async () => (await refused.press()).status === 303, 60);
    keepAccepted(refused);
    await whenQuiet(house, carrier, 200);
    assert.deepEqual(judge(await gather(house, carrier, crowd)), []);
    keep('disk', [['presses until the disk was full', crowd.accepted.length / PEOPLE - 1, 'presses'], ['said sent and not kept', 0, 'texts']]);
});
