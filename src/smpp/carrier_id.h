/* carrier_id.h: one spelling for the ids that carriers give to messages
 *
 * The id in submit_sm_resp and the one in the receipt name the same message, but carriers
 * change its case, drop leading zeros, or write it in hex one way and in decimal the
 * other. A route says which of these its carrier does; compared is the common spelling. */
#pragma once

#include <stddef.h>

#include "base/status.h"
#include "base/str.h"

enum id_form {
    ID_TEXT,           /* the same but for case, blanks and leading zeros */
    ID_HEX_TO_DECIMAL, /* receipts say in hex what responses said in decimal */
    ID_DECIMAL_TO_HEX, /* the other way round */
    ID_DIGITS,         /* only the digits count: "msg-0012" and "12" */
};

/* The words of the forms as in route.id_form, ended by NULL. */
extern const char *const id_form_words[];

enum { CARRIER_ID_MOST = 64 }; /* characters, as in SMPP 3.4, 4.4.2 */

/* The common spelling of an id from submit_sm_resp; of one from a receipt. Lives in the
 * arena. An id that is no number in a form that wants one is taken as text. INVALID if
 * nothing is left, if it is longer than CARRIER_ID_MOST or not printable ASCII. */
enum status carrier_id_answered(struct arena *arena, struct str id, enum id_form form,
                                struct str *out) MUST_USE NONNULL(1, 4);
enum status carrier_id_receipted(struct arena *arena, struct str id, enum id_form form,
                                 struct str *out) MUST_USE NONNULL(1, 4);
