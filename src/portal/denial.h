/* denial.h: whom a role kept from what, in the audit log */
#pragma once

#include "portal/visit.h"

/* One row in the account that the visit stands in, after REFUSE_ROLE (requirement LG-03). */
enum status denial_write(struct visit *visit) MUST_USE NONNULL(1);
