// place.mjs: an installation to measure on, and the ceiling beside it
//
// The same nginx settings serve both: the ceiling's nginx is the installation's file with
// another port and with its programs' socket replaced by hello's.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

import { sql } from '../../kit/database.mjs';
import { spent } from './profile.mjs';
import { until } from './wait.mjs';

const root = new URL('../../..', import.meta.url).pathname.replace(/\/$/, '');
export const WORKERS = 4;

const freePort = () => new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
    });
});

/* Where two pages part. */
function differing(one, other) {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    return JSON.stringify([one.slice(at - 20, at + 60), other.slice(at - 20, at + 60)]);
}

export class Place {
    static async up(build, name = 'bench-var', ...words) {
        const place = Object.assign(new Place(), { build, folder: `${build}/${name}`, port: await freePort(), started: [], named: new Map() });
        place.local('reset', '--quiet');
        place.local('up', '--quiet', ...place.#options(), ...words);
        place.at = `http://localhost:${place.port}`;
        return place;
    }

    /* Nobody is held to a rate, and the carrier answers at once. */
    #options() {
        return ['--build', this.build, '--port', String(this.port), '--rate', '1000000', '--login-rate', '1000000', '--connections', '10000',
            '--set', 'hash_memory_kib=19456', '--set', 'carrier_delay_ms=0', '--set', 'carrier_receipt_ms=0'];
    }

    local(command, ...words) {
        const ran = spawnSync(`${root}/src/deploy/local`, [command, '--var', this.folder, ...words], { encoding: 'utf8' });
        if (ran.status !== 0) throw new Error(`local ${command}: ${ran.stdout}${ran.stderr}`);
    }

    /* Stop it and start it again: seconds from the command to the answer. */
    again() {
        this.local('down', '--quiet');
        const began = process.hrtime.bigint();
        this.local('up', '--quiet', ...this.#options());
        return Number(process.hrtime.bigint() - began) / 1e9;
    }

    /* Rows of the last SELECT, as root. */
    sql(text) {
        return sql(text, this.folder);
    }

    one(text) {
        return Object.values(this.sql(text)[0] ?? { nothing: null })[0];
    }

    get run() {
        return /^run_dir = (\S+)$/m.exec(readFileSync(`${this.folder}/branchline.conf`, 'utf8'))[1];
    }

    /* Stop or start a part of it. */
    part(name, running) {
        spawnSync('s6-svc', [running ? '-wU' : '-wD', running ? '-u' : '-d', `${this.run}/scan/${name}`]);
    }

    pid(name) {
        return this.named.get(name) ?? Number(spawnSync('s6-svstat', ['-o', 'pid', `${this.run}/scan/${name}`], { encoding: 'utf8' }).stdout);
    }

    /* Processor time of a part since it started, in microseconds. */
    spentBy(name) {
        return spent(this.pid(name));
    }

    /* Of a program and its workers, in MB: shared pages in proportion, and what is its own. */
    memory(name) {
        const pid = this.pid(name);
        const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
        return [pid, ...workers].map((one) => {
            const text = readFileSync(`/proc/${one}/smaps_rollup`, 'utf8');
            const kib = (pattern) => [...text.matchAll(pattern)].reduce((sum, [, number]) => sum + Number(number), 0);
            return { pss: kib(/^Pss:\s+(\d+)/gm) / 1024, own: kib(/^Private_\w+:\s+(\d+)/gm) / 1024 };
        });
    }

    /* An nginx with this installation's settings whose inbox is another program, listening on
     * `socket`; gives its address for an account. */
    async #front(name, socket, root) {
        const folder = `${this.folder}/${name}`;
        const port = await freePort();
        const conf = readFileSync(`${this.folder}/nginx/nginx.conf`, 'utf8');
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${folder}/nginx.conf`, conf.replaceAll(`${this.run}/inbox.sock`, socket).replaceAll(`:${this.port}`, `:${port}`)
            .replace(/^\s*pid .*$/m, `pid "${folder}/nginx.pid";`));
        await until(name, () => existsSync(socket));
        this.#start(`${name}-nginx`, 'nginx', ['-p', folder, '-e', 'stderr', '-c', `${folder}/nginx.conf`]);
        return `http://localhost:${port}/${root}/inbox`;
    }

    /* A hello of so many bytes behind an nginx of its own; gives its address. */
    async ceiling(bytes) {
        const name = `hello-${bytes}`;
        this.fronts ??= new Map();
        if (!this.fronts.has(name)) {
            const socket = `${this.run}/${name}.sock`;
            this.#start(name, `${this.build}/bench/hello`, [socket, String(WORKERS), String(bytes)]);
            const at = await this.#front(name, socket, 1);
            await until('the ceiling', () => fetch(at).then(({ status }) => status === 200, () => false));
            this.fronts.set(name, at);
        }
        return this.fronts.get(name);
    }

    /* The inbox page in C by hand, for a tree whose page says `text`; gives its address. */
    async plain({ root, cookie }, text) {
        const socket = `${this.run}/plain.sock`;
        const folder = `${this.folder}/plain`;
        const rows = text.indexOf('    <li id="talk-');
        const end = text.indexOf('  </ul>', rows);
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${folder}/head.html`, text.slice(0, rows));
        writeFileSync(`${folder}/tail.html`, text.slice(end));
        writeFileSync(`${folder}/statements.tsv`, spawnSync(`${this.build}/bin/inbox`, ['--statements'], { encoding: 'utf8' }).stdout);
        const database = /^socket = (\S+)$/m.exec(readFileSync(`${this.folder}/admin.cnf`, 'utf8'))[1];
        const password = readFileSync(`${this.folder}/secret/db-inbox`, 'utf8').trim();
        this.#start('plain', `${this.build}/bench/plain`, [socket, String(WORKERS), folder, database, String(root), /datetime="[^"]*(.\d\d:\d\d)"/.exec(text)[1]], { BENCH_PASSWORD: password });
        const at = await this.#front('front', socket, root);
        await until('the page by hand', () => fetch(at, { headers: { cookie } }).then(({ status }) => status === 200, () => false));
        const said = await (await fetch(at, { headers: { cookie } })).text();
        if (said !== text) throw new Error(`the page by hand differs: ${differing(said, text)}`);
        return at;
    }

    /* It ends with us, however we end. */
    #start(name, command, words, environment = {}) {
        const child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...words], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, ...environment } });
        child.on('error', (fault) => console.log(`# ${command}: ${fault.message}`));
        this.started.push(child);
        this.named.set(name, child.pid);
    }

    down() {
        for (const child of this.started.reverse()) child.kill('SIGTERM');
        this.local('reset', '--quiet');
    }
}
