/* audit_proof.h: what the parts of `branchline audit verify` share */
#pragma once

#include "model/audit/audit_seal.h"
#include "model/audit/audit_verify.h"
#include "tool/tool.h"

enum { AUDIT_LINE_BYTES = 4096 };

struct audit_proof {
    struct tool *tool;
    struct arena *scratch;
    struct audit_keys keys; /* of seals */
    unsigned wrong;         /* what was found */
};

/* "account 1, Tallowood Garden Group" */
struct str chain_name(struct tool *tool, const struct audit_chain *chain) NONNULL(1, 2);

/* Call `each` for every line of a file, trimmed and copied into the tool's arena; an exit code
 * that is not EXIT_DONE ends it. */
int lines_read(struct audit_proof *proof, const char *path,
               int (*each)(struct audit_proof *proof, struct str line)) MUST_USE
    NONNULL(1, 2, 3);
