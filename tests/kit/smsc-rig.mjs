// smsc-rig.mjs: esmed on a database of its own, with an account, a number and a route
//
// schedd and dlrd don't run here: a test queues by SQL as schedd would, and reads what esmed
// wrote. So every row is esmed's doing.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { stop, until } from './smsc.mjs';

const root = process.env.BRANCHLINE_ROOT;
export const build = process.env.BRANCHLINE_BUILD;
export const deep = Boolean(process.env.BRANCHLINE_DEEP);
export const SENDER = '+61491570110';

function freePort() {
    return new Promise((resolve) => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

function local(...args) {
    const done = spawnSync(`${root}/src/deploy/local`, args, { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`local ${args[0]}: ${done.stdout}${done.stderr}`);
}

const WORLD = (port, window) => `
INSERT INTO account (root_id, account_id, name, payment, country, zone, line, opened_at)
VALUES (1, 1, 'Rig', 'postpaid', 'AU', 'Australia/Sydney', 1, UTC_TIMESTAMP(6));
INSERT INTO sender (root_id, account_id, sender_id, msisdn, added_at)
VALUES (1, 1, 1, '${SENDER}', UTC_TIMESTAMP(6));
INSERT INTO route (route_id, name, host, port, system_id, window)
VALUES (1, 'rig', '127.0.0.1', ${port}, 'branchline', ${window});`;

/* A fresh database and everything esmed needs; call down() at the end. */
export async function rigUp(name, { window = 10 } = {}) {
    const folder = `${build}/test-smsc-${name}`;
    const run = () => /^run_dir = (\S+)$/m.exec(readFileSync(`${folder}/branchline.conf`, 'utf8'))[1];
    local('reset', '--var', folder, '--quiet');
    local('up', '--quiet', '--build', build, '--var', folder, '--port', String(await freePort()),
        '--database-only', '--set', 'esmed_faults=1');

    const port = await freePort();
    const rig = {
        folder, port, run: run(), window, serial: 0,
        conf: `${folder}/branchline.conf`,
        control: `${run()}/rig.control`,
        log: `${folder}/log/esmed-rig.log`,
        processes: new Set(),
    };
    rig.sql = (text) => {
        const done = spawnSync('mariadb', [`--defaults-file=${folder}/admin.cnf`, '--batch',
            '--skip-column-names', '--default-character-set=utf8mb4', 'branchline'],
        { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
        if (done.status !== 0) throw new Error(`${done.stderr}\n${text}`);
        return done.stdout.trimEnd().split('\n').filter(Boolean).map((row) => row.split('\t'));
    };
    rig.value = (text) => rig.sql(text)[0]?.[0];
    writeFileSync(`${folder}/secret/route-rig`, 'secret', { mode: 0o400 });
    rig.sql(WORLD(port, window));

    rig.esmed = () => {
        const child = spawn(`${build}/bin/esmed`, ['--conf', rig.conf], { stdio: ['ignore', 'ignore', 'pipe'] });
        child.stderr.on('data', (data) => appendFileSync(rig.log, data));
        rig.processes.add(child);
        child.once('exit', () => rig.processes.delete(child));
        return child;
    };
    rig.logged = (event) => (existsSync(rig.log) ? readFileSync(rig.log, 'utf8') : '').split('\n')
        .filter((line) => line.includes(`"event":"${event}"`));
    rig.faultArm = (point) => writeFileSync(`${rig.run}/esmed.fault`, point);

    /* What schedd does: message and outbox row in one transaction. Gives the ids. */
    rig.queue = (texts) => {
        const ids = texts.map(() => (BigInt(Date.now() - Date.UTC(2020, 0, 1)) << 22n)
            + BigInt(1023 << 12) + BigInt(++rig.serial % 4096));
        const quote = (text) => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
        const messages = texts.map(({ to, text, parts = 1, encoding = 'gsm7' }, i) =>
            `(1, 1, ${ids[i]}, 1, 'out', '${SENDER}', '${to}', ${quote(text)}, '${encoding}', ${parts},`
            + " 'queued', 'page', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))");
        const boxes = ids.map((id) => `(${id}, 1, 1, 1, 1, UTC_TIMESTAMP(6))`);
        rig.sql(`START TRANSACTION;
INSERT INTO message (root_id, account_id, message_id, conversation_id, direction, sender, msisdn, body,
                     encoding, parts, state, origin, accepted_at, queued_at)
VALUES ${messages.join(',')};
INSERT INTO outbox (message_id, root_id, account_id, route_id, priority, not_before) VALUES ${boxes.join(',')};
COMMIT;`);
        rig.ring();
        return ids.map(String);
    };
    /* Node has no datagram sockets of this kind; perl-base is on every Debian. */
    rig.ring = () => spawnSync('perl', ['-MSocket', '-e',
        'socket(S, AF_UNIX, SOCK_DGRAM, 0); send(S, "!", 0, pack_sockaddr_un($ARGV[0]))',
        `${rig.run}/esmed.bell`]);

    rig.state = (id) => rig.value(`SELECT state FROM message WHERE account_id = 1 AND message_id = ${id}`);
    rig.states = () => Object.fromEntries(rig.sql('SELECT state, COUNT(*) FROM message GROUP BY state')
        .map(([state, count]) => [state, Number(count)]));
    rig.parts = (id) => rig.sql('SELECT part_no, state, carrier_id, error FROM part WHERE account_id = 1'
        + ` AND message_id = ${id} ORDER BY part_no`);
    rig.becomes = (id, state, seconds) => until(`message ${id} to be ${state}`,
        () => rig.state(id) === state, seconds);
    rig.outbox = () => Number(rig.value('SELECT COUNT(*) FROM outbox'));
    rig.line = () => rig.value('SELECT line FROM route_bind WHERE route_id = 1');
    rig.isUp = (seconds) => until('the line to be up', () => rig.line() === 'up', seconds);

    rig.down = async () => {
        for (const child of rig.processes) {
            child.kill('SIGCONT');
            await stop(child, 'SIGKILL');
        }
        local('reset', '--var', folder, '--quiet');
        rmSync(folder, { recursive: true, force: true });
    };
    rig.sleep = sleep;
    return rig;
}

/* Texts to numbers that nothing special happens to. */
export function plainTexts(count, words = 'text') {
    return Array.from({ length: count }, (_, i) => ({
        to: `+6149157${String(1000 + (i % 800)).padStart(4, '0')}`, text: `${words} ${i}`,
    }));
}
