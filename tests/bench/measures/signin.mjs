// signin.mjs: what a failed sign-in tells by its time (AU-05), and what a crowd of them costs
// everybody else (AU-04)
import { Client, fieldsOf, formOf } from '../../kit/portal.mjs';
import { flood, formRequest, pageRequest } from '../../load/flood.mjs';
import { meansSentence, timed, timesOf, welch } from '../kit/welch.mjs';
import { median } from '../kit/wrk.mjs';

const PASSWORD = 'green bulbs in april'; /* the demo's */
const CROWD = 500;
const KINDS = { unknown: PASSWORD, wrong: 'wrong horse battery', suspended: PASSWORD, unverified: PASSWORD, several: 'wrong horse battery' };

/* The same hash for all, so that each right password is right. All but who is unknown belong to a
 * tree, whose audit log tells of the failure; `several` to two. */
function people(place, many) {
    const of = (kind, first, suspended, verified, trees) => `
INSERT INTO user (user_id, email, name, password, zone, suspended, verified, added_at)
SELECT ${first} + s.seq, CONCAT('${kind}-', s.seq, '@bench.example'), 'Bea Bench', u.password, u.zone, ${suspended}, ${verified}, u.added_at
  FROM seq_1_to_${many} AS s JOIN user AS u ON u.user_id = 1;
INSERT INTO membership (root_id, account_id, user_id, role, added_at)
SELECT a.root_id, a.account_id, ${first} + s.seq, 'basic', UTC_TIMESTAMP(6)
  FROM seq_1_to_${many} AS s JOIN (SELECT root_id, account_id FROM account WHERE account_id = root_id ORDER BY account_id LIMIT ${trees}) AS a;`;
    place.sql(`DELETE FROM membership WHERE user_id > 1000000; DELETE FROM user WHERE email REGEXP '^(wrong|suspended|unverified|several)-[0-9]+@bench';
        ${of('wrong', 1_000_000, 0, 1, 1)} ${of('suspended', 2_000_000, 1, 1, 1)} ${of('unverified', 3_000_000, 0, 0, 1)} ${of('several', 4_000_000, 0, 1, 2)}`);
}

const forgive = (place) => place.sql('DELETE FROM sign_in_failure');
const face = ({ status, text }, email) => `${status} ${text.replaceAll(email, '').replace(/name="token" value="[^"]*"/g, '')}`;

async function told({ place, report, quick }) {
    const many = quick ? 50 : 200;
    const client = new Client({ at: place.at });
    const fields = fieldsOf(formOf((await client.get('/sign-in')).text, '/sign-in'));
    const faces = new Set();
    people(place, many);
    const acts = Object.fromEntries(Object.entries(KINDS).map(([kind, password]) => [kind, async (round) => {
        const email = `${kind}-${round + 1}@bench.example`;
        const { ms, result } = await timed(() => client.post('/sign-in', { ...fields, email, password }));
        faces.add(face(result, email));
        return ms;
    }]));
    const times = await timesOf(many, { ...acts, unknown: async (round) => {
        if (round % 10 === 0) forgive(place); /* one address may fail so often an hour */
        return acts.unknown(round);
    } });
    const kinds = Object.keys(times);
    const pairs = kinds.flatMap((one, at) => kinds.slice(at + 1).map((other) => [Math.abs(welch(times[one], times[other])), `${one} and ${other}`])).sort(([a], [b]) => b - a);
    report.say('failed sign-ins: kinds of answers', faces.size, 'answers', { most: 1 });
    report.say('failed sign-ins told apart by time: greatest |t| of 10', pairs[0][0], 't', { most: 4.5 }, [`${pairs[0][1]}; ${meansSentence(times)}`]);
}

/* Pages of somebody who is in, alone and while CROWD people sign in at once, again and again. */
async function crowded({ place, report, rounds, quick }, tree) {
    const stranger = new Client({ at: place.at });
    const fields = fieldsOf(formOf((await stranger.get('/sign-in')).text, '/sign-in'));
    const forms = Array.from({ length: 12 }, (_, at) => formRequest(stranger, '/sign-in', { ...fields, email: `nobody-${at}@bench.example`, password: PASSWORD }));
    const pages = () => flood(place.port, [pageRequest(tree.client, `/${tree.root}/inbox`)], { rate: 50, seconds: quick ? 2 : 5, lines: 50 });
    const idle = [];
    const busy = [];
    const crowds = [];
    for (let round = 0; round < (quick ? 2 : rounds); round++) {
        idle.push((await pages()).answered_p95_ms);
        let over = false;
        const all = pages().then((result) => { over = true; return result; });
        while (!over) {
            forgive(place);
            crowds.push(await flood(place.port, forms, { rate: 0, seconds: 20, lines: CROWD, count: CROWD }));
        }
        busy.push((await all).answered_p95_ms);
    }
    forgive(place);
    const sum = (what) => crowds.reduce((all, crowd) => all + crowd[what], 0);
    const why = [`p95 of a page, ms, idle: ${idle.map((ms) => ms.toFixed(1)).join(', ')}; beside them: ${busy.map((ms) => ms.toFixed(1)).join(', ')}`,
        `of ${crowds.length} crowds of ${CROWD}, ${sum('shed')} were shed, p50 ${median(crowds.map((crowd) => crowd.shed_p50_ms)).toFixed(0)} ms after all were sent at once; ${sum('bare')} without Retry-After, ${sum('other')} answered by what they are`];
    report.say(`page p95 beside ${CROWD} sign-ins at once / idle`, median(busy.map((ms, at) => ms / idle[at])), 'ratio', { most: 2 }, why);
    report.say(`sign-ins beyond the line: p95 until 503`, median(crowds.map((crowd) => crowd.shed_p95_ms)), 'ms', { most: 50 }, why);
}

export async function measure(bench) {
    await told(bench);
    await crowded(bench, await bench.trees.get('small'));
}
