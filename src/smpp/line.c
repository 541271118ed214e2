/* line.c: PDUs in and out over one non-blocking stream socket */
#include "smpp/line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void line_open(struct line *line, int fd)
{
    line->fd = fd;
    line->in_from = 0;
    line->in_len = 0;
    line->out_from = 0;
    line->out_len = 0;
    if (fd >= 0)
        fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

void line_close(struct line *line)
{
    if (line->fd >= 0)
        close(line->fd);
    line_open(line, -1);
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

enum status line_read(struct line *line)
{
    ssize_t got;

    pack(line->in, &line->in_from, &line->in_len);
    if (line->in_len == LINE_ROOM)
        return BUSY;
    got = recv(line->fd, line->in + line->in_len, LINE_ROOM - line->in_len, 0);
    if (got < 0)
        return is_passing(errno) ? BUSY : BROKEN;
    if (got == 0)
        return BROKEN;
    line->in_len += (size_t)got;
    return OK;
}

enum status line_take(struct line *line, struct str *pdu)
{
    struct str bytes = { .at = line->in + line->in_from, .len = line->in_len - line->in_from };
    struct pdu_head head = { 0 };

    TRY(pdu_peek(bytes, &head));
    if (head.length > bytes.len)
        return NOT_FOUND;
    line->in_from += head.length;
    *pdu = str_upto(bytes, head.length);
    return OK;
}

enum status line_put(struct line *line, const struct pdu *pdu)
{
    size_t len = 0;

    pack(line->out, &line->out_from, &line->out_len);
    TRY(pdu_write(pdu, line->out + line->out_len, LINE_ROOM - line->out_len, &len));
    line->out_len += len;
    return OK;
}

enum status line_flush(struct line *line)
{
    while (line->out_from < line->out_len) {
        ssize_t sent = send(line->fd, line->out + line->out_from,
                            line->out_len - line->out_from, MSG_NOSIGNAL);

        if (sent < 0)
            return is_passing(errno) ? OK : BROKEN;
        line->out_from += (size_t)sent;
    }
    return OK;
}

short line_wants(const struct line *line)
{
    bool has_room = line->in_len - line->in_from < LINE_ROOM;
    bool has_out = line->out_from < line->out_len;

    return (short)((has_room ? POLLIN : 0) | (has_out ? POLLOUT : 0));
}
