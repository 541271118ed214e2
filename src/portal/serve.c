/* serve.c: from parameters to answer, for one visit; and the worker's loop round it */
#include "portal/serve.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "crypto/codec.h"
#include "crypto/random.h"
#include "http/fcgi.h"
#include "portal/asks.h"
#include "portal/dial.h"
#include "portal/problem.h"
#include "portal/program.h"
#include "text/clocks.h"

enum {
    VISITS_MOST = 10000,
    RSS_LOOK = 64,
    RSS_MOST_KIB = 64 << 10,
    SECRET_CAP = 1 << 20,
    ID_BYTES = 8,
    REPORT_BYTES = 8 << 10,
    LATE_US = 10 * 1000 * 1000
};

static struct str request_id_make(struct visit *visit)
{
    char bytes[ID_BYTES];

    if (visit->request.request_id.len > 0)
        return str_copy(visit->arena, visit->request.request_id);
    if (random_fill(bytes, sizeof(bytes)) != OK)
        return STR("none");
    return hex_encode(visit->arena, (struct str){.at = bytes, .len = sizeof(bytes)});
}

/* Read and parse the body; what is wrong with it is judged by the guard, in its order. */
static enum status body_take(struct visit *visit, struct fcgi *fcgi)
{
    struct request *request = &visit->request;
    struct str body;

    if (request->body_len == 0)
        return OK;
    TRY(fcgi_read(fcgi, visit->arena, request->body_len, FORM_BYTES, &body));
    if (visit->found.has_path && visit->found.route->need == BROWSER) {
        request->form = (struct form){0};
        return OK;
    }
    return request_take_body(request, body);
}

static enum refusal guard_visit(struct visit *visit, enum status form_status)
{
    const struct found *found = &visit->found;
    struct guard_in in = {.request = &visit->request,
                          .form_status = form_status,
                          .site = &visit->house->site,
                          .db = visit->db,
                          .form_key = visit->house->form_key,
                          .has_path = found->has_path,
                          .has_method = found->has_method,
                          .account_id = found->account_id,
                          .two_step_parents = visit->house->two_step_parents};

    if (found->has_path) {
        in.need = found->route->need;
        in.pattern = found->route->pattern;
    }
    return guard_ask(&in, &visit->guard);
}

/* A poll by script does not keep a session alive. */
static enum status session_keep(struct visit *visit)
{
    const struct guard_out *guard = &visit->guard;

    if (!guard->signed_in || !guard->actor.access.touch_due)
        return OK;
    if (visit->request.live && visit->request.method == GET)
        return OK;
    return session_touch(visit->db, guard->actor.id_hash);
}

/* Whoever asked has gone, or has waited so long that they will have: work that nobody sees
 * would only make the next ones late as well (LD-03). */
static bool is_late(const struct visit *visit, const struct fcgi *fcgi)
{
    struct stamp asked_at = visit->request.asked_at;

    return (!stamp_is_none(asked_at) && stamp_add(asked_at, LATE_US).us < visit->now.us) ||
           fcgi_is_left(fcgi);
}

static void visit_answer(struct visit *visit, struct fcgi *fcgi, enum status opened)
{
    enum status form_status = opened == OK ? body_take(visit, fcgi) : opened;
    enum refusal refusal;
    enum status status;

    if (opened != OK) {
        problem_refuse(visit, REFUSE_BAD);
        return;
    }
    refusal = guard_visit(visit, form_status);
    visit->tenant = visit->guard.tenant;
    if (visit->guard.signed_in)
        dial_set(visit, visit->guard.actor.access.user_zone);
    if (refusal == REFUSE_BROKEN || refusal == REFUSE_BUSY)
        visit->trouble = db_error(visit->db);
    if (refusal != REFUSE_NOTHING) {
        problem_refuse(visit, refusal);
        return;
    }
    status = session_keep(visit);
    if (status == OK)
        status = visit->found.route->serve(visit);
    if (status == BROKEN || status == BUSY)
        visit->trouble = db_error(visit->db);
    if (status != OK)
        problem_status(visit, status);
}

