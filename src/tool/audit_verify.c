/* audit_verify.c: prove the chains of audit rows, against themselves, seals and anchors */
#include "model/audit/audit_verify.h"

#include <stdio.h>

#include "base/number.h"
#include "crypto/codec.h"
#include "model/audit/audit_seal_verify.h"
#include "tool/audit_seals.h"
#include "tool/commands.h"

static const char *const faults[] = {
    [AUDIT_WHOLE] = "",
    [AUDIT_MISSING] = "is missing",
    [AUDIT_CHANGED] = "was changed",
    [AUDIT_UNLINKED] = "does not follow the one before it: one of the two was put there",
    [AUDIT_BEYOND] = "stands behind the end of the chain: it was put there",
    [AUDIT_HEADLESS] = "belongs to a chain whose end is gone",
    [AUDIT_OTHER] = "is not the one that was anchored",
};

static bool verdict_say(struct str name, const struct audit_verdict *verdict, const char *well)
{
    unsigned long long seq = verdict->seq;

    if (verdict->fault == AUDIT_WHOLE)
        printf("ok      %.*s: %llu %s\n", STR_ARG(name), seq, well);
    else
        printf("WRONG   %.*s: row %llu %s\n", STR_ARG(name), seq, faults[verdict->fault]);
    return verdict->fault == AUDIT_WHOLE;
}

static enum status chain_verify(struct audit_proof *proof, const struct audit_chain *chain)
{
    struct audit_verdict verdict;

    TRY(audit_verify(proof->tool->db, proof->scratch, chain->root_id, &verdict));
    if (!verdict_say(chain_name(proof->tool, chain), &verdict, "rows, whole"))
        proof->wrong++;
    return chain_seals_verify(proof, chain);
}

static enum status chains_verify(struct audit_proof *proof, int64_t only)
{
    struct list chains = {0};
    enum status status = audit_chain_list(proof->tool->db, &chains);

    for (size_t i = 0; status == OK && i < chains.count; i++) {
        const struct audit_chain *chain = LIST_AT(&chains, struct audit_chain, i);

        if (only < 0 || chain->root_id == (uint64_t)only)
            status = chain_verify(proof, chain);
    }
    db_visit(proof->tool->db, proof->tool->arena);
    return status == OK && only < 0 ? seal_gaps_verify(proof) : status;
}

/* One line as `audit anchor` writes it: root, seq, hash, time, parted by tabs. */
static enum status anchor_verify(struct audit_proof *proof, struct str line)
{
    struct tool *tool = proof->tool;
    struct audit_verdict verdict;
    int64_t root_id;
    uint64_t seq;
    struct str hash;

    TRY(number_parse(str_cut(&line, '\t'), 0, UINT32_MAX, &root_id));
    TRY(number_parse_id(str_cut(&line, '\t'), &seq));
    TRY(hex_decode(tool->arena, str_cut(&line, '\t'), &hash));
    TRY(audit_verify_anchor(tool->db, (uint64_t)root_id, seq, hash, &verdict));
    if (!verdict_say(str_format(tool->arena, "anchor of account %lld", (long long)root_id),
                     &verdict, "is the row that was anchored"))
        proof->wrong++;
    return OK;
}

static int anchor_line(struct audit_proof *proof, struct str line)
{
    enum status status = OK;

    if (line.len > 0 && !str_starts(line, STR("root\t")))
        status = anchor_verify(proof, line);
    if (status == INVALID)
        return tool_refuse("`audit anchor` does not write such a line: %.*s",
                           STR_ARG(tool_cell(proof->tool->arena, line)));
    return status == OK ? EXIT_DONE : tool_database_failed(proof->tool, status);
}

/* Both kinds of what was kept elsewhere. */
static int copies_verify(struct audit_proof *proof)
{
    struct tool *tool = proof->tool;
    struct str anchors = tool_value(tool, "anchor");
    struct str seals = tool_value(tool, "seals");
    int code = EXIT_DONE;

    if (anchors.at)
        code = lines_read(proof, str_z(tool->arena, anchors), anchor_line);
    if (code == EXIT_DONE && seals.at)
        code = seal_copies_verify(proof, str_z(tool->arena, seals));
    return code;
}

static enum status keys_read(struct tool *tool, struct audit_keys *out, struct str *why)
{
    struct str path = tool_value(tool, "public");

    if (!path.at)
        path = str_format(tool->arena, "%s/audit-key.pub", conf_text(tool->conf, "secret_dir"));
    return audit_keys_read(tool->arena, str_z(tool->arena, path), out, why);
}

static int audit_verify_run(struct tool *tool)
{
    struct audit_proof proof = {.tool = tool};
    struct str why;
    int64_t only;
    enum status status;
    int code;

    if (tool_number(tool, "root", 0, UINT32_MAX, -1, &only) != OK)
        return EXIT_USAGE;
    if (keys_read(tool, &proof.keys, &why) != OK)
        return tool_refuse("%.*s.", STR_ARG(why));
    proof.scratch = arena_new(0, 0);
    status = chains_verify(&proof, only);
    code = status == OK ? copies_verify(&proof) : tool_database_failed(tool, status);
    arena_free(proof.scratch);
    if (code != EXIT_DONE)
        return code;
    if (proof.wrong > 0)
        return tool_fail("%u of them are not as they were written. Compare with a backup: "
                         "whoever did it could write to the database.",
                         proof.wrong);
    puts("All is as it was written.");
    return EXIT_DONE;
}

static const struct tool_option options[] = {
    {"root", "ID", "only this parent's chain; 0 is the operator's own", false},
    {"anchor", "FILE", "compare also with what `audit anchor` printed at some time", false},
    {"seals", "FILE", "compare also with seals kept elsewhere: lines of a log, or mails",
     false},
    {"public", "FILE", "the public keys of seals, if not secret_dir/audit-key.pub", false},
    {0},
};

static const struct stmt *const asks[] = {AUDIT_VERIFY_ASKS, AUDIT_SEAL_VERIFY_ASKS, NULL};

const struct command command_audit_verify = {
    .name = "audit verify",
    .what = "prove that no audit row was changed, taken away, moved or put there",
    .options = options,
    .asks = asks,
    .run = audit_verify_run,
};
