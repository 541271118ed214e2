/* wire.h: the deliver_sm PDUs that the demo's carrier would have sent */
#pragma once

#include "demo/journey.h"

/* Fill receipt->pdu. */
enum status wire_receipt(struct arena *arena, const struct act *act,
                         const struct journey_part *part,
                         struct journey_receipt *receipt) MUST_USE NONNULL(1, 2, 3, 4);

/* Fill pdu and digest of an inbound row whose other members are there. */
enum status wire_inbound(struct arena *arena, struct raw_inbound *inbound) MUST_USE
    NONNULL(1, 2);
