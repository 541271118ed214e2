/* contact.h: a person whom an account writes to (only read here) */
#pragma once

#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"

struct contact {
    uint64_t contact_id;
    struct str name;
    struct str msisdn;
    struct stamp added_at;
};
extern const struct shape contact_shape;

/* The account's contact with this number (E.164). NOT_FOUND. */
enum status contact_of_number(struct tenant *t, struct str msisdn, struct contact *out) MUST_USE
    NONNULL(1, 3);

extern const struct stmt contact_by_number;
