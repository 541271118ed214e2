// mail.mjs: mails as a test puts them in line and as they came out
//
// Sealing is done here by Node's own AES-256-GCM, and reading by Python's email package, so that
// neither is judged by itself.
import { execFileSync } from 'node:child_process';
import { createCipheriv, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const reader = fileURLToPath(new URL('mail.py', import.meta.url));

/* What src/crypto/seal.h says: version, nonce, text, tag. */
export function sealed(keyHex, about, text) {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(keyHex, 'hex'), nonce);
    cipher.setAAD(Buffer.from(about));
    return Buffer.concat([Buffer.of(1), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/* The statement that puts a mail in line, for an instance whose folder is `folder`; its ref. */
export function queued(folder, { kind = 'invite', to, toName = '', say = {}, link = {}, rows = {}, minutes = 2880, ref = randomBytes(16).toString('hex') }) {
    const key = readFileSync(join(folder, 'secret/mail-key'), 'utf8').trim();
    const hex = (text) => `X'${Buffer.from(text).toString('hex')}'`;
    const body = sealed(key, ref, JSON.stringify({ say, link, rows }));
    return { ref, sql: `INSERT INTO mail (message_ref, kind, to_email, to_name, sealed, not_before, queued_at, give_up_at)
        VALUES ('${ref}', ${hex(kind)}, ${hex(to)}, ${hex(toName)}, X'${body.toString('hex')}', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL ${minutes} MINUTE);` };
}

/* The files that maild has kept in VAR/mail, oldest name first. */
export const mailFiles = (folder) => readdirSync(join(folder, 'mail')).filter((name) => name.endsWith('.eml')).sort().map((name) => join(folder, 'mail', name));

/* The kept mails, parsed (mail.py says how): every header, both forms. */
export function mails(folder) {
    const files = mailFiles(folder);
    return files.length === 0 ? [] : JSON.parse(execFileSync('python3', [reader, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

/* One message, from its bytes. */
export const parsed = (bytes) => JSON.parse(execFileSync('python3', [reader, '-'], { input: bytes, encoding: 'utf8', maxBuffer: 1 << 26 }))[0];

export const header = (mail, name) => mail.headers.find(([key]) => key.toLowerCase() === name)?.[1];
