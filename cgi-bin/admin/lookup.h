/* lookup.h: what somebody looks for in the audit log, for audit.c and export.c alone */
#pragma once

#include "model/audit/audit_list.h"
#include "portal/page.h"

/* One of a list to choose from. */
struct choice {
    struct str value;
    struct str name;
    bool chosen;
};
extern const struct shape choice_shape;

struct lookup {
    struct audit_query query;
    struct str from; /* as typed: 2026-11-24; empty: none, likewise below */
    struct str to;
    bool backwards; /* the first day is after the last; nothing is looked for then */
    struct str account;
    struct str account_name; /* of the filter; absent: none */
};

/* The fields of a query or of a posted form. INVALID if it holds what our page never sends;
 * NOT_FOUND if the account is not in the tree. */
enum status lookup_read(struct visit *visit, const struct form *form,
                        struct lookup *out) MUST_USE NONNULL(1, 2, 3);

/* Does it narrow anything? */
bool lookup_narrows(const struct lookup *lookup) NONNULL(1);

/* What it narrows to: "“Tess”, Role changed, from 2026-11-01"; empty if nothing. */
struct str lookup_words(struct arena *arena, const struct lookup *lookup) NONNULL(1, 2);

/* Say the fields again, with the lists to choose from. */
enum status lookup_say(struct visit *visit, struct dict *dict,
                       const struct lookup *lookup) MUST_USE NONNULL(1, 2, 3);

#define LOOKUP_FIELDS "q", "who", "kind", "from", "to", "account"
#define LOOKUP_NAMES                                                                           \
    "q", "who", "kind", "from", "to", "account", "narrowed", "narrowed_words", "kind_choice",  \
        "account_choice", "backwards"
