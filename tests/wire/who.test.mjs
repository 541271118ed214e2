// who.test.mjs: "who can see this?" names just those who can
//
// product.md sections 3, 4 and 9. What the page says of each conversation is held against what
// each member of the account gets when they open it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { sessionsOf, sql } from '../kit/database.mjs';
import { words } from '../kit/portal.mjs';
import { forEach } from '../kit/sight.mjs';
import { seed } from '../kit/world.mjs';

let world;
let as;

before(() => {
    world = seed();
    /* A Basic user of A1 who administers the parent too: the strongest way in counts. */
    sql(`INSERT INTO membership (root_id, account_id, user_id, role, added_at) VALUES (${world.accounts.A.id}, ${world.accounts.A1.id}, ${world.users['A.adm'].id}, 'basic', UTC_TIMESTAMP(6))`);
    const names = Object.keys(world.users);
    as = Object.fromEntries(sessionsOf(names.map((name) => world.users[name].id)).map((session, at) => [names[at], session.client]));
});

const pathOf = ({ account, id }) => `/${account.id}/inbox/${id}`;
const listed = ({ text }) => Object.fromEntries([...text.matchAll(/<li class="who-one"><p>(\S+?)(?: \(you\))?<\/p><p[^>]*>([^<]*)</g)].map(([, name, rule]) => [name.replace('&#61;', '='), rule]));

test('it names those who can open the conversation, and of a Basic user says what they see', async () => {
    const members = Object.values(world.users).filter(({ roles }) => 'A1' in roles);
    await forEach(world.conversations.filter(({ account }) => account.key === 'A1'), 4, async (talk) => {
        const seen = listed(await as['A1.adv'].get(`${pathOf(talk)}/who`));
        for (const user of [...members, world.users['A.adm']]) {
            const page = await as[user.name].get(pathOf(talk));
            const rule = seen[user.title];
            assert.equal(page.status === 200, rule !== undefined, `${user.name} and ${talk.key}: ${page.status}, ${rule}`);
            if (rule === undefined) continue;
            const whole = talk.turns.every(({ word }) => page.text.includes(word));
            assert.ok(whole || rule === 'Basic user: only what they wrote and the replies to it', `${user.name} and ${talk.key}: ${rule}`);
        }
        assert.equal(seen[world.users['A.adm'].title], `Basic user: the whole conversation, by a role in ${world.accounts.A.name}`);
    });
});

test('the parent’s Administrators are named to one of them alone', async () => {
    const [talk] = world.conversations.filter(({ account, key }) => account.key === 'A2' && key === 'shared');
    const [theirs, ours] = await Promise.all(['A.adm', 'A2.adm'].map((name) => as[name].get(`${pathOf(talk)}/who`)));
    assert.ok(theirs.text.includes(world.users['A.adm'].title.replace('=', '&#61;')) || theirs.text.includes(world.users['A.adm'].title));
    assert.ok(!ours.text.includes(world.users['A.adm'].title));
    assert.ok(words(ours.text).includes(`And the Administrators of ${world.accounts.A.name}, the parent account: the whole conversation.`));
});

test('who is suspended is not among them; a Basic user may not ask; script gets the list alone', async () => {
    const [talk] = world.conversations.filter(({ account, key }) => account.key === 'A1' && key === 'shared');
    const path = `${pathOf(talk)}/who`;
    sql(`UPDATE user SET suspended = 1 WHERE user_id = ${world.users['A1.b2'].id}`);
    assert.ok(!(world.users['A1.b2'].title in listed(await as['A1.adm'].get(path))));
    sql(`UPDATE user SET suspended = 0 WHERE user_id = ${world.users['A1.b2'].id}`);
    assert.ok(world.users['A1.b2'].title in listed(await as['A1.adm'].get(path)));
    assert.equal((await as['A1.b1'].get(path)).status, 403);
    assert.doesNotMatch((await as['A1.b1'].get(pathOf(talk))).text, /Who they are/);
    const part = await as['A1.adv'].get(path, { headers: { 'hx-request': 'true' } });
    assert.match(part.text.trim(), /^<ul class="who">/);
});
