// portal.mjs: a browser without eyes: signs in, follows nothing by itself, sends forms
//
//     const tess = await signIn('tess.okafor@tallowood.example');
//     const page = await tess.get('/5/send');
//     const next = await tess.send(page, '/5/send', { to: '0491 570 157', text: 'Hi', step: 'check' });
//
// A form is sent with the hidden fields of the page it stands on. An answer is
// { status, location, headers, text }.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

export const base = process.env.BRANCHLINE_URL;

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };

export const decode = (html) => html.replace(/&(#39|\w+);/g, (all, name) => ENTITIES[name] ?? all);

/* What a reader sees of a page, blanks run together; scripts and the head left out. */
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

/* The rows of the demo's people: { email, password, account_id, account_name, role }. */
export function people() {
    const [head, ...rows] = readFileSync(`${process.env.BRANCHLINE_VAR}/demo.tsv`, 'utf8').trimEnd().split('\n');
    const names = head.split('\t');
    return rows.map((row) => Object.fromEntries(row.split('\t').map((value, i) => [names[i], value])));
}

export class Visitor {
    cookies = new Map();

    async ask(method, path, { body, headers = {} } = {}) {
        const answer = await fetch(new URL(path, base), {
            method,
            body,
            redirect: 'manual',
            headers: {
                cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
                ...(method === 'POST' ? { 'sec-fetch-site': 'same-origin' } : {}),
                ...headers,
            },
        });
        for (const line of answer.headers.getSetCookie()) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
            if (/max-age=0\b/i.test(line)) this.cookies.delete(name);
            else this.cookies.set(name, value);
        }
        return { status: answer.status, location: answer.headers.get('location'), headers: answer.headers, text: await answer.text() };
    }

    get(path, options) {
        return this.ask('GET', path, options);
    }

    /* Fields as they are; entries that are undefined are left out. */
    post(path, fields, options = {}) {
        const given = Object.entries(fields).filter(([, value]) => value !== undefined);
        return this.ask('POST', path, {
            ...options,
            body: new URLSearchParams(given).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded', ...options.headers },
        });
    }

    /* The page's form to this path, with what a person typed and the button that was pressed. */
    send(page, action, fields = {}) {
        return this.post(action, { ...fieldsOf(formOf(page.text ?? page, action)), ...fields });
    }
}

/* Signed in, as one of the demo's people unless a password is given. */
export async function signIn(email, password = people().find((row) => row.email === email)?.password) {
    const visitor = new Visitor();
    const page = await visitor.get('/sign-in');
    const answer = await visitor.send(page, '/sign-in', { email, password });
    assert.equal(answer.status, 303, `${email} can't sign in: ${words(answer.text)}`);
    return visitor;
}
