// floors.lint.mjs: an include only points down (architecture.md, section 2)
//
// Each room stands on a floor; a file may include its own room and rooms of lower floors. The
// headers of a library are included where its house is, and nowhere else; whoever includes
// db/tenant_mint.h decides whose data is seen.
import { conclude, filesOf, includesOf, read } from '../kit/source.mjs';

const FLOORS = [['base'], ['text', 'view', 'crypto', 'db'], ['http', 'model', 'smpp', 'daemon'], ['auth', 'jobs', 'sim'], ['portal'], ['cgi-bin', 'tool', 'demo']];
const CLOSED = ['jobs', 'sim', 'cgi-bin', 'tool', 'demo'];
const floorOf = (room) => FLOORS.findIndex((rooms) => rooms.includes(room));

/* Headers from outside: [pattern, where they may be]. */
const HOUSES = [
    [/^(mysql|mysqld_error|errmsg|mariadb_\w+)\.h$/, /^src\/db\//],
    [/^(openssl\/.*|argon2\.h)$/, /^src\/crypto\//],
    [/^fc(giapp|gi_stdio|gi_config|gios)\.h$/, /^src\/http\/fcgi\.c$/],
    [/^ctemplate\//, /^src\/view\/tpl\.cc$/],
    [/^phonenumbers\//, /^src\/text\/phone\.cc$/],
    [/^unicode\//, /^src\/(text|base)\//],
    [/^liboath\//, /^src\/crypto\/totp\.c$/],
    [/^qrencode\.h$/, /^src\/text\/qr\.c$/],
    [/^jansson\.h$/, /^src\/text\/letter\.c$/],
    [/^(gmime|glib)\b/, /^src\/text\//],
    [/^curl\//, /^src\/jobs\/maild\/relay\.c$/],
];
const OURS = [
    [/^db\/tenant_mint\.h$/, /^src\/(db\/tenant\.c|auth\/guard\.c|daemon\/job\.c)$/],
    [/^db\/(line|take|token|proof)\.h$/, /^src\/db\//],
];

function roomOf(path) {
    const [top, room, inner] = path.split('/');
    if (top === 'cgi-bin') return { room: 'cgi-bin', house: room };
    return { room, house: room === 'jobs' ? inner : room };
}

/* The room of an include as it is written from src/, or the program's own folder. */
function roomOfInclude(path) {
    const [room, inner, file] = path.split('/');
    if (inner === undefined) return null;
    return { room, house: room === 'jobs' && file ? inner : room };
}

function check(path, text) {
    const faults = [];
    const say = (fault) => faults.push(`${path}: ${fault}`);
    const here = roomOf(path);
    const floor = floorOf(here.room);
    if (floor < 0) say('this room stands on no floor');
    for (const include of includesOf(text)) {
        const where = (include.system ? HOUSES : OURS).find(([pattern]) => pattern.test(include.path));
        if (where && !where[1].test(path)) say(`may not include ${include.path}`);
        if (include.system || include.path.startsWith('gen/')) continue;
        if (HOUSES.some(([pattern]) => pattern.test(include.path))) say(`includes ${include.path} as if it were ours`);
        if (include.path.includes('..')) say(`includes by a path that climbs: ${include.path}`);
        const there = roomOfInclude(include.path);
        if (!there) {
            if (here.room !== 'cgi-bin') say(`includes ${include.path} without its room`);
            continue;
        }
        const below = floorOf(there.room);
        if (below < 0) say(`includes ${include.path}, a room that stands on no floor`);
        else if (CLOSED.includes(there.room) && there.room !== here.room) say(`includes ${include.path}, which is no library`);
        else if (below > floor) say(`includes ${include.path}, which stands higher`);
        else if (below === floor && there.room !== here.room) say(`includes ${include.path}, which stands beside it`);
        else if (there.room === here.room && there.house !== here.house && !/^(base|text|model)$/.test(here.room)) say(`includes ${include.path} of another program`);
    }
    return faults;
}

const CONTROLS = [
    ['src/base/x.c', '#include "text/utf8.h"'], ['src/model/x.c', '#include "http/form.h"'], ['src/http/x.c', '#include "auth/perm.h"'], ['src/text/x.c', '#include "crypto/hash.h"'],
    ['cgi-bin/inbox/x.c', '#include "cgi-bin/login/login.h"'], ['src/jobs/esmed/x.c', '#include "jobs/schedd/round.h"'], ['src/portal/x.c', '#include "sim/fate.h"'], ['src/auth/x.c', '#include "demo/world.h"'],
    ['src/model/x.c', '#include <mysql.h>'], ['src/auth/x.c', '#include <openssl/rand.h>'], ['src/portal/x.c', '#include <fcgiapp.h>'], ['src/view/view.c', '#include <ctemplate/template.h>'],
    ['src/text/word.c', '#include <phonenumbers/phonenumberutil.h>'], ['cgi-bin/inbox/x.c', '#include "db/tenant_mint.h"'], ['src/model/x.c', '#include "db/tenant_mint.h"'], ['src/model/x.c', '#include "db/line.h"'],
    ['src/model/x.c', '#include "../http/form.h"'], ['src/db/x.c', '#include "mysql.h"'], ['src/mail/x.c', '#include "base/str.h"'], ['src/crypto/x.c', '#include <argon2.h>\n#include "base/str.h"\n#include "db/db.h"'],
];

const files = filesOf(/^(src|cgi-bin)\/.*\.(c|cc|h)$/);
conclude('floors', files.flatMap((path) => check(path, read(path))), CONTROLS.map(([path, text]) => ({ sample: `${text} in ${path}`, refused: check(path, text).length > 0 })));
