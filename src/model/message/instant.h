/* instant.h: the database's clock, by which every process agrees
 *
 * Rows that one transaction writes carry one instant; it is read once, at its beginning. */
#pragma once

#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"

struct instant {
    struct stamp at; /* UTC */
};
extern const struct shape instant_shape;

enum status instant_now(struct tenant *t, struct stamp *out) MUST_USE NONNULL(1, 2);

extern const struct stmt instant_read;
