/* audit_verify.c: prove the chains of audit rows, against themselves and against anchors */
#include "model/audit_verify.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "crypto/codec.h"
#include "tool/commands.h"

enum { LINE_BYTES = 256 };

static const char *const faults[] = {
    [AUDIT_WHOLE] = "",
    [AUDIT_MISSING] = "is missing",
    [AUDIT_CHANGED] = "was changed",
    [AUDIT_UNLINKED] = "does not follow the one before it: one of the two was put there",
    [AUDIT_BEYOND] = "stands behind the end of the chain: it was put there",
    [AUDIT_HEADLESS] = "belongs to a chain whose end is gone",
    [AUDIT_OTHER] = "is not the one that was anchored",
};

/* "account 1, Tallowood Garden Group" */
static struct str chain_name(struct tool *tool, const struct audit_chain *chain)
{
    struct str name = tool_cell(tool->arena, chain->name);

    if (chain->root_id == 0)
        return STR("the operator's own chain");
    return str_format(tool->arena, "account %llu, %.*s", (unsigned long long)chain->root_id,
                      STR_ARG(name));
}

static bool verdict_say(struct str name, const struct audit_verdict *verdict, const char *well)
{
    unsigned long long seq = verdict->seq;

    if (verdict->fault == AUDIT_WHOLE)
        printf("ok      %.*s: %llu %s\n", STR_ARG(name), seq, well);
    else
        printf("WRONG   %.*s: row %llu %s\n", STR_ARG(name), seq, faults[verdict->fault]);
    return verdict->fault == AUDIT_WHOLE;
}

static enum status chains_verify(struct tool *tool, int64_t only, unsigned *wrong)
{
    struct arena *scratch = arena_new(0, 0);
    struct list chains = {0};
    enum status status = audit_chain_list(tool->db, &chains);

    for (size_t i = 0; status == OK && i < chains.count; i++) {
        const struct audit_chain *chain = LIST_AT(&chains, struct audit_chain, i);
        struct audit_verdict verdict;

        if (only >= 0 && chain->root_id != (uint64_t)only)
            continue;
        status = audit_verify(tool->db, scratch, chain->root_id, &verdict);
        if (status == OK && !verdict_say(chain_name(tool, chain), &verdict, "rows, whole"))
            ++*wrong;
    }
    db_visit(tool->db, tool->arena);
    arena_free(scratch);
    return status;
}

/* One line as `audit anchor` writes it: root, seq, hash, time, parted by tabs. */
static enum status anchor_verify(struct tool *tool, struct str line, unsigned *wrong)
{
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
        ++*wrong;
    return OK;
}

static void file_close(FILE **file)
{
    if (*file)
        fclose(*file);
}

/* An exit code; EXIT_DONE also if anchors were wrong. */
static int anchors_verify(struct tool *tool, const char *path, unsigned *wrong)
{
    ON_EXIT(file_close) FILE *file = fopen(path, "re");
    char line[LINE_BYTES];

    if (!file)
        return tool_refuse("%s can't be read: %s.", path, strerror(errno));
    while (fgets(line, sizeof(line), file)) {
        struct str text = str_copy(tool->arena, str_trim(str_of(line)));
        enum status status = OK;

        if (text.len > 0 && !str_starts(text, STR("root\t")))
            status = anchor_verify(tool, text, wrong);
        if (status == INVALID)
            return tool_refuse("%s has a line that `audit anchor` does not write: %.*s", path,
                               STR_ARG(tool_cell(tool->arena, text)));
        if (status != OK)
            return tool_database_failed(tool, status);
    }
    return EXIT_DONE;
}

static int audit_verify_run(struct tool *tool)
{
    struct str path = tool_value(tool, "anchor");
    unsigned wrong = 0;
    int64_t only;
    enum status status;
    int code = EXIT_DONE;

    if (tool_number(tool, "root", 0, UINT32_MAX, -1, &only) != OK)
        return EXIT_USAGE;
    status = chains_verify(tool, only, &wrong);
    if (status != OK)
        return tool_database_failed(tool, status);
    if (path.at)
        code = anchors_verify(tool, str_z(tool->arena, path), &wrong);
    if (code != EXIT_DONE)
        return code;
    if (wrong > 0)
        return tool_fail("%u of them are not as they were written. Compare with a backup: "
                         "whoever did it could write to the database.",
                         wrong);
    puts("All is as it was written.");
    return EXIT_DONE;
}

static const struct tool_option options[] = {
    {"root", "ID", "only this parent's chain; 0 is the operator's own", false},
    {"anchor", "FILE", "compare also with what `audit anchor` printed at some time", false},
    {0},
};

static const struct stmt *const asks[] = {AUDIT_VERIFY_ASKS, NULL};

const struct command command_audit_verify = {
    .name = "audit verify",
    .what = "prove that no audit row was changed, taken away, moved or put there",
    .options = options,
    .asks = asks,
    .run = audit_verify_run,
};
