// once.js: a form is sent once, however often its button is pressed
//
// The server keeps the promise (each form carries `once`); this keeps people from wondering.
const PATIENCE = 10000; // a page that has not come by then may be asked for again

function release() {
    document.body.removeAttribute('aria-busy');
    for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
    for (const button of document.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
}

document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.dataset.sent) {
        event.preventDefault();
        return;
    }
    form.dataset.sent = '1';
    event.submitter?.setAttribute('aria-disabled', 'true');
    document.body.setAttribute('aria-busy', 'true');
    setTimeout(release, PATIENCE);
});

/* Back from the next page: everything can be pressed again. */
window.addEventListener('pageshow', release);
