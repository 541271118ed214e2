// page.mjs: the inbox page of 50 rows by 32 at once
//
// Against hello, against as many bytes without any work, and against the same page in C written
// by hand (plain.c): the same rows by the same statements in the same markup.
import { costSentence, databaseSentence, hotSentence, profile } from '../kit/profile.mjs';
import { inTurns, median, p50, rate, ratio, wrk } from '../kit/wrk.mjs';

const GOAL = 0.15;

async function pageOf(bench, tree) {
    const { text } = await tree.client.get(`/${tree.root}/inbox`);
    const rows = text.match(/<li id="talk-/g)?.length;
    if (rows !== 50) throw new Error(`the page has ${rows} rows, not 50`);
    return text;
}

/* The page by hand follows the program's statements and templates; where these have gone on
 * without it, it is left out, and said so. */
async function byHand(bench, small, text) {
    try {
        return await bench.place.plain(small, text);
    } catch (fault) {
        console.log(`# the page by hand was not measured: ${fault.message}`);
        bench.missing.push('page by hand');
        return null;
    }
}

export async function measure(bench) {
    const { report, place, rounds, seconds } = bench;
    const small = await bench.trees.get('small');
    const text = await pageOf(bench, small);
    const size = Buffer.byteLength(text);
    const hello = await place.ceiling(12);
    const bytes = await place.ceiling(size);
    const page = () => bench.load(small, '/inbox');
    const floor = () => wrk(hello, { seconds });
    const plain = await byHand(bench, small, text);
    const hand = plain ? [() => wrk(plain, { seconds, headers: { cookie: small.cookie } })] : [];
    const [pages, hellos, blanks, ...plains] = await inTurns(rounds, page, floor, () => wrk(bytes, { seconds }), ...hand);
    const names = ['inbox', 'mariadb', 'nginx'];
    const cost = await profile(place, names, page);
    const least = await profile(place, ['hello-12', 'hello-12-nginx'], floor);
    const handmade = plain ? await profile(place, ['plain', 'mariadb', 'front-nginx'], ...hand) : null;
    const why = [
        costSentence('page', cost), databaseSentence('page', cost),
        `${size} bytes a page; hello costs ${least.total.toFixed(0)} µs in all, so the goal lets a page cost ${(least.total / GOAL).toFixed(0)}`,
        handmade && costSentence('page by hand', handmade), handmade && databaseSentence('page by hand', handmade), await hotSentence(place, 'inbox', page),
    ].filter(Boolean);
    report.say('FastCGI hello', median(hellos.map(rate)), 'req/s');
    report.say('inbox page, 50 rows', median(pages.map(rate)), 'req/s');
    report.say('inbox page / hello', ratio(pages, hellos, rate), 'ratio', { least: GOAL }, why);
    report.say('page / hello by processor time', least.total / cost.total, 'ratio');
    report.say('inbox page / same bytes without work', ratio(pages, blanks, rate), 'ratio');
    for (const measured of plains) {
        report.say('inbox page / the same in C by hand', ratio(pages, measured, rate), 'ratio', {}, why);
        report.say('the same in C by hand / hello', ratio(measured, hellos, rate), 'ratio', {}, why);
    }
    const [sixteen] = await inTurns(rounds, () => bench.load(small, '/inbox', { connections: 16 }));
    const spread = median(sixteen.map(({ p99, p50: half }) => p99 / half));
    report.say('inbox page, p99 / p50 at 16', spread, 'ratio', { most: 2.5 }, [`p50 ${median(sixteen.map(p50)).toFixed(1)} ms`, costSentence('page', cost)]);
}
