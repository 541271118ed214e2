/* user_profile.h: what a person sets for themselves
 *
 * The zone is that of every time on their pages. Language and region, and what they want mail
 * about, are kept for what will ask for them. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "db/global.h"
#include "model/mail/notice.h"

struct profile {
    struct str name;
    struct str zone;
    struct str language; /* one of profile_languages */
    bool two_step;       /* only told here; see model/login/totp.h */
    bool notify_replies;
    bool notify_failures;
};

/* What can be chosen; ends with { 0 }. */
struct profile_language {
    const char *tag;  /* BCP 47: "en-AU" */
    const char *name; /* "English (Australia)" */
};
extern const struct profile_language profile_languages[];

extern const struct shape profile_shape;
extern const struct stmt profile_of_user;
extern const struct stmt profile_set;

#define PROFILE_ASKS &profile_of_user, &profile_set

enum status profile_find(struct db *db, uint64_t user_id, struct profile *out) MUST_USE
    NONNULL(1, 3);
/* Keep it, and tell of it. */
enum status profile_save(struct db *db, uint64_t user_id, const struct profile *profile,
                         const struct notice *notice) MUST_USE NONNULL(1, 3, 4);

/* The language of a tag; NULL if it is none of ours. */
const struct profile_language *profile_language_find(struct str tag);
