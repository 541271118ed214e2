// fcgi.mjs: a program asked by its own socket, without nginx (FastCGI 1.0, one request a line)
//
// For what nginx can't be made to say: a request that waited too long, a browser that has gone.
import { connect } from 'node:net';

const BEGIN = 1;
const PARAMS = 4;
const STDIN = 5;
const STDOUT = 6;
const RESPONDER = Buffer.from([0, 1, 0, 0, 0, 0, 0, 0]);

function record(type, content = '') {
    const body = Buffer.from(content);
    return Buffer.concat([Buffer.from([1, type, 0, 1, body.length >> 8, body.length & 0xff, 0, 0]), body]);
}

/* Lengths of 128 and more take four bytes. */
function length(value) {
    const bytes = Buffer.byteLength(value);
    return bytes < 128 ? Buffer.from([bytes]) : Buffer.from([0x80 | bytes >>> 24, bytes >> 16 & 0xff, bytes >> 8 & 0xff, bytes & 0xff]);
}

function written(params, body) {
    const pairs = Object.entries(params).flatMap(([name, value]) => [length(name), length(value), Buffer.from(name + value)]);
    return Buffer.concat([record(BEGIN, RESPONDER), record(PARAMS, Buffer.concat(pairs)), record(PARAMS), ...(body ? [record(STDIN, body)] : []), record(STDIN)]);
}

/* What stands in the records of an answer. */
function content(bytes) {
    let text = '';
    for (let at = 0; at + 8 <= bytes.length;) {
        const size = bytes.readUInt16BE(at + 4);
        if (bytes[at + 1] === STDOUT) text += bytes.toString('utf8', at + 8, at + 8 + size);
        at += 8 + size + bytes[at + 6];
    }
    return text;
}

/* The answer, headers and all, as text. */
export function fcgiAsk(path, params, body) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        const line = connect(path, () => line.write(written(params, body)));
        line.on('data', (chunk) => chunks.push(chunk));
        line.on('error', reject);
        line.on('close', () => resolve(content(Buffer.concat(chunks))));
    });
}

/* Ask, and go away before anybody answers. */
export function fcgiLeave(path, params, body) {
    return new Promise((resolve, reject) => {
        const line = connect(path, () => line.write(written(params, body), () => line.destroy()));
        line.on('error', reject);
        line.on('close', resolve);
    });
}
