// live.js: exchanges what is new without touching what is not
//
// htmx asks every few seconds (inbox/live.tpl); the answer's pieces carry hx-swap-oob="keyed".
// "Keyed" compares old and new by id and changes only what differs, so that focus and
// scrolling stay, and a log speaks only what was added.
const STALE = 'live-note';

const isSame = (old, fresh) => old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName
    && (old.id ?? '') === (fresh.id ?? '');

function syncAttributes(old, fresh) {
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

function exchange(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== Node.ELEMENT_NODE) {
        old.nodeValue = fresh.nodeValue;
        return;
    }
    syncAttributes(old, fresh);
    exchangeChildren(old, fresh);
}

function exchangeChildren(old, fresh) {
    const byId = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
    let at = old.firstChild;
    for (const node of [...fresh.childNodes]) {
        const known = node.id ? byId.get(node.id) : at && isSame(at, node) ? at : undefined;
        if (known === undefined) {
            old.insertBefore(node, at);
            continue;
        }
        if (known === at) at = at.nextSibling;
        else old.insertBefore(known, at);
        exchange(known, node);
    }
    while (at) {
        const next = at.nextSibling;
        at.remove();
        at = next;
    }
}

htmx.defineExtension('keyed', {
    isInlineSwap: (style) => style === 'keyed',
    handleSwap(style, target, fragment) {
        if (style !== 'keyed') return false;
        const piece = fragment.firstElementChild;
        exchange(target, piece.id === target.id ? piece : piece.firstElementChild);
        return [];
    },
});

const isPoll = (event) => event.target.hasAttribute?.('data-live') === true;

function noteStale(stale) {
    const note = document.getElementById(STALE);
    if (note) note.hidden = !stale;
}

/* A page that nobody looks at does not ask. */
document.addEventListener('htmx:beforeRequest', (event) => {
    if (isPoll(event) && document.hidden) event.preventDefault();
});
document.addEventListener('htmx:afterRequest', (event) => {
    if (isPoll(event)) noteStale(event.detail.xhr.status === 0 || event.detail.xhr.status >= 500);
});
document.addEventListener('visibilitychange', () => {
    const live = document.getElementById('live');
    if (live && !document.hidden) htmx.trigger(live, 'refresh');
});

/* Say how many are unread when there are more than before. */
const unread = document.getElementById('menu-unread');
const said = document.getElementById('live-said');
if (unread && said) {
    const number = () => (unread.hidden ? 0 : parseInt(unread.textContent.replace(/\D/g, ''), 10));
    let before = number();
    document.addEventListener('htmx:oobAfterSwap', () => {
        if (number() > before) said.textContent = unread.textContent;
        before = number();
    });
}
