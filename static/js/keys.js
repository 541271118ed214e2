// keys.js: the keyboard, added to what already works without it
//
// Single keys work outside fields only and can be switched off on the profile page
// (WCAG 2.1.4); the browser remembers that.
const OFF = 'keys-off';

const isOff = () => localStorage.getItem(OFF) === '1';
const isField = (element) => element.closest('input, textarea, select, [contenteditable]') !== null;
const isSeen = (element) => element !== null && element.offsetParent !== null;

function step(by) {
    const talks = [...document.querySelectorAll('.talk')];
    const now = talks.findIndex((talk) => talk === document.activeElement);
    const open = talks.findIndex((talk) => talk.hasAttribute('aria-current'));
    const next = talks[(now >= 0 ? now : open) + by];
    if (!next) return;
    if (open >= 0) next.click();
    else next.focus();
}

function focus(selector) {
    const field = document.querySelector(selector);
    if (isSeen(field)) field.focus();
}

const KEYS = {
    '/': () => focus('[data-key="/"]'),
    j: () => step(1),
    k: () => step(-1),
    r: () => focus('.reply-text'),
    e: () => document.querySelector('form[data-close]')?.requestSubmit(),
};

function send(field) {
    const button = [...field.form.elements].find((element) => element.matches('.btn-primary[type="submit"]'));
    if (button) field.form.requestSubmit(button);
}

document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('textarea')) {
        event.preventDefault();
        send(event.target);
        return;
    }
    const action = KEYS[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || isOff()) return;
    event.preventDefault();
    action();
});

const choice = document.querySelector('[data-keys]');
if (choice) {
    const box = choice.querySelector('input');
    choice.hidden = false;
    box.checked = !isOff();
    box.addEventListener('change', () => localStorage.setItem(OFF, box.checked ? '0' : '1'));
}
