// sub-accounts.test.mjs: a parent opens an account, suspends it and takes that back; and what it
// locks can't be decided below; with script and without
import assert from 'node:assert/strict';

import { headline, journey } from '../kit/browser.mjs';
import { insert, one, quoted, sql } from '../kit/database.mjs';

/* A parent of its own, so that no other test's accounts come and go. */
function parentAdd(name) {
    const email = `${name}-${process.pid}@browser.example`;
    const id = Number(one('SELECT MAX(account_id) + 1 FROM account'));
    insert('user', [{ email, name: 'Odette Brome', password: 'none', zone: 'Australia/Sydney', verified: 1, added_at: '2026-01-01' }]);
    sql(`INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at) VALUES (${id}, ${id}, 'Brome Seeds', 'postpaid', 'AU', 'Australia/Sydney', 2, UTC_TIMESTAMP(6));
        INSERT INTO inbox_count (root_id, account_id, scope) VALUES (${id}, ${id}, 'account'), (${id}, ${id}, 'tree');
        INSERT INTO membership (root_id, account_id, user_id, role, added_at)
        SELECT ${id}, ${id}, u.user_id, 'administrator', UTC_TIMESTAMP(6) FROM user AS u WHERE u.email = ${quoted(email)}`);
    return { email, id };
}

const row = (page, name) => page.locator('tbody tr').filter({ hasText: name });

for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script';

    journey(`a parent opens an account, suspends it and takes that back, ${how}`, async (open) => {
        const parent = parentAdd(`opens-${script}`);
        const page = await open({ as: parent.email, script });
        await page.goto(`/${parent.id}/inbox`);
        await page.getByRole('link', { name: 'Accounts', exact: true }).click();
        await page.getByText('There are no sub-accounts yet.').waitFor();
        await page.getByRole('link', { name: 'New sub-account' }).click();
        await page.getByRole('button', { name: 'Open the account' }).click();
        await page.locator('#name-fault').waitFor();
        await page.getByLabel('Name', { exact: true }).fill('Brome Nursery');
        await page.getByLabel('Plum').check();
        await page.getByRole('button', { name: 'Open the account' }).click();
        await page.getByText('Brome Nursery is open.').waitFor();

        await page.getByRole('link', { name: 'Suspend …' }).click();
        await page.getByRole('button', { name: 'Suspend Brome Nursery' }).click();
        await page.getByRole('button', { name: 'Undo' }).waitFor();
        const [, id] = /accounts\/(\d+)/.exec(page.url());
        await page.goto(`/${id}/inbox`);
        assert.equal(await headline(page), 'Brome Nursery is suspended');
        await page.goto(`/${parent.id}/accounts`);
        await row(page, 'Brome Nursery').getByText('Suspended', { exact: true }).waitFor();
        await row(page, 'Brome Nursery').getByRole('button', { name: /Resume/ }).click();
        await page.getByText('is open again').waitFor();
        await page.getByRole('link', { name: 'Enter' }).click();
        await page.waitForURL(`**/${id}/inbox`);
        await page.getByText('You are acting as').waitFor();
    });

    journey(`what a parent locks is not decided below, ${how}`, async (open) => {
        const parent = parentAdd(`locks-${script}`);
        const below = parent.id + 1;
        sql(`INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at)
            VALUES (${parent.id}, ${below}, 'Brome Nursery', 'postpaid', 'AU', 'Australia/Sydney', 3, UTC_TIMESTAMP(6))`);
        const page = await open({ as: parent.email, script });
        const reply = page.getByRole('group', { name: 'Reply window' });
        await page.goto(`/${parent.id}/settings/replies`);
        if (!script) await reply.getByLabel('This account decides:').check();
        await reply.getByRole('textbox').fill('12');
        assert.ok(await reply.getByLabel('This account decides:').isChecked(), 'typing chooses');
        await reply.getByLabel('Sub-accounts can’t decide otherwise').check();
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByText('Saved. It holds from now on.').waitFor();
        await page.goto(`/${below}/settings/replies`);
        assert.equal(await reply.getByRole('textbox').count(), 0);
        await reply.getByText('12 days').waitFor();
        await reply.getByText('locked by Brome Seeds').waitFor();
    });
}
