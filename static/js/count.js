// count.js: says under a text what it will be billed as, while it is typed
//
// textarea[data-count=ID of an output] and, if the page has one, [data-odd], where the server
// has put the sentence about the odd character; its words are filled in, never made here.
// What is seen changes at once; what is spoken waits until typing pauses.
import { oddOf, segmentsOf, straighten } from './segments.js';

const SVG = 'http://www.w3.org/2000/svg';
const CAR = 26;
const STEP = 31;
const MOST = 12; // carriages drawn; the words tell the rest
const PAUSE = 1000;

function shape(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
}

function train(parts, lastShare) {
    const drawn = Math.min(Math.max(parts, 1), MOST);
    const width = drawn * STEP - (STEP - CAR) + 1;
    const svg = shape('svg', { class: 'parts-train', viewBox: `0 0 ${width} 10`, width, height: 10, 'aria-hidden': 'true' });
    for (let i = 0; i < drawn; i++) {
        const x = i * STEP + 0.5;
        const share = i < parts - 1 ? 1 : lastShare;
        if (i > 0) svg.append(shape('path', { class: 'parts-link', d: `M${x - 5} 5h5` }));
        svg.append(shape('rect', { class: 'parts-car', x, y: 0.5, width: CAR, height: 9, rx: 2.5 }));
        if (share > 0) svg.append(shape('rect', { class: 'parts-load', x: x + 1.5, y: 2, width: Math.max(23 * share, 1).toFixed(1), height: 6, rx: 1.5 }));
    }
    return svg;
}

const sentence = (counted) => `${counted.parts === 1 ? '1 part' : `${counted.parts} parts`} · ${counted.units} of ${counted.room} characters`;

function draw(output, counted) {
    const [parts, rest] = sentence(counted).split(' · ');
    const words = document.createElement('span');
    const strong = document.createElement('strong');
    const seen = document.createElement('span');
    strong.textContent = parts;
    words.append(strong, ` · ${rest}`);
    seen.className = 'parts';
    seen.setAttribute('aria-hidden', 'true');
    seen.append(train(counted.parts, (counted.split.at(-1) ?? 0) / counted.partRoom), words);
    output.replaceChildren(seen, output.said);
}

function fillOdd(box, text, counted) {
    const odd = oddOf(text, counted);
    const slot = (name) => box.querySelector(`[data-slot="${name}"]`);
    box.hidden = odd === null;
    if (odd === null) return false;
    slot('costs').hidden = !odd.costs;
    slot('one').hidden = odd.many;
    slot('many').hidden = !odd.many;
    slot('parts').textContent = counted.parts;
    slot('plain-parts').textContent = odd.plainParts;
    slot('name').textContent = odd.name;
    slot('in').hidden = odd.word === '';
    slot('word').textContent = odd.word;
    slot('room').textContent = counted.partRoom;
    slot('plain-room').textContent = odd.plainRoom;
    slot('cure').hidden = !odd.hasPlain;
    return odd.costs;
}

function count(area, output) {
    const counted = segmentsOf(area.value);
    const box = area.form.querySelector('[data-odd]');
    const preview = area.dataset.preview && document.getElementById(area.dataset.preview);
    const costs = box ? fillOdd(box, area.value, counted) : oddOf(area.value, counted)?.costs === true;
    if (preview) preview.textContent = area.value;
    if (counted.parts === 0) output.replaceChildren(output.said);
    else draw(output, counted);
    output.classList.toggle('parts-dear', costs);
    clearTimeout(output.pause);
    output.pause = setTimeout(() => { output.said.textContent = counted.parts > 0 ? sentence(counted) : ''; }, PAUSE);
}

function watch(area) {
    const output = document.getElementById(area.dataset.count);
    const cure = area.form.querySelector('[data-odd] [data-slot="cure"]');
    output.said = document.createElement('span');
    output.said.className = 'visually-hidden';
    area.addEventListener('input', () => count(area, output));
    cure?.addEventListener('click', (event) => {
        event.preventDefault();
        area.value = straighten(area.value);
        area.focus();
        count(area, output);
    });
    count(area, output);
}

/* A train before the words of a text that is already counted. */
function decorate(words) {
    const number = (name) => Number(words.dataset[name].replace(/\D/g, ''));
    const parts = number('parts');
    const partRoom = number('room') / Math.max(parts, 1);
    const last = Math.min(Math.max(number('units') - (parts - 1) * partRoom, 0), partRoom);
    words.prepend(train(parts, last / partRoom));
}

for (const words of document.querySelectorAll('[data-parts]')) decorate(words);
for (const area of document.querySelectorAll('textarea[data-count]')) watch(area);
