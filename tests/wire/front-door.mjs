// front-door.mjs: what nginx lets through, what it answers itself, and with which headers
//
// Requirements SB-06, BR-08, BR-09. Requests that no HTTP client would send go over a socket.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { test } from 'node:test';

const base = new URL(process.env.BRANCHLINE_URL);
const conf = readFileSync(process.env.BRANCHLINE_CONF, 'utf8');
const version = /^static_version = (\S+)$/m.exec(conf)[1];

const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    + "object-src 'none'; frame-ancestors 'none'; report-uri /csp";

/* Send bytes, give back everything until the line is closed or reset. */
function say(bytes) {
    return new Promise((resolve, reject) => {
        const socket = connect(Number(base.port), '127.0.0.1');
        let answer = '';
        socket.setTimeout(15000, () => socket.destroy(new Error('no end')));
        socket.on('data', (data) => { answer += data.toString('latin1'); });
        socket.on('error', (error) => (error.code === 'ECONNRESET' ? resolve(answer) : reject(error)));
        socket.on('close', () => resolve(answer));
        socket.write(bytes);
    });
}

function ask(target, { method = 'GET', host = base.host, lines = [] } = {}) {
    return say(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${lines.map((line) => `${line}\r\n`).join('')}Connection: close\r\n\r\n`);
}

function code(answer) {
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

function headers(answer) {
    const all = {};
    for (const line of answer.split('\r\n\r\n')[0].split('\r\n').slice(1)) {
        const [, name, value] = /^([^:]+): ?(.*)$/.exec(line);
        (all[name.toLowerCase()] ??= []).push(value);
    }
    return all;
}

function assertProtected(answer, what) {
    const all = headers(answer);
    const once = (name, value) => assert.deepEqual(all[name], [value], `${what}: ${name}`);
    once('content-security-policy', CSP);
    once('x-content-type-options', 'nosniff');
    once('cross-origin-opener-policy', 'same-origin');
    once('cross-origin-resource-policy', 'same-origin');
    assert.equal(all['referrer-policy']?.length, 1, `${what}: referrer-policy`);
    assert.match(all['permissions-policy']?.join() ?? '', /^camera=\(\)/, what);
    assert.equal(all['cache-control']?.length, 1, `${what}: cache-control`);
    assert.deepEqual(all.server, ['nginx'], `${what}: no version`);
    assert.ok(!Object.keys(all).some((name) => name.startsWith('access-control-')), `${what}: no CORS`);
    if (Number(all['content-length'] ?? 1) > 0 && code(answer) !== 204) {
        assert.match(all['content-type']?.join() ?? '', /; charset=utf-8$/, `${what}: charset`);
    }
}

test('each answer carries the whole set of protecting headers, each once', async () => {
    const long = 'a'.repeat(9000);
    const cases = [
        ['/sign-in', 200], ['/', 303], ['/nothing-here', 404], ['/favicon.ico', 204],
        [`/static/${version}/branchline.css`, 200], [`/static/${version}/`, 404],
        [`/static/${version}/none.css`, 404], ['/static/older/branchline.css', 404],
        [`/${long}`, 414],
    ];
    for (const [target, expected] of cases) {
        const answer = await ask(target);
        assert.equal(code(answer), expected, target.slice(0, 60));
        assertProtected(answer, target.slice(0, 60));
    }
    await Promise.all([
        ['POST', `/static/${version}/branchline.css`, ['Content-Length: 0'], 405],
        ['FOO', '/sign-in', [], 405],
        ['GET', '/sign-in', [`X-Long: ${long}`], 431],
        ['POST', '/sign-in', ['Content-Length: 2000000'], 413],
    ].map(async ([method, target, lines, expected]) => {
        const answer = await ask(target, { method, lines });
        assert.equal(code(answer), expected, `${method} ${target}`);
        assertProtected(answer, `${method} ${target}`);
    }));
});

test('files under their version may be kept for ever, pages not at all', async () => {
    const file = headers(await ask(`/static/${version}/branchline.css`, { lines: ['Accept-Encoding: gzip'] }));
    assert.deepEqual(file['cache-control'], ['public, max-age=31536000, immutable']);
    assert.deepEqual(file['content-encoding'], ['gzip']);
    assert.deepEqual(headers(await ask('/sign-in'))['cache-control'], ['no-store']);
    assert.deepEqual(headers(await ask('/nothing-here'))['cache-control'], ['no-store']);
});

test('a host that is not ours gets no answer, 127.0.0.1 is sent to localhost', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.2', '[::2]', '_']) {
        assert.equal(await ask('/sign-in', { host }), '', host);
    }
    assert.equal(await say('GET /sign-in HTTP/1.0\r\n\r\n'), '');
    const answer = await ask('/7/inbox?x=1', { host: `127.0.0.1:${base.port}` });
    assert.equal(code(answer), 307);
    assert.deepEqual(headers(answer).location, [`${base.origin}/7/inbox?x=1`]);
});

test('requests that two readers would read in two ways are refused', async () => {
    await Promise.all([
        [['Content-Length: 3', 'Transfer-Encoding: chunked'], 400],
        [['Transfer-Encoding : chunked'], 400],
        [['Content-Length: 3', 'Content-Length: 3'], 400],
        [['Content-Length: +3'], 400],
        [['Content-Length: 18446744073709551616'], 400],
        [['Transfer-Encoding: xchunked'], 501],
    ].map(async ([lines, expected]) => {
        assert.equal(code(await ask('/sign-in', { method: 'POST', lines })), expected, lines.join());
    }));
    assert.equal(code(await ask('/sign-in%00')), 400);
    assert.equal(code(await ask('/../etc/passwd')), 400);
    assert.notEqual(code(await ask(`/static/${version}/..%2f..%2f..%2fMakefile`)), 200);
    assert.notEqual(code(await ask(`/static/${version}../Makefile`)), 200);
});

test('a page that nobody announced is not there', async () => {
    for (const target of ['/sign-in/', '/sign-in.php', '/7', '/7/', '/x/inbox', '/.git/config', '/csp/x', '/me/nothing']) {
        assert.equal(code(await ask(target)), 404, target);
    }
});
