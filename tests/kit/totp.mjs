// totp.mjs: an authenticator app of our own: RFC 6238 by node:crypto, none of our C
import { createHmac } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/* The bytes of a key as a page shows it. */
export function keyOf(text) {
    const bits = [...text.replaceAll(' ', '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
    return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/* The code of a moment, `steps` of 30 seconds away from it. */
export function codeOf(key, steps = 0, at = Date.now()) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000) + steps));
    const mac = createHmac('sha1', key).update(counter).digest();
    const from = mac[19] & 15;
    return String((mac.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, '0');
}

/* The key on a page that sets two-step sign-in up, and the ten codes on the page after. */
export const shownKey = (html) => keyOf(/<p class="mono key">([A-Z2-7 ]+)<\/p>/.exec(html)[1]);
export const shownCodes = (html) => [...html.matchAll(/<li class="mono">([a-z2-7-]+)<\/li>/g)].map(([, code]) => code);
