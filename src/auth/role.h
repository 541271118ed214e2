/* role.h: the permission matrix of product.md, section 3
 */
#pragma once

#include <stdbool.h>

#include "auth/perm.h"
#include "base/attr.h"
#include "model/people/membership.h"

/* May the role, held in a parent or in a sub-account, do it? Always false for needs below
 * MAY_ENTER, which no matrix decides. */
bool role_may(enum role role, bool on_parent, enum need need);

/* Does the need live under an account (`/7/…`), or even under `/7/all/…`? */
bool need_is_in_account(enum need need);
bool need_is_of_tree(enum need need);
/* Does it reach rows of all the tree: a merged page, or one on which a parent looks after its
 * sub-accounts? Only a parent's Administrator, in the parent, may do any of it. */
bool need_reaches_tree(enum need need);

/* The rule, as the page that refuses says it: "Only Administrators and Advanced users close
 * conversations." Never NULL. */
const char *need_rule(enum need need) RETURNS_NONNULL;

/* The need's name, for `--routes` and the golden: "MAY_SEND". Never NULL. */
const char *need_word(enum need need) RETURNS_NONNULL;
