/* problem.c: pages for visits that did not go well */
#include "portal/problem.h"

#include "http/cookie.h"
#include "portal/denial.h"
#include "portal/next.h"
#include "portal/page.h"
#include "portal/refused.h"

enum { RETRY_SECONDS = 5 };

struct problem {
    unsigned code;
    const char *file;
    const char *title;
};

static const struct problem problem_bad = {400, "frame/bad-request.tpl", "Not understood"};
static const struct problem problem_changed = {409, "frame/bad-request.tpl",
                                               "Changed meanwhile"};
static const struct problem problem_role = {403, "frame/refused.tpl", "Not with this role"};
static const struct problem problem_viewing = {403, "frame/viewing.tpl", "Only to look"};
static const struct problem problem_shut = {403, "frame/shut.tpl", "Account not open"};
static const struct problem problem_forged = {403, "frame/forged.tpl", "Not accepted"};
static const struct problem problem_unknown = {404, "frame/not-found.tpl", "Not found"};
static const struct problem problem_method = {405, "frame/wrong-method.tpl",
                                              "Not possible here"};
static const struct problem problem_big = {413, "frame/too-large.tpl", "Too large"};
static const struct problem problem_type = {415, "frame/wrong-type.tpl", "Not understood"};
static const struct problem problem_broken = {500, "frame/broken.tpl", "Something broke"};
static const struct problem problem_down = {503, "frame/down.tpl", "Not now"};

const struct view problem_views[] = {
    {"frame/page.tpl", NULL, NULL},
    {"frame/gate.tpl", NULL, NULL},
    {"frame/bad-request.tpl", NULL, NULL},
    {"frame/refused.tpl", NULL, SAID(REFUSED_NAMES)},
    {"frame/viewing.tpl", NULL, NULL},
    {"frame/shut.tpl", NULL, SAID("suspended", "closed_down")},
    {"frame/forged.tpl", NULL, NULL},
    {"frame/not-found.tpl", NULL, NULL},
    {"frame/wrong-method.tpl", NULL, NULL},
    {"frame/too-large.tpl", NULL, NULL},
    {"frame/wrong-type.tpl", NULL, NULL},
    {"frame/broken.tpl", NULL, SAID("request_id")},
    {"frame/down.tpl", NULL, SAID("request_id", "wait", "late", "away")},
    {0}};

/* The frame needs the database for its counts; where that may be what is missing, the page
 * comes without the frame. */
static bool is_framed(const struct visit *visit, const struct problem *problem)
{
    return visit->tenant && problem->code < 500;
}

static struct page problem_page(struct visit *visit, const struct problem *problem)
{
    struct page page;

    response_clear(&visit->response);
    response_code(&visit->response, problem->code);
    if (!is_framed(visit, problem))
        visit->tenant = NULL;
    page = visit->tenant ? page_begin(visit, problem->file)
                         : page_begin_gate(visit, problem->file);
    page.title = str_of(problem->title);
    dict_text(page.body, "request_id", visit->request_id);
    dict_number(page.body, "wait", RETRY_SECONDS);
    return page;
}

static void problem_end(struct visit *visit, struct page *page)
{
    if (page_end(visit, page) == OK)
        return;
    response_clear(&visit->response); /* not even the page: say it plainly */
    visit->response.type = TYPE_TEXT;
    strbuf_put_z(&visit->response.body,
                 "Branchline can't answer now. Nothing you saved is lost. Try again.\n");
}

static void problem_say(struct visit *visit, const struct problem *problem)
{
    struct page page = problem_page(visit, problem);

    dict_flag(page.body, "away", true);
    if (problem->code == 503)
        response_retry_after(&visit->response, RETRY_SECONDS);
    problem_end(visit, &page);
}

