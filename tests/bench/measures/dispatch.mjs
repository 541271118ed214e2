// dispatch.mjs: texts from the queue to the carrier's answer, against claiming alone
import { spawnSync } from 'node:child_process';

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

/* What a program does that has written due messages. Node has no datagram sockets of this kind;
 * perl-base is on every Debian. */
const ring = (place) => spawnSync('perl', ['-MSocket', '-e',
    'socket(S, AF_UNIX, SOCK_DGRAM, 0); send(S, "!", 0, pack_sockaddr_un($ARGV[0]))', `${place.run}/schedd.bell`]);

/* esmed closes the line and opens it anew. */
async function widen(place, window) {
    const epoch = () => Number(place.one("SELECT IF(line = 'up', epoch, 0) FROM route_bind ORDER BY route_id LIMIT 1"));
    const before = epoch();
    if (Number(place.one('SELECT window FROM route ORDER BY route_id LIMIT 1')) === window) return;
    place.sql(`UPDATE route SET window = ${window}`);
    await until('the line with another window', () => epoch() > before, 30);
}

/* At a window of PDUs: what carriers grant to start with, and a wide one. */
async function through(bench, root, texts, window) {
    const { place, report } = bench;
    const left = () => Number(place.one(`SELECT EXISTS (SELECT 1 FROM message WHERE waiting IS NOT NULL AND account_id = ${root}) OR EXISTS (SELECT 1 FROM outbox WHERE account_id = ${root})`));
    await widen(place, window);
    const claims = await claiming(bench, texts);
    const began = process.hrtime.bigint();
    let rate = 0;
    const cost = await profile(place, PARTS, async () => {
        place.sql(queue({ root, user: 1, count: texts }));
        ring(place);
        await until('all of them to have left', () => left() === 0, 600, 100);
        rate = texts / (Number(process.hrtime.bigint() - began) / 1e9);
        return texts;
    });
    report.say(`claiming alone, beside window ${window}`, claims, 'messages/s');
    report.say(`dispatch over SMPP, window ${window}`, rate, 'messages/s');
    report.say(`dispatch, window ${window} / claiming alone`, rate / claims, 'ratio', { least: 0.25 }, [costSentence('text', cost), databaseSentence('text', cost)]);
    await until('what was sent to be settled', () => Number(place.one('SELECT COUNT(*) FROM message_news')) === 0, 60);
}

export async function measure(bench) {
    const { root } = await bench.trees.get('small');
    for (const window of [10, 50]) await through(bench, root, bench.quick ? 3000 : 30000, window);
}
