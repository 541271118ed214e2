/* faults.c: what a person typed wrong: a sentence beside each field */
#include "portal/faults.h"

#include "base/shape.h"

SHAPE(fault, FIELD(fault, field), FIELD(fault, text));

void faults_add(struct faults *faults, struct arena *arena, const char *field, struct str text)
{
    struct fault *fault;

    faults->list.shape = &fault_shape;
    fault = list_append(&faults->list, arena);
    *fault = (struct fault){.field = str_of(field), .text = text};
}

bool faults_any(const struct faults *faults)
{
    return faults->list.count > 0;
}

void faults_say(const struct faults *faults, struct dict *dict)
{
    struct dict *summary;

    if (!faults_any(faults))
        return;
    summary = dict_section(dict, "faults");
    for (size_t i = 0; i < faults->list.count; i++) {
        const struct fault *fault = LIST_AT(&faults->list, struct fault, i);
        struct str section = str_format(dict_arena(dict), "%.*s_fault", STR_ARG(fault->field));
        struct dict *row = dict_section(summary, "fault");
        struct dict *beside = dict_section(dict, section.at);

        dict_text(row, "field", fault->field);
        dict_text(row, "text", fault->text);
        dict_text(beside, "text", fault->text);
    }
}
