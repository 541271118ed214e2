/* mail.c: one mail in its plain form, its links to be followed */
#include "mailbox.h"

static enum status kept_find(struct visit *visit, uint64_t id, struct kept *out)
{
    struct list list = {0};
    bool more;

    TRY(kept_list(visit, &list, &more));
    for (size_t i = 0; i < list.count; i++)
        if (LIST_AT(&list, struct kept, i)->kept_id == id) {
            *out = *LIST_AT(&list, struct kept, i);
            return OK;
        }
    return NOT_FOUND;
}

/* The lines of a paragraph as one, for a page breaks them itself; points and quoted lines stay.
 */
static struct str flow(struct arena *arena, struct str text)
{
    struct strbuf out = {.arena = arena};
    bool blank = true;

    while (text.len > 0) {
        struct str line = str_cut(&text, '\n');
        bool joins = !blank && line.len > 0 && !str_starts(line, STR("- ")) &&
                     !str_starts(line, STR("> "));

        if (out.len > 0)
            strbuf_put_byte(&out, joins ? ' ' : '\n');
        strbuf_put(&out, str_trim(line));
        blank = line.len == 0;
    }
    return out.len > 0 ? strbuf_str(&out) : STR("");
}

static void piece_put(struct dict *body, struct str text, struct str url)
{
    struct dict *piece = dict_section(body, "piece");

    dict_text(piece, "text", text);
    dict_text(piece, "url", url);
    dict_flag(piece, "link", url.len > 0);
}

/* Only addresses of this very portal become links. */
static void text_put(struct visit *visit, struct dict *body, struct str text)
{
    struct str home = str_format(visit->arena, "%.*s/", STR_ARG(visit->house->site.origin));

    while (text.len > 0) {
        size_t at = str_find_str(text, home);
        struct str rest = str_from(text, at);
        size_t len = 0;

        while (len < rest.len && (unsigned char)rest.at[len] > ' ')
            len++;
        piece_put(body, str_upto(text, at), str_upto(rest, len));
        text = str_from(rest, len);
    }
}

enum status mail_show(struct visit *visit)
{
    struct page page = page_begin_gate(visit, "mailbox/mail.tpl");
    struct mime_seen seen = {0};
    struct kept kept;

    TRY(kept_find(visit, visit_id(visit, 0), &kept));
    TRY(kept_read(visit, &kept, &seen));
    kept.to = seen.to;
    kept.subject = seen.subject.len > 0 ? seen.subject : STR("(without a subject)");
    page.title = kept.subject;
    visit->response.no_referrer = true;
    view_fill(page.body, &kept_shape, &kept, &visit->dial);
    dict_text(page.body, "from", seen.from);
    text_put(visit, page.body, flow(visit->arena, seen.text));
    return page_end(visit, &page);
}
