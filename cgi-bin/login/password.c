/* password.c: a new password in place of the present one
 *
 * The present one is asked for in the same form, which is all the proof there could be. */
#include "login.h"

#include "model/login/user_password.h"

static enum status password_page(struct visit *visit, const struct user *user,
                                 const struct faults *faults)
{
    struct page page = page_begin(visit, "login/password.tpl");

    page.title = STR("Change your password");
    page.place = "me";
    dict_text(page.body, "email", user->email);
    dict_flag(page.body, "two_step", user->two_step);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

enum status password_show(struct visit *visit)
{
    struct faults none = {0};
    struct user user;

    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    return password_page(visit, &user, &none);
}

static enum status change(struct visit *visit, const struct user *user, struct str password)
{
    struct password_change change = {
        .user_id = user->user_id,
        .before = user->password,
        .notice = notice_of(visit, user, "password-changed", "password.change")};
    struct session_key key;
    struct session_renewal renewal;
    struct digest device_hash;

    if (porter_token(visit, "device", &device_hash) == OK)
        change.device_hash = digest_str(&device_hash);
    TRY(password_hash(visit->secret, &porter_of(visit)->hasher, password, &change.after));
    TRY(porter_key_make(visit, &key));
    renewal = porter_renewal(visit, &key);
    change.renewal = &renewal;
    TRY(password_change(visit->db, &change));
    notice_ring(visit);
    TRY(porter_key_give(visit, &key));
    return visit_leave(visit, STR("/me?done=password"));
}

/* A wrong present password, or too many of them, is a fault at its field. */
static enum status current_check(struct visit *visit, struct str current, struct user *user,
                                 struct faults *faults)
{
    uint32_t wait = 0;
    enum status status = porter_own_password(visit, current, user, &wait);

    if (status == DENIED)
        faults_add(faults, visit->arena, "current", STR("That is not your present password."));
    else if (status == TOO_MUCH)
        faults_add(
            faults, visit->arena, "current",
            str_format(visit->arena, "There were too many tries. Wait %u seconds.", wait));
    else
        return status;
    return OK;
}

enum status password_take(struct visit *visit)
{
    struct faults faults = {0};
    struct person person;
    struct user user;
    struct str current;
    struct str password;

    TRY(visit_only(visit, FIELDS("current", "password", "username")));
    TRY(field_secret(visit, "current", &current));
    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    TRY(person_of(visit, &user, &person));
    TRY(current_check(visit, current, &user, &faults));
    TRY(field_new_password(visit, &person, &faults, &password));
    if (!faults_any(&faults) && str_equal(current, password))
        faults_add(&faults, visit->arena, "password",
                   STR("That is the present one. Choose another."));
    if (!faults_any(&faults))
        return change(visit, &user, password);
    response_code(&visit->response, 422);
    return password_page(visit, &user, &faults);
}
