/* stream.h: PDUs in and out over one non-blocking stream socket
 *
 * Two fixed buffers, so that a peer who sends without end or never reads costs no memory:
 * a full inward buffer stops reading, a full outward one refuses the next PDU. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/str.h"
#include "smpp/pdu.h"

enum { STREAM_ROOM = 2 * PDU_MOST };

struct stream {
    int fd; /* -1: none */
    size_t in_from;
    size_t in_len;
    size_t out_from;
    size_t out_len;
    char in[STREAM_ROOM];
    char out[STREAM_ROOM];
};

/* Start over on a socket, which the stream then owns; it is made non-blocking. -1 is none. */
void stream_open(struct stream *stream, int fd) NONNULL(1);
void stream_close(struct stream *stream) NONNULL(1);

/* Read what is there. OK if bytes came, BUSY if none or no room, BROKEN at the end of the
 * stream or an error. Views given before become invalid. */
enum status stream_read(struct stream *stream) MUST_USE NONNULL(1);

/* Take the next whole PDU's bytes; they stay valid until stream_read. NOT_FOUND if there is
 * none yet, INVALID if the stream cannot be read on (a length that no PDU has). */
enum status stream_take(struct stream *stream, struct str *pdu) MUST_USE NONNULL(1, 2);

/* Queue a PDU. As pdu_write: INVALID, TOO_MUCH. */
enum status stream_put(struct stream *stream, const struct pdu *pdu) MUST_USE NONNULL(1, 2);

/* Write what is queued as far as the socket takes it. BROKEN if the peer is gone. */
enum status stream_flush(struct stream *stream) MUST_USE NONNULL(1);

/* What to wait for in poll(2): POLLIN while there is room, POLLOUT while bytes wait. */
short stream_wants(const struct stream *stream) NONNULL(1);
