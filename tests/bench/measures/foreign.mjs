// foreign.mjs: does the time of an answer tell whether an id exists in another account? (TN-12)
import { databaseSentence, profile } from '../kit/profile.mjs';
import { meansSentence, timed, timesOf, welch } from '../kit/welch.mjs';

/* Routes with an id that a GET may name: what is somebody else's, and what is nobody's. */
function pairs(bench, mine, theirs) {
    const { place } = bench;
    const talk = place.one(`SELECT conversation_id FROM conversation WHERE account_id = ${theirs.root} ORDER BY conversation_id LIMIT 1`);
    const message = place.one(`SELECT message_id FROM message WHERE account_id = ${theirs.root} ORDER BY message_id LIMIT 1`);
    const near = (id) => String(BigInt(id) + 7n * 10n ** 9n).slice(0, id.length);
    return [
        ['a conversation', `/${mine.root}/inbox/${talk}`, `/${mine.root}/inbox/${near(talk)}`],
        ['a message', `/${mine.root}/messages/${message}`, `/${mine.root}/messages/${near(message)}`],
        ['an account', `/${theirs.root}/inbox`, `/${theirs.root + 7}/inbox`],
        ['changes at a conversation', `/${mine.root}/inbox/changes?since=0&at=${talk}`, `/${mine.root}/inbox/changes?since=0&at=${near(talk)}`],
    ];
}

export async function measure(bench) {
    const mine = await bench.trees.get('small');
    const theirs = await bench.trees.get('other');
    const tries = bench.quick ? 200 : 1000;
    for (const [what, foreign, unknown] of pairs(bench, mine, theirs)) {
        const answers = new Set();
        const ask = (path) => async () => {
            const { ms, result } = await timed(() => mine.client.get(path));
            answers.add(`${result.status} ${result.text.replaceAll(path.split(/[/=]/).at(-1), '').replace(/[0-9a-f]{16,32}|name="token" value="[^"]*"/g, '')}`);
            return ms;
        };
        const times = await timesOf(tries, { foreign: ask(foreign), unknown: ask(unknown) });
        if (answers.size !== 1) throw new Error(`${what}: foreign and unknown are answered differently`);
        const costs = [];
        for (const [kind, path] of [['foreign', foreign], ['unknown', unknown]]) {
            const cost = await profile(bench.place, ['inbox', 'mariadb'], async () => {
                for (let at = 0; at < 100; at++) await mine.client.get(path);
                return 100;
            });
            costs.push(`${kind}: ${databaseSentence('refusal', cost)}`);
        }
        bench.report.say(`${what} of another account / unknown, |t|`, Math.abs(welch(times.foreign, times.unknown)), 't', { most: 4.5 }, [meansSentence(times), ...costs]);
    }
}
