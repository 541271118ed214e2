// install.own.mjs: an installation under systemd, each program its own unix user, from nothing
//
// `make install` into a folder, then tests/kit/house-trial.sh on a machine of its own, made of
// namespaces: real units with all their hardening, MariaDB that knows programs by their unix
// user, nginx with TLS. Requirements SB-01, SB-02, SB-04 to SB-07, AU-17. It needs root, and a
// kernel that lets root make namespaces and an overlay (few containers do): skipped elsewhere,
// and then it says why.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { after, before, test } from 'node:test';

const root = process.env.BRANCHLINE_ROOT;
const build = process.env.BRANCHLINE_BUILD;
const folder = `${build}/test-install`;
const stage = `${folder}/stage`;
const out = `${folder}/out`;
const SERVICES = readFileSync(`${root}/src/deploy/services.tsv`, 'utf8').trim().split('\n').map((line) => line.split('\t'));
const PROGRAMS = readdirSync(`${root}/cgi-bin`).filter((name) => name !== 'mailbox');
const OURS = [...PROGRAMS, ...readdirSync(`${root}/src/jobs`)];

const said = (name) => readFileSync(`${out}/${name}`, 'utf8');
const lines = (name) => said(name).split('\n').filter(Boolean);
const install = (...words) => execFileSync(`${root}/src/deploy/install`, ['--build', build, '--destdir', stage, ...words], { encoding: 'utf8' });

/* Why no such machine can be made here; empty if one can. */
function whyNot() {
    if (process.getuid() !== 0) return 'it needs root';
    if (!existsSync('/lib/systemd/systemd')) return 'systemd is not installed';
    mkdirSync(folder, { recursive: true });
    const tried = spawnSync('unshare', ['--mount', '--pid', '--fork', '--net', '--cgroup', 'sh', '-c',
        `mount -t tmpfs tmpfs '${folder}' && cd '${folder}' && mkdir u w r && mount -t overlay overlay -o lowerdir=/,upperdir=u,workdir=w r && mount -t proc proc r/proc`], { encoding: 'utf8' });
    return tried.status === 0 ? '' : `namespaces or overlays are not allowed here: ${tried.stderr.trim()}`;
}

const skip = whyNot() || false;

