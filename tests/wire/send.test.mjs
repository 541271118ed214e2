// send.test.mjs: write, look at it, send it once, see it leave
//
// Against the real program behind nginx, with the demo's people. Numbers are of ranges kept for
// fiction; each test writes words of its own, by which its messages are counted.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';

import { insert, one, quoted, sql } from '../kit/database.mjs';
import { htmlFaults } from '../kit/html.mjs';
import { Client, decode, fieldsOf, formOf, signIn, words } from '../kit/portal.mjs';

const ROSTERING = '/5/send';
const SALES = '/3/send';
const MOST = 200;

let tess; // an Advanced user in Rostering, a Basic user in Sales
let bec; // Rostering's Administrator

before(async () => {
    tess = await signIn('tess.okafor@tallowood.example');
    bec = await signIn('bec.lawler@tallowood.example');
});

const unique = (text) => `${text} ${randomBytes(6).toString('hex')}`;
const countOf = (text) => Number(one(`SELECT COUNT(*) FROM message WHERE body = ${quoted(text)}`));
const messagesOf = (text) => sql(`SELECT msisdn, msisdn_typed, state, user_id, account_id, encoding, parts, origin, class, sender FROM message WHERE body = ${quoted(text)} ORDER BY message_id`);
const numbers = (count, first = 0) => Array.from({ length: count }, (_, i) => `0491 57${String(1000 + first + i).padStart(4, '0')}`);
const faultsOf = (page) => [...page.text.matchAll(/<li><a href="#(\w+)">([^<]*)<\/a>/g)].map(([, field, text]) => [field, decode(text)]);
const picksOf = (page) => [...page.text.matchAll(/<li class="pick( pick-bad)?">.*?class="pick-num">([^<]*)<.*?class="pick-say">([^<]*)</g)]
    .map(([, bad, number, note]) => ({ bad: Boolean(bad), number: decode(number), note: decode(note) }));
const typedIn = (page, action = ROSTERING) => fieldsOf(formOf(page.text, action));

async function write(client, fields, action = ROSTERING) {
    return client.send(await client.get(action), action, { step: 'check', ...fields });
}

/* What stands on the last page before sending. */
async function reviewed(client, fields, action = ROSTERING) {
    const page = await write(client, fields, action);
    assert.equal(page.status, 200, words(page.text));
    assert.match(page.text, /<h1>What will be sent<\/h1>/);
    return page;
}

async function assertSound(page) {
    assert.deepEqual(await htmlFaults(page.text), []);
}

test('one number: written, looked at, sent, found again', async () => {
    const text = unique('Hi Grace, can you take the Friday shift?');
    const empty = await tess.get(ROSTERING);
    assert.match(words(empty.text), /Numbers without a country are read as Australian\./);
    assert.match(words(empty.text), /From \+61 491 570 110/);
    await assertSound(empty);

    const review = await reviewed(tess, { to: '0491 570 157', text });
    assert.match(words(review.text), /To one person\. Nothing has gone out yet\..*Recipients 1 Parts each 1 Parts in all 1.*Send to 1 person/);
    assert.deepEqual(picksOf(review), [{ bad: false, number: '0491 570 157', note: 'Grace Tuala' }]);
    assert.equal(countOf(text), 0, 'a review stores nothing');
    await assertSound(review);

    const answer = await tess.send(review, ROSTERING, { step: 'send' });
    assert.equal(answer.status, 303);
    assert.match(answer.location, /^\/5\/send\/sent\/[\w-]{43}$/);
    const [message, ...more] = messagesOf(text);
    assert.deepEqual(more, []);
    assert.equal(message.msisdn, '+61491570157');
    assert.equal(message.msisdn_typed, '0491 570 157');
    assert.deepEqual([message.account_id, message.encoding, message.parts, message.origin, message.class, message.sender],
        ['5', 'gsm7', '1', 'page', 'normal', '+61491570110']);

    const sent = await tess.get(answer.location);
    assert.equal(sent.status, 200);
    assert.match(words(sent.text), /1 message accepted 1 part\..*Grace Tuala 0491 570 157/);
    assert.match(sent.text, /href="\/5\/messages\/\d+"/);
    assert.ok(decode(sent.text).includes(text));
    await assertSound(sent);
});

