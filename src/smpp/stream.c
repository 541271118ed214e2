/* stream.c: PDUs in and out over one non-blocking stream socket */
#include "smpp/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void stream_open(struct stream *stream, int fd)
{
    stream->fd = fd;
    stream->in_from = 0;
    stream->in_len = 0;
    stream->out_from = 0;
    stream->out_len = 0;
    if (fd >= 0)
        fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

void stream_close(struct stream *stream)
{
    if (stream->fd >= 0)
        close(stream->fd);
    stream_open(stream, -1);
}

/* Move what is left to the buffer's start. */
static void pack(char *buffer, size_t *from, size_t *len)
{
    if (*from == 0)
        return;
    memmove(buffer, buffer + *from, *len - *from);
    *len -= *from;
    *from = 0;
}

static bool is_passing(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

enum status stream_read(struct stream *stream)
{
    ssize_t got;

    pack(stream->in, &stream->in_from, &stream->in_len);
    if (stream->in_len == STREAM_ROOM)
        return BUSY;
    got = recv(stream->fd, stream->in + stream->in_len, STREAM_ROOM - stream->in_len, 0);
    if (got < 0)
        return is_passing(errno) ? BUSY : BROKEN;
    if (got == 0)
        return BROKEN;
    stream->in_len += (size_t)got;
    return OK;
}

enum status stream_take(struct stream *stream, struct str *pdu)
{
    struct str bytes = {.at = stream->in + stream->in_from,
                        .len = stream->in_len - stream->in_from};
    struct pdu_head head = {0};

    TRY(pdu_peek(bytes, &head));
    if (head.length > bytes.len)
        return NOT_FOUND;
    stream->in_from += head.length;
    *pdu = str_upto(bytes, head.length);
    return OK;
}

enum status stream_put(struct stream *stream, const struct pdu *pdu)
{
    size_t len = 0;

    pack(stream->out, &stream->out_from, &stream->out_len);
    TRY(pdu_write(pdu, stream->out + stream->out_len, STREAM_ROOM - stream->out_len, &len));
    stream->out_len += len;
    return OK;
}

enum status stream_flush(struct stream *stream)
{
    while (stream->out_from < stream->out_len) {
        ssize_t sent = send(stream->fd, stream->out + stream->out_from,
                            stream->out_len - stream->out_from, MSG_NOSIGNAL);

        if (sent < 0)
            return is_passing(errno) ? OK : BROKEN;
        stream->out_from += (size_t)sent;
    }
    return OK;
}

short stream_wants(const struct stream *stream)
{
    bool has_room = stream->in_len - stream->in_from < STREAM_ROOM;
    bool has_out = stream->out_from < stream->out_len;

    return (short)((has_room ? POLLIN : 0) | (has_out ? POLLOUT : 0));
}
