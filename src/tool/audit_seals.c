/* audit_seals.c: seals, as `branchline audit verify` proves them: the table's and copies */
#include "tool/audit_seals.h"

#include <stdio.h>

#include "model/audit/audit_seal_verify.h"

/* A sentence about a seal that is wrong. */
static struct str fault_say(struct tool *tool, const struct seal_verdict *verdict)
{
    unsigned long long number = verdict->number;
    unsigned long long seq = verdict->seq;
    struct arena *arena = tool->arena;

    switch (verdict->fault) {
    case SEAL_KEYLESS:
        return str_format(arena, "seal %llu is signed with a key that is not given", number);
    case SEAL_FORGED:
        return str_format(arena, "seal %llu was not signed with the key that it names", number);
    case SEAL_ROWLESS:
        return str_format(arena, "row %llu, which seal %llu is of, is missing", seq, number);
    case SEAL_OTHER:
        return str_format(arena, "row %llu is not the one that seal %llu is of", seq, number);
    case SEAL_GONE:
        return str_format(arena, "seal %llu is no more in the database", number);
    case SEAL_ALIEN:
        return str_format(arena, "seal %llu is another one in the database", number);
    case SEAL_WHOLE:
        break;
    }
    return STR("");
}

static void chain_say(struct audit_proof *proof, const struct audit_chain *chain,
                      const struct seal_verdict *verdict)
{
    struct str name = chain_name(proof->tool, chain);
    struct str at = stamp_text(proof->tool->arena, verdict->at);
    struct str fault = fault_say(proof->tool, verdict);
    bool rows = verdict->fault == SEAL_ROWLESS || verdict->fault == SEAL_OTHER;

    if (verdict->fault == SEAL_WHOLE && verdict->count == 0) {
        printf("none    seals of %.*s\n", STR_ARG(name));
    } else if (verdict->fault == SEAL_WHOLE) {
        printf("ok      seals of %.*s: %llu, up to row %llu of %llu at %.*s\n", STR_ARG(name),
               (unsigned long long)verdict->count, (unsigned long long)verdict->seq,
               (unsigned long long)chain->seq, STR_ARG(at));
    } else {
        proof->wrong++;
        printf("WRONG   seals of %.*s: %.*s", STR_ARG(name), STR_ARG(fault));
        if (rows)
            printf(": somebody was at rows %llu to %llu since %.*s",
                   (unsigned long long)verdict->after + 1, (unsigned long long)verdict->seq,
                   STR_ARG(at));
        putchar('\n');
    }
}

enum status chain_seals_verify(struct audit_proof *proof, const struct audit_chain *chain)
{
    struct seal_verdict verdict;

    TRY(audit_seals_verify(proof->tool->db, proof->scratch, &proof->keys, chain->root_id,
                           &verdict));
    chain_say(proof, chain, &verdict);
    return OK;
}

enum status seal_gaps_verify(struct audit_proof *proof)
{
    struct list gaps = {0};

    TRY(audit_seal_gaps(proof->tool->db, &gaps));
    for (size_t i = 0; i < gaps.count; i++) {
        const struct seal_gap *gap = LIST_AT(&gaps, struct seal_gap, i);

        proof->wrong++;
        printf("WRONG   seals %llu to %llu are missing: somebody has taken them away\n",
               (unsigned long long)gap->first, (unsigned long long)gap->last);
    }
    return OK;
}

static int copy_verify(struct audit_proof *proof, struct str line)
{
    struct str word = audit_seal_find(line);
    struct audit_seal seal;
    struct seal_verdict verdict;
    struct str said;
    enum status status;

    if (!word.at)
        return EXIT_DONE;
    db_visit(proof->tool->db, proof->tool->arena);
    status = audit_seal_verify(proof->tool->db, &proof->keys, word, &seal, &verdict);
    if (status == INVALID)
        return tool_refuse("This is no whole seal: %.*s", STR_ARG(word));
    if (status != OK)
        return tool_database_failed(proof->tool, status);
    said = fault_say(proof->tool, &verdict);
    if (verdict.fault == SEAL_WHOLE) {
        printf("ok      copy of seal %llu: row %llu of account %llu is as it was\n",
               (unsigned long long)seal.number, (unsigned long long)seal.seq,
               (unsigned long long)seal.root_id);
        return EXIT_DONE;
    }
    proof->wrong++;
    printf("WRONG   copy of a seal of account %llu: %.*s\n", (unsigned long long)seal.root_id,
           STR_ARG(said));
    return EXIT_DONE;
}

int seal_copies_verify(struct audit_proof *proof, const char *path)
{
    return lines_read(proof, path, copy_verify);
}