/* One line a visit (requirement LG-01): the route's pattern, never its query. */
static void visit_log(const struct visit *visit, int64_t began_us)
{
    const char *pattern = visit->found.has_path ? visit->found.route->pattern : "";

    LOG(visit->trouble ? "fault" : "info", "visit", LOG_TEXT("id", visit->request_id),
        LOG_TEXT("method", str_of(method_word(visit->request.method))),
        LOG_TEXT("route", str_of(pattern)), LOG_NUMBER("account", visit->found.account_id),
        LOG_NUMBER("user", visit_who(visit).user_id),
        LOG_TEXT("address", visit->request.address), LOG_NUMBER("code", visit->response.code),
        LOG_NUMBER("us", clock_monotonic_us() - began_us),
        LOG_TEXT("trouble", str_of(visit->trouble ? visit->trouble : "")));
}

static void after_answer(struct visit *visit)
{
    enum status status = visit->after ? visit->after(visit) : OK;

    if (status != OK && status != CONFLICT)
        visit->trouble = db_error(visit->db);
}

static void visit_run(struct visit *visit, struct fcgi *fcgi)
{
    int64_t began_us = clock_monotonic_us();
    enum status opened =
        request_open(visit->arena, fcgi_params(fcgi, visit->arena), &visit->request);

    visit->now = stamp_now();
    visit->request_id = request_id_make(visit);
    visit->request.address = str_copy(visit->arena, visit->request.address); /* for the log */
    response_open(&visit->response, visit->arena, &visit->house->site);
    db_visit(visit->db, visit->arena);
    dial_set(visit, STR("UTC"));
    if (opened == OK)
        visit->found = route_find(visit->house->program->routes, visit->request.method,
                                  visit->request.path);
    if (is_late(visit, fcgi))
        problem_late(visit);
    else
        visit_answer(visit, fcgi, opened);
    if (fcgi_answer(fcgi, response_head(&visit->response),
                    response_body(&visit->response, visit->request.method)) != OK)
        visit->trouble = "the answer could not be delivered";
    fcgi_finish(fcgi);
    after_answer(visit);
    visit_log(visit, began_us);
}

/* What this worker holds in memory now, 0 if the kernel won't tell. */
static int64_t rss_kib(void)
{
    char text[128] = {0};
    struct str rest = {.at = text};
    int64_t pages = 0;
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t len = fd < 0 ? -1 : read(fd, text, sizeof(text));

    if (fd >= 0)
        close(fd);
    rest.len = len > 0 ? (size_t)len : 0;
    str_cut(&rest, ' '); /* the size; what is resident comes second */
    if (number_parse(str_cut(&rest, ' '), 0, INT32_MAX, &pages) != OK)
        return 0;
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* Memory is looked at now and then only; hashing takes 64 MiB for a moment and gives it back.
 */
static bool is_worn_out(int64_t visits, int64_t most)
{
    return visits >= most || (visits % RSS_LOOK == 0 && rss_kib() > RSS_MOST_KIB);
}

int worker_run(const struct house *house, int listening)
{
    struct arena *own = arena_new(0, 0);
    struct arena *arena = arena_new(0, house->program->secrets);
    struct arena *secret = arena_new(SECRET_CAP, 1);
    struct db *db = db_open(house->conf, house->program->name, asks_of(own, house->program));
    struct clocks *clocks = clocks_new(own);
    struct fcgi *fcgi;
    int64_t most = conf_number(house->conf, "visits_most", 1, INT32_MAX, VISITS_MOST);
    int64_t visits = 0;

    if (fcgi_open(own, listening, &fcgi) != OK)
        return EXIT_FAILURE;
    while (!is_worn_out(visits++, most) && fcgi_accept(fcgi) == OK) {
        struct visit visit = {
            .house = house, .arena = arena, .secret = secret, .db = db, .clocks = clocks};

        visit_run(&visit, fcgi);
        arena_reset(secret);
        arena_reset(arena);
    }
    db_close(db);
    return EXIT_SUCCESS;
}
