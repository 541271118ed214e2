/* doctor_seal.c: are the ends of the audit chains signed as they should be
 *
 * What the seals prove of the rows before, `audit verify` tells. */
#include "db/global.h"
#include "tool/doctor.h"

enum { PERIOD_S = 3600, DAY_S = 86400 };

struct unsealed {
    uint64_t chains;
    int64_t seconds; /* since the oldest row that no seal covers */
    uint64_t astray; /* chains that end before their last seal, or beside it */
};
SHAPE(unsealed, FIELD(unsealed, chains), FIELD(unsealed, seconds), FIELD(unsealed, astray));

#define FOR_DOCTOR "the operator's checker looks at what all accounts share"

STMT_GLOBAL(doctor_unsealed, &unsealed_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS chains,"
            "       COALESCE(TIMESTAMPDIFF(SECOND, MIN(COALESCE(w.at, o.at)),"
            "                              UTC_TIMESTAMP(6)), 0) AS seconds,"
            "       COALESCE(SUM(s.seq >= h.seq), 0) AS astray"
            "  FROM audit_head AS h"
            "  LEFT JOIN audit_seal AS s ON s.root_id = h.root_id"
            "   AND s.seq = (SELECT MAX(e.seq) FROM audit_seal AS e"
            "                 WHERE e.root_id = h.root_id)"
            "  LEFT JOIN audit AS w ON w.root_id = h.root_id AND w.seq = IFNULL(s.seq, 0) + 1"
            "  LEFT JOIN audit_outside AS o ON h.root_id = 0 AND o.seq = IFNULL(s.seq, 0) + 1"
            " WHERE h.seq > 0 AND (s.hash IS NULL OR s.hash <> h.hash)");

enum status doctor_seal(struct tool *tool, int *faults)
{
    int64_t period = conf_number(tool->conf, "audit_seal_seconds", 1, DAY_S, PERIOD_S);
    struct unsealed found;

    TRY(global_one(tool->db, &doctor_unsealed, WITH_NOTHING, &found));
    if (found.astray > 0)
        doctor_wrong(faults,
                     "Run branchline audit verify: it names the rows that somebody was at.",
                     "%llu chains of the audit log end before what was sealed of them.",
                     (unsigned long long)found.astray);
    if (found.seconds > 2 * period)
        doctor_wrong(
            faults,
            "Restart seald and read its log (journalctl -u branchline-seald): until it "
            "signs, a change of these rows can't be proved.",
            "%llu chains of the audit log are not sealed, the oldest row for %lld "
            "seconds.",
            (unsigned long long)found.chains, (long long)found.seconds);
    else if (found.astray == 0)
        doctor_well("No row of the audit log waits too long for its seal.");
    return OK;
}
