/* field.c: what is typed about a person: a name, a password, an e-mail address */
#include "login.h"

#include "crypto/passrule.h"
#include "model/mail/mail.h"
#include "portal/line.h"

enum { NAME_POINTS = 120, EMAIL_POINTS = 254, PASSWORD_BYTES = 4096 };

enum status field_name(struct visit *visit, struct faults *faults, struct str *out)
{
    static const struct line_rule rule = {
        "name", NAME_POINTS, "A name has at most 120 characters.",
        "Write your name, so that colleagues know who you are."};

    return line_take(visit, &rule, faults, out);
}

enum status field_email(struct visit *visit, struct faults *faults, struct str *out)
{
    static const char an_address[] = "Write an e-mail address, such as name@example.com.";
    static const struct line_rule rule = {"email", EMAIL_POINTS, an_address, an_address};
    size_t before = faults->list.count;

    TRY(line_take(visit, &rule, faults, out));
    if (faults->list.count == before && !mail_address_is_good(*out))
        faults_add(faults, visit->arena, "email", str_of(an_address));
    return OK;
}

enum status field_secret(struct visit *visit, const char *name, struct str *out)
{
    struct utf8_limit limit = {.lines = UTF8_ONE_LINE, .bytes = PASSWORD_BYTES};
    struct str typed = form_get(&visit->request.form, name);

    if (!typed.at)
        return INVALID;
    return utf8_take(visit->secret, &limit, typed, out);
}

enum status field_new_password(struct visit *visit, const struct person *person,
                               struct faults *faults, struct str *out)
{
    struct password_context context = {.account = person->account,
                                       .parent = person->parent,
                                       .person = person->name,
                                       .email = person->email};
    size_t least = person->two_step ? PASSWORD_LEAST_WITH_TOTP : PASSWORD_LEAST;
    enum password_fault fault;

    TRY(field_secret(visit, "password", out));
    fault = password_check(visit->secret, porter_of(visit)->blocklist, least, *out, &context);
    if (fault != PASSWORD_FINE)
        faults_add(faults, visit->arena, "password",
                   password_fault_say(visit->arena, fault, least));
    return OK;
}

enum status person_of(struct visit *visit, const struct user *user, struct person *out)
{
    struct list entrances = {0};

    TRY(entrance_list(visit->db, user->user_id, &entrances));
    *out =
        (struct person){.name = user->name, .email = user->email, .two_step = user->two_step};
    if (entrances.count > 0) {
        out->account = LIST_AT(&entrances, struct entrance, 0)->name;
        out->parent = LIST_AT(&entrances, struct entrance, 0)->parent_name;
    }
    return OK;
}
