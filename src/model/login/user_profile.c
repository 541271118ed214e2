/* user_profile.c: what a person sets for themselves */
#include "model/login/user_profile.h"

#include "base/shape.h"

const struct profile_language profile_languages[] = {{"en-AU", "English (Australia)"},
                                                     {"en-NZ", "English (New Zealand)"},
                                                     {"en-GB", "English (United Kingdom)"},
                                                     {"en-US", "English (United States)"},
                                                     {0}};

SHAPE(profile, FIELD(profile, name), FIELD(profile, zone), FIELD(profile, language),
      FIELD(profile, two_step), FIELD(profile, notify_replies),
      FIELD(profile, notify_failures));

#define NO_ACCOUNT "a login profile belongs to no account"

STMT_GLOBAL(profile_of_user, &profile_shape, NO_ACCOUNT,
            "SELECT u.name, u.zone, u.language, u.two_step, u.notify_replies, u.notify_failures"
            "  FROM user AS u WHERE u.user_id = ?");

STMT_GLOBAL(profile_set, NULL, NO_ACCOUNT,
            "UPDATE user AS u SET u.name = ?, u.zone = ?, u.language = ?,"
            "       u.notify_replies = ?, u.notify_failures = ? WHERE u.user_id = ?");

enum status profile_find(struct db *db, uint64_t user_id, struct profile *out)
{
    return global_one(db, &profile_of_user, WITH(ID(user_id)), out);
}

struct saving {
    struct db *db;
    uint64_t user_id;
    const struct profile *profile;
    const struct notice *notice;
};

static enum status saving_body(void *arg)
{
    const struct saving *saving = arg;
    const struct profile *p = saving->profile;

    TRY(global_try(saving->db, &profile_set,
                   WITH(TEXT(p->name), TEXT(p->zone), TEXT(p->language),
                        FLAG(p->notify_replies), FLAG(p->notify_failures),
                        ID(saving->user_id))));
    return notice_give(saving->db, saving->notice);
}

enum status profile_save(struct db *db, uint64_t user_id, const struct profile *profile,
                         const struct notice *notice)
{
    struct saving saving = {.db = db, .user_id = user_id, .profile = profile, .notice = notice};

    return global_tx(db, saving_body, NULL, &saving);
}

const struct profile_language *profile_language_find(struct str tag)
{
    for (const struct profile_language *language = profile_languages; language->tag; language++)
        if (str_is(tag, language->tag))
            return language;
    return NULL;
}
