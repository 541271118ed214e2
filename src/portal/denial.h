/* denial.h: whom a role kept from what, in the audit log */
#pragma once

#include "portal/visit.h"

/* After REFUSE_ROLE (requirement LG-03): one row in the account that the visit stands in, at
 * the first refusal of a person by a rule within an hour (model/audit/denial.h). */
enum status denial_write(struct visit *visit) MUST_USE NONNULL(1);
