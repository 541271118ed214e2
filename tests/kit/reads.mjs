// reads.mjs: how many rows a statement of a program reads, whatever the clock says
//
// Everything happens in one transaction that is taken back: nobody else sees its rows.
import { execFileSync } from 'node:child_process';

import { quoted, sql } from './database.mjs';

/* The text of a program's statement, by its name. */
export function statementOf(program, name) {
    const lines = execFileSync(`${process.env.BRANCHLINE_BUILD}/bin/${program}`, ['--statements'], { encoding: 'utf8' }).split('\n');
    const text = lines.map((line) => line.split('\t')).find(([one]) => one === name)?.[1];
    if (!text) throw new Error(`${program} has no statement ${name}`);
    return text;
}

const COUNTED = "(SELECT SUM(variable_value) FROM information_schema.SESSION_STATUS WHERE variable_name LIKE 'HANDLER_READ%')";

/* Rows read by each statement ([text, value of each question mark …]) once `before` has run.
 * The counter counts its own reading, too; what that costs is taken off. */
export function readsAfter(before, statements) {
    const asked = statements.map(([text, ...values], at) => {
        const sets = values.map((value, index) => `SET @value_${index} = ${quoted(value)};`).join(' ');
        const using = values.length > 0 ? ` USING ${values.map((_, index) => `@value_${index}`).join(', ')}` : '';
        return `PREPARE asked FROM ${quoted(text)}; ${sets} SET @zero = ${COUNTED}; SET @from = ${COUNTED}; EXECUTE asked${using}; SET @read_${at} = ${COUNTED} - @from - (@from - @zero);`;
    });
    const [row] = sql(`START TRANSACTION; ${before}; ${asked.join('\n')} ROLLBACK; SELECT ${statements.map((_, at) => `@read_${at} AS s${at}`).join(', ')}`);
    return Object.values(row).map(Number);
}
