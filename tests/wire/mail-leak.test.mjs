// mail-leak.test.mjs: a mail holds what its reader may know, and nothing of anybody else
//
// Requirement TN-09, for mails. Administrators of two trees invite and people of both ask for new
// passwords; each mail is taken apart, and every canary in its headers and both forms must be
// one that the invitation named, or the reader's own name.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, test } from 'node:test';

import { sessionsOf, sql } from '../kit/database.mjs';
import { mailFiles, mails, queued } from '../kit/mail.mjs';
import { Client, varFolder } from '../kit/portal.mjs';
import { pathOf, tokenFor } from '../kit/routes.mjs';
import { until } from '../kit/smsc.mjs';
import { canaries, seed } from '../kit/world.mjs';

const ADMINISTRATORS = ['A.adm', 'A1.adm', 'B.adm', 'B1.adm'];
let world;
let sessions;

before(() => {
    world = seed();
    sessions = Object.fromEntries(sessionsOf(ADMINISTRATORS.map((name) => world.users[name].id)).map((session, at) => [ADMINISTRATORS[at], session]));
});

/* The mail that an act sends to an address. */
async function mailed(address, act) {
    const before = new Set(mailFiles(varFolder));
    const fresh = () => mails(varFolder).filter(({ file, to }) => !before.has(file) && to[0][1] === address);
    await act();
    await until(`a mail to ${address}`, () => mailFiles(varFolder).length > before.size && fresh().length > 0, 30);
    const [mail, ...more] = fresh();
    assert.deepEqual(more, []);
    return mail;
}

/* Whose the canaries of a mail are: "A1 account.name all". */
const heard = (mail) => [...new Set(canaries(JSON.stringify([mail.headers, mail.raw, mail.text, mail.html]))
    .map(({ account, table, column, who }) => `${account} ${table}.${column} ${who}`))].sort();

async function invited(name, at, into, address) {
    const session = sessions[name];
    const account = world.accounts[at].id;
    const roles = Object.fromEntries(into.map((key) => [`role_${world.accounts[key].id}`, 'basic']));
    const answer = await session.client.post(pathOf('/:a/invites', { account }), { token: tokenFor(session, '/:a/invites', account), ...roles, who: address, note: 'Welcome.' });
    assert.equal(answer.status, 303, answer.text.slice(0, 2000));
}

for (const [name, at, into] of [['A.adm', 'A', ['A']], ['A.adm', 'A', ['A1', 'A2']], ['A1.adm', 'A1', ['A1']], ['B.adm', 'B', ['B', 'B1']], ['B1.adm', 'B1', ['B1']]])
    test(`${name} invites to ${into.join(' and ')}: the mail names these, their parent and who invites`, async () => {
        const stranger = `new.${randomBytes(6).toString('hex')}@canary.example`;
        const known = world.users[name.startsWith('A') ? 'B1.b1' : 'A2.b1'];
        const { tree } = world.accounts[at];
        const allowed = [...into, tree].map((key) => `${key} account.name all`);
        for (const address of [stranger, known.email]) {
            const mail = await mailed(address, () => invited(name, at, into, address));
            const told = heard(mail);
            assert.deepEqual(told.filter((one) => !allowed.includes(one) && !one.endsWith(` user.name =${name}`)), [], address);
            for (const key of into) assert.ok(told.includes(`${key} account.name all`), `${key} is named`);
            assert.match(mail.text, /> Welcome\./);
        }
    });

test('a foreign name would be heard', async () => {
    const address = `new.${randomBytes(6).toString('hex')}@canary.example`;
    const { sql: statement } = queued(varFolder, { kind: 'invite', to: address, say: { organisation: world.accounts.A.name, inviter: world.users['B1.b1'].title } });
    const mail = await mailed(address, async () => sql(statement));
    assert.deepEqual(heard(mail).map((one) => one.split(' ').slice(1).join(' ')), ['account.name all', 'user.name =B1.b1']);
});

test('a reset names its reader alone', async () => {
    for (const name of ['A.adm', 'A1.b1', 'B1.adm', 'both']) {
        const { email } = world.users[name];
        const client = new Client();
        const page = await client.get('/reset');
        const token = /name="token" value="([^"]*)"/.exec(page.text)[1];
        const mail = await mailed(email, async () => assert.equal((await client.post('/reset', { token, email })).status, 303));
        assert.match(mail.text, /\/reset\//);
        assert.deepEqual(heard(mail).filter((one) => !one.endsWith(` user.name =${name}`)), [], name);
    }
});
