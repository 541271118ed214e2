/* qr.h: a text as a QR code (ISO/IEC 18004), drawn by whoever has the page
 *
 * libqrencode finds the modules; here they become one path of SVG, so that no picture with a
 * secret in it is a file or an address of its own. */
#pragma once

#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

/* One unit is one module. */
struct qr {
    struct str path; /* SVG path data of the dark modules; fill it */
    uint32_t size;   /* width and height with the quiet zone of four modules around */
};

/* Error correction M. INVALID if the text is empty, holds a NUL or is too long for a code. */
enum status qr_draw(struct arena *arena, struct str text, struct qr *out) MUST_USE
    NONNULL(1, 3);
