/* unicode.h: the one crossing between our UTF-8 and ICU's UTF-16
 *
 * Input must be valid UTF-8 (text/utf8.h proves it at the door); what is not comes back as
 * INVALID. Text that is plain ASCII never reaches ICU. */
#pragma once

#include "base/status.h"
#include "base/str.h"

enum unicode_form {
    UNICODE_NFC,       /* composed: how text is stored */
    UNICODE_NFD,       /* taken apart: letters and their marks stand alone */
    UNICODE_NFKC_FOLD, /* NFKC_Casefold: what people take for the same looks the same */
};

/* A copy in the wanted normalisation form (Unicode Standard Annex #15). INVALID if the text
 * is not UTF-8, BROKEN if ICU's data is missing. */
enum status unicode_normalise(struct arena *arena, enum unicode_form form, struct str text,
                              struct str *out) MUST_USE NONNULL(1, 4);
