// report.mjs: judged measures, printed as they come and kept at once
//
// BUILD/bench.tsv holds a line a measure, `name value unit goal ok|short`; BUILD/bench-why.txt
// what was found about each, in the same run: under a figure that is short it is printed too.
// A run of some measures only replaces their lines, so one that was interrupted is finished with
// ONLY=.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export class Report {
    #lines = new Map();
    #whys = new Map();

    constructor(folder, keep) {
        this.file = `${folder}/bench.tsv`;
        this.whyFile = `${folder}/bench-why.txt`;
        if (keep && existsSync(this.file))
            for (const line of readFileSync(this.file, 'utf8').split('\n').filter(Boolean)) this.#lines.set(line.split('\t')[0], line);
        if (keep && existsSync(this.whyFile))
            for (const [, name, text] of readFileSync(this.whyFile, 'utf8').matchAll(/^(\S.*)\n((?: {4}.*\n)+)/gm)) this.#whys.set(name, text.trim().split(/\n */));
        this.#keep();
    }

    /* goal: { most } or { least }, or none for a figure that only belongs to another. `why`:
     * sentences about where the time goes. */
    say(name, value, unit, goal = {}, why = []) {
        const text = Number.isFinite(value) ? (Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))) : 'none';
        const ok = !(Number.isNaN(value) || value > (goal.most ?? Infinity) || value < (goal.least ?? -Infinity));
        const wanted = goal.most !== undefined ? `<= ${goal.most}` : goal.least !== undefined ? `>= ${goal.least}` : '-';
        this.#lines.set(name, [name, text, unit, wanted, wanted === '-' ? '-' : ok ? 'ok' : 'short'].join('\t'));
        this.#whys.delete(name);
        if (why.length > 0) this.#whys.set(name, why);
        this.#keep();
        console.log(this.#lines.get(name));
        if (!ok) for (const sentence of why) console.log(`    ${sentence}`);
        return ok;
    }

    get short() {
        return [...this.#lines.values()].filter((line) => line.endsWith('\tshort')).length;
    }

    #keep() {
        writeFileSync(this.file, [...this.#lines.values()].map((line) => `${line}\n`).join(''));
        writeFileSync(this.whyFile, [...this.#whys].map(([name, why]) => `${name}\n${why.map((sentence) => `    ${sentence}\n`).join('')}`).join(''));
    }
}
