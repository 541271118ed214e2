// read.js: an opened conversation is marked read when somebody looks at it
//
// Opening a page changes nothing; this posts the form that is there as a button for those
// without script. It comes again with each new message, so it is looked for after each swap.
function post(form) {
    form.hidden = true;
    fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        headers: { 'HX-Request': 'true' },
        credentials: 'same-origin',
    }).then((answer) => {
        const live = document.getElementById('live');
        if (answer.ok && live) htmx.trigger(live, 'refresh');
        if (!answer.ok) form.hidden = false;
    }, () => { form.hidden = false; });
}

function read() {
    const form = document.querySelector('form[data-read]:not([hidden])');
    if (form && !document.hidden) post(form);
}

document.addEventListener('visibilitychange', read);
document.addEventListener('htmx:oobAfterSwap', read);
read();
