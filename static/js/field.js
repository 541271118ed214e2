// field.js: a password that can be looked at, a choice that sends itself
function reveal(password) {
    const label = document.createElement('label');
    const box = document.createElement('input');
    const words = document.createElement('span');
    label.className = 'form-check small';
    box.className = 'form-check-input';
    box.type = 'checkbox';
    words.className = 'form-check-label';
    words.textContent = 'Show the password';
    label.append(box, words);
    password.after(label);
    box.addEventListener('change', () => { password.type = box.checked ? 'text' : 'password'; });
    password.form.addEventListener('submit', () => { password.type = 'password'; });
}

for (const password of document.querySelectorAll('[data-reveal]')) reveal(password);
for (const choice of document.querySelectorAll('select[data-send]')) {
    choice.addEventListener('change', () => choice.form.requestSubmit());
}
