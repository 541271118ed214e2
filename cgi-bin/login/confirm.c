/* confirm.c: the password once more, before credentials are changed (AU-16) */
#include "login.h"

#include "model/login/session.h"
#include "portal/next.h"

static enum status confirm_page(struct visit *visit, struct str next,
                                const struct faults *faults)
{
    struct page page = page_begin_gate(visit, "login/confirm.tpl");

    page.title = STR("Confirm that it is you");
    dict_text(page.body, "email", visit_actor(visit)->access.email);
    dict_text(page.body, "next", next);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

enum status confirm_show(struct visit *visit)
{
    struct str next = next_path(visit_query(visit, "next"));
    struct faults none = {0};
    bool fresh;

    TRY(session_is_fresh(visit->db, visit_actor(visit)->id_hash, &fresh));
    if (fresh)
        return visit_leave(visit, next);
    return confirm_page(visit, next, &none);
}

static enum status refuse(struct visit *visit, struct str next, struct str why, unsigned code)
{
    struct faults faults = {0};

    faults_add(&faults, visit->arena, "password", why);
    response_code(&visit->response, code);
    return confirm_page(visit, next, &faults);
}

enum status confirm_take(struct visit *visit)
{
    struct str next = next_path(form_get(&visit->request.form, "next"));
    struct str password;
    struct user user;
    uint32_t wait = 0;
    enum status status;

    TRY(visit_only(visit, FIELDS("password", "next", "username")));
    TRY(field_secret(visit, "password", &password));
    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    status = porter_own_password(visit, password, &user, &wait);
    if (status == DENIED)
        return refuse(visit, next, STR("That is not your password."), 422);
    if (status == TOO_MUCH) {
        response_retry_after(&visit->response, wait);
        return refuse(
            visit, next,
            str_format(visit->arena, "There were too many tries. Wait %u seconds.", wait), 429);
    }
    TRY(status);
    TRY(porter_renew(visit));
    return visit_leave(visit, next);
}
