/* purge.h: rows that have had their time, for schedd (SE-11)
 *
 * Ended sessions, devices unseen for half a year, failed sign-ins of yesterday, sign-ins that
 * stopped before the code, links for a new password or address of yesterday, refusals told
 * yesterday, submissions of last week. At most 1,000 rows a call. */
#pragma once

#include <stdbool.h>

#include "base/status.h"
#include "db/global.h"

/* One batch of each kind; *more tells whether another call would find more. */
enum status purge_run(struct db *db, bool *more) MUST_USE NONNULL(1, 2);

extern const struct stmt purge_session;
extern const struct stmt purge_device;
extern const struct stmt purge_failure;
extern const struct stmt purge_half;
extern const struct stmt purge_reset;
extern const struct stmt purge_email_change;
extern const struct stmt purge_submission;
extern const struct stmt purge_denial;
#define PURGE_ASKS                                                                             \
    &purge_session, &purge_device, &purge_failure, &purge_half, &purge_reset,                  \
        &purge_email_change, &purge_submission, &purge_denial
