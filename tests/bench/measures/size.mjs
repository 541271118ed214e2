// size.mjs: does a page stay as fast with a hundred times the messages, or with more accounts?
import { databaseSentence, profile } from '../kit/profile.mjs';
import { inTurns, median, p50, ratio } from '../kit/wrk.mjs';

async function against(bench, [one, path], [other, otherPath]) {
    const alone = (tree, where) => () => bench.load(tree, where, { connections: 1 });
    const acts = [alone(one, path), alone(other, otherPath)];
    const [ones, others] = await inTurns(bench.rounds, ...acts);
    const costs = [];
    for (const act of acts) costs.push(await profile(bench.place, ['inbox', 'mariadb'], act));
    const sentence = (times, cost) => `p50 ${median(times.map(p50)).toFixed(2)} ms; inbox ${cost.cost.inbox.toFixed(0)} µs, ${databaseSentence('page', cost)}`;
    return { ratio: ratio(ones, others, p50), why: [`the one: ${sentence(ones, costs[0])}`, `the other: ${sentence(others, costs[1])}`] };
}

export async function measure(bench) {
    const small = await bench.trees.get('small');
    const large = await bench.trees.get('large');
    const sizes = await against(bench, [large, '/inbox'], [small, '/inbox']);
    bench.report.say(`inbox page, ${large.count} / ${small.count} messages`, sizes.ratio, 'ratio', { most: 1.15 }, sizes.why);
    const merged = await against(bench, [await bench.trees.get('many'), '/all/inbox'], [await bench.trees.get('few'), '/all/inbox']);
    bench.report.say('merged inbox, 1,000 / 1 sub-accounts', merged.ratio, 'ratio', { most: 1.3 }, merged.why);
}
