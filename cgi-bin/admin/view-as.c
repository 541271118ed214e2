/* view-as.c: an Administrator sees the account as one of its members does
 *
 * For a quarter of an hour, to look only, with a reason that the account's audit log keeps.
 * Ending it is the login program's (cgi-bin/login/view.c), since it is a state of the session.
 */
#include "admin.h"

#include "model/people/people.h"
#include "model/people/view_as.h"
#include "portal/line.h"

static const struct line_rule why_rule = {"why", 200, "A reason has at most 200 characters.",
                                          "Write why you look; the audit log keeps it."};

static enum status view_page(struct visit *visit, struct str why, const struct faults *faults)
{
    struct page page = page_begin(visit, "admin/view-as.tpl");
    struct person person;

    TRY(people_find(visit->tenant, visit_id(visit, 0), &person));
    page.title = str_format(visit->arena, "See it as %.*s", STR_ARG(person.name));
    page.place = "users";
    view_fill(page.body, &person_shape, &person, &visit->dial);
    dict_word(page.body, "role_name", role_title((enum role)person.role));
    dict_text(page.body, "why", why);
    dict_flag(page.body, "self", person.user_id == visit_actor(visit)->access.user_id);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

enum status view_ask(struct visit *visit)
{
    struct faults none = {0};

    return view_page(visit, STR(""), &none);
}

enum status view_start(struct visit *visit)
{
    const struct actor *actor = visit_actor(visit);
    struct audit_who who = visit_who(visit);
    struct view_start start = {.id_hash = actor->id_hash,
                               .user_id = visit_id(visit, 0),
                               .above = actor->on_parent || actor->from_above};
    struct faults faults = {0};

    TRY(visit_only(visit, FIELDS("why")));
    TRY(line_take(visit, &why_rule, &faults, &start.why));
    if (faults_any(&faults)) {
        response_code(&visit->response, 422);
        return view_page(visit, start.why, &faults);
    }
    TRY(view_begin(visit->tenant, visit->db, &start, &who));
    return visit_go(visit, "/inbox");
}
