/* accounts.h: the account that an operator names by its number */
#pragma once

#include "base/shape.h"
#include "tool/tool.h"

struct named_account {
    uint64_t root_id;
    uint64_t account_id;
    struct str name;
    struct str parent;
    struct str payment;
    struct str state;
    struct str country;
    struct str zone;
    uint32_t people;
};

extern const struct shape named_account_shape;
extern const struct stmt tool_account_by_number;

/* The account that --account names. NOT_FOUND or INVALID, having said why. */
enum status account_named(struct tool *tool, struct named_account *out) MUST_USE NONNULL(1, 2);
