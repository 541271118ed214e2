/* profile.c: name, zone, language and notifications, as one sets them for oneself */
#include "login.h"

#include "model/login/user_profile.h"
#include "portal/zones.h"
#include "text/clock.h"

enum { ZONE_POINTS = 40 };

static void languages_say(struct dict *dict, struct str chosen)
{
    for (const struct profile_language *language = profile_languages; language->tag;
         language++) {
        struct dict *row = dict_section(dict, "language_choice");

        dict_word(row, "tag", language->tag);
        dict_word(row, "language_name", language->name);
        dict_flag(row, "chosen", str_is(chosen, language->tag));
    }
}

static enum status profile_page(struct visit *visit, const struct profile *profile,
                                const struct faults *faults)
{
    struct page page = page_begin(visit, "login/profile.tpl");

    page.title = STR("Your details");
    page.place = "me";
    dict_text(page.body, "typed", profile->name);
    TRY(zones_say(page.body, profile->zone));
    languages_say(page.body, profile->language);
    dict_flag(page.body, "replies", profile->notify_replies);
    dict_flag(page.body, "failures", profile->notify_failures);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

enum status profile_show(struct visit *visit)
{
    struct faults none = {0};
    struct profile profile;

    TRY(profile_find(visit->db, visit_actor(visit)->access.user_id, &profile));
    return profile_page(visit, &profile, &none);
}

/* A box is sent as 1 or, if it is not ticked, not at all. */
static enum status box_read(const struct visit *visit, const char *name, bool *out)
{
    struct str given = form_get(&visit->request.form, name);

    if (given.at && !str_is(given, "1"))
        return INVALID;
    *out = given.at != NULL;
    return OK;
}

static enum status profile_read(struct visit *visit, struct faults *faults, struct profile *out)
{
    TRY(visit_only(visit,
                   FIELDS("name", "zone", "language", "notify_replies", "notify_failures")));
    TRY(field_name(visit, faults, &out->name));
    TRY(visit_field(visit, "zone", UTF8_ONE_LINE, ZONE_POINTS, &out->zone));
    if (!clock_zone_exists(out->zone))
        faults_add(faults, visit->arena, "zone", STR("Choose a time zone from the list."));
    TRY(visit_field(visit, "language", UTF8_ONE_LINE, ZONE_POINTS, &out->language));
    if (!profile_language_find(out->language))
        faults_add(faults, visit->arena, "language", STR("Choose a language from the list."));
    TRY(box_read(visit, "notify_replies", &out->notify_replies));
    return box_read(visit, "notify_failures", &out->notify_failures);
}

/* As the audit log says it: "Mara Whitfield, Australia/Sydney, en-AU, mail about replies". */
static struct str profile_words(struct visit *visit, const struct profile *profile)
{
    return str_format(visit->arena, "%.*s, %.*s, %.*s%s%s", STR_ARG(profile->name),
                      STR_ARG(profile->zone), STR_ARG(profile->language),
                      profile->notify_replies ? ", mail about replies" : "",
                      profile->notify_failures ? ", mail about failures" : "");
}

static enum status profile_keep(struct visit *visit, const struct profile *profile)
{
    struct notice notice;
    struct profile before;
    struct user user;

    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    TRY(profile_find(visit->db, user.user_id, &before));
    notice = notice_of(visit, &user, NULL, "profile.change");
    notice.entry.before = profile_words(visit, &before);
    notice.entry.after = profile_words(visit, profile);
    if (!str_equal(notice.entry.before, notice.entry.after))
        TRY(profile_save(visit->db, user.user_id, profile, &notice));
    return visit_leave(visit, STR("/me?done=saved"));
}

enum status profile_take(struct visit *visit)
{
    struct faults faults = {0};
    struct profile profile;

    TRY(profile_read(visit, &faults, &profile));
    if (faults_any(&faults)) {
        response_code(&visit->response, 422);
        return profile_page(visit, &profile, &faults);
    }
    return profile_keep(visit, &profile);
}
