/* users_act.c: another role, taking somebody out, ending sessions, a new password
 *
 * What takes something away is asked once more, with what it takes. What gives can be undone
 * from the page that follows. */
#include "admin.h"

#include "auth/role.h"
#include "base/number.h"
#include "daemon/bell.h"
#include "model/people/people_reset.h"
#include "users.h"

enum status change_answer(struct visit *visit, const struct membership_change *change,
                          const char *path)
{
    struct audit_who who = visit_who(visit);
    unsigned long long user_id = change->user_id;
    enum change_end end;
    enum status status = membership_change(visit->tenant, visit->db, &who, change, &end);

    if (status == CONFLICT)
        return visit_go(visit, "/users/%llu?done=changed", user_id);
    if (status == DENIED)
        return visit_go(visit, "/users"); /* whose own role has gone is told there */
    TRY(status);
    if (end == CHANGE_LAST_OF_PARENT)
        return visit_go(visit, "/users/%llu?done=last_parent", user_id);
    if (end == CHANGE_LAST_OF_ACCOUNT)
        return visit_go(visit, "/users/%llu?done=last_account", user_id);
    return visit_go(visit, "%s", path);
}

/* It hurts to hold less than before. */
static enum status role_ask(struct visit *visit, const struct person *person, enum role after)
{
    struct page page = page_begin(visit, "admin/users-role.tpl");

    page.title = str_format(visit->arena, "Change the role of %.*s", STR_ARG(person->name));
    page.place = "users";
    view_fill(page.body, &person_shape, person, &visit->dial);
    user_say(visit, page.body, person);
    dict_word(page.body, "after_role", role_words[after]);
    dict_word(page.body, "after_name", role_as(after));
    dict_flag(page.body, "to_basic", after == BASIC);
    dict_flag(page.body, "from_administrator", person->role == ADMINISTRATOR);
    return page_end(visit, &page);
}

enum status user_role(struct visit *visit)
{
    struct membership_change change = {.user_id = visit_id(visit, 0)};
    struct str sure = form_get(&visit->request.form, "sure");
    struct person person;
    struct str path;

    TRY(visit_only(visit, FIELDS("role", "was", "sure")));
    TRY(role_field(visit, "role", &change.after));
    TRY(role_field(visit, "was", &change.before));
    if (sure.at && !str_is(sure, "1"))
        return INVALID;
    TRY(user_of_path(visit, &person));
    if (change.before == change.after)
        return visit_go(visit, "/users/%llu", (unsigned long long)person.user_id);
    if (change.after < change.before && change.before == person.role && !sure.at)
        return role_ask(visit, &person, change.after);
    change.whom = user_whom(visit, &person);
    path = str_format(visit->arena, "/users/%llu?done=role&was=%s",
                      (unsigned long long)person.user_id, role_words[change.before]);
    return change_answer(visit, &change, path.at);
}

enum status user_remove_ask(struct visit *visit)
{
    struct page page = page_begin(visit, "admin/users-remove.tpl");
    struct person person;
    struct remains remains;

    TRY(user_of_path(visit, &person));
    TRY(people_remaining(visit->tenant, person.user_id, &remains));
    page.title = str_format(visit->arena, "Remove %.*s", STR_ARG(person.name));
    page.place = "users";
    view_fill(page.body, &person_shape, &person, &visit->dial);
    user_say(visit, page.body, &person);
    dict_text(page.body, "messages", number_group(visit->arena, remains.messages));
    dict_text(page.body, "conversations", number_group(visit->arena, remains.conversations));
    dict_flag(page.body, "wrote", remains.messages > 0);
    dict_flag(page.body, "one_message", remains.messages == 1);
    dict_flag(page.body, "one_conversation", remains.conversations == 1);
    return page_end(visit, &page);
}

enum status user_remove(struct visit *visit)
{
    struct membership_change change = {.user_id = visit_id(visit, 0), .after = ROLE_NONE};
    struct person person;

    TRY(visit_only(visit, FIELDS("was")));
    TRY(role_field(visit, "was", &change.before));
    TRY(user_of_path(visit, &person));
    change.whom = user_whom(visit, &person);
    return change_answer(visit, &change, "/users?done=removed");
}

enum status user_end_sessions(struct visit *visit)
{
    struct audit_who who = visit_who(visit);
    struct person person;
    bool of_parent;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(user_of_path(visit, &person));
    TRY(user_is_of_parent(visit, &person, &of_parent));
    if (of_parent)
        return visit_go(visit, "/users/%llu", (unsigned long long)person.user_id);
    TRY(people_sign_out(visit->tenant, visit->db, &who, &person));
    return visit_go(visit, "/users/%llu?done=ended", (unsigned long long)person.user_id);
}

enum status user_reset(struct visit *visit)
{
    struct audit_who who = visit_who(visit);
    struct person person;
    bool of_parent;
    enum status status;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(user_of_path(visit, &person));
    TRY(user_is_of_parent(visit, &person, &of_parent));
    if (of_parent)
        return visit_go(visit, "/users/%llu", (unsigned long long)person.user_id);
    status = people_reset(visit->tenant, visit->db, visit->secret, &visit->house->mail_key,
                          &who, &person);
    if (status == CONFLICT)
        return visit_go(visit, "/users/%llu?done=no_reset", (unsigned long long)person.user_id);
    TRY(status);
    bell_ring(conf_text(visit->house->conf, "run_dir"), "maild");
    return visit_go(visit, "/users/%llu?done=reset", (unsigned long long)person.user_id);
}
