/* reply.c: an answer from the inbox: one text to the other side of a conversation */
#include "inbox.h"

#include "daemon/bell.h"
#include "model/message/send.h"
#include "text/segment.h"

enum { TEXT_POINTS = 4000 };

/* What a person can mend stands at the field, with everything they typed still there. */
static enum status reply_refuse(struct visit *visit, struct str typed, struct str sentence)
{
    struct faults faults = {0};

    faults_add(&faults, visit->arena, "text", sentence);
    response_code(&visit->response, 422);
    return thread_page(visit, visit_id(visit, 0), typed, &faults);
}

static struct str too_long(struct visit *visit, struct str text)
{
    struct segments segments = segments_of(visit->arena, text);

    return str_format(
        visit->arena,
        "This is %u parts; one message has at most %d. Shorten it or send it as two.",
        segments.count, SEND_PARTS_MOST);
}

static enum status reply_send(struct visit *visit, struct str text, struct str once)
{
    struct send_request request = {.text = text,
                                   .user_name = visit_actor(visit)->access.user_name,
                                   .once = once,
                                   .origin = ORIGIN_PAGE,
                                   .conversation_id = visit_id(visit, 0),
                                   .scope = scope_of(visit)};
    struct send_result result;

    TRY(node_ready(visit->db, node_of(visit)));
    TRY(send_accept(visit->tenant, &node_of(visit)->ids, &request, &result));
    bell_ring(conf_text(visit->house->conf, "run_dir"), "schedd");
    return OK;
}

enum status thread_reply(struct visit *visit)
{
    struct str once = form_get(&visit->request.form, "once");
    struct str typed = form_get(&visit->request.form, "text");
    struct str text;
    enum status status;

    TRY(visit_only(visit, FIELDS("text", "once")));
    if (!once.at || once.len == 0 || once.len > SEND_ONCE_MOST)
        return INVALID;
    status = visit_field(visit, "text", UTF8_LINES, TEXT_POINTS, &text);
    if (status == TOO_MUCH)
        return reply_refuse(visit, typed, STR("A message has at most 4,000 characters."));
    TRY(status);
    if (str_trim(text).len == 0)
        return reply_refuse(visit, text, STR("Write something first."));
    status = reply_send(visit, text, once);
    if (status == TOO_MUCH)
        return reply_refuse(visit, text, too_long(visit, text));
    if (status == CONFLICT)
        return reply_refuse(
            visit, text,
            STR("A reply from this page was sent already, with other words. Send this one too if you want both."));
    TRY(status);
    return visit_go(visit, "/inbox/%llu", (unsigned long long)visit_id(visit, 0));
}
