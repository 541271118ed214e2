/* audit_proof.c: what the parts of `branchline audit verify` share */
#include "tool/audit_proof.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct str chain_name(struct tool *tool, const struct audit_chain *chain)
{
    struct str name = tool_cell(tool->arena, chain->name);

    if (chain->root_id == 0)
        return STR("the operator's own chain");
    return str_format(tool->arena, "account %llu, %.*s", (unsigned long long)chain->root_id,
                      STR_ARG(name));
}

static void file_close(FILE **file)
{
    if (*file)
        fclose(*file);
}

int lines_read(struct audit_proof *proof, const char *path,
               int (*each)(struct audit_proof *proof, struct str line))
{
    ON_EXIT(file_close) FILE *file = fopen(path, "re");
    char line[AUDIT_LINE_BYTES];
    int code = EXIT_DONE;

    if (!file)
        return tool_refuse("%s can't be read: %s.", path, strerror(errno));
    while (code == EXIT_DONE && fgets(line, sizeof(line), file))
        code = each(proof, str_copy(proof->tool->arena, str_trim(str_of(line))));
    return code;
}
