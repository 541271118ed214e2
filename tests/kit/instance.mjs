// instance.mjs: an installation of a test's own, whose parts it may stop, freeze and kill
//
// One account (1) with a number and an Administrator (user 1), no demo data. The route `built-in`
// leads to the built-in carrier unless `carrier` names a port.
import { spawn, execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { one, sessionOf, sql } from './database.mjs';
import { until } from './smsc.mjs';

const root = process.env.BRANCHLINE_ROOT;
export const build = process.env.BRANCHLINE_BUILD;
export const deep = Boolean(process.env.BRANCHLINE_DEEP);
export const SENDER = '+61491570110';
export const PROGRAMS = readdirSync(join(root, 'cgi-bin'));
export const DAEMONS = readdirSync(join(root, 'src/jobs'));

const WORLD = `
INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at)
VALUES (1, 1, 'Rig', 'postpaid', 'AU', 'Australia/Sydney', 1, UTC_TIMESTAMP(6));
INSERT INTO sender (root_id, account_id, sender_id, msisdn, added_at)
VALUES (1, 1, 1, '${SENDER}', UTC_TIMESTAMP(6));
INSERT INTO user (user_id, email, name, password, zone, verified, added_at)
VALUES (1, 'ada@rig.example', 'Ada Rig', 'none', 'Australia/Sydney', 1, UTC_TIMESTAMP(6));
INSERT INTO membership (root_id, account_id, user_id, role, added_at)
VALUES (1, 1, 1, 'administrator', UTC_TIMESTAMP(6));
INSERT INTO inbox_count (root_id, account_id, scope) VALUES (1, 1, 'account'), (1, 1, 'tree');`;

export function freePort() {
    return new Promise((resolve) => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

/* Run to its end without holding up what else this process serves: { status, text }. */
export function ran(command, words, options = {}) {
    return new Promise((resolve) => {
        const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
        let text = '';
        child.stdout.on('data', (data) => { text += data; });
        child.stderr.on('data', (data) => { text += data; });
        child.on('close', (status, signal) => resolve({ status: status ?? signal, text }));
    });
}

async function local(...words) {
    const { status, text } = await ran(`${root}/src/deploy/local`, words);
    if (status !== 0) throw new Error(`local ${words[0]}: ${text}`);
}

/* The processes that a process has started. */
export const children = (pid) => {
    try {
        return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    } catch {
        return [];
    }
};

class Instance {
    constructor(folder, port) {
        Object.assign(this, { folder, port, url: `http://localhost:${port}`, conf: `${folder}/branchline.conf` });
    }

    get run() {
        return /^run_dir = (\S+)$/m.exec(this.settings())[1];
    }

    service(name) {
        return join(this.run, 'scan', name);
    }

    pid(name) {
        return Number(execFileSync('s6-svstat', ['-o', 'pid', this.service(name)], { encoding: 'utf8' }));
    }

    workers(name) {
        return children(this.pid(name));
    }

    signal(name, signal) {
        process.kill(this.pid(name), signal);
    }

    /* Kill it, and wait until another one has said that it is ready. */
    async kill(name) {
        const old = this.pid(name);
        process.kill(old, 'SIGKILL');
        await this.replaced(name, old);
    }

    async replaced(name, old, seconds = 30) {
        await until(`${name} to be another process`, () => this.pid(name) > 0 && this.pid(name) !== old, seconds);
        await this.ready(name);
    }

    async ready(name, ms = 30000) {
        const { status } = await ran('s6-svwait', ['-U', '-t', String(ms), this.service(name)]);
        if (status !== 0) throw new Error(`${name} is not ready: ${this.log(name).slice(-2000)}`);
    }

    async stop(...names) {
        for (const name of names) await ran('s6-svc', ['-wD', '-T', '30000', '-d', this.service(name)]);
    }

    async start(...names) {
        for (const name of names) await ran('s6-svc', ['-u', this.service(name)]);
        for (const name of names) await this.ready(name);
    }

    /* Lines of the configuration, for what is started from now on. */
    async set(values, ...restarted) {
        const kept = this.settings().trim().split('\n').filter((line) => !(line.split(' = ')[0].trim() in values));
        writeFileSync(this.conf, [...kept, ...Object.entries(values).map(([key, value]) => `${key} = ${value}`), ''].join('\n'));
        await this.stop(...restarted);
        await this.start(...restarted);
    }

    settings() {
        return readFileSync(this.conf, 'utf8');
    }

    log(name) {
        return readFileSync(`${this.folder}/log/${name}.log`, 'utf8');
    }

    sql(text) {
        return sql(text, this.folder);
    }

    one(text) {
        return one(text, this.folder);
    }

    count(table, where = 'TRUE') {
        return Number(this.one(`SELECT COUNT(*) FROM ${table} WHERE ${where}`));
    }

    /* Somebody who is signed in. */
    client(userId = 1) {
        return sessionOf(userId, { folder: this.folder, at: this.url }).client;
    }

    tool(...words) {
        return ran(`${build}/bin/branchline`, [...words, '--conf', this.conf]);
    }

    async down() {
        spawnSync('s6-svc', ['-c', this.service('mariadb')]);
        await local('reset', '--var', this.folder, '--quiet');
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/* Started and ready. `options` go to src/deploy/local. */
export async function instanceUp(name, { settings = {}, options = [], carrier } = {}) {
    const folder = `${build}/test-${name}`;
    const port = await freePort();
    await local('reset', '--var', folder, '--quiet');
    await local('up', '--quiet', '--no-demo', '--build', build, '--var', folder, '--port', String(port),
        '--rate', '5000', '--login-rate', '5000', '--connections', '2000',
        ...Object.entries({ hash_memory_kib: 19456, ...settings }).flatMap(([key, value]) => ['--set', `${key}=${value}`]), ...options);
    const instance = new Instance(folder, port);
    instance.sql(WORLD);
    if (carrier) {
        await instance.stop('smsc', 'esmed');
        instance.sql(`UPDATE route SET host = '127.0.0.1', port = ${carrier} WHERE name = 'built-in'`);
        await instance.start('esmed');
    }
    return instance;
}

/* One line of the way out is up. */
export const lineUp = (instance, seconds = 30) =>
    until('the line to be up', () => instance.one("SELECT line FROM route_bind ORDER BY route_id LIMIT 1") === 'up', seconds);
