// switcher.js: closes with Esc or a click elsewhere and gives the focus back; finds by name
const switcher = document.getElementById('switcher');

function close(giveBack) {
    switcher.open = false;
    if (giveBack) switcher.querySelector('summary').focus();
}

function filter(words) {
    const wanted = words.trim().toLocaleLowerCase();
    for (const link of switcher.querySelectorAll('.tree-link')) {
        const name = link.querySelector('.tree-name');
        if (name) link.closest('li').hidden = !name.textContent.toLocaleLowerCase().includes(wanted);
    }
}

if (switcher) {
    const find = switcher.querySelector('[data-tree-find]');
    find.hidden = false;
    find.querySelector('input').addEventListener('input', (event) => filter(event.target.value));
    document.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && switcher.open) close(switcher.contains(document.activeElement));
    });
    document.addEventListener('click', (event) => {
        if (switcher.open && !switcher.contains(event.target)) close(false);
    });
}