test('a message is at the carrier soon after, and is called sent only then', async () => {
    const text = unique('Soon');
    const { location } = await tess.send(await reviewed(tess, { to: '0491 570 156', text }), ROSTERING, { step: 'send' });
    const deadline = Date.now() + 20000;
    let page = await tess.get(location);
    assert.doesNotMatch(words(page.text), /\bSent to 1 person\b/);
    while (!/Delivered|Sent to the carrier|On its way|Not delivered|Refused/.test(words(page.text)) && Date.now() < deadline) {
        await new Promise((resolve) => { setTimeout(resolve, 100); });
        page = await tess.get(location);
    }
    assert.match(words(page.text), /Delivered|Sent to the carrier|On its way|Not delivered|Refused/);
});

test('several numbers in every way of writing them get one message each', async () => {
    const text = unique('Saturday starts at 6 am');
    const to = '0491 570 157, +61 491 570 156;0491.570.159\n(0491) 570-110\t0011 44 7700 900123\n\n+61491570157\n0491 570 157';
    const review = await reviewed(tess, { to, text });
    assert.match(words(review.text), /To 5 people, each on their own/);
    assert.match(words(review.text), /2 entries of your list repeat a number\. Each number gets one text\./);
    assert.deepEqual(picksOf(review).map(({ number }) => number), ['0491 570 157', '0491 570 156', '0491 570 159', '0491 570 110', '+44 7700 900123']);
    await assertSound(review);
    const answer = await tess.send(review, ROSTERING, { step: 'send' });
    assert.equal(answer.status, 303);
    assert.deepEqual(messagesOf(text).map(({ msisdn }) => msisdn).sort(),
        ['+447700900123', '+61491570110', '+61491570156', '+61491570157', '+61491570159']);
    const sent = await tess.get(answer.location);
    assert.match(words(sent.text), /5 messages accepted 5 parts in all\./);
    await assertSound(sent);
});

test('bad numbers are named by place and reason, and everything typed stays', async () => {
    const text = unique('Not yet');
    const to = 'Grace\n0491 570 157\n0491 570 15, 0491 570 1577 ; +999 12345678\n#12 & <b>\n0491570157';
    const page = await write(tess, { to, text });
    assert.equal(page.status, 422);
    assert.deepEqual(faultsOf(page), [
        ['to', 'Recipient 1, “Grace”, has letters in it. Correct it or take it out.'],
        ['to', 'Recipient 3, “0491 570 15”, is one digit short. Correct it or take it out.'],
        ['to', 'Recipient 4, “0491 570 1577”, has one digit too many. Correct it or take it out.'],
        ['to', 'Recipient 5, “+999 12345678”, begins with a country code that no country has. Correct it or take it out.'],
        ['to', 'Recipient 6, “#12 & <b>”, has “#” in it. Correct it or take it out.'],
    ]);
    assert.equal(picksOf(page).length, 7);
    assert.equal(picksOf(page)[2].note, '9 digits; an Australian mobile has 10');
    assert.equal(picksOf(page)[6].note, 'The same number as recipient 2; it gets one text');
    assert.match(page.text, /<textarea[^>]*id="to"[^>]*aria-describedby="to-hint to-fault" aria-invalid="true">/);
    const fields = typedIn(page);
    assert.equal(fields.to, to);
    assert.equal(fields.text, text);
    await assertSound(page);
    assert.equal(countOf(text), 0);

    /* The last step looks at everything again. */
    const straight = await tess.send(page, ROSTERING, { step: 'send' });
    assert.equal(straight.status, 422);
    assert.equal(countOf(text), 0);
});

test('after ten bad numbers the rest is only counted', async () => {
    const page = await write(tess, { to: Array.from({ length: 25 }, (_, i) => `12${i}`).join('\n'), text: 'x' });
    assert.equal(page.status, 422);
    assert.equal(faultsOf(page).length, 11);
    assert.equal(faultsOf(page)[10][1], '15 more can’t be sent to; the list below marks them.');
    await assertSound(page);
});

test('a recipient is taken out, with the repeats of the number, and only that', async () => {
    const text = unique('Taken out');
    let page = await write(tess, { to: '0491 570 157\n0491 570 15\n0491 570 156\n0491570157', text });
    page = await tess.send(page, ROSTERING, { drop: '2' });
    assert.equal(page.status, 200);
    assert.equal(typedIn(page).to, '0491 570 157\n0491 570 156\n0491570157');
    const without = await tess.send(page, ROSTERING, { drop: '1' });
    assert.equal(typedIn(without).to, '0491 570 156');
    assert.equal(typedIn(without).text, text);
    const lastGone = await tess.send(without, ROSTERING, { drop: '1' });
    assert.equal(typedIn(lastGone).to, '');
    await assertSound(lastGone);
    for (const drop of ['0', '4', '01', '-1', 'x', '', '99999999999999999999']) {
        assert.equal((await tess.send(page, ROSTERING, { drop })).status, 400, `drop=${drop}`);
    }
});