static void role_say(struct visit *visit)
{
    enum status written = denial_write(visit);
    struct page page;

    if (written != OK) { /* what can't be told isn't answered either (LG-06) */
        visit->trouble = db_error(visit->db);
        problem_status(visit, written);
        return;
    }
    page = problem_page(visit, &problem_role);
    refused_fill(visit, page.body);
    problem_end(visit, &page);
}

static void shut_say(struct visit *visit, bool suspended)
{
    struct page page = problem_page(visit, &problem_shut);

    /* no tenant, so the frame does not know whose page this was */
    dict_text(page.body, "account_name", visit_actor(visit)->access.account_name);
    dict_text(page.body, "parent_name", visit_actor(visit)->access.root_name);
    dict_text(
        page.body, "inbox_path",
        str_format(visit->arena, "/%llu/inbox", (unsigned long long)visit->found.account_id));
    dict_flag(page.body, "suspended", suspended);
    dict_flag(page.body, "closed_down", !suspended);
    problem_end(visit, &page);
}

/* Another page comes first; a live part can't follow a redirect, so script is told to go. */
static void go_first(struct visit *visit, struct str target)
{
    const struct request *request = &visit->request;

    response_clear(&visit->response);
    if (!request->live) {
        if (response_redirect(&visit->response, request, target) != OK)
            problem_say(visit, &problem_broken);
        return;
    }
    response_code(&visit->response, 401);
    visit->response.type = NULL;
    if (response_header(&visit->response, "HX-Redirect", target) != OK)
        problem_say(visit, &problem_broken);
}

/* To sign-in and back. */
static void session_ask(struct visit *visit)
{
    const struct request *request = &visit->request;
    bool back = request->method == GET && path_is_own(request->target) && !request->live;

    if (back && !str_is(request->target, "/"))
        go_first(visit, next_ask(visit->arena, "/sign-in", request->target));
    else
        go_first(visit, STR("/sign-in"));
}

void problem_refuse(struct visit *visit, enum refusal refusal)
{
    static const struct problem *const said[] = {
        [REFUSE_METHOD] = &problem_method, [REFUSE_TYPE] = &problem_type,
        [REFUSE_ORIGIN] = &problem_forged, [REFUSE_BAD] = &problem_bad,
        [REFUSE_BIG] = &problem_big,       [REFUSE_UNKNOWN] = &problem_unknown,
        [REFUSE_TOKEN] = &problem_forged,  [REFUSE_BUSY] = &problem_down,
        [REFUSE_BROKEN] = &problem_broken, [REFUSE_VIEWING] = &problem_viewing,
    };

    if (refusal == REFUSE_SESSION)
        session_ask(visit);
    else if (refusal == REFUSE_TWO_STEP)
        go_first(visit, STR("/me/two-step"));
    else if (refusal == REFUSE_ROLE)
        role_say(visit);
    else if (refusal == REFUSE_SUSPENDED || refusal == REFUSE_CLOSED)
        shut_say(visit, refusal == REFUSE_SUSPENDED);
    else
        problem_say(visit, said[refusal]);
}

static bool is_nobody_away(const struct visit *visit)
{
    return !visit->trouble || visit->trouble[0] == '\0';
}

void problem_status(struct visit *visit, enum status status)
{
    static const struct problem *const said[] = {
        [OK] = &problem_broken,   [NOT_FOUND] = &problem_unknown, [DENIED] = &problem_forged,
        [INVALID] = &problem_bad, [CONFLICT] = &problem_changed,  [TOO_MUCH] = &problem_big,
        [BUSY] = &problem_down,   [BROKEN] = &problem_broken,
    };

    if (status == BUSY && is_nobody_away(visit))
        problem_late(visit); /* a full line of ours, not the database */
    else
        problem_say(visit, said[status]);
}

void problem_late(struct visit *visit)
{
    struct page page = problem_page(visit, &problem_down);

    dict_flag(page.body, "late", true);
    response_retry_after(&visit->response, RETRY_SECONDS);
    problem_end(visit, &page);
}
