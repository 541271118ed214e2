// mail-box.own.mjs: the page of a local run's mails shows what maild kept, and nothing else
//
// What lies in the folder is treated as anybody's: no name from the address becomes a file's,
// no link leads elsewhere, no markup is ever one. AU-14: links are the configured address's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { instanceUp } from '../kit/instance.mjs';
import { mailFiles, queued } from '../kit/mail.mjs';
import { until } from '../kit/smsc.mjs';

let rig;
const get = (path, headers = {}) => fetch(`${rig.url}${path}`, { redirect: 'manual', headers });
const text = async (path) => (await get(path)).text();
const idOf = (ref) => BigInt(`0x${ref.slice(0, 15)}`).toString();

before(async () => { rig = await instanceUp('mail-box'); });
after(() => rig?.down());

async function kept(mail) {
    const { ref, sql } = queued(rig.folder, mail);
    rig.sql(sql);
    await until('it to be kept', () => mailFiles(rig.folder).some((file) => file.includes(ref)));
    return ref;
}

/* A file as somebody else might lay it there. */
function laid(ref, bytes, seconds = 0) {
    const path = `${rig.folder}/mail/${ref}.eml`;
    writeFileSync(path, bytes);
    utimesSync(path, Date.now() / 1000 + seconds, Date.now() / 1000 + seconds);
}

test('an empty box says what will come', async () => {
    const page = await text('/mailbox');
    assert.match(page, /No mails yet\./);
});

test('a mail is listed and read, and its link opens here', async () => {
    const ref = await kept({ kind: 'invite', to: 'new@tallowood.example', say: { organisation: 'Tallowood', inviter: 'Mara' }, link: { accept: `/invite/${'a'.repeat(43)}` } });
    assert.match(await text('/mailbox'), new RegExp(`<a href="/mailbox/${idOf(ref)}">You are invited to Tallowood</a>`));
    const answer = await get(`/mailbox/${idOf(ref)}`);
    const page = await answer.text();
    assert.match(page, new RegExp(`<a href="${rig.url}/invite/a{43}">`));
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/);
    assert.equal((await get(`/invite/${'a'.repeat(43)}`)).status, 303);
});

test('the newest stands first', async () => {
    laid('0'.repeat(14) + '1'.repeat(18), 'Subject: old one\r\n\r\nx', -1000);
    laid('0'.repeat(14) + '2'.repeat(18), 'Subject: new one\r\n\r\nx', 1000);
    const page = await text('/mailbox');
    const subjects = [...page.matchAll(/<a href="\/mailbox\/\d+">([^<]*)/g)].map(([, subject]) => subject);
    assert.deepEqual([subjects[0], subjects.at(-1)], ['new one', 'old one']);
});

test('hostile bytes stay text, and only our own address becomes a link', async () => {
    const ref = '1'.repeat(32);
    laid(ref, `From: "<script>" <a@b.example>\r\nTo: <img src=x onerror=alert(1)>\r\nSubject: =?utf-8?q?<script>alert(1)</script>?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n<script>alert(1)</script> https://evil.example/a javascript:alert(1) ${rig.url}.evil.example/x ${rig.url}/ok"onclick=alert(1)\r\n\x01\xff`);
    for (const path of ['/mailbox', `/mailbox/${idOf(ref)}`]) {
        const page = await text(path);
        const body = page.slice(page.indexOf('gate-wide'), page.indexOf('<aside'));
        assert.doesNotMatch(body, /<script|<img| onerror=|" onclick=|\x01/);
        const links = [...body.matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
        assert.deepEqual(links.filter((link) => !link.startsWith('/') && !link.startsWith(`${rig.url}/`)), []);
    }
});

test('garbage, giants, links and odd names hurt nobody', async () => {
    laid('2'.repeat(32), Buffer.alloc(3 << 20, 'x'));
    laid('3'.repeat(32), '');
    laid('4'.repeat(32), `Content-Type: multipart/mixed; boundary=a\r\n\r\n${'--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n'.repeat(5000)}`);
    writeFileSync(`${rig.folder}/mail/odd.eml`, 'Subject: odd\r\n\r\nx');
    symlinkSync(`${rig.folder}/secret/pepper`, `${rig.folder}/mail/${'5'.repeat(32)}.eml`);
    mkdirSync(`${rig.folder}/mail/${'6'.repeat(32)}.eml`);
    const page = await text('/mailbox');
    assert.doesNotMatch(page, />odd</);
    for (const digit of '23456') {
        const { status } = await get(`/mailbox/${idOf(digit.repeat(32))}`);
        assert.ok(status === 200 || status === 404, `${digit}: ${status}`);
    }
    for (const digit of '56') assert.equal((await get(`/mailbox/${idOf(digit.repeat(32))}`)).status, 404);
    const pepper = readFileSync(`${rig.folder}/secret/pepper`, 'utf8').trim();
    for (const path of ['/mailbox', `/mailbox/${idOf('5'.repeat(32))}`]) assert.doesNotMatch(await text(path), new RegExp(pepper));
});

test('an address is never a file name', async () => {
    for (const path of ['/mailbox/0', '/mailbox/01', '/mailbox/-1', '/mailbox/1.eml', '/mailbox/..%2f..%2fbranchline.conf', '/mailbox/%2e%2e/branchline.conf', '/mailbox/99999999999999999999', '/mailbox/7'])
        assert.ok([400, 404].includes((await get(path)).status), path);
    assert.equal((await fetch(`${rig.url}/mailbox`, { method: 'POST' })).status, 405);
});

test('it starts nowhere but on localhost', () => {
    const conf = `${rig.folder}/https.conf`;
    writeFileSync(conf, rig.settings().replace(/^base_url = .*/m, 'base_url = https://sms.example'));
    const { status, stderr } = spawnSync(`${process.env.BRANCHLINE_BUILD}/bin/mailbox`, ['--conf', conf, '--check'], { encoding: 'utf8' });
    assert.equal(status, 78, stderr);
    assert.match(stderr, /it shows mails to anyone, so base_url must be http on localhost/);
});
