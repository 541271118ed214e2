/* page.c: a page is the frame, a body and what both are told */
#include "portal/page.h"

#include "portal/frame.h"

static struct page page_of(struct visit *visit, const char *frame, const char *body)
{
    struct page page = {.file = frame, .inner = body, .title = STR("Branchline")};

    page.frame = dict_new(visit->house->tpl, visit->arena);
    page.body = dict_include(page.frame, "BODY", body);
    return page;
}

struct page page_begin(struct visit *visit, const char *body)
{
    return page_of(visit, "frame/page.tpl", body);
}

struct page page_begin_gate(struct visit *visit, const char *body)
{
    return page_of(visit, "frame/gate.tpl", body);
}

struct page page_begin_part(struct visit *visit, const char *body)
{
    struct page page = {.file = body, .inner = body, .title = STR("")};

    page.frame = dict_new(visit->house->tpl, visit->arena);
    page.body = page.frame;
    return page;
}

enum status page_end(struct visit *visit, struct page *page)
{
    TRY(frame_fill(visit, page));
    return tpl_render(visit->house->tpl, page->file, page->frame, &visit->response.body);
}

void page_done(struct visit *visit, struct page *page, const char *const *words)
{
    struct str done = visit_query(visit, "done");

    for (size_t i = 0; done.at && words[i]; i++)
        if (str_is(done, words[i]))
            dict_section(page->body, str_format(visit->arena, "done_%s", words[i]).at);
}
