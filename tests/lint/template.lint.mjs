// template.lint.mjs: what ctemplate's escaping can't see, or would get wrong (security.md 2.3)
//
// Reads every template as HTML with marks in it and refuses a variable where no escape is
// safe, an attribute that the content security policy forbids, and a file without its first
// two lines. Each rule has a control in BAD below: a sample that must be refused, or the lint
// itself fails.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'templates');
const ESCAPE = '{{%AUTOESCAPE context="HTML"}}';
const MODIFIERS = new Set(['pre_escape', 'html_escape', 'url_query_escape', 'json_escape']);

// Never written at all, and never written with a variable.
const FORBIDDEN = /^(style|srcdoc|on.*|hx-on.*|hx-vals|hx-vars|hx-headers)$/;
const FIXED = /^(srcset|formaction|xlink:href|hx-trigger|hx-target|hx-swap|hx-swap-oob|hx-ext|http-equiv|content)$/;
const KNOWN_URL = /^(href|src|action)$/;
const OTHER_URL = /^(hx-(get|post|put|patch|delete)|data-.*(href|src|url|path|action))$/;

const isVariable = (mark) => /^\{\{[a-z]/i.test(mark);
const hasVariable = (text) => /\{\{[a-z]/i.test(text);
const isNumber = (name) => /(^|_)id$|^version$/.test(name);
const withoutSections = (text) => text.replace(/\{\{[#/][^}]*\}\}/g, '');

/* After the question mark a text needs the escape for queries; ids are digits. */
function checkQuery(name, value, say) {
    const [path, ...query] = value.split('?');
    for (const [, variable, modifiers] of query.join('?').matchAll(/\{\{([a-z]\w*)((?::\w+)*)\}\}/gi)) {
        if (!isNumber(variable) && modifiers !== ':url_query_escape') say(`${name}: {{${variable}}} in a query without :url_query_escape`);
    }
    return path;
}

function checkValue(name, value, say) {
    const plain = withoutSections(value);
    if (FORBIDDEN.test(name)) say(`attribute ${name} is not to be used`);
    if (/^\s*javascript:/i.test(plain)) say(`${name}: a javascript: address`);
    if (!hasVariable(plain)) return;
    if (FIXED.test(name)) say(`${name}: no variable may stand here`);
    if (KNOWN_URL.test(name) || OTHER_URL.test(name)) checkQuery(name, plain, say);
    if (OTHER_URL.test(name) && !/^\/([a-z]|\{\{\w*_id\}\}\/[a-z])/.test(plain)) say(`${name}: a variable may only follow a fixed path`);
    if (/^data-/.test(name) && /^(\{\{|\/\/|[^/]*\/)/.test(plain) && plain.includes('/') && !/^\/[a-z]/.test(plain)) say(`${name}: a path must begin with a fixed part`);
}

/* The attributes of one tag, written between its name and its end. */
function checkTag(tag, say) {
    const name = /^<\/?([a-z][a-z0-9]*)(?=[\s/>{])/i.exec(tag)?.[1];
    if (!name) {
        say('a tag without a plain name');
        return;
    }
    const rest = tag.replace(/^<\/?[a-z0-9]+/i, '').replace(/\/?>$/, '');
    const left = withoutSections(rest.replace(/([^\s=<>"'/{}]+)\s*=\s*("[^"]*"|'[^']*')/g, (all, key, value) => {
        checkValue(key.toLowerCase(), value.slice(1, -1), say);
        return ' ';
    }));
    if (hasVariable(left)) say('a variable as name of a tag or attribute, or in a value without quotes');
    if (/=/.test(left)) say(`a value without quotes: ${left.trim()}`);
    for (const key of left.split(/\s+/).filter(Boolean)) if (FORBIDDEN.test(key)) say(`attribute ${key} is not to be used`);
    if (/^style$/i.test(name)) say('a <style> element');
    if (/^<script/i.test(tag) && !/\ssrc="/.test(tag)) say('a script without src');
}

function checkMarks(text, say) {
    for (const [mark, sign, name, modifiers] of text.matchAll(/\{\{([#/>!%]?)([^}:]*)((?::[^}:]*)*)\}\}/g)) {
        if (sign === '!' || sign === '%') continue;
        if (!/^[a-z][a-z0-9_]*$/.test(name) && !(sign === '>' && /^[A-Z]+$/.test(name))) say(`${mark}: not a name`);
        for (const modifier of modifiers.split(':').slice(1)) if (!MODIFIERS.has(modifier)) say(`${mark}: modifier ${modifier}`);
    }
    if (/\{\{[^}]*=/.test(text.replace(ESCAPE, ''))) say('other delimiters');
    if (text.indexOf('AUTOESCAPE') !== text.lastIndexOf('AUTOESCAPE')) say('a second AUTOESCAPE');
}

function checkForms(text, say) {
    for (const [form] of text.matchAll(/<form\b[^>]*method="post".*?<\/form>/gs)) {
        if (!/<input type="hidden" name="token" value="\{\{token_\w+\}\}">/.test(form)) say('a POST form without its token');
    }
}

/* Tags, comments and the bodies of scripts, in a text that may hold marks with > in them. */
const PIECES = /<!--.*?-->|<(script|style|textarea|title)\b(?:\{\{.*?\}\}|"[^"]*"|'[^']*'|[^>"'{])*>(.*?)<\/\1>|<\/?[a-z!{](?:\{\{.*?\}\}|"[^"]*"|'[^']*'|[^>"'])*>/gis;

function check(path, text) {
    const faults = [];
    const at = (index) => text.slice(0, index).split('\n').length;
    const sayAt = (index) => (fault) => faults.push(`templates/${path}:${at(index)}: ${fault}`);
    const lines = text.split('\n');
    if (lines[0] !== ESCAPE) sayAt(0)('the first line is not the escape');
    if (!lines[1]?.startsWith(`{{! ${path}: `)) sayAt(0)('the second line does not name file and feed');
    if (!/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*(\.(html|txt))?\.tpl$/.test(path)) sayAt(0)('the file name is not kebab-case');
    checkMarks(text, sayAt(0));
    checkForms(text, sayAt(0));
    for (const match of text.matchAll(PIECES)) {
        const [piece, raw, body] = match;
        const say = sayAt(match.index);
        if (piece.startsWith('<!--')) {
            if (/\{\{/.test(piece)) say('a mark in a comment');
        } else if (!/^<!doctype/i.test(piece)) {
            checkTag(raw ? piece.slice(0, piece.length - body.length - raw.length - 3) : piece, say);
        }
        if (/^(script|style)$/i.test(raw ?? '') && body.trim() !== '') say(`something inside <${raw}>`);
    }
    return faults;
}

// Each of these must be refused.
const BAD = [
    '<p>{{x:none}}</p>', '<p class={{x}}>', '<p class=a>', '<{{x}}>', '<p {{x}}>', '<p {{x}}="a">', '<p a{{x}}="a">',
    '<p style="color: red">', '<p onclick="go()">', '<p ONCLICK="{{x}}">', '<p hx-on:click="go()">', '<iframe srcdoc="{{x}}">',
    '<img srcset="{{x}}">', '<button formaction="{{x}}">', '<use xlink:href="{{x}}">', '<script>let a = 1</script>',
    '<script src="a">{{x}}</script>', '<script></script>', '<style>p { color: red }</style>', '<a href="javascript:go()">',
    '<a href="JavaScript:{{x}}">', '<div hx-get="{{x}}">', '<div hx-get="{{root}}/inbox">', '<div hx-get="//{{x}}">',
    '<div hx-get="/a?q={{x}}">', '<a href="/a?q={{x}}">', '<a href="/a?q={{x:html_escape}}">', '<div data-url="{{x}}">',
    '<div data-x="{{x}}/a">', '<div hx-vals="{{x}}">', '<!-- {{x}} -->', '<p>{{X-y}}</p>', '<p>{{=<% %>=}}</p>',
    '{{%AUTOESCAPE context="JAVASCRIPT"}}', '<form method="post" action="/a"></form>', '<p{{#x}} {{y}}{{/x}}>',
];
// And none of these.
const GOOD = [
    '<p class="a {{x}}"{{#y}} hidden{{/y}}>{{x:pre_escape}}</p>', '<a href="{{root}}/a/{{x_id}}?b={{y:url_query_escape}}&amp;c={{x_id}}">{{x}}</a>',
    '<div hx-get="/{{account_id}}/inbox/changes?since={{version}}">', '<p data-n="{{x}}">', '<script src="{{asset}}/a.js" defer></script>',
    '<textarea>{{x:pre_escape}}</textarea>', '<title>{{title}}</title>', '<use href="{{asset}}/icons.svg#state-{{state}}"></use>',
    '<form method="post" action="/a"><input type="hidden" name="token" value="{{token_a}}"></form>', '{{>part}}{{>BODY}}',
];

const wrapped = (sample) => check('room/file.tpl', `${ESCAPE}\n{{! room/file.tpl: a sample }}\n${sample}\n`);
const blind = [
    ...BAD.filter((sample) => wrapped(sample).length === 0).map((sample) => `not refused: ${sample}`),
    ...GOOD.flatMap((sample) => wrapped(sample)).map((fault) => `refused for nothing: ${fault}`),
    ...(check('room/file.tpl', '<p>\n').length >= 2 ? [] : ['not refused: a file without its first lines']),
];
const paths = readdirSync(folder).sort().flatMap((room) => readdirSync(join(folder, room)).sort().map((file) => `${room}/${file}`));
const faults = [...blind, ...paths.flatMap((path) => check(path, readFileSync(join(folder, path), 'utf8')))];

for (const fault of faults) console.error(fault);
console.log(`template lint: ${paths.length} files, ${BAD.length} controls, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
