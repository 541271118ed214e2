// mail-words.own.mjs: each kind of mail, as another program reads it
//
// Requirements IO-07 (headers), AU-14 (links lead to the configured address), TN-09 (a mail says
// what it was given and nothing else). Names are as long and odd as a row can hold.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { htmlFaults } from '../kit/html.mjs';
import { instanceUp } from '../kit/instance.mjs';
import { header, mailFiles, mails, queued } from '../kit/mail.mjs';
import { until } from '../kit/smsc.mjs';

let rig;
const SCENE = { at: '24 November 2026, 1:05 pm', device: 'Firefox on Linux', address: '203.0.113.7' };
const INVITE = { say: { organisation: 'Tallowood & Söhne', inviter: "Mara O'Neil", note: 'Hello,\nwelcome <b>here</b> & enjoy.', until: '1 December 2026' }, link: { accept: '/invite/aB-_9' }, rows: { grant: [{ account: 'Sales', role: 'Basic user' }, { account: '<i>Finance</i>', role: 'Administrator' }] } };
const KINDS = {
    invite: INVITE,
    'invite-known': INVITE,
    reset: { say: SCENE, link: { reset: '/reset/abc' } },
    'email-agree': { say: { email: 'new@b.example', ...SCENE }, link: { confirm: '/email/abc' } },
    'email-confirm': { say: { email: 'new@b.example' }, link: { confirm: '/me/email/abc' } },
    'email-agree': { say: { email: 'new@b.example', ...SCENE }, link: { confirm: '/email/abc' } },
    'email-changed': { say: { email: 'new@b.example', ...SCENE } },
    'password-changed': { say: SCENE, link: { reset: '/reset' } },
    'new-device': { say: SCENE, link: { sessions: '/me/sessions' } },
    'recovery-used': { say: { left: '7', ...SCENE }, link: { security: '/me/security' } },
    'audit-seal': { say: { seal: `branchline-seal:1:1:1:9:2026-11-24T05:27:34.123456Z:${'a1'.repeat(32)}:${'b2'.repeat(8)}:${'c3'.repeat(64)}` } },
    'totp-changed': { say: { off: '1', ...SCENE }, link: { security: '/me/security' } },
};

/* Kept by maild, as they are read back: { ref: mail }. */
async function kept(all) {
    const rows = all.map((mail) => queued(rig.folder, mail));
    rig.sql(rows.map(({ sql }) => sql).join('\n'));
    await until('all to be kept', () => rows.every(({ ref }) => mailFiles(rig.folder).some((file) => file.includes(ref))), 30);
    const found = mails(rig.folder);
    return rows.map(({ ref }) => found.find(({ file }) => file.includes(ref)));
}

before(async () => { rig = await instanceUp('mail-words'); });
after(() => rig?.down());

test('no kind is forgotten here', () => {
    const files = readdirSync(`${process.env.BRANCHLINE_ROOT}/templates/mail`).filter((file) => file.endsWith('.html.tpl')).map((file) => file.replace('.html.tpl', ''));
    assert.deepEqual(Object.keys(KINDS).sort(), files.sort());
});

