// dispatch.mjs: texts from the queue to the carrier's answer, against claiming alone
import { costSentence, databaseSentence, profile } from '../kit/profile.mjs';
import { until } from '../kit/wait.mjs';
import { queue } from '../kit/data.mjs';

const PARTS = ['schedd', 'esmed', 'dlrd', 'smsc', 'mariadb'];

/* Batches of 100 by conditional UPDATE with an owner, each committed. */
async function claiming(bench, texts) {
    const { place } = bench;
    const batch = "UPDATE outbox SET owner = 'bench', epoch = 1, until_at = UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE WHERE route_id = 60000 AND owner IS NULL ORDER BY priority, message_id LIMIT 100;\n";
    place.sql(`INSERT INTO outbox (message_id, root_id, account_id, route_id, priority, not_before) SELECT s.seq, 1, 1, 60000, 1, UTC_TIMESTAMP(6) FROM seq_1_to_${texts} AS s`);
    const began = process.hrtime.bigint();
    place.sql(batch.repeat(Math.ceil(texts / 100)));
    const rate = texts / (Number(process.hrtime.bigint() - began) / 1e9);
    place.sql('DELETE FROM outbox WHERE route_id = 60000');
    return rate;
}

export async function measure(bench) {
    const { place, report } = bench;
    const texts = bench.quick ? 3000 : 30000;
    const { root } = await bench.trees.get('small');
    const left = () => Number(place.one(`SELECT EXISTS (SELECT 1 FROM message WHERE due_at > '2020-01-01' AND account_id = ${root}) OR EXISTS (SELECT 1 FROM outbox WHERE account_id = ${root})`));
    const claims = await claiming(bench, texts);
    const began = process.hrtime.bigint();
    let rate = 0;
    const cost = await profile(place, PARTS, async () => {
        place.sql(queue({ root, user: 1, count: texts }));
        await until('all of them to have left', () => left() === 0, 600, 100);
        rate = texts / (Number(process.hrtime.bigint() - began) / 1e9);
        return texts;
    });
    report.say('claiming alone', claims, 'messages/s');
    report.say('dispatch over SMPP', rate, 'messages/s');
    report.say('dispatch / claiming alone', rate / claims, 'ratio', { least: 0.25 }, [costSentence('text', cost), databaseSentence('text', cost)]);
    await until('what was sent to be settled', () => Number(place.one('SELECT COUNT(*) FROM message_news')) === 0, 60);
}
