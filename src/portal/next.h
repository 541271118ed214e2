/* next.h: the way back: `?next=`, and going by way of the password where one must
 *
 * Leads to a page of ours and nowhere else (BR-10). */
#pragma once

#include "portal/visit.h"

/* A text as the value of a query: all but letters, digits and - . _ ~ percent-encoded. */
struct str query_value(struct arena *arena, struct str text) NONNULL(1);

/* Where a given `next` may lead: itself if it is a path of ours, else the beginning. */
struct str next_path(struct str next);

/* PATH?next=NEXT. */
struct str next_ask(struct arena *arena, const char *path, struct str next) NONNULL(1, 2);

/* For pages and forms that change credentials or money (AU-16). If the password was given
 * within the last five minutes, *fresh is true. If not, the answer is the way to /me/confirm,
 * which leads back to `back`: a path of ours that holds in its query what was typed already, so
 * that nothing is lost. The program lists SESSION_FRESH_ASKS. */
enum status visit_fresh(struct visit *visit, struct str back, bool *fresh) MUST_USE
    NONNULL(1, 3);