test('the character that makes a text longer is named and cured', async () => {
    const text = `Hi all, the Saturday team at Brookvale starts at 6 am instead of 7 this week. If that doesn’t work for you, reply to this message by Thursday noon.\n${unique('Tess')}`;
    const review = await reviewed(tess, { to: '0491 570 157\n0491 570 156', text });
    assert.match(words(review.text), /The curly apostrophe in “ ?doesn’t ?” is not in the basic SMS alphabet, so a part holds 67 characters instead of 153/);
    assert.match(words(review.text), /Recipients 2 Parts each 3 Parts in all 6/);
    const cured = await tess.send(review, ROSTERING, { straighten: '1' });
    assert.equal(cured.status, 200);
    assert.equal(typedIn(cured).text, text.replace('’', "'"));
    assert.match(cured.text, /id="odd" hidden/);
    const again = await tess.send(cured, ROSTERING, { step: 'check' });
    assert.match(words(again.text), /Parts each 2 Parts in all 4/);
    const cyrillic = await write(tess, { to: '0491 570 157', text: 'жжж' });
    assert.match(words(cyrillic.text), /The character “ж”/);
    assert.match(cyrillic.text, /data-slot="cure" hidden/, 'nothing plain looks like it');
    await assertSound(cyrillic);
});

test('what is missing or too long is said at its field', async () => {
    const cases = [
        [{ to: '', text: '' }, [['to', 'Write at least one number.'], ['text', 'Write the message first.']]],
        [{ to: ' ,;\n', text: ' \n\t ' }, [['to', 'Write at least one number.'], ['text', 'Write the message first.']]],
        [{ to: '0491 570 157', text: 'a'.repeat(1531) }, [['text', 'This is 11 parts; one message has at most 10. Shorten it or send it as two.']]],
        [{ to: '0491 570 157', text: 'a'.repeat(4001) }, [['text', 'A message has at most 4,000 characters. Shorten it or send it as two.']]],
        [{ to: numbers(MOST + 1).join('\n'), text: 'x' }, [['to', 'These are 201 numbers; one message goes to at most 200. Send it in several goes.']]],
        [{ to: numbers(1200).join('\n').slice(0, 13000), text: 'x' }, [['to', 'These are 1,084 numbers; one message goes to at most 200. Send it in several goes.']]],
        [{ to: '1'.repeat(20001), text: 'x' }, [['to', 'A list of recipients has at most 20,000 characters. Split it.']]],
    ];
    for (const [fields, expected] of cases) {
        for (const step of ['check', 'send']) {
            const page = await write(tess, { ...fields, step });
            assert.equal(page.status, 422);
            assert.deepEqual(faultsOf(page), expected);
            assert.equal(typedIn(page).to, fields.to);
            assert.equal(typedIn(page).text, fields.text);
            await assertSound(page);
        }
    }
    assert.equal((await write(tess, { to: '0491 570 157', text: 'a'.repeat(1530) })).status, 200);
    assert.equal((await write(tess, { to: '0491 570 157', text: 'a'.repeat(200000) })).status, 413);
});

test('200 people and their repeats are one press', async () => {
    const text = unique('Two hundred');
    const to = [...numbers(MOST), ...numbers(MOST).map((number) => number.replaceAll(' ', ''))].join('\n');
    const review = await reviewed(bec, { to, text });
    assert.match(words(review.text), /Send to 200 people/);
    const answer = await bec.send(review, ROSTERING, { step: 'send' });
    assert.equal(answer.status, 303);
    assert.equal(countOf(text), MOST);
    assert.match(words((await bec.get(answer.location)).text), /200 messages accepted 200 parts in all/);
});

test('a double click, a reload and eight at once send once, and show one page', async () => {
    const text = unique('Once');
    const review = await reviewed(tess, { to: '0491 570 157\n0491 570 156', text });
    const answers = await Promise.all(Array.from({ length: 8 }, () => tess.send(review, ROSTERING, { step: 'send' })));
    answers.push(await tess.send(review, ROSTERING, { step: 'send' }));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [303]);
    assert.equal(new Set(answers.map(({ location }) => location)).size, 1);
    assert.equal(countOf(text), 2);
    /* The same in another order and spelling is the same. */
    const turned = await tess.send(review, ROSTERING, { to: '+61491570156; 0491570157', step: 'send' });
    assert.equal(turned.location, answers[0].location);
    assert.equal(countOf(text), 2);
});

