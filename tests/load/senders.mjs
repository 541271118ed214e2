// senders.mjs: people who go on sending while everybody else storms the house
//
// Whoever is told "not now" tries again with the same form, as the page says; only what was
// answered as sent is counted as accepted.
import { fieldsOf, formOf } from '../kit/portal.mjs';

const AGAIN_MS = 100;
const NEXT_MS = 1000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/* The form, however often it must be asked for. */
async function form(client, path, going) {
    while (going()) {
        const page = await client.get(path).catch(() => ({ status: 0 }));
        if (page.status === 200) return page;
        await pause(AGAIN_MS);
    }
    return null;
}

async function person(client, account, name, going, accepted) {
    for (let serial = 1; going(); serial++) {
        const page = await form(client, `/${account}/send`, going);
        if (!page) return;
        const text = `under load ${name}-${serial}`;
        const fields = { ...fieldsOf(formOf(page.text, `/${account}/send`)), to: '+61491570156', text, step: 'send' };
        while (going()) {
            const answer = await client.post(`/${account}/send`, fields).catch(() => ({ status: 0 }));
            if (answer.status === 303) {
                accepted.push(text);
                break;
            }
            await pause(AGAIN_MS);
        }
        await pause(NEXT_MS);
    }
}

/* Starts them, a text a second each; `end()` gives the texts that were accepted. */
export function sendersStart(client, account, count = 4) {
    const accepted = [];
    let going = true;
    const all = Array.from({ length: count }, (_, i) => person(client, account, i + 1, () => going, accepted));
    return {
        async end() {
            going = false;
            await Promise.all(all);
            return accepted;
        },
    };
}
