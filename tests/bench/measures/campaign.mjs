// campaign.mjs: one account's campaign under way, and how long another one's single text waits
//
// From the press of Send to the carrier's answer, while all of the campaign is due.
import { costSentence, databaseSentence, profile } from '../kit/profile.mjs';
import { queue } from '../kit/data.mjs';
import { sleep, until } from '../kit/wait.mjs';
import { median } from '../kit/wrk.mjs';
import { fieldsOf, formOf } from '../../kit/portal.mjs';

const TRIES = 5;
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

export async function measure(bench) {
    const { place, report } = bench;
    const count = bench.quick ? 50_000 : 1_000_000;
    const { root, user } = await bench.trees.get('sender');
    const other = await bench.trees.get('other');
    const gone = () => Number(place.one(`SELECT COUNT(*) FROM part WHERE account_id = ${root}`)); /* what was handed to the carrier */
    place.sql(queue({ root, user, count, of: 'campaign', node: 1002 }));
    await until('the campaign to be under way', () => gone() > 0, 120);
    const lined = () => Number(place.one(`SELECT COUNT(*) FROM outbox WHERE account_id = ${root}`));
    const before = { gone: gone(), lined: lined() };
    const waits = [];
    const cost = await profile(place, ['schedd', 'esmed', 'dlrd', 'smsc', 'mariadb'], async () => {
        for (let at = 1; at <= TRIES; at++) {
            waits.push(await single(bench, other, at));
            await sleep(200);
        }
        return Math.max(1, gone() - before.gone);
    });
    const behind = count - gone();
    const queued = lined() - before.lined + gone() - before.gone;
    report.say(`a single text beside a campaign of ${count}: the slowest of ${TRIES}`, Math.max(...waits) / 1000, 's', { most: 2 }, [
        `each: ${waits.map((ms) => (ms / 1000).toFixed(2)).join(', ')} s; schedd put ${queued} more of the campaign in line meanwhile, ${behind} were left after it`, costSentence('text of the campaign', cost), databaseSentence('text of the campaign', cost)]);
    report.say('the same, the middle one', median(waits) / 1000, 's');
    if (behind === 0) throw new Error('the campaign was over before the last single text');
    place.sql(`UPDATE message SET state = 'cancelled', due_at = NULL WHERE account_id = ${root} AND state IN ('scheduled', 'queued'); DELETE FROM outbox WHERE account_id = ${root}`);
}
