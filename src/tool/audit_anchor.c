/* audit_anchor.c: the ends of all audit chains, to be kept on another machine
 *
 * Who can rewrite a whole chain in the database can't rewrite what lies elsewhere. */
#include <stdio.h>

#include "crypto/codec.h"
#include "model/audit/audit_verify.h"
#include "tool/commands.h"

static int audit_anchor_run(struct tool *tool)
{
    struct list chains = {0};
    enum status status = audit_chain_list(tool->db, &chains);

    if (status != OK)
        return tool_database_failed(tool, status);
    puts("root\tseq\thash\tat");
    for (size_t i = 0; i < chains.count; i++) {
        const struct audit_chain *chain = LIST_AT(&chains, struct audit_chain, i);
        struct str hash = hex_encode(tool->arena, chain->hash);
        struct str at = stamp_text(tool->arena, chain->at);

        if (chain->seq > 0)
            printf("%llu\t%llu\t%.*s\t%.*s\n", (unsigned long long)chain->root_id,
                   (unsigned long long)chain->seq, STR_ARG(hash), STR_ARG(at));
    }
    return EXIT_DONE;
}

static const struct tool_option options[] = {{0}};
static const struct stmt *const asks[] = {&audit_chains, NULL};

const struct command command_audit_anchor = {
    .name = "audit anchor",
    .what = "print the end of each audit chain, to keep where nobody here can write",
    .options = options,
    .asks = asks,
    .run = audit_anchor_run,
};
