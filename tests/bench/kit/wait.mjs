// wait.mjs: until something holds
export const sleep = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

export async function until(what, holds, seconds = 30, every = 20) {
    for (const end = Date.now() + seconds * 1000; !await holds();) {
        if (Date.now() > end) throw new Error(`${what} did not come in ${seconds} s`);
        await sleep(every);
    }
}
