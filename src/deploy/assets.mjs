// assets.mjs: static/ and the npm packages become the files under /static
//
// One stylesheet (ours, over the few parts of Tabler that are used), one sprite with the icons
// that templates and nginx's error pages name, the font, htmx, our scripts; each text file with its .gz beside it, for
// nginx's gzip_static. Nothing is left over from an earlier run.
import { createRequire } from 'node:module';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

if (process.argv.length !== 4) {
    console.error('usage: src/deploy/assets NODE_MODULES OUT');
    process.exit(2);
}
const packages = resolve(process.argv[2]);
const out = resolve(process.argv[3]);
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const postcss = createRequire(join(packages, 'assets.cjs'))('postcss');

// What is taken from Tabler: these classes, and its rules for elements that templates use.
const TABLER = new Set([
    'btn', 'btn-primary', 'btn-icon',
    'form-label', 'form-control', 'form-select', 'form-check', 'form-check-input', 'form-check-label',
    'icon', 'visually-hidden',
]);

// The icon of each state of a message; the names are the words in SQL.
const STATES = {
    scheduled: 'calendar-time', held: 'moon',         queued: 'hourglass',       claimed: 'progress',
    sending: 'progress',        submitted: 'arrow-up-right', unknown: 'help-circle', enroute: 'antenna-bars-5',
    delivered: 'checks',        failed: 'alert-circle', rejected: 'ban',         expired: 'clock-x',
    cancelled: 'circle-minus',  received: 'message-down',
};

const read = (...path) => readFileSync(join(...path), 'utf8');
const list = (folder) => readdirSync(join(root, folder)).sort();

function templates() {
    return list('templates').flatMap((room) => list(`templates/${room}`)
        .map((file) => read(root, 'templates', room, file)));
}

/* Is every class in the selector taken, and every element in use? */
function isTaken(selector, elements) {
    const plain = selector.replace(/\[[^\]]*\]/g, '').replace(/::?[\w-]+(\([^)]*\))?/g, '');
    const classes = [...plain.matchAll(/\.([\w-]+)/g)].map((match) => match[1]);
    const tags = plain.replace(/\.[\w-]+/g, '').match(/[a-z][\w-]*/gi) ?? [];
    return !/\[data-|#/.test(selector) && classes.every((name) => TABLER.has(name))
        && tags.every((tag) => elements.has(tag.toLowerCase()));
}

/* Drop custom properties that nothing left asks for; one may ask for another. */
function dropUnusedProperties(sheet) {
    let dropped;
    do {
        dropped = 0;
        const asked = new Set([...sheet.toString().matchAll(/var\((--[\w-]+)/g)].map((match) => match[1]));
        sheet.walkDecls(/^--/, (property) => {
            if (!asked.has(property.prop)) {
                property.remove();
                dropped++;
            }
        });
    } while (dropped > 0);
    sheet.walkRules((rule) => { if (rule.nodes.length === 0) rule.remove(); });
}

function tabler(pages) {
    const sheet = postcss.parse(read(packages, '@tabler/core/dist/css/tabler.css'));
    const elements = new Set(['root', ...[...pages.matchAll(/<([a-z][a-z0-9]*)/g)].map((match) => match[1])]);
    sheet.walkComments((comment) => { comment.remove(); });
    sheet.walkAtRules(/^(keyframes|font-face|charset|import|property)$/, (rule) => { rule.remove(); });
    sheet.walkAtRules('media', (rule) => { if (/print/.test(rule.params)) rule.remove(); });
    sheet.walkRules((rule) => {
        const kept = rule.selectors.filter((selector) => isTaken(selector, elements));
        if (kept.length === 0) rule.remove();
        else rule.selectors = kept;
    });
    dropUnusedProperties(sheet);
    sheet.walkAtRules('media', (rule) => { if (rule.nodes.length === 0) rule.remove(); });
    return `@layer tabler {\n${sheet}\n}\n`;
}

function stylesheet(pages) {
    const first = ['layers.css', 'tokens.css', 'base.css'];
    const ours = list('static/css').filter((file) => !first.includes(file));
    const [layers, ...rest] = [...first, ...ours].map((file) => read(root, 'static/css', file));
    const sheet = postcss.parse([layers, tabler(pages), ...rest].join('\n'));
    sheet.walkComments((comment) => { comment.remove(); });
    return sheet.toString().replace(/\s*\n\s*/g, '\n').replace(/^\n/, '');
}

function symbol(name, icon) {
    const drawing = read(packages, '@tabler/icons/icons/outline', `${icon}.svg`);
    const shapes = /<svg[^>]*>(.*)<\/svg>/s.exec(drawing)[1].replace(/\s*\n\s*/g, '');
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
}

function sprite(pages) {
    const named = [...pages.matchAll(/icons\.svg#([a-z0-9-]+)/g)].map((match) => match[1]);
    const errors = read(root, 'src/deploy/error/pages.tsv').trim().split('\n').map((line) => line.split('\t')[1]);
    const icons = [...new Set([...named, ...errors])].filter((name) => !name.startsWith('state-')).sort();
    return ['<svg xmlns="http://www.w3.org/2000/svg">',
        ...icons.map((icon) => symbol(icon, icon)),
        ...Object.entries(STATES).map(([state, icon]) => symbol(`state-${state}`, icon)),
        '</svg>\n'].join('\n');
}

function put(name, text) {
    writeFileSync(join(out, name), text);
    writeFileSync(join(out, `${name}.gz`), gzipSync(text, { level: 9 }));
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const pages = templates().join('\n');
put('branchline.css', stylesheet(pages));
put('icons.svg', sprite(pages));
put('htmx.min.js', read(packages, 'htmx.org/dist/htmx.min.js'));
for (const file of list('static/js')) put(file, read(root, 'static/js', file));
for (const file of list('static/img')) put(file, read(root, 'static/img', file));
copyFileSync(join(packages, '@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2'), join(out, 'inter-latin.woff2'));
