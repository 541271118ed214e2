/* line.c: one line of text that a person types into a form */
#include "portal/line.h"

enum status line_take(struct visit *visit, const struct line_rule *rule, struct faults *faults,
                      struct str *out)
{
    enum status status = visit_field(visit, rule->field, UTF8_ONE_LINE, rule->points, out);

    if (status != OK && status != TOO_MUCH)
        return status;
    *out = str_trim(*out);
    if (status == TOO_MUCH && utf8_count(*out) > rule->points)
        faults_add(faults, visit->arena, rule->field, str_of(rule->too_long));
    else if (out->len == 0 && rule->missing)
        faults_add(faults, visit->arena, rule->field, str_of(rule->missing));
    return OK;
}
