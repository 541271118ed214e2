// place.mjs: an installation to measure on, and the ceiling beside it
//
// The same nginx settings serve both: the ceiling's nginx is the installation's file with
// another port and with its programs' socket replaced by hello's.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
export const WORKERS = 4;

const freePort = () => new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
    });
});

async function until(what, holds) {
    for (const end = Date.now() + 30000; !await holds();) {
        if (Date.now() > end) throw new Error(`${what} did not come`);
        await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
}

export class Place {
    static async up(build, name = 'bench-var') {
        const place = Object.assign(new Place(), { build, folder: `${build}/${name}`, port: await freePort(), started: [] });
        place.local('reset', '--quiet');
        place.local('up', '--quiet', '--no-demo', ...place.#options(), '--rate', '1000000', '--login-rate', '1000000', '--connections', '10000', '--set', 'carrier_delay_ms=0', '--set', 'carrier_receipt_ms=0');
        place.at = `http://localhost:${place.port}`;
        return place;
    }

    #options() {
        return ['--build', this.build, '--port', String(this.port)];
    }

    local(command, ...words) {
        const ran = spawnSync(`${root}/src/deploy/local`, [command, '--var', this.folder, ...words], { encoding: 'utf8' });
        if (ran.status !== 0) throw new Error(`local ${command}: ${ran.stdout}${ran.stderr}`);
    }

    /* Stop it and start it again: seconds from the command to the answer. */
    again() {
        this.local('down', '--quiet');
        const began = process.hrtime.bigint();
        this.local('up', '--quiet', '--no-demo', ...this.#options());
        return Number(process.hrtime.bigint() - began) / 1e9;
    }

    get run() {
        return /^run_dir = (\S+)$/m.exec(readFileSync(`${this.folder}/branchline.conf`, 'utf8'))[1];
    }

    /* Stop or start a part of it. */
    part(name, running) {
        spawnSync('s6-svc', [running ? '-wU' : '-wD', running ? '-u' : '-d', `${this.run}/scan/${name}`]);
    }

    pid(name) {
        return Number(spawnSync('s6-svstat', ['-o', 'pid', `${this.run}/scan/${name}`], { encoding: 'utf8' }).stdout);
    }

    /* The memory of a program with its workers, shared pages in proportion, in MB. */
    pss(name) {
        const pid = this.pid(name);
        const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
        const kib = [pid, ...workers].map((one) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))[1]));
        return kib.reduce((sum, one) => sum + one, 0) / 1024;
    }

    /* A hello of so many bytes behind an nginx of its own; gives its address. */
    async ceiling(bytes) {
        const folder = `${this.folder}/ceiling-${bytes}`;
        const port = await freePort();
        const socket = `${this.run}/hello-${bytes}.sock`;
        const conf = readFileSync(`${this.folder}/nginx/nginx.conf`, 'utf8');
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${folder}/nginx.conf`, conf.replaceAll(`${this.run}/inbox.sock`, socket).replaceAll(`:${this.port}`, `:${port}`)
            .replace(/^\s*pid .*$/m, `pid "${folder}/nginx.pid";`));
        this.#start(`${this.build}/bench/hello`, [socket, String(WORKERS), String(bytes)]);
        await until('hello', () => existsSync(socket));
        this.#start('nginx', ['-p', folder, '-e', 'stderr', '-c', `${folder}/nginx.conf`]);
        const at = `http://localhost:${port}/1/inbox`;
        await until('the ceiling', () => fetch(at).then((answer) => answer.status === 200, () => false));
        return at;
    }

    #start(command, words) {
        const child = spawn(command, words, { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } });
        this.started.push(child);
    }

    down() {
        for (const child of this.started.reverse()) child.kill('SIGTERM');
        this.local('reset', '--quiet');
    }
}