test('something else under a used key is not sent, kept, and can be sent after all', async () => {
    const text = unique('First');
    const other = unique('Second');
    const review = await reviewed(tess, { to: '0491 570 157', text });
    const { location } = await tess.send(review, ROSTERING, { step: 'send' });
    for (const fields of [{ text: other }, { to: '0491 570 156', text }]) {
        const refused = await tess.send(review, ROSTERING, { ...fields, step: 'send' });
        assert.equal(refused.status, 409);
        assert.match(words(refused.text), /This one is not sent\. Another message went out from the same page before\./);
        assert.ok(refused.text.includes(`href="${location}"`));
        assert.equal(typedIn(refused).text, fields.text);
        assert.notEqual(typedIn(refused).once, typedIn(review).once);
        await assertSound(refused);
    }
    assert.equal(countOf(other), 0);
    assert.equal(countOf(text), 1);
    const refused = await tess.send(review, ROSTERING, { text: other, step: 'send' });
    const again = await tess.send(await tess.send(refused, ROSTERING, { step: 'check' }), ROSTERING, { step: 'send' });
    assert.equal(again.status, 303);
    assert.notEqual(again.location, location);
    assert.equal(countOf(other), 1);
});

test('forms that no page of ours would send change nothing', async () => {
    const text = unique('Nothing of this');
    const review = await reviewed(tess, { to: '0491 570 157', text });
    const fields = { ...typedIn(review), step: 'send' };
    const bad = [
        ['another field', { ...fields, account_id: '3' }],
        ['a sender of one’s choice', { ...fields, sender_id: '1' }],
        ['a user', { ...fields, user_id: '1' }],
        ['no button', { ...fields, step: undefined }],
        ['two buttons', { ...fields, drop: '1' }],
        ['a strange step', { ...fields, step: 'SEND' }],
        ['straighten=2', { ...fields, step: undefined, straighten: '2' }],
        ['no key', { ...fields, once: undefined }],
        ['an empty key', { ...fields, once: '' }],
        ['a short key', { ...fields, once: fields.once.slice(1) }],
        ['a key of other letters', { ...fields, once: `${fields.once.slice(1)}+` }],
        ['no text', { ...fields, text: undefined }],
        ['no recipients', { ...fields, to: undefined }],
        ['a field twice', [...Object.entries(fields), ['to', '0491 570 156']]],
        ['a control character', { ...fields, text: `${text}\u0007` }],
    ];
    for (const [what, sent] of bad) {
        assert.equal((await tess.post(ROSTERING, sent)).status, 400, what);
    }
    assert.equal((await tess.post(`${ROSTERING}?to=1`, fields)).status, 400, 'a field in query and form');
    assert.equal((await tess.post(ROSTERING, { ...fields, token: undefined })).status, 403, 'no token');
    assert.equal((await tess.post(ROSTERING, { ...fields, token: `${fields.token.slice(0, -2)}AA` })).status, 403, 'another token');
    assert.equal((await tess.post(SALES, fields)).status, 403, 'a token of another account');
    assert.equal((await bec.post(ROSTERING, fields)).status, 403, 'a token of another session');
    assert.equal((await tess.post(ROSTERING, fields, { headers: { 'sec-fetch-site': 'cross-site' } })).status, 403, 'from another site');
    assert.equal((await tess.post(ROSTERING, fields, { headers: { 'content-type': 'text/plain' } })).status, 415, 'a text');
    assert.equal((await tess.ask('PUT', ROSTERING, { headers: { 'sec-fetch-site': 'same-origin' } })).status, 405, 'PUT');
    assert.equal((await new Client().post(ROSTERING, fields)).status, 303, 'nobody');
    assert.equal(countOf(text), 0);
});

test('what somebody sent is there for nobody else, and nowhere else', async () => {
    const text = unique('Mine alone');
    const { location } = await tess.send(await reviewed(tess, { to: '0491 570 157', text }), ROSTERING, { step: 'send' });
    const key = location.split('/').at(-1);
    const mara = await signIn('mara.whitfield@tallowood.example');
    const ada = await signIn('ada.merriweather@lanternstreet.example');
    const missing = await bec.get(`${ROSTERING}/sent/${'A'.repeat(43)}`);
    assert.equal(missing.status, 404);
    for (const [client, path] of [[bec, location], [mara, location], [ada, location], [ada, `/7/send/sent/${key}`],
        [tess, `/3/send/sent/${key}`], [tess, `/5/send/sent/${key}A`], [tess, '/5/send/sent/1'], [tess, '/5/send/sent/']]) {
        const page = await client.get(path);
        assert.equal(page.status, 404, path);
        assert.ok(!page.text.includes(text));
    }
    const foreign = await bec.get(location);
    const mask = (html) => html.replace(/value="[\w-]{43,}"/g, '');
    assert.equal(mask(foreign.text), mask(missing.text), 'a foreign one is like none');

    /* Somebody else's key is no obstacle, and no way to what it sent. */
    const theirs = unique('Another with the same key');
    const answer = await bec.send(await reviewed(bec, { to: '0491 570 156', text: theirs }), ROSTERING, { once: key, step: 'send' });
    assert.equal(answer.status, 303);
    const page = await bec.get(answer.location);
    assert.ok(decode(page.text).includes(theirs) && !page.text.includes(text));
    assert.ok(decode((await tess.get(location)).text).includes(text));
});