test('every kind says in both forms what it was given, and leads to the configured address', async () => {
    const all = await kept(Object.entries(KINDS).map(([kind, mail]) => ({ kind, to: 'tess@tallowood.example', toName: 'Tess Okafor', ...mail })));
    for (const [at, [kind, mail]] of Object.entries(KINDS).entries()) {
        const seen = all[at];
        assert.deepEqual(seen.defects, [], kind);
        assert.deepEqual([seen.type, seen.bare], ['multipart/alternative', 0], kind);
        assert.deepEqual(seen.encodings, ['quoted-printable', 'quoted-printable']);
        assert.ok(seen.widest <= 78, `${kind}: ${seen.widest}`);
        assert.match(seen.text, /^Hello Tess Okafor,\n\n/, kind);
        const plain = seen.html.replace(/<[^>]*>/g, '').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
        for (const value of Object.values(mail.say).filter((value) => value !== '1'))
            for (const line of value.split('\n')) {
                assert.ok(seen.text.replace(/\n(> |  )?/g, ' ').includes(line), `${kind}: ${line} in ${seen.text}`);
                assert.ok(plain.includes(line), `${kind}: ${line} in ${plain}`);
            }
        const links = [...`${seen.text} ${seen.html}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(([link]) => link);
        assert.ok(links.every((link) => link.startsWith(`http://localhost:${rig.port}`)), links.join(' '));
        for (const path of Object.values(mail.link ?? {})) assert.ok(['text', 'html'].every((form) => seen[form].includes(`http://localhost:${rig.port}${path}`)), kind);
        if (kind === 'email-changed') for (const form of [seen.text, seen.html]) assert.match(form.replace(/\s+/g, ' '), /remove the login from the account, or have it signed out everywhere/, 'what an Administrator can do, and no more');
        assert.doesNotMatch(seen.html, /<(img|script|style|iframe|link|object)\b|\b(src|style|background|on\w+)=/i, kind);
        assert.deepEqual(await htmlFaults(seen.html), [], kind);
        assert.ok(!seen.text.includes('{{') && !seen.html.includes('{{'));
    }
});

test('what somebody typed is no markup, and keeps its lines', async () => {
    const [mail] = await kept([{ kind: 'invite', to: 'a@b.example', ...INVITE }]);
    assert.match(mail.text, /\n> Hello,\n> welcome <b>here<\/b> & enjoy\.\n/);
    assert.match(mail.html, /welcome &lt;b&gt;here&lt;\/b&gt; &amp; enjoy\./);
    assert.match(mail.html, /&lt;i&gt;Finance&lt;\/i&gt;/);
    assert.match(mail.text, /\n- Sales: Basic user\n- <i>Finance<\/i>: Administrator\n/);
});

test('names are folded and come back whole (RFC 2047)', async () => {
    const names = ['Zoë Ж東京', 'Ж'.repeat(120), '東'.repeat(120), '😎'.repeat(120), 'a'.repeat(120), `${'Wort '.repeat(23)}end`, 'Okafor, Tess (she) <t@x.example>', '=?utf-8?q?Boss?= x', '"quoted\\"', "O'Neil-Hart", 'a@b.example'];
    const all = await kept(names.map((name, at) => ({ kind: 'invite', to: `p${at}@b.example`, toName: name, ...INVITE, say: { ...INVITE.say, organisation: name } })));
    for (const [at, name] of names.entries()) {
        assert.deepEqual(all[at].to, [[name, `p${at}@b.example`]]);
        assert.equal(header(all[at], 'subject'), `You are invited to ${name}`);
        assert.deepEqual(all[at].from, [['Branchline', 'branchline@localhost']]);
        assert.ok(all[at].raw.split('\r\n').every((line) => line.length <= 78 && /^\t?[\x20-\x7e]*$/.test(line)), all[at].raw);
        for (const [word] of all[at].raw.matchAll(/=\?utf-8\?Q\?[^?]*\?=/g)) assert.ok(word.length <= 75, word);
    }
});

test('a line end in a name, a subject or an address makes no header (IO-07)', async () => {
    const evil = ['A\r\nBcc: evil@x.example', 'A\nBcc: evil@x.example', 'A\rBcc: evil@x.example'];
    const before = mails(rig.folder).length;
    const rows = [...evil.map((toName) => ({ kind: 'reset', to: 'a@b.example', toName, say: SCENE })),
        ...evil.map((to) => ({ kind: 'reset', to: `a@b.example${to}`, say: SCENE })),
        { kind: 'reset', to: 'a@b.example', toName: 'A\0B', say: SCENE }].map((mail) => queued(rig.folder, mail));
    rig.sql(rows.map(({ sql }) => sql).join('\n'));
    await until('all to have failed', () => rig.count('mail', "state = 'failed'") === rows.length);
    assert.equal(mails(rig.folder).length, before, 'even a row that no program of ours would write');
    const subject = await kept(evil.map((organisation) => ({ kind: 'invite', to: 'a@b.example', ...INVITE, say: { ...INVITE.say, organisation } })));
    for (const mail of subject) assert.deepEqual(mail.headers.map(([name]) => name).filter((name) => /bcc/i.test(name)), []);
});

test('a link that is no path of ours is in no mail', async () => {
    const rows = ['https://evil.example/', '//evil.example', '/a\r\nb', 'javascript:alert(1)'].map((reset) => queued(rig.folder, { kind: 'reset', to: 'a@b.example', link: { reset } }));
    rig.sql(rows.map(({ sql }) => sql).join('\n'));
    await until('all to have failed', () => rows.every(({ ref }) => rig.one(`SELECT state FROM mail WHERE message_ref = '${ref}'`) === 'failed'));
});
