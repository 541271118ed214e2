/* csv.h: tables as text for spreadsheets (RFC 4180)
 *
 * UTF-8 with a byte order mark, without which Excel reads another alphabet; lines end with CR
 * LF. A cell that a spreadsheet would take for a formula gets an apostrophe in front
 * (requirement IO-06): one that begins, after blanks, with = + - @, their full-width forms, a
 * tab or a CR. So a phone number stands as '+61…, to be read and not to be reckoned. */
#pragma once

#include <stdbool.h>

#include "base/str.h"

struct csv {
    struct strbuf *buf;
    bool begun; /* the line has a cell */
};

/* Start a file in the buffer. */
struct csv csv_open(struct strbuf *buf) NONNULL(1);

/* One more cell of the line; an absent text is an empty cell. */
void csv_put(struct csv *csv, struct str text) NONNULL(1);

/* End the line. */
void csv_line(struct csv *csv) NONNULL(1);
