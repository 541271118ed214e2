// profile.mjs: where the time of a request goes: who used the processor, and for what
//
// The kernel's account of each process (/proc, proc(5)) before and after, MariaDB's own counters,
// and, where perf is there, which library of a program's memory it was spent in.
import { readFileSync, rmSync } from 'node:fs';

import { ran } from './wrk.mjs';

const TICK_US = 10000; /* USER_HZ is 100 on every Linux there is */

const childrenOf = (pid) => {
    try {
        return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    } catch {
        return [];
    }
};

/* Fields `from` to `to` of a process's stat, in microseconds. */
function spentOf(pid, from, to) {
    try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
        return fields.slice(from - 3, to - 2).reduce((sum, ticks) => sum + Number(ticks) * TICK_US, 0);
    } catch {
        return 0;
    }
}

/* By a process, its children that are there and those that have ended. */
export const spent = (pid) => childrenOf(pid).reduce((sum, child) => sum + spentOf(child, 14, 15), spentOf(pid, 14, 17));

function machine() {
    const [user, nice, system, idle, wait, hard, soft, steal] = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).slice(1).map((ticks) => Number(ticks) * TICK_US);
    return { busy: user + nice + system + hard + soft + steal, all: user + nice + system + idle + wait + hard + soft + steal };
}

/* MariaDB's counters that a word of ours sums up. */
const COUNTERS = {
    statements: ['Com_stmt_execute'],
    commits: ['Handler_commit'],
    read: ['Handler_read_first', 'Handler_read_key', 'Handler_read_last', 'Handler_read_next', 'Handler_read_prev', 'Handler_read_rnd', 'Handler_read_rnd_next'],
    written: ['Handler_write', 'Handler_update', 'Handler_delete'],
    flushes: ['Innodb_data_fsyncs'],
};

function counters(place) {
    const rows = place.sql(`SHOW GLOBAL STATUS WHERE Variable_name IN (${Object.values(COUNTERS).flat().map((name) => `'${name}'`).join(', ')})`);
    const found = new Map(rows.map((row) => Object.values(row)).map(([name, value]) => [name.toLowerCase(), Number(value)]));
    return Object.fromEntries(Object.entries(COUNTERS).map(([word, names]) => [word, names.reduce((sum, name) => sum + (found.get(name.toLowerCase()) ?? 0), 0)]));
}

/* Whom we have started and who has ended: wrk, that is the visitors. */
const visitors = () => spentOf('self', 16, 17);

const state = (place, names) => ({ spent: Object.fromEntries(names.map((name) => [name, spent(place.pid(name))])), visitors: visitors(), machine: machine(), counters: counters(place) });
const less = (after, before) => Object.fromEntries(Object.keys(after).map((key) => [key, after[key] - before[key]]));

/* Do `act`, which gives how many things it did (or a result of wrk): what one of them cost.
 * { cost: { name: us, visitors: us }, total (us), counters, count, result, all (us of all cores),
 * busy and other (shares of the cores: at work at all, and at other work than this) } */
export async function profile(place, names, act) {
    const before = state(place, names);
    const result = await act();
    const after = state(place, names);
    const count = result.count ?? result;
    const all = less(after.machine, before.machine);
    const cost = Object.fromEntries(Object.entries({ ...less(after.spent, before.spent), visitors: after.visitors - before.visitors }).map(([name, us]) => [name, us / count]));
    const total = Object.values(cost).reduce((sum, us) => sum + us, 0);
    return {
        cost, count, result, total, all: all.all, busy: all.busy / all.all, other: Math.max(0, (all.busy - total * count) / all.all),
        counters: Object.fromEntries(Object.entries(less(after.counters, before.counters)).map(([name, number]) => [name, number / count])),
    };
}

const us = (number) => (number >= 10 ? number.toFixed(0) : number.toFixed(1));
const percent = (share) => `${(share * 100).toFixed(0)} %`;

/* "CPU a page, µs: inbox 183, mariadb 270, nginx 44, visitors 35: 532 in all" */
export function costSentence(what, { cost, total, busy, other }) {
    const parts = Object.entries(cost).map(([name, number]) => `${name} ${us(number)}`).join(', ');
    return `CPU a ${what}, µs: ${parts}: ${us(total)} in all; cores busy ${percent(busy)}, ${percent(other)} with other work`;
}

/* "2.0 statements of 134 µs, 102 rows read, 0 written; 0.0 flushes to disk" */
export function databaseSentence(what, { cost, counters }) {
    const { statements, read, written, commits, flushes } = counters;
    const each = statements > 0 ? ` of ${us(cost.mariadb / statements)} µs` : '';
    return `the database, a ${what}: ${statements.toFixed(1)} statements${each}, ${us(read)} rows read`
        + (written > 0.05 ? `, ${written.toFixed(1)} written, ${commits.toFixed(2)} commits, ${flushes.toFixed(3)} flushes to disk` : '');
}

/* Which part of a program's memory the time is spent in; null where perf can't tell. */
export async function hotSentence(place, name, act) {
    const file = `${place.folder}/perf.data`;
    const pids = [place.pid(name), ...childrenOf(place.pid(name))].join(',');
    const recording = ran('perf', ['record', '-q', '-F', '499', '-p', pids, '-o', file, '--', 'sleep', '1']).catch(() => null);
    await act();
    if ((await recording)?.status !== 0) return null;
    const { out } = await ran('perf', ['report', '-i', file, '--stdio', '--no-children', '-g', 'none', '-s', 'dso', '--percent-limit', '2']);
    rmSync(file, { force: true });
    const parts = [...out.matchAll(/^\s+([\d.]+)%\s+(\S+)/gm)].slice(0, 7).map(([, share, part]) => `${part.replace('[kernel.kallsyms]', 'kernel').replace(/\.so[.\d]*$/, '')} ${Number(share).toFixed(0)} %`);
    return parts.length > 0 ? `of ${name}'s own time (perf): ${parts.join(', ')}` : null;
}
