// flood.mjs: runs flood.c: visitors at a fixed rate, and what became of them
import { spawn } from 'node:child_process';

/* The request for a page, as a browser with these cookies sends it. */
export function pageRequest(client, path) {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return `GET ${path} HTTP/1.1\r\nHost: ${client.at.host}\r\nCookie: ${cookie}\r\nUser-Agent: flood\r\n\r\n`;
}

/* A form that is sent, likewise. */
export function formRequest(client, path, fields) {
    const body = new URLSearchParams(fields).toString();
    const lines = `Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    return `${pageRequest(client, path).replace(/^GET/, 'POST').replace(/\r\n$/, '')}${lines}${body}`;
}

function heard(text) {
    const result = { seconds: [] };
    for (const line of text.trimEnd().split('\n')) {
        const [name, ...numbers] = line.split(' ');
        if (name === 'second') result.seconds.push({ answered: Number(numbers[1]), shed: Number(numbers[2]), p95: Number(numbers[4]) / 1000 });
        else result[name.replace(/_us$/, '_ms')] = name.endsWith('_us') ? Number(numbers[0]) / 1000 : Number(numbers[0]);
    }
    result.rate = result.answered / (result.elapsed_ms / 1000);
    result.offered = (result.answered + result.shed + result.other + result.unsent) / (result.elapsed_ms / 1000);
    return result;
}

/* rate 0: each of the lines asks again as soon as it is answered. `count`: so many visits at
 * most. Times are in ms. */
export function flood(port, requests, { rate, seconds, lines = 2000, count = 1e9 }) {
    return new Promise((resolve, reject) => {
        const child = spawn(`${process.env.BRANCHLINE_BUILD}/load/flood`, [port, rate, seconds, lines, count].map((number) => String(Math.round(number))), { stdio: ['pipe', 'pipe', 'inherit'] });
        let text = '';
        child.stdout.on('data', (data) => { text += data; });
        child.on('error', reject);
        child.on('close', (status) => (status === 0 ? resolve(heard(text)) : reject(new Error(`flood ended with ${status}`))));
        child.stdin.end(requests.map((request) => `${request}%%\n`).join(''));
    });
}
