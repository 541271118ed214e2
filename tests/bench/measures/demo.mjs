// demo.mjs: how fast the demo writes rows, against LOAD DATA of the same rows
//
// In a database of its own. A row is a row of any table: a message has about two, with its
// parts, its conversation, who sees it, who closed it and its contact.
import { Place } from '../kit/place.mjs';
import { ran } from '../kit/wrk.mjs';

const TABLES = ['message', 'part', 'conversation', 'conversation_own', 'conversation_event', 'contact'];

/* The same rows into tables with the same keys, in the order of the primary key, by one
 * connection, as LOAD DATA does; foreign keys are not copied. */
function loadData(place) {
    let rows = 0;
    for (const table of TABLES) {
        place.sql(`SELECT * FROM ${table} INTO OUTFILE '${place.folder}/tmp/${table}.tsv' CHARACTER SET utf8mb4`);
        rows += Number(place.one(`SELECT COUNT(*) FROM ${table}`));
    }
    place.sql(`CREATE DATABASE copied CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci; ${TABLES.map((table) => `CREATE TABLE copied.${table} LIKE ${table};`).join(' ')}`);
    const began = process.hrtime.bigint();
    place.sql(TABLES.map((table) => `LOAD DATA INFILE '${place.folder}/tmp/${table}.tsv' INTO TABLE copied.${table} CHARACTER SET utf8mb4;`).join('\n'));
    return rows / (Number(process.hrtime.bigint() - began) / 1e9);
}

export async function measure({ build, report, quick }) {
    const place = await Place.up(build, 'bench-demo-var', '--database-only');
    try {
        const demo = (...words) => ran(`${build}/bin/demo`, ['--conf', `${place.folder}/branchline.conf`, ...words]);
        await demo();
        const more = quick ? 200_000 : 2_000_000;
        const { status, err } = await demo('--more', String(more));
        const [, rows, seconds] = /(\d+) rows in all tables, ([\d.]+) s/.exec(err) ?? [];
        if (status !== 0 || !rows) throw new Error(`the demo said: ${err}`);
        const cores = place.spentBy('mariadb');
        const rate = Number(rows) / Number(seconds);
        const copied = loadData(place);
        const why = [`${more} messages are ${rows} rows in all tables, in ${seconds} s; MariaDB's own time ${(cores / Number(rows)).toFixed(1)} µs a row, on all cores together`, `LOAD DATA of the same rows, one connection, no foreign keys: ${copied.toFixed(0)} rows/s`];
        report.say('demo data: rows in all tables', rate, 'rows/s', { least: 150_000 }, why);
        report.say('demo data / LOAD DATA', rate / copied, 'ratio', {}, why);
    } finally {
        place.down();
    }
}
