// malformed.mjs: 60 bodies that are no form: 400 (or 413, 415) within 50 ms (IO-09)
import { fieldsOf, formOf } from '../../kit/portal.mjs';
import { timed } from '../kit/welch.mjs';

const FORM = 'application/x-www-form-urlencoded';
const MULTI = 'multipart/form-data; boundary=b';
const many = (count, of) => Array.from({ length: count }, (_, at) => of(at));
const part = (head, body = 'x', boundary = 'b') => `--${boundary}\r\n${head}\r\n\r\n${body}\r\n`;
const named = (name) => `Content-Disposition: form-data; name="${name}"`;

function urlencoded(token) {
    const with_ = (text) => `token=${token}&${text}`;
    const escapes = ['text=%', 'text=%1', 'text=%zz', 'text=%u0041', 'text=%%20', 'text=%0', 'text=%g0', '%=1', '%zz=1'];
    const bytes = ['%00', '%c3', '%c3%28', '%ed%a0%80', '%f5%80%80%80', '%e2%82', '%ff', '%fe', '%c0%af', '%80', '%f0%9f%98', '%f8%88%80%80%80'];
    return [
        ...escapes, ...bytes.map((byte) => `text=${byte}`), ...bytes.slice(0, 4).map((byte) => `${byte}=1`),
        many(201, (at) => `f${at}=1`).join('&'), many(5000, (at) => `f${at}=1`).join('&'), `${'n'.repeat(65)}=1`, `${'n'.repeat(60000)}=1`,
        `text=${'t'.repeat(900000)}`, 'text=a&text=b', 'token=x', '=1', '&'.repeat(60000), '='.repeat(60000), 'unknown=1', 'text[]=1', 'text;to=1',
    ].map((text) => [FORM, with_(text)]);
}

function multipart(token) {
    const first = part(named('token'), token);
    const bodies = [
        first, `${first}--b`, `${first}--b-`, '', '--b--', '--b\r\n', 'b', `${first}${part('')}--b--\r\n`, `${first}${part('X: y')}--b--\r\n`, `${first}${part('Content-Disposition: attachment')}--b--\r\n`,
        `${first}${part(named('n'.repeat(65)))}--b--\r\n`, `${first}${part(`${named('text')}\r\nX: ${'h'.repeat(9000)}`)}--b--\r\n`, many(25, (at) => part(named(`f${at}`))).join('') + '--b--\r\n',
        `${first}${part(`${named('text')}\r\nContent-Type: multipart/mixed; boundary=c`, '--c\r\n\r\nx\r\n--c--')}--b--\r\n`, `${first}${part(named('text'), '\0')}--b--\r\n`, `${first}${part(named('text'), '\xff')}--b--\r\n`,
        `${first}--c\r\n${named('text')}\r\n\r\nx\r\n--c--\r\n`, `--b\n${named('token')}\n\n${token}\n--b--\n`,
    ].map((body) => [MULTI, body]);
    const whole = `${first}--b--\r\n`;
    return [...bodies, ['multipart/form-data', whole], ['multipart/form-data; boundary=', whole], [`multipart/form-data; boundary=${'b'.repeat(71)}`, whole], ['multipart/mixed; boundary=b', whole]];
}

export async function measure(bench) {
    const { client, root } = await bench.trees.get('small');
    const path = `/${root}/send`;
    const { token } = fieldsOf(formOf((await client.get(path)).text, path));
    const samples = [...urlencoded(token), ...multipart(token)].slice(0, 60);
    const times = [];
    const taken = [];
    for (const [type, body] of samples) {
        const ask = () => client.ask('POST', path, { body, headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' } });
        const tries = [await timed(ask), await timed(ask), await timed(ask)].sort((a, b) => a.ms - b.ms);
        const { status } = tries[0].result;
        const word = `${type.slice(0, 24)} ${JSON.stringify(body.slice(body.indexOf('&') + 1, body.indexOf('&') + 30))}: ${status}`;
        times.push([tries[1].ms, word]);
        if (![400, 403, 413, 415].includes(status)) taken.push(word);
    }
    times.sort(([a], [b]) => b - a);
    bench.report.say(`malformed bodies of ${samples.length} that were not refused`, taken.length, 'bodies', { most: 0 }, taken);
    bench.report.say(`malformed bodies, the slowest of ${samples.length} (each the middle of 3)`, times[0][0], 'ms', { most: 50 }, times.slice(0, 3).map(([ms, word]) => `${word}, ${ms.toFixed(1)} ms`));
}
