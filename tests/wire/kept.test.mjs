// kept.test.mjs: what is too long or no such thing gets its sentence, and stays in the form
import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { sessionOf } from '../kit/database.mjs';
import { decode, words } from '../kit/portal.mjs';
import { walks } from '../kit/routes.mjs';
import { seed } from '../kit/world.mjs';

let world;
before(() => { world = seed(); });

const long = (count) => 'Long words '.repeat(Math.ceil(count / 11)).slice(0, count - 1) + 'x';

/* [route, the page its form stands on, what a person types, the sentence]. */
const CASES = [
    ['POST /:a/invites', '/:a/invites', { note: long(301) }, /At most 300 characters/],
    ['POST /:a/invites', '/:a/invites', { who: `${long(20001)}` }, /too long a list/],
    ['POST /:a/accounts', '/:a/accounts/new', { name: long(121) }, /at most 120 characters/],
    ['POST /:a/accounts', '/:a/accounts/new', { country: 'Australia' }, /two letters of a country/],
    ['POST /:a/accounts', '/:a/accounts/new', { country: 'XX' }, /two letters of a country/],
    ['POST /:a/settings/sending', '/:a/settings/sending', { footer: long(2001), own_footer: '1' }, /characters/],
    ['POST /me/profile', '/me/profile', { name: long(121) }, /at most 120 characters/],
    ['POST /reset', '/reset', { email: `${'a'.repeat(260)}@canary.example` }, /Write an e-mail address/],
    ['POST /reset', '/reset', { email: 'nobody' }, /Write an e-mail address/],
];

for (const [name, page, typed, sentence] of CASES) {
    const [[field, text]] = Object.entries(typed);
    test(`${name}: ${field} of ${text.length} characters`, async () => {
        const user = world.user('A.adm');
        const account = world.accounts.A;
        const at = (path) => path.replace(':a', account.id);
        const { client } = sessionOf(user.id);
        const shown = await client.get(at(page));
        assert.equal(shown.status, 200);
        const path = at(name.split(' ')[1]);
        const answer = await client.send(shown, path, { ...walks[name].form(world, user, account.id), ...typed });
        assert.equal(answer.status, 422, words(answer.text).slice(0, 300));
        assert.match(words(answer.text), sentence);
        assert.ok(decode(answer.text).toLowerCase().includes(text.toLowerCase()), 'what was typed stands there still');
    });
}
