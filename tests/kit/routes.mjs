// routes.mjs: every route of every program, and how a test walks it
//
// `--routes` of the built programs says which there are; `walks` says what stands for their ids
// and what a sound form holds. A route that is missing here makes the tests that walk fail.
import { execFileSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { varFolder } from './portal.mjs';

/* Those that are installed; mailbox is a local run's alone and asks nobody who he is. */
const services = readFileSync(join(process.env.BRANCHLINE_ROOT ?? '.', 'src/deploy/services.tsv'), 'utf8').split('\n').map((line) => line.split('\t')[0]);
export const programs = readdirSync(join(process.env.BRANCHLINE_ROOT ?? '.', 'cgi-bin')).filter((name) => services.includes(name)).sort();

const build = process.env.BRANCHLINE_BUILD ?? 'build';

/* [{ program, method, pattern, need, name }]; pattern with its /:a. */
export function routesOf(program, binary = join(build, 'bin', program)) {
    return execFileSync(binary, ['--routes'], { encoding: 'utf8' }).trim().split('\n').map((line) => {
        const [method, pattern, need] = line.split('\t');
        return { program, method, pattern, need, name: `${method} ${pattern}` };
    });
}

export function allRoutes() {
    return programs.flatMap((program) => routesOf(program));
}

const once = () => randomBytes(32).toString('base64url');
const newest = (world, account) => world.messages.at(-1).id;

/* `id`: what the id of the path names. `form`: fields of a sound form, but for the token,
 * of somebody in an account.
 * `open`: the page whose form it is. `refused`: what it is answered all the same, as a wrong password is. `tree`: an Administrator of a parent sees its sub-accounts there. `queries`: what else a GET is asked. `cookies`: words. */
export const walks = {
    'GET /': {},
    'GET /sign-in': { queries: () => ['?next=%2Fme', '?done=signed_out'] },
    'POST /sign-in': { open: '/sign-in', guest: true, form: (world, who) => ({ email: (who ?? world.users['A1.adv']).email, password: 'green bulbs in april', next: '' }) },
    'GET /sign-in/code': {},
    'POST /sign-in/code': { guest: true, form: () => ({ code: '000000', next: '' }) },
    'POST /sign-out': { open: '/me', form: () => ({}) },
    'GET /accounts': {},
    'GET /accounts/tree': { queries: (world, account) => [`?at=${account.id}`, `?at=${account.id}&merged=1`, `?at=${world.nobody}`] },
    'GET /me': {},
    'GET /me/profile': {},
    'POST /me/profile': { open: '/me/profile', form: (world, who) => ({ name: who?.title ?? 'Quill Example', zone: 'Australia/Sydney', language: 'en-AU', notify_replies: '1' }) },
    'GET /me/password': {},
    'POST /me/password': { open: '/me/password', refused: 422, form: () => ({ current: 'wrong horse battery', password: 'quiet rivers bend slowly 9' }) },
    'GET /me/email': { queries: () => ['?done=asked', '?email=new%40canary.example'] },
    'POST /me/email': { open: '/me/email', form: () => ({ email: 'new@canary.example' }) },
    'POST /me/email/cancel': { form: () => ({}) },
    'GET /email': { cookie: 'email' },
    'GET /email/:token': { token: 'email' },
    'POST /email': { cookie: 'email', open: '/email', guest: true, form: () => ({}) },
    'GET /reset': { queries: () => ['?done=asked'] },
    'POST /reset': { open: '/reset', guest: true, form: () => ({ email: 'nobody@canary.example' }) },
    'GET /reset/:token': { token: 'reset' },
    'GET /reset/new': { cookie: 'reset' },
    'POST /reset/new': { cookie: 'reset', open: '/reset/new', guest: true, refused: 422, form: () => ({ password: 'too short' }) },
    'GET /me/confirm': { queries: () => ['?next=%2Fme'] },
    'POST /me/confirm': { open: '/me/confirm', refused: 422, form: () => ({ password: 'wrong horse battery', next: '/me' }) },
    'GET /me/two-step': { queries: () => ['?done=off'] },
    'POST /me/two-step': { open: '/me/two-step', form: () => ({}) },
    'GET /me/two-step/set-up': {},
    'POST /me/two-step/set-up': { open: '/me/two-step/set-up', refused: 422, form: () => ({ code: '000000' }) },
    'POST /me/two-step/codes': { form: () => ({}) },
    'GET /me/two-step/off': {},
    'POST /me/two-step/off': { form: () => ({ password: 'wrong horse battery', code: '000000' }) },
    'POST /me/view/end': { form: () => ({}) },
    'GET /me/sessions': { queries: () => ['?done=ended', '?done=ended_others'] },
    'POST /me/sessions/:id/end': { id: 'session', open: '/me/sessions', form: () => ({}) },
    'POST /me/sessions/end-others': { open: '/me/sessions', form: () => ({}) },
    'GET /invite': { cookie: 'invite' },
    'GET /invite/:token': { token: 'invite' },
    'POST /invite': { cookie: 'invite', open: '/invite', guest: true, form: () => ({ name: 'New Person', username: 'new@canary.example', password: 'quiet rivers bend slowly 9' }) },
    'POST /invite/decline': { cookie: 'invite', open: '/invite', guest: true, refused: 404, form: () => ({}) }, /* the guest has taken theirs by then */
    'POST /invite/switch': { cookie: 'invite', open: '/invite', form: () => ({}) },
    'POST /csp': { raw: true },
    'GET /:a/inbox': { list: true },
    'GET /:a/inbox/changes': { list: true, queries: (world) => ['?since=0', '?since=1', '?since=0&tab=unread', ...world.conversations.slice(0, 16).map(({ id }) => `?since=0&at=${id}`)] },
    'GET /:a/inbox/:id': { id: 'conversation', queries: (world) => [`?before=${newest(world)}`, '?done=closed'] },
    'GET /:a/inbox/:id/who': { id: 'conversation' },
    'POST /:a/inbox/:id/read': { id: 'conversation', open: '/:a/inbox/:id', form: (world) => ({ seen: String(newest(world)) }) },
    'POST /:a/inbox/:id/unread': { id: 'conversation', open: '/:a/inbox/:id', form: () => ({}) },
    'POST /:a/inbox/:id/close': { id: 'conversation', open: '/:a/inbox/:id', form: () => ({}) },
    'POST /:a/inbox/:id/reopen': { id: 'conversation', open: '/:a/inbox/:id', form: () => ({}) },
    'POST /:a/inbox/:id/reply': { id: 'conversation', open: '/:a/inbox/:id', form: () => ({ text: 'Thank you, noted.', once: once() }) },
    'GET /:a/messages/:id': { id: 'message' },
    'GET /:a/all/inbox': { list: true, merged: true },
    'GET /:a/all/inbox/changes': { list: true, merged: true, queries: () => ['?since=0', '?since=1', '?since=0&tab=closed'] },
    'GET /:a/all/inbox/accounts': { merged: true, queries: (world) => ['?tab=unread&name=a', `?q=canary&name=${encodeURIComponent(world.accounts.B1.name)}`] },
    'GET /:a/audit': { queries: () => ['?q=canary', '?who=canary&kind=role.change', '?from=2026-01-01&to=2199-12-31', '?before=4000000000000000', '?before=1'] },
    'POST /:a/audit/export': { open: '/:a/audit', form: () => ({ q: '', who: '', kind: '', from: '', to: '', account: '' }) },
    'GET /:a/all/audit': { merged: true, queries: () => ['?q=canary', '?before=4000000000000000'] },
    'POST /:a/audit/export-all': { merged: true, open: '/:a/all/audit', form: () => ({ q: '', who: '', kind: '', from: '', to: '', account: '' }) },
    'GET /:a/accounts': { tree: true, queries: (world) => ['?name=&after=1', `?name=${encodeURIComponent(world.accounts.B1.name)}&after=${world.accounts.B1.id}`, '?name=%FF&after=x'] },
    'POST /:a/accounts': { tree: true, open: '/:a/accounts/new', form: () => ({ name: 'Fern house', country: 'AU', zone: 'Australia/Sydney', line: '3' }) },
    'GET /:a/accounts/new': { tree: true },
    'GET /:a/accounts/:id': { tree: true, id: 'account', queries: () => ['?done=opened', '?done=suspended'] },
    'POST /:a/accounts/:id': { tree: true, id: 'account', open: '/:a/accounts/:id', form: ({ accounts: { A2 } }) => ({ name: A2.name, line: '1', was_name: A2.name, was_line: String(A2.line) }) },
    'GET /:a/accounts/:id/suspend': { tree: true, id: 'account' },
    'POST /:a/accounts/:id/suspend': { tree: true, id: 'account', open: '/:a/accounts/:id/suspend', form: () => ({ was: 'active' }) },
    'GET /:a/accounts/:id/close': { tree: true, id: 'account' },
    'POST /:a/accounts/:id/close': { tree: true, id: 'account', open: '/:a/accounts/:id/close', form: () => ({ was: 'suspended' }) },
    'POST /:a/accounts/:id/reopen': { tree: true, id: 'account', open: '/:a/accounts/:id', form: () => ({ was: 'closed' }) },
    'GET /:a/settings': { queries: () => ['?done=saved'] },
    'GET /:a/settings/account': {},
    'POST /:a/settings/account': { open: '/:a/settings/account', form: () => ({ version: '1', country: 'AU', zone: 'Australia/Sydney' }) },
    ...Object.fromEntries(['sending', 'limits', 'replies', 'keeping', 'sign-in'].flatMap((section) => [[`GET /:a/settings/${section}`, {}],
        [`POST /:a/settings/${section}`, { open: `/:a/settings/${section}`, form: () => ({ version: '1' }) }]])),
    'GET /:a/users': { queries: (world) => ['?who=canary', '?who=%25', `?after=${world.users['A1.b1'].id}`, '?done=removed'] },
    'GET /:a/users/:id': { id: 'person', queries: () => ['?done=role&was=basic', '?done=last_parent', '?done=changed'] },
    'POST /:a/users/:id/role': { id: 'person', open: '/:a/users/:id', form: () => ({ was: 'basic', role: 'advanced', sure: '1' }) },
    'GET /:a/users/:id/remove': { id: 'person' },
    'POST /:a/users/:id/remove': { id: 'person', open: '/:a/users/:id/remove', form: () => ({ was: 'basic' }) },
    'GET /:a/users/:id/view': { id: 'person' },
    'POST /:a/users/:id/view': { id: 'person', open: '/:a/users/:id/view', form: () => ({ why: 'a reply is missing' }) },
    'POST /:a/users/:id/end-sessions': { id: 'person', open: '/:a/users/:id', form: () => ({}) },
    'POST /:a/users/:id/reset': { id: 'person', open: '/:a/users/:id', form: () => ({}) },
    'GET /:a/invites': { tree: true, queries: () => ['?before=4294967295', '?done=sent'] },
    'POST /:a/invites': { tree: true, open: '/:a/invites', form: (world, who, account) => ({ [`role_${account}`]: 'basic', who: `somebody.${randomBytes(4).toString('hex')}@canary.example`, note: '' }) },
    'POST /:a/invites/:id/resend': { id: 'invite', tree: true, open: '/:a/invites', form: () => ({}) },
    'POST /:a/invites/:id/revoke': { id: 'invite', tree: true, open: '/:a/invites', form: () => ({}) },
    'GET /:a/send': {},
    'POST /:a/send': { open: '/:a/send', form: () => ({ once: once(), to: '+447700900999', text: 'Thank you, noted.', step: 'check' }) },
    'GET /:a/send/sent/:token': { token: 'once' },
};

/* Routes that no test would walk, and walks of routes that are gone. */
export function unwalked(routes, known = walks) {
    const names = new Set(routes.map(({ name }) => name));
    return [...routes.filter(({ name }) => !(name in known)).map(({ name }) => `nobody walks ${name}`),
        ...Object.keys(known).filter((name) => !names.has(name)).map((name) => `there is no ${name} any more`)];
}

/* A path of a pattern. */
export function pathOf(pattern, { account, id, token }) {
    return pattern.replace('/:a', `/${account}`).replace(':id', String(id)).replace(':token', token ?? '');
}

/* The token that a page of ours would hold, made from the server's key: with it a test can
 * post what no page shows, and sees what stands behind the token. */
export function formToken({ hash, salt = Buffer.alloc(0), pattern, account = 0, folder = varFolder }) {
    const key = Buffer.from(readFileSync(join(folder, 'secret/form-key'), 'utf8').trim(), 'hex');
    const pieces = [Buffer.from('branchline form 1'), hash, salt, Buffer.from('POST'), Buffer.from(pattern.replace(/^\/:a/, ''))];
    const claim = Buffer.concat([...pieces.flatMap((piece) => [Buffer.from(`${piece.length}:`), piece]), Buffer.from(pattern.startsWith('/:a') ? String(account) : '0')]);
    return createHmac('sha256', key).update(claim).digest('base64url');
}

/* The token of somebody's form: of their session, or of the sign-in form's cookie. */
export function tokenFor(session, pattern, account) {
    if (session.hash) return formToken({ hash: session.hash, salt: session.salt, pattern, account });
    return formToken({ hash: createHash('sha256').update(session.client.cookies.get(session.client.cookieName('form')) ?? '').digest(), pattern });
}
