/* step.c: what a button of the form asks for
 *
 * Everything is read anew at each step, also at the last one: the page before may be old, or
 * not have been ours. The form's key (`once`) goes through all of them, so that a double
 * click, a reload or a lost answer sends once. */
#include "send.h"

#include "base/number.h"
#include "daemon/bell.h"

enum deed { DEED_CHECK, DEED_EDIT, DEED_SEND, DEED_DROP, DEED_STRAIGHTEN };

static const char *const step_words[] = {"check", "edit", "send", NULL};

/* Exactly one button was pressed. */
static enum status deed_read(struct visit *visit, enum deed *deed, int64_t *position)
{
    const struct form *form = &visit->request.form;
    struct str step = form_get(form, "step");
    struct str drop = form_get(form, "drop");
    struct str straight = form_get(form, "straighten");
    int word;

    if ((step.at != NULL) + (drop.at != NULL) + (straight.at != NULL) != 1)
        return INVALID;
    if (straight.at) {
        *deed = DEED_STRAIGHTEN;
        return str_is(straight, "1") ? OK : INVALID;
    }
    if (drop.at) {
        *deed = DEED_DROP;
        return number_parse(drop, 1, INT32_MAX, position);
    }
    word = word_find(step_words, step);
    if (word < 0)
        return INVALID;
    *deed = (enum deed)word;
    return OK;
}

static struct send_request request_of(struct visit *visit, const struct draft *draft)
{
    struct recipient *recipients = ARENA_NEW_N(visit->arena, struct recipient, draft->people);
    struct send_request request = {.recipients = recipients,
                                   .text = draft->text,
                                   .user_name = visit_actor(visit)->access.user_name,
                                   .once = draft->once,
                                   .origin = ORIGIN_PAGE};

    for (size_t i = 0; i < draft->picks.count; i++) {
        const struct pick *pick = LIST_AT(&draft->picks, struct pick, i);

        if (!pick->again)
            recipients[request.count++] =
                (struct recipient){.msisdn = pick->msisdn, .typed = pick->typed};
    }
    return request;
}

static enum status draft_send(struct visit *visit, struct draft *draft)
{
    struct node *node = visit->house->own;
    struct send_request request = request_of(visit, draft);
    struct send_result result;
    enum status status;

    TRY(node_ready(visit->db, node));
    status = send_accept(visit->tenant, &node->ids, &request, &result);
    if (status == CONFLICT) {
        draft->once_used = true;
        response_code(&visit->response, 409);
        return compose_page(visit, draft);
    }
    TRY(status);
    bell_ring(conf_text(visit->house->conf, "run_dir"), "schedd");
    return visit_go(visit, "/send/sent/%.*s", STR_ARG(draft->once));
}

enum status step_take(struct visit *visit)
{
    struct draft draft;
    int64_t position = 0;
    enum deed deed;

    TRY(visit_only(visit, FIELDS("once", "to", "text", "step", "drop", "straighten")));
    TRY(deed_read(visit, &deed, &position));
    TRY(draft_read(visit, &draft));
    if (deed == DEED_DROP)
        TRY(draft_drop(visit, &draft, (size_t)position));
    if (deed == DEED_STRAIGHTEN)
        draft_straighten(visit, &draft);
    if (deed == DEED_CHECK || deed == DEED_SEND)
        draft_judge(visit, &draft);
    if (faults_any(&draft.faults) || !draft.sender.msisdn.at) {
        response_code(&visit->response, 422);
        return compose_page(visit, &draft);
    }
    if (deed == DEED_CHECK)
        return review_page(visit, &draft);
    return deed == DEED_SEND ? draft_send(visit, &draft) : compose_page(visit, &draft);
}
