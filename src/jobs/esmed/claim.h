/* claim.h: taking messages out of the queue, and giving them back */
#pragma once

#include "jobs/esmed/lane.h"

/* Claim what fits, if it is time to look. */
void claim_look(struct lane *lane) NONNULL(1);

/* When claim_look wants to be called; INT64_MAX while it would claim nothing. */
int64_t claim_at(const struct lane *lane) NONNULL(1);

/* Which of the flights that are not away go back into the queue. */
enum returning {
    RETURN_UNSENT, /* those of which no part has left */
    RETURN_ALL,
};
void claim_return(struct lane *lane, enum returning which) NONNULL(1);
