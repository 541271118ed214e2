// make-blocklist.mjs: the passwords that everybody tries first, as one sorted file
//
//   node src/crypto/make-blocklist.mjs > build/share/blocklist.txt
//
// Takes cracklib's dictionary (Debian: cracklib-runtime) and the frequency lists of the two
// zxcvbn packages, folds them as src/crypto/passrule.c folds a password (NFKC, no case), adds
// each entry without its signs, and sorts by bytes, as src/crypto/blocklist.c searches.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const CRACKLIB = process.env.CRACKLIB_WORDS ?? '/usr/share/dict/cracklib-small';
const LEAST = 50_000; // requirement AU-02

const fold = (word) => word.normalize('NFKC').toLowerCase().normalize('NFKC');
const tight = (word) => word.replace(/[\x00-\x2f\x3a-\x60\x7b-\x7f]/g, '');

function dictionaries() {
  const packages = ['@zxcvbn-ts/language-common', '@zxcvbn-ts/language-en'];
  const lists = packages.flatMap((name) => Object.values(require(name).dictionary));
  return lists.filter(Array.isArray).flat().map(String);
}

function cracklib() {
  return readFileSync(CRACKLIB, 'utf8').split('\n');
}

const entries = new Set();
for (const word of [...cracklib(), ...dictionaries()]) {
  const folded = fold(word.trim());
  entries.add(folded).add(tight(folded));
}
entries.delete('');

if (entries.size < LEAST) {
  console.error(`make-blocklist: ${entries.size} entries, of at least ${LEAST}`);
  process.exit(1);
}
const sorted = [...entries].map((entry) => Buffer.from(entry)).sort(Buffer.compare);
process.stdout.write(sorted.map((entry) => `${entry}\n`).join(''));
