// line.mjs: a kept connection to MariaDB that answers one statement after the other
import { spawn } from 'node:child_process';

/* Connect with a defaults file or as { user, password, socket }. */
export function lineTo(from) {
    const words = typeof from === 'string' ? [`--defaults-file=${from}`] : ['--no-defaults', `-S${from.socket}`, `-u${from.user}`];
    const client = spawn('mariadb', [...words, '--force', '--unbuffered', '--batch', '--raw', '--skip-column-names', '--default-character-set=utf8mb4', 'branchline'],
        { env: typeof from === 'string' ? process.env : { ...process.env, MYSQL_PWD: from.password } });
    let said = '';
    let wake = () => {};
    let count = 0;
    const hear = (piece) => {
        said += piece;
        wake();
    };
    client.stdout.setEncoding('utf8').on('data', hear);
    client.stderr.setEncoding('utf8').on('data', hear);
    client.on('exit', () => wake());
    /* What a failed statement said stands on standard error, which may come a little later than
     * the answer to the next: so the marker goes both ways. */
    async function ask(...statements) {
        const marker = `--${++count}--`;
        said = '';
        client.stdin.write(`${statements.join(';\n')};\nSELECT '${marker}';\nSELECT no_${count}_such;\n`);
        while (!said.includes(`${marker}\n`) || !said.includes(`no_${count}_such' in`)) {
            if (client.exitCode !== null) throw new Error(`the connection ended: ${said}`);
            await new Promise((resolve) => { wake = resolve; });
        }
        return said.split('\n').filter((row) => row !== '' && row !== marker && !row.includes(`no_${count}_such' in`));
    }
    /* The number of the first error, or 0. */
    const error = async (...statements) => Number(/^ERROR (\d+)/m.exec((await ask(...statements)).join('\n'))?.[1] ?? 0);
    return { ask, error, end: () => client.stdin.end() };
}
