/* unsure.h: going on after a COMMIT whose answer was lost
 *
 * Whether it landed is seen in the rows; what was written to the carrier this process knows
 * itself, and a flight that is not away has written nothing of its next part. */
#pragma once

#include "jobs/esmed/lane.h"

/* The state in which the flight's message, found in `found`, is still ours: *out. What a
 * submit that may have landed made of its part is taken back. */
enum status unsure_state(struct tenant *t, const struct flight *flight,
                         enum message_state found, enum message_state *out) MUST_USE
    NONNULL(1, 2, 4);

/* The message is not in the state in which it was left: if it waits in the queue again (an
 * earlier COMMIT has landed, and has counted the try), its row stays for a claim in `seconds`;
 * else it never leaves. */
enum status unsure_let_go(struct lane *lane, const struct flight *flight,
                          uint32_t seconds) MUST_USE NONNULL(1, 2);
