// search.mjs: words within an account of a tenth of all messages, as whole pages
//
// And IO-17: ten thousand bytes of what would be a pattern elsewhere cost next to nothing.
import { costSentence, databaseSentence, profile } from '../kit/profile.mjs';
import { timed } from '../kit/welch.mjs';

const KINDS = [['one message has', 'ref4711'], ['one in 16 has', 'monday'], ['two that one in 16 has', 'monday+hello'], ['nobody wrote', 'xyzzy']];
const PATTERNS = ['%', '_', '%_', '(a+)+', '(a|a)*', '.*', '[a-z]*', '\\', '\'', '+monday -hello', '*monday* ', '"monday hello" '];
const LONG = 10240;

async function patterns(bench, tree) {
    const times = [];
    for (const pattern of PATTERNS) {
        for (const length of [128, 7000, LONG]) {
            const query = new URLSearchParams({ q: pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length) });
            const { ms, result } = await timed(() => tree.client.get(`/${tree.root}/inbox?${query}`));
            if (result.status >= 500) throw new Error(`${pattern} x ${length} is answered ${result.status}`);
            times.push([ms, `${pattern} x ${length}: ${result.status}`]);
        }
    }
    return times.sort(([a], [b]) => b - a);
}

export async function measure(bench) {
    const wordy = await bench.trees.get('wordy');
    for (const [kind, word] of KINDS) {
        const search = () => bench.load(wordy, `/inbox?q=${word}`, { connections: 1 });
        const found = await profile(bench.place, ['inbox', 'mariadb', 'nginx'], search);
        if (found.result.bad) throw new Error(`the search for ${word} was refused`);
        bench.report.say(`search of ${wordy.count} messages: ${kind}`, found.result.p50, 'ms', { most: 50 }, [costSentence('search', found), databaseSentence('search', found)]);
    }
    const [[slowest, which], ...others] = await patterns(bench, wordy);
    bench.report.say('patterns of 10 KB as a search, the slowest of 36', slowest, 'ms', { most: 200 }, [`it was ${which}`, `next: ${others.slice(0, 2).map(([ms, what]) => `${what}, ${ms.toFixed(0)} ms`).join('; ')}`]);
}
