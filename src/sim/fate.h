/* fate.h: what becomes of a submitted message
 *
 * By the shares of the settings, or by the last three digits of the recipient's number, for
 * people who want to see a certain outcome:
 *
 *   900 not delivered     903 throttled half the time   906 receipt before the answer
 *   901 refused at once   904 never a receipt           907 the recipient replies
 *   902 expires           905 never answered            908 on its way first, then delivered
 *                                                       909 rejected by the network */
#pragma once

#include "sim/carrier.h"
#include "smpp/pdu.h"

/* Count a submit_sm and plan its answer, receipts and reply. */
void fate_decide(struct carrier *carrier, const struct client *client, const struct pdu *pdu)
    NONNULL(1, 2, 3);

/* The text of a message as UTF-8, in the visit's arena. */
struct str fate_text(struct carrier *carrier, const struct pdu *pdu, struct str octets)
    NONNULL(1, 2);
