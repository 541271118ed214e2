// smsc.mjs: the built-in carrier as a child of a test, and its control socket
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { rmSync } from 'node:fs';

/* Ask until the answer is true; what is waited for is never slept for. */
export async function until(what, ask, seconds = 20) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
        const answer = await ask();
        if (answer) return answer;
        if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

/* One command of src/sim/control.h; gives what stands behind "ok". */
export function control(path, line) {
    return new Promise((resolve, reject) => {
        const socket = connect(path, () => socket.write(`${line}\n`));
        let answer = '';
        socket.on('data', (data) => {
            answer += data;
            if (!answer.endsWith('\n')) return;
            socket.end();
            if (answer.startsWith('ok')) resolve(answer.slice(2).trim());
            else reject(new Error(`${line}: ${answer.trim()}`));
        });
        socket.on('error', reject);
    });
}

/* Start it on a port (0: any) and a control socket. */
export async function smscStart(build, socket, port, options = []) {
    rmSync(socket, { force: true });
    const child = spawn(`${build}/bin/smsc`,
        ['--port', String(port), '--control', socket, '--seed', '7', ...options],
        { stdio: ['ignore', 'ignore', 'pipe'] });
    const lines = [];
    let rest = '';
    const smsc = {
        child, lines, port: 0,
        tell: (line) => control(socket, line),
        state: async () => Object.fromEntries((await control(socket, 'state')).split(' ')
            .map((pair) => pair.split('=')).map(([name, value]) => [name, Number(value)])),
        stop: () => stop(child),
    };
    child.stderr.on('data', (data) => {
        const all = (rest + data).split('\n');
        rest = all.pop();
        lines.push(...all.map((line) => JSON.parse(line)));
    });
    smsc.port = (await until('the carrier to listen',
        () => lines.find((line) => line.event === 'listening'))).port;
    return smsc;
}

/* End a child of ours and wait for it. */
export async function stop(child, signal = 'SIGTERM') {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
}
