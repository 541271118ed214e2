// slow.mjs: lines that cost their owner nothing and are meant to cost us everything
import { connect } from 'node:net';

const DRIP_MS = 1000;

/* What each kind says first, and with which byte it goes on. */
export const SLOW = {
    heads: { begin: (client) => `GET /me HTTP/1.1\r\nHost: ${client.at.host}\r\nX-Slow: `, drip: 'a' },
    bodies: {
        begin: (client, page) => `POST /5/send HTTP/1.1\r\nHost: ${client.at.host}\r\n${page.split('\r\n')[2]}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\ntext=`,
        drip: 'a',
    },
    readers: { begin: (client, page) => page.repeat(4), drip: '' },
};

/* `count` of them, each replaced when it is cut off; `end()` gives how often that was. */
export function slowStart(client, page, kind, count) {
    const { begin, drip } = SLOW[kind];
    const lines = new Set();
    let cut = 0;
    let going = true;
    const open = () => {
        const line = connect(Number(client.at.port), '127.0.0.1', () => line.write(begin(client, page)));
        lines.add(line);
        line.pause();
        line.on('error', () => {});
        line.on('close', () => {
            lines.delete(line);
            if (!going) return;
            cut++;
            setTimeout(() => going && open(), DRIP_MS);
        });
    };
    for (let i = 0; i < count; i++) open();
    const dripping = setInterval(() => {
        for (const line of lines) if (drip && line.writable) line.write(drip);
    }, DRIP_MS);
    return {
        held: () => lines.size,
        end() {
            going = false;
            clearInterval(dripping);
            for (const line of lines) line.destroy();
            return cut;
        },
    };
}