test('a Basic user sends too, from the account in the address', async () => {
    const text = unique('From Sales');
    const { location, status } = await tess.send(await reviewed(tess, { to: '0491 570 157', text }, SALES), SALES, { step: 'send' });
    assert.equal(status, 303);
    assert.match(location, /^\/3\//);
    assert.equal(messagesOf(text)[0].account_id, '3');
    assert.equal((await tess.get('/2/send')).status, 404);
    assert.equal((await tess.get('/7/send')).status, 404);
});

test('what a text says is shown as it was typed', async () => {
    const text = unique('<script>alert(1)</script> "quoted" & \'single\'\n\n  two blanks, {[^~|]} €');
    const review = await reviewed(tess, { to: '0491 570 157', text });
    assert.equal(typedIn(review).text, text);
    assert.ok(!review.text.includes('<script>alert'));
    const { location } = await tess.send(review, ROSTERING, { step: 'send' });
    assert.equal(countOf(text), 1);
    const sent = await tess.get(location);
    assert.ok(decode(sent.text).includes(text) && !sent.text.includes('<script>alert'));
    await assertSound(sent);
});

const LONELY = 4000001000; // an account of this test, no sender, in a tree of its own

after(() => {
    sql(`DELETE FROM session WHERE user_id IN (SELECT user_id FROM membership WHERE account_id = ${LONELY});
        DELETE FROM membership WHERE account_id = ${LONELY};
        DELETE FROM inbox_count WHERE account_id = ${LONELY};
        DELETE FROM audit WHERE root_id = ${LONELY};
        DELETE FROM audit_head WHERE root_id = ${LONELY};
        DELETE FROM account WHERE account_id = ${LONELY}`);
});

test('an account without a number says so, and a closed one is only read', async () => {
    const user = one("SELECT user_id FROM user WHERE email = 'theo.marchetti@lanternstreet.example'");
    insert('account', [{ root_id: LONELY, account_id: LONELY, name: 'Nameless', payment: 'postpaid', country: 'NZ', zone: 'Pacific/Auckland', line: 1, opened_at: '2026-01-01 00:00:00' }]);
    insert('membership', [{ root_id: LONELY, account_id: LONELY, user_id: Number(user), role: 'advanced', added_at: '2026-01-01 00:00:00' }]);
    const theo = await signIn('theo.marchetti@lanternstreet.example');
    const own = `/${LONELY}/send`;
    const page = await theo.get(own);
    assert.equal(page.status, 200);
    assert.match(words(page.text), /Nameless has no number yet/);
    assert.doesNotMatch(page.text, /name="step"/);
    await assertSound(page);
    const other = await theo.get('/7/send');
    const fields = { ...typedIn(other, '/7/send'), to: '021 345 678', text: unique('Nowhere'), step: 'send' };
    assert.equal((await theo.post(own, fields)).status, 403, 'a token of another account');
    sql(`INSERT INTO sender (root_id, account_id, msisdn, added_at) VALUES (${LONELY}, ${LONELY}, '+6421555019', UTC_TIMESTAMP(6))`);
    const ready = await theo.get(own);
    assert.match(words(ready.text), /read as New Zealand/);
    sql(`DELETE FROM sender WHERE account_id = ${LONELY}`);
    const gone = await theo.send(ready, own, { to: '021 345 678', text: fields.text, step: 'send' });
    assert.equal(gone.status, 422);
    assert.match(words(gone.text), /Nameless has no number yet/);
    sql(`UPDATE account SET state = 'closed' WHERE account_id = ${LONELY}`);
    assert.equal((await theo.send(ready, own, { to: '021 345 678', text: fields.text, step: 'send' })).status, 403);
    assert.equal(countOf(fields.text), 0);
    const closed = await theo.get(own);
    assert.equal(closed.status, 200);
    assert.match(words(closed.text), /Nameless is closed It can be read, but nothing can be sent from it\./);
    assert.doesNotMatch(closed.text, /name="step"/);
    await assertSound(closed);
});
