/* receipt.h: what became of a message, as a carrier tells it
 *
 * A deliver_sm is a receipt by its esm_class or by parameters that only a carrier can set;
 * never by its text, which a handset can forge (TN-20). Inside a receipt the parameters
 * win over the text. Of the text (SMPP 3.4, appendix B, in the carriers' many spellings)
 * nothing behind "text:" is read as a receipt: there stand the sender's own words. */
#pragma once

#include <stdint.h>

#include "base/stamp.h"
#include "base/status.h"
#include "base/str.h"
#include "smpp/pdu.h"

/* Words are those of the message states. `unknown`: the carrier itself does not know. */
enum receipt_state {
    RECEIPT_UNKNOWN,
    RECEIPT_ENROUTE,
    RECEIPT_DELIVERED,
    RECEIPT_FAILED,
    RECEIPT_REJECTED,
    RECEIPT_EXPIRED,
};

enum { RECEIPT_ERROR_MOST = 16 /* printable ASCII characters */, RECEIPT_EXCERPT = 20 };

extern const char *const receipt_state_words[]; /* ended by NULL */

struct receipt {
    struct str carrier_id; /* as the carrier spelled it; absent if it named none */
    enum receipt_state state;
    struct str error;      /* the carrier's code, digits or letters; absent if none */
    bool has_reference;    /* it names a user_message_reference: */
    uint16_t reference;    /* ours, if it is a receipt of ours */
    struct stamp taken_at; /* "submit date", by a clock and zone of the carrier's own */
    struct str excerpt;    /* the first RECEIPT_EXCERPT bytes behind "text:"; absent if none.
                              The sender's own words: they may rule a message out, no more */
};

/* True if this deliver_sm speaks about a message of ours rather than being one to us. */
bool receipt_is(const struct pdu *pdu) MUST_USE NONNULL(1);

/* NOT_FOUND if it is none; INVALID if it names neither a state nor an id. Texts live in
 * the arena. */
enum status receipt_read(struct arena *arena, const struct pdu *pdu,
                         struct receipt *out) MUST_USE NONNULL(1, 2, 3);
