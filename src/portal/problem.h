/* problem.h: pages for visits that did not go well: honest, with a way out
 *
 * An unknown object and a foreign one give the same bytes but for the request id. */
#pragma once

#include "portal/visit.h"

/* Answer a refusal of the guard. */
void problem_refuse(struct visit *visit, enum refusal refusal) NONNULL(1);

/* Answer the status that a page ended with (not OK). */
void problem_status(struct visit *visit, enum status status) NONNULL(1);

/* Answer 503 to a visit that came too late to be started, or finds a full line. */
void problem_late(struct visit *visit) NONNULL(1);

/* The templates it needs, for every program's table of views; ends with { 0 }. */
extern const struct view problem_views[];
