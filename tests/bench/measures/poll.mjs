// poll.mjs: a page that asks whether anything is new while nothing is
import { costSentence, databaseSentence, hotSentence, profile } from '../kit/profile.mjs';
import { inTurns, rate, ratio, wrk } from '../kit/wrk.mjs';

export async function measure(bench) {
    const { report, place, rounds, seconds } = bench;
    const small = await bench.trees.get('small');
    const { text } = await small.client.get(`/${small.root}/inbox`);
    const [changes] = /changes\?[^"]*since=(\d+)/.exec(text.replaceAll('&amp;', '&'));
    const headers = { 'HX-Request': 'true' };
    const answer = await small.client.get(`/${small.root}/inbox/${changes}`, { headers });
    if (answer.status !== 204) throw new Error(`the poll is answered ${answer.status}, not 204`);
    const poll = () => bench.load(small, `/inbox/${changes}`, { headers });
    const hello = await place.ceiling(12);
    const [polls, hellos] = await inTurns(rounds, poll, () => wrk(hello, { seconds }));
    const cost = await profile(place, ['inbox', 'mariadb', 'nginx'], poll);
    const least = await profile(place, ['hello-12', 'hello-12-nginx'], () => wrk(hello, { seconds }));
    report.say('unchanged poll (204) / hello', ratio(polls, hellos, rate), 'ratio', { least: 0.35 }, [
        costSentence('poll', cost), databaseSentence('poll', cost), `hello costs ${least.total.toFixed(0)} µs in all, so the goal lets a poll cost ${(least.total / 0.35).toFixed(0)}`,
        await hotSentence(place, 'inbox', poll),
    ].filter(Boolean));
    report.say('poll / hello by processor time', least.total / cost.total, 'ratio');
}
