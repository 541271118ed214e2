/* plan.h: one part that is about to be sent, and its PDU */
#pragma once

#include "jobs/esmed/lane.h"

enum fate {
    FATE_SEND,
    FATE_DROP,   /* it does not leave any more: cancelled, or ended by a receipt */
    FATE_KNOWN,  /* this part was tried before and never answered: never again */
    FATE_REFUSE, /* there is no PDU for it */
};

/* One part that is about to be sent. */
struct plan {
    struct flight *flight;
    enum fate fate;
    bool plain; /* goes with its group */
    uint8_t part_no;
    uint8_t parts;
    struct pdu pdu;
};

/* Make the PDU of the plan's part (SMPP 3.4, 4.4.1) and tell its message's parts; texts live
 * in the arena. INVALID if the text cannot be cut or encoded; none that the portal accepted
 * is. */
enum status plan_build(struct arena *arena, const struct outbox_text *text,
                       struct plan *plan) MUST_USE NONNULL(1, 2, 3);
