// census.mjs: memory and open files of everything of ours that runs (DI-09)
import { readdirSync, readFileSync } from 'node:fs';

import { DAEMONS, PROGRAMS } from '../kit/instance.mjs';

/* [{ name, pid, kib, fds }], without those that end meanwhile. */
export function census(house) {
    return [...DAEMONS, ...PROGRAMS].flatMap((name) => {
        const pid = house.pid(name);
        return pid > 0 ? [pid, ...house.workers(name)].flatMap((one) => weighed(name, one)) : [];
    });
}

function weighed(name, pid) {
    try {
        const kib = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
        return [{ name, pid, kib, fds: readdirSync(`/proc/${pid}/fd`).length }];
    } catch {
        return [];
    }
}

/* The largest of a census, or of many put together. */
export const heaviest = (rows) => ({ kib: Math.max(...rows.map(({ kib }) => kib)), fds: Math.max(...rows.map(({ fds }) => fds)) });

/* What the same processes gained from one census to another: [{ name, pid, kib, fds }]. */
export function gained(before, after) {
    return after.flatMap(({ name, pid, kib, fds }) => {
        const old = before.find((row) => row.pid === pid);
        return old ? [{ name, pid, kib: kib - old.kib, share: kib / old.kib - 1, fds: fds - old.fds }] : [];
    });
}
