/* export.c: the audit log as a file for a spreadsheet
 *
 * Taking it away is itself something that was done: the row that says so is written in the
 * transaction that reads, and a POST asks for it. A merged page only shows (product.md, 2.4),
 * so the tree's is asked for in the parent, and told in the parent's log. */
#include "audit.h"

#include "model/audit/audit_word.h"
#include "portal/dial.h"
#include "text/clock.h"
#include "text/csv.h"

struct taking {
    struct visit *visit;
    const struct lookup *lookup;
    struct strbuf text;
    size_t rows;
};

static void head_put(struct csv *csv)
{
    static const char *const heads[] = {"Time",   "Account", "Person", "Address", "What",
                                        "Action", "Object",  "Before", "After",   NULL};

    for (size_t i = 0; heads[i]; i++)
        csv_put(csv, str_of(heads[i]));
    csv_line(csv);
}

static void row_put(struct csv *csv, const struct visit *visit, const struct audit_event *event)
{
    csv_put(csv, clock_rfc3339(visit->arena, visit_clock(visit), event->at));
    csv_put(csv, event->account_name);
    csv_put(csv, event->user_name);
    csv_put(csv, event->address);
    csv_put(csv, audit_word_title(event->action));
    csv_put(csv, event->action);
    csv_put(csv, event->object);
    csv_put(csv, event->was);
    csv_put(csv, event->became);
    csv_line(csv);
}

/* TOO_MUCH beyond the limits. */
static enum status rows_put(struct taking *taking, struct csv *csv)
{
    struct visit *visit = taking->visit;
    struct stamp before = STAMP_NONE;
    struct list batch;

    do {
        batch = (struct list){0};
        TRY(audit_batch(visit->tenant, &taking->lookup->query, before, &batch));
        taking->rows += batch.count;
        if (taking->rows > EXPORT_MOST || arena_used(visit->arena) > EXPORT_BYTES)
            return TOO_MUCH;
        for (size_t i = 0; i < batch.count; i++) {
            const struct audit_event *event = LIST_AT(&batch, struct audit_event, i);

            row_put(csv, visit, event);
            before = event->at;
        }
    } while (batch.count == AUDIT_BATCH);
    return OK;
}

static enum status taking_body(void *arg)
{
    struct taking *taking = arg;
    struct visit *visit = taking->visit;
    struct audit_who who = visit_who(visit);
    struct str narrowed = lookup_words(visit->arena, taking->lookup);
    struct audit_entry entry = {.action = "audit.export"};
    struct csv csv;

    taking->rows = 0;
    taking->text = (struct strbuf){.arena = visit->arena};
    csv = csv_open(&taking->text);
    head_put(&csv);
    TRY(rows_put(taking, &csv));
    entry.object = str_format(
        visit->arena, "%.*s, %s %s%s%.*s",
        STR_ARG(tenant_sees_tree(visit->tenant) ? STR("All accounts")
                                                : visit_actor(visit)->access.account_name),
        number_group(visit->arena, taking->rows).at, taking->rows == 1 ? "row" : "rows",
        narrowed.len > 0 ? ": " : "", STR_ARG(narrowed));
    return audit_write(visit->tenant, &who, &entry);
}

/* "audit-log-7-2026-11-24.csv": the account's number, since a name may hold anything. */
static struct str file_name(struct visit *visit)
{
    struct str day = clock_rfc3339(visit->arena, visit_clock(visit), visit->now);

    return str_format(visit->arena, "audit-log-%llu-%.10s.csv",
                      (unsigned long long)visit->found.account_id, day.at);
}

enum status audit_export(struct visit *visit)
{
    struct lookup lookup;
    struct taking taking = {.visit = visit, .lookup = &lookup};
    enum status status;

    TRY(visit_only(visit, FIELDS(LOOKUP_FIELDS)));
    TRY(lookup_read(visit, &visit->request.form, &lookup));
    if (lookup.backwards) {
        response_code(&visit->response, 422);
        return audit_log(visit, &lookup, false);
    }
    status = tenant_tx(visit->tenant, taking_body, NULL, &taking);
    if (status == TOO_MUCH) {
        response_code(&visit->response, 422);
        return audit_log(visit, &lookup, true);
    }
    TRY(status);
    TRY(response_download(&visit->response, TYPE_CSV, file_name(visit)));
    strbuf_put(&visit->response.body, strbuf_str(&taking.text));
    return OK;
}
