/* totp.h: codes that an authenticator app makes (RFC 6238: SHA-1, 30 seconds, six digits)
 *
 * Checked by liboath, one step to each side for clocks that differ (requirement AU-07). That
 * no step is taken twice is for model/login/totp.h to hold. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

enum { TOTP_SECRET_BYTES = 20, TOTP_DIGITS = 6, TOTP_SECONDS = 30, TOTP_WINDOW = 1 };

/* Make the library ready, once before the workers fork. BROKEN if it refuses. */
enum status totp_start(void) MUST_USE;

/* 160 random bits, as RFC 4226 advises. BROKEN if there is no randomness. */
enum status totp_secret_make(struct arena *secret, struct str *out) MUST_USE NONNULL(1, 2);

/* The secret for typing: base32 in groups of four, "JBSW Y3DP …". */
struct str totp_secret_text(struct arena *secret, struct str bytes) NONNULL(1);

/* The address that the QR code holds: otpauth://totp/ISSUER:NAME?secret=… (key URI format of
 * authenticator apps). Names are percent-encoded. */
struct str totp_address(struct arena *secret, struct str issuer, struct str name,
                        struct str bytes) NONNULL(1);

/* Is it the code of this moment, or of the step before or after? `now` in seconds since 1970.
 * Blanks within the code are allowed. DENIED if it is not; else *step is the step it is of. */
enum status totp_check(struct arena *secret, struct str bytes, int64_t now, struct str code,
                       uint64_t *step) MUST_USE NONNULL(1, 5);
