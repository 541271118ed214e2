// campaign.mjs: one account's campaign under way, and how long another one's single text waits
//
// From the press of Send to the carrier's answer, while all of the campaign is due; and again
// while all of it is on hold, because its account was suspended, and is due to be looked at.
import { costSentence, databaseSentence, profile } from '../kit/profile.mjs';
import { queue } from '../kit/data.mjs';
import { sleep, until } from '../kit/wait.mjs';
import { median } from '../kit/wrk.mjs';
import { fieldsOf, formOf } from '../../kit/portal.mjs';

const TRIES = 5;
const PARTS = ['schedd', 'esmed', 'dlrd', 'smsc', 'mariadb'];
const ON_ITS_WAY = "('scheduled', 'held', 'queued', 'claimed', 'sending')";

/* Milliseconds until the carrier has answered for one text. */
async function single({ place }, { root, client }, at) {
    const text = `a single text ${at}`;
    const path = `/${root}/send`;
    const form = formOf((await client.get(path)).text, path);
    const began = performance.now();
    const answer = await client.post(path, { ...fieldsOf(form), to: '+61491570156', text, step: 'send' });
    if (answer.status !== 303) throw new Error(`the single text is answered ${answer.status}`);
    const id = place.one(`SELECT message_id FROM message WHERE account_id = ${root} ORDER BY message_id DESC LIMIT 1`);
    await until('the single text to leave', () => place.one(`SELECT state NOT IN ${ON_ITS_WAY} FROM message WHERE account_id = ${root} AND message_id = ${id}`) === '1', 120);
    return performance.now() - began;
}

/* The waits of some single texts, and what all this cost for each text of the campaign. */
async function singles(bench, other, report, about, moved) {
    const waits = [];
    const before = moved();
    const cost = await profile(bench.place, PARTS, async () => {
        for (let at = 1; at <= TRIES; at++) {
            waits.push(await single(bench, other, at));
            await sleep(200);
        }
        return Math.max(1, moved() - before);
    });
    report.say(`a single text beside ${about}: the slowest of ${TRIES}`, Math.max(...waits) / 1000, 's', { most: 2 }, [
        `each: ${waits.map((ms) => (ms / 1000).toFixed(2)).join(', ')} s; schedd took ${moved() - before} of them meanwhile`, costSentence('of those', cost), databaseSentence('of those', cost)]);
    report.say('the same, the middle one', median(waits) / 1000, 's');
}

export async function measure(bench) {
    const { place, report } = bench;
    const count = bench.quick ? 50_000 : 1_000_000;
    const { root, user } = await bench.trees.get('sender');
    const other = await bench.trees.get('other');
    const number = (text) => Number(place.one(text));
    const waiting = (which) => number(`SELECT COUNT(*) FROM message FORCE INDEX (message_due) WHERE ${which} AND account_id = ${root}`);
    const due = () => waiting('waiting IS NOT NULL AND due_at <= UTC_TIMESTAMP(6)');
    const gone = () => number(`SELECT COUNT(*) FROM part WHERE account_id = ${root}`); /* what was handed to the carrier */
    const lined = () => number(`SELECT COUNT(*) FROM outbox WHERE account_id = ${root}`);
    const looked = () => waiting("waiting = 'held' AND due_at > UTC_TIMESTAMP(6)");
    place.sql(queue({ root, user, count, of: 'campaign', node: 1002 }));
    await until('the campaign to be under way', () => gone() > 0, 120);
    await singles(bench, other, report, `a campaign of ${count}`, () => lined() + gone());
    if (due() === 0) throw new Error('the campaign was over before the last single text');
    place.sql(`UPDATE account SET state = 'suspended' WHERE account_id = ${root};
UPDATE message SET state = 'held', why = 'account_suspended', due_at = UTC_TIMESTAMP(6) WHERE account_id = ${root} AND state IN ('queued', 'held'); DELETE FROM outbox WHERE account_id = ${root}`);
    await singles(bench, other, report, `${due()} on hold`, looked);
    place.sql(`UPDATE message SET state = 'cancelled', due_at = NULL WHERE account_id = ${root} AND state IN ('queued', 'held'); UPDATE account SET state = 'active' WHERE account_id = ${root}`);
}
