/* line.h: PDUs in and out over one non-blocking stream socket
 *
 * Two fixed buffers, so that a peer who sends without end or never reads costs no memory:
 * a full inward buffer stops reading, a full outward one refuses the next PDU. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/str.h"
#include "smpp/pdu.h"

enum { LINE_ROOM = 2 * PDU_MOST };

struct line {
    int fd; /* -1: none */
    size_t in_from;
    size_t in_len;
    size_t out_from;
    size_t out_len;
    char in[LINE_ROOM];
    char out[LINE_ROOM];
};

/* Start over on a socket, which the line then owns; it is made non-blocking. -1 is none. */
void line_open(struct line *line, int fd) NONNULL(1);
void line_close(struct line *line) NONNULL(1);

/* Read what is there. OK if bytes came, BUSY if none or no room, BROKEN at the end of the
 * stream or an error. Views given before become invalid. */
enum status line_read(struct line *line) MUST_USE NONNULL(1);

/* Take the next whole PDU's bytes; they stay valid until line_read. NOT_FOUND if there is
 * none yet, INVALID if the stream cannot be read on (a length that no PDU has). */
enum status line_take(struct line *line, struct str *pdu) MUST_USE NONNULL(1, 2);

/* Queue a PDU. As pdu_write: INVALID, TOO_MUCH. */
enum status line_put(struct line *line, const struct pdu *pdu) MUST_USE NONNULL(1, 2);

/* Write what is queued as far as the socket takes it. BROKEN if the peer is gone. */
enum status line_flush(struct line *line) MUST_USE NONNULL(1);

/* What to wait for in poll(2): POLLIN while there is room, POLLOUT while bytes wait. */
short line_wants(const struct line *line) NONNULL(1);
