// smsc-peer.mjs: an SMSC that is not ours: the npm package smpp, so that a mistake made on both
// sides of our own codec is seen
import smpp from 'smpp';

export const OK = smpp.ESME_ROK;
export const { ESME_RTHROTTLED, ESME_RSYSERR } = smpp;

/* Listens on a port. `peer.onSubmit(pdu, session)` may be set; it answers with an id of its
 * own by default. What came stands in peer.submits, who is bound in peer.sessions. */
export async function peerStart(port) {
    const peer = { submits: [], sessions: new Set(), binds: [], ids: 0 };
    peer.accept = (pdu, session, status = OK) => {
        const id = status === OK ? (0xa000 + ++peer.ids).toString(16).toUpperCase().padStart(10, '0') : undefined;
        session.send(pdu.response({ command_status: status, message_id: id }));
        return id;
    };
    peer.onSubmit = peer.accept;
    const server = smpp.createServer({}, (session) => {
        session.on('error', () => {});
        session.on('close', () => peer.sessions.delete(session));
        session.on('bind_transceiver', (pdu) => {
            peer.binds.push(pdu);
            session.send(pdu.response({ system_id: 'peer' }));
            peer.sessions.add(session);
        });
        session.on('submit_sm', (pdu) => {
            peer.submits.push(pdu);
            peer.onSubmit(pdu, session);
        });
        session.on('enquire_link', (pdu) => session.send(pdu.response()));
        session.on('unbind', (pdu) => session.send(pdu.response(), () => session.close()));
    });
    server.on('error', () => {});
    await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));

    peer.session = () => [...peer.sessions].at(-1);
    /* Hand something over; gives the answer. */
    peer.deliver = (fields, session = peer.session()) =>
        new Promise((resolve) => session.deliver_sm(fields, resolve));
    peer.receipt = (pdu, id, stat = 'DELIVRD', err = '000') => ({
        source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
        short_message: `id:${id} sub:001 dlvrd:001 submit date:2511240553 done date:2511240554 stat:${stat} err:${err} text:`,
    });
    peer.stop = () => new Promise((resolve) => {
        for (const session of peer.sessions) session.destroy();
        server.close(resolve);
    });
    return peer;
}

/* The text of a message's parts, told apart by their header. */
export function joined(pdus) {
    const part = (pdu) => {
        const udh = pdu.short_message.udh?.[0];
        return { number: udh ? udh[4] : 1, total: udh ? udh[3] : 1, reference: udh ? udh[2] : 0, text: pdu.short_message.message };
    };
    const parts = pdus.map(part).sort((a, b) => a.number - b.number);
    return { parts, text: parts.map(({ text }) => text).join('') };
}
