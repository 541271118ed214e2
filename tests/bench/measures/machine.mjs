// machine.mjs: what the house takes of a machine: memory, and time until it answers
import { readFileSync } from 'node:fs';

import { median } from '../kit/wrk.mjs';

/* When each part said that it was ready, after the start. */
function phases(place) {
    const began = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    return ['mariadb', 'inbox', 'nginx'].map((name) => {
        const started = Number(readFileSync(`/proc/${place.pid(name)}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[19]) / 100;
        return `${name} began ${(began - started).toFixed(2)} s before the end`;
    });
}

export async function measure({ place, report }) {
    const parts = place.memory('inbox');
    report.say('memory of inbox, 4 workers and parent', parts.reduce((sum, part) => sum + part.pss, 0), 'MB', { most: 40 },
        [`PSS, MB: ${parts.map(({ pss, own }) => `${pss.toFixed(1)} (${own.toFixed(1)} its own)`).join(', ')}`]);
    const times = [];
    for (let i = 0; i < 3; i++) times.push(place.again());
    report.say('cold start', median(times), 's', { most: 3 }, [`each: ${times.map((time) => time.toFixed(1)).join(', ')} s; ${phases(place).join(', ')}`]);
}
