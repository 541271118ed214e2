// portal.mjs: a person at the portal, without a browser: cookies, pages, forms
//
//     const tess = await signIn('tess.okafor@tallowood.example');
//     const page = await tess.get('/5/send');
//     const next = await tess.send(page, '/5/send', { to: '0491 570 157', text: 'Hi', step: 'check' });
//
// Follows no redirect by itself. `send` sends a form with the hidden fields of the page that it
// stands on, the token among them; `post` sends just what it is given. An answer is
// { status, location, headers, raw, text }: headers by name in lower case as Node joins them,
// raw as pairs in the order of the wire.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

export const base = process.env.BRANCHLINE_URL;
export const varFolder = process.env.BRANCHLINE_VAR;

const agent = new Agent({ keepAlive: true, keepAliveMsecs: 1000, maxSockets: 64 });
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };

export const decode = (html) => html.replace(/&(#39|\w+);/g, (all, name) => ENTITIES[name] ?? all);

/* What stands on a page, blanks run together, without its head. */
export const words = (html) => decode(html.replace(/^[^]*?<body[^>]*>/, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();

const attribute = (tag, name) => {
    const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
    return found ? decode(found[1]) : undefined;
};

/* The form of a page that is sent to this path, as HTML. */
export function formOf(html, action) {
    for (const [form, tag] of html.matchAll(/(<form\b[^>]*>)[^]*?<\/form>/g)) {
        if (attribute(tag, 'action') === action) return form;
    }
    return assert.fail(`the page has no form to ${action}`);
}

/* Its hidden fields and the texts in its text areas. */
export function fieldsOf(form) {
    const fields = {};
    for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
        if (attribute(tag, 'type') === 'hidden') fields[attribute(tag, 'name')] = attribute(tag, 'value') ?? '';
    }
    for (const [, tag, text] of form.matchAll(/(<textarea\b[^>]*>)\n?([^]*?)<\/textarea>/g)) {
        fields[attribute(tag, 'name')] = decode(text);
    }
    return fields;
}

/* The demo's people, a row for each role: { email, password, account_id, account_name, role }. */
export function people(folder = varFolder) {
    const [head, ...rows] = readFileSync(`${folder}/demo.tsv`, 'utf8').trimEnd().split('\n');
    const names = head.split('\t');
    return rows.map((row) => Object.fromEntries(row.split('\t').map((value, i) => [names[i], value])));
}

export class Client {
    cookies = new Map();

    constructor({ at = base } = {}) {
        this.at = new URL(at);
    }

    /* The name on the wire of one of our cookies. */
    cookieName(word) {
        return this.at.protocol === 'https:' ? `__Host-${word}` : `${word}_${this.at.port}`;
    }

    /* Headers may be lists, which are sent as lines of their own; undefined leaves one out. */
    ask(method, path, { body, headers = {} } = {}) {
        const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const lines = { host: this.at.host, ...(cookie ? { cookie } : {}), ...headers };
        for (const name of Object.keys(lines)) if (lines[name] === undefined) delete lines[name];
        if (body !== undefined) lines['content-length'] ??= Buffer.byteLength(body);
        return new Promise((resolve, reject) => {
            const asked = request({ agent, host: this.at.hostname, port: this.at.port, method, path, headers: lines }, (answer) => {
                const chunks = [];
                answer.on('data', (chunk) => chunks.push(chunk));
                answer.on('error', reject);
                answer.on('end', () => resolve(this.#take(answer, Buffer.concat(chunks).toString('utf8'))));
            });
            asked.on('error', reject);
            asked.end(body);
        });
    }

    #take({ statusCode, headers, rawHeaders }, text) {
        for (const line of headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
            if (/max-age=0\b/i.test(line)) this.cookies.delete(name);
            else this.cookies.set(name, value);
        }
        const raw = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [[name, rawHeaders[i + 1]]] : []));
        return { status: statusCode, location: headers.location ?? null, headers, raw, text };
    }

    get(path, options) {
        return this.ask('GET', path, options);
    }

    /* Fields are an object, or pairs where a name comes twice; undefined leaves one out. */
    post(path, fields = {}, { headers, ...options } = {}) {
        const pairs = (Array.isArray(fields) ? fields : Object.entries(fields)).filter(([, value]) => value !== undefined);
        return this.ask('POST', path, {
            body: new URLSearchParams(pairs).toString(),
            ...options,
            headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
        });
    }

    /* The page's form to this path, with what a person typed and the button that was pressed. */
    send(page, action, fields = {}, options = {}) {
        return this.post(action, { ...fieldsOf(formOf(page.text ?? page, action)), ...fields }, options);
    }
}

/* Signed in, as one of the demo's people unless a password is given. */
export async function signIn(email, password = people().find((row) => row.email === email)?.password, at = base) {
    const client = new Client({ at });
    const page = await client.get('/sign-in');
    const answer = await client.send(page, '/sign-in', { email, password });
    assert.equal(answer.status, 303, `${email} can't sign in: ${words(answer.text)}`);
    return client;
}
