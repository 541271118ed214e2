// choice.js: who types a value of their own has chosen to have one
for (const field of document.querySelectorAll('[data-chooses]')) {
    field.addEventListener('input', () => {
        const choice = document.getElementById(field.dataset.chooses);
        if (choice) choice.checked = true;
    });
}
