// relay.mjs: an SMTP server that is not ours (npm smtp-server), whose moods a test sets
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { SMTPServer } = createRequire(import.meta.url)('smtp-server');

const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });

/* A key and a certificate for localhost: { key, cert, path }. */
export function certificate(folder) {
    const path = join(folder, 'relay.pem');
    const keyPath = join(folder, 'relay.key');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
        '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', keyPath, '-out', path], { stdio: 'ignore' });
    return { key: readFileSync(keyPath), cert: readFileSync(path), path };
}

/* Listens on a port of its own. `took` is what it has answered 250 for: [{ from, to, bytes,
 * secure, user }]. `mood` may hold onto(session), onMail, onTo, onText: each called with the
 * address or the bytes; what it returns ([code, text], 'drop', or a promise of either) is done
 * in place of saying yes. */
export async function relayUp({ tls = null, whole = false, users = null } = {}) {
    const relay = { took: [], mood: {}, tries: 0, sockets: new Set() };
    const ask = async (name, what, session, done) => {
        const answer = await relay.mood[name]?.(what, session);
        if (answer === 'drop') {
            for (const socket of relay.sockets) socket.destroy();
            return;
        }
        if (Array.isArray(answer)) done(refusal(...answer));
        else done();
    };
    const server = new SMTPServer({
        name: 'localhost',
        banner: 'a relay of a test',
        secure: whole,
        ...(tls ?? {}),
        disabledCommands: [...(users ? [] : ['AUTH']), ...(tls && !whole ? [] : ['STARTTLS'])],
        authOptional: !users,
        allowInsecureAuth: false,
        disableReverseLookup: true,
        closeTimeout: 100,
        onConnect: (session, done) => ask('onConnect', session.remoteAddress, session, done),
        onAuth: ({ username, password }, session, done) => (users?.[username] === password ? done(null, { user: username }) : done(refusal(535, 'wrong'))),
        onMailFrom: (address, session, done) => { relay.tries++; ask('onMail', address.address, session, done); },
        onRcptTo: (address, session, done) => ask('onTo', address.address, session, done),
        onData: (stream, session, done) => {
            const pieces = [];
            stream.on('data', (piece) => pieces.push(piece));
            stream.on('end', () => {
                const bytes = Buffer.concat(pieces);
                ask('onText', bytes, session, (error) => {
                    if (!error) relay.took.push({ from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map(({ address }) => address), bytes, secure: session.secure, user: session.user });
                    if (error) done(error);
                    else done(null, 'taken');
                });
            });
        },
    });
    server.on('error', () => {});
    server.server.on('connection', (socket) => {
        relay.sockets.add(socket);
        socket.on('close', () => relay.sockets.delete(socket));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    relay.port = server.server.address().port;
    relay.down = () => new Promise((resolve) => {
        for (const socket of relay.sockets) socket.destroy();
        server.close(resolve);
    });
    return relay;
}

/* The Message-ID of a message's bytes. */
export const idOf = (bytes) => /^Message-ID: <(\w+)@/m.exec(bytes.toString('latin1'))?.[1];