before(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    install();
    if (skip) return;
    copyFileSync(`${root}/tests/kit/house-trial.sh`, `${out}/trial.sh`);
    copyFileSync(`${root}/tests/kit/house/probe.c`, `${out}/probe.c`);
    copyFileSync(`${build}/bin/smsc`, `${out}/smsc`);
    const { status, stderr } = spawnSync(`${root}/tests/kit/house.sh`, [out, stage], { encoding: 'utf8', timeout: 120000, killSignal: 'SIGKILL' });
    assert.ok(existsSync(`${out}/done`), `the trial ended early (${status}): ${stderr}\n${existsSync(`${out}/trial.log`) ? said('trial.log') : ''}`);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/* The installed unit's values of a key, in order. */
const unit = (file, key) => [...readFileSync(`${stage}/usr/local/lib/systemd/system/${file}`, 'utf8').matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value);

/* All C of one program, as one text. */
const source = (name) => {
    const place = `${root}/${PROGRAMS.includes(name) ? 'cgi-bin' : 'src/jobs'}/${name}`;
    return readdirSync(place).filter((file) => file.endsWith('.c')).map((file) => readFileSync(`${place}/${file}`, 'utf8')).join('');
};

test('rights.txt says what the units, the grants and the programs do', () => {
    const table = readFileSync(`${root}/src/deploy/rights.txt`, 'utf8').split('\n\n').find((part) => /^process +unix user /.test(part)).split('\n').slice(2);
    const list = (values) => values.sort().join(', ') || '-';
    const networks = Object.fromEntries(SERVICES.map(([name, , , network]) => [name, network]));
    const found = OURS.map((name) => {
        const kind = PROGRAMS.includes(name) ? 'sock' : 'bell';
        const [path] = unit(`branchline-${name}.socket`, kind === 'sock' ? 'ListenStream' : 'ListenDatagram');
        const [group] = unit(`branchline-${name}.socket`, 'SocketGroup');
        assert.equal(path, `/run/branchline/${name}.${kind}`);
        assert.deepEqual([unit(`branchline-${name}.socket`, 'SocketUser'), unit(`branchline-${name}.socket`, 'SocketMode')], [['root'], ['0660']]);
        const network = unit(`branchline-${name}.service`, 'RestrictAddressFamilies')[0] === 'AF_UNIX' && unit(`branchline-${name}.service`, 'PrivateNetwork')[0] === 'yes' ? 'none' : networks[name];
        const rings = new Set([...source(name).matchAll(/bell_ring\([^;]*"(\w+)"\)/g)].map(([, bell]) => bell));
        const secrets = unit(`branchline-${name}.service`, 'LoadCredential').map((value) => value.split(':')[0]);
        if (/%s\/route-/.test(source(name))) secrets.push('route-NAME');
        assert.equal(secrets.includes('pepper'), /%s\/pepper/.test(source(name)), `${name} is handed what it reads`);
        assert.ok(existsSync(`${root}/sql/grant/${name}.sql`));
        return [name, unit(`branchline-${name}.service`, 'User')[0], `${name}.${kind} (${group})`, network, [...rings].sort().join(', ') || '-', list(secrets)];
    });
    assert.deepEqual(table.map((line) => line.split(/ {2,}/)).sort(), found.sort());
});

test('what only a local run has is not installed', () => {
    assert.equal(existsSync(`${stage}/usr/local/libexec/branchline/mailbox`), false);
    assert.doesNotMatch(readFileSync(`${stage}/usr/local/share/branchline/nginx-site.conf`, 'utf8'), /mailbox/);
});

test('systemd calls each unit safe, as it lies there (SB-02)', { skip: existsSync('/usr/bin/systemd-analyze') ? false : 'systemd is not installed' }, () => {
    for (const name of OURS) {
        const done = spawnSync('systemd-analyze', ['security', '--offline=yes', `--root=${stage}`, '--no-pager', `${stage}/usr/local/lib/systemd/system/branchline-${name}.service`], { encoding: 'utf8' });
        const level = /exposure level for .*: (\d+\.\d)/.exec(done.stdout);
        assert.ok(level && Number(level[1]) <= 2, done.stdout + done.stderr);
    }
});

test('setting up is done once and may be repeated', { skip }, () => {
    assert.match(said('setup'), /schema 0001_account[^]*\ncode 0\n$/);
    assert.doesNotMatch(said('setup-again'), /schema 0/);
    assert.match(said('setup-again'), /\ncode 0\n$/);
    assert.doesNotMatch(said('trial.log'), /waited in vain/);
});

test('the doctor names what does not run yet, and then that all is well', { skip }, () => {
    for (const name of OURS) assert.match(said('doctor-before'), new RegExp(`^WRONG {3}${name} does not run`, 'm'));
    assert.match(said('doctor-before'), /There is no carrier[^]*\ncode 1\n$/);
    assert.match(said('doctor'), /\nAll is well\.\ncode 0\n$/);
    assert.match(said('doctor'), /The line to south is up/);
    assert.match(said('doctor-data'), /\nAll rows agree\.\n$/);
    assert.match(said('doctor-stopped'), /^WRONG {3}login does not run[^]*code 1\n$/m);
});

test('each program runs as a unix user of its own, without rights, network or root’s files (SB-01)', { skip }, () => {
    assert.deepEqual(lines('processes').map((line) => line.split(/ +/).slice(0, 2)).sort(), OURS.map((name) => [name, `branchline-${name}`]).sort());
    for (const line of lines('processes')) {
        assert.match(line, /CapEff:0{16} CapBnd:0{16} NoNewPrivs:1 Seccomp:2/);
        if (!/^(esmed|maild) /.test(line)) assert.match(line, / links [01]$/, 'more than its own loopback');
    }
    assert.equal(said('not-roots'), '', 'binaries and templates are root’s and nobody else writes them');
});

test('no program reaches what is another’s', { skip }, () => {
    const tried = lines('reach');
    assert.equal(tried.length, 9);
    for (const line of tried.slice(0, -1)) assert.notEqual(line.split(' ')[0], '0', line);
    assert.equal(tried.at(-1).split(' ')[0], '0', 'its own database user it is');
    assert.deepEqual(lines('users').filter((line) => line.startsWith('branchline-')).sort(),
        [...OURS, 'tool'].map((name) => `branchline-${name}\tunix_socket\t${PROGRAMS.includes(name) ? 5 : 60}.000000`).sort());
});

test('what broke into a program could start nothing, call nobody and write nowhere (SB-03, SB-04)', { skip }, () => {
    const tried = Object.fromEntries(lines('probe').map((line) => line.split(': ')));
    const refused = /Permission denied|Operation not permitted|Read-only file system|not supported by protocol|No such file/;
    assert.deepEqual(Object.keys(tried), ['shell', 'copied', 'internet', 'netlink', 'raw', 'etc', 'run', 'proc', 'namespace', 'mount', 'trace', 'code', 'setuid', 'clock']);
    for (const [what, answer] of Object.entries(tried)) assert.match(answer, refused, what);
});

test('secrets are 0400 and in no environment or command line (SB-05)', { skip }, () => {
    assert.deepEqual(lines('secrets').map((line) => line.replace(/^.*\/secret\/?/, '')), [' root 711', 'audit-key root 400', 'audit-key.pub root 444', 'form-key root 400', 'mail-key root 400', 'pepper root 400', 'route-south branchline-esmed 400', 'smtp-password root 400', 'totp-key root 400']);
    assert.deepEqual(lines('secrets-seen'), OURS.flatMap(() => ['0', '0']));
});

test('the units are sound, and systemd calls each safe (SB-02)', { skip }, () => {
    assert.equal(said('verify'), '');
    assert.equal(lines('security').length, OURS.length);
    for (const line of lines('security')) {
        console.log(`# ${line}`);
        assert.ok(Number(/: (\d+\.\d)/.exec(line)[1]) <= 2, line);
    }
    assert.equal(said('left'), '', 'all of it stops');
});

test('the first Administrator comes in by the one-time link, through TLS', { skip }, () => {
    for (const name of ['first', 'joined', 'signed-in']) assert.match(said(`${name}.head`), /^HTTP\/2 303/, name);
    assert.match(said('signed-in.head'), /^set-cookie: __Host-sid=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure\r$/im);
    assert.match(said('inbox.head'), /^HTTP\/2 200/);
    assert.match(said('inbox.html'), /Tallowood Garden Group/);
    assert.match(said('style.head'), /^HTTP\/2 200[^]*cache-control: public, max-age=31536000, immutable/i);
});

test('a mail leaves through the relay, from behind all fences, and leads here', { skip }, () => {
    assert.match(said('reset-asked.head'), /^HTTP\/2 303/);
    assert.match(said('relay.log'), /From: Branchline <branchline@sms\.example\.com>/);
    assert.match(said('relay.log').replace(/=\\n'\nb'/g, '').replace(/='\nb'/g, ''), /https:\/\/sms\.example\/reset\/[\w-]{43}/);
});

test('TLS 1.2 and up, HSTS, and no word to who calls us by another name (SB-06, SB-07)', { skip }, () => {
    const codes = Object.fromEntries(lines('curl').map((line) => line.split(' ')));
    assert.equal(codes['old-tls'], '35');
    assert.equal(codes['other-host'], '52', 'an empty answer');
    assert.equal(codes['other-name'], '35', 'no handshake');
    assert.match(said('sign-in.head'), /^strict-transport-security: max-age=31536000; includeSubDomains/im);
    assert.match(said('plain.head'), /^HTTP\/1.1 301[^]*location: https:\/\/sms\.example\/sign-in/i);
    assert.match(said('sign-in.head'), /^server: nginx\r$/m, 'without its version');
});

test('an upgrade leaves people signed in', { skip }, () => {
    assert.match(said('doctor-after'), /\nAll is well\.\n$/);
    assert.match(said('again.head'), /^HTTP\/2 200/);
});

test('nginx learns how many workers the configuration gives a program', { skip }, () => {
    assert.deepEqual(lines('places').sort(), PROGRAMS.map((name) => `${name}.sock" max_conns=${name === 'inbox' ? 54 : 36}`).sort());
});

test('uninstalling takes all away but the configuration', () => {
    install('--remove');
    const left = execFileSync('find', [stage, '-type', 'f'], { encoding: 'utf8' });
    assert.equal(left, `${stage}/etc/branchline/branchline.conf\n`);
});
