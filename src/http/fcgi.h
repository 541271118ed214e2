/* fcgi.h: the wire to nginx (FastCGI 1.0 over a unix socket), by libfcgi
 *
 *     fcgi_listen (parent) -> fork -> fcgi_open (worker) ->
 *     while (fcgi_accept() == OK) { fcgi_params, fcgi_read, fcgi_answer, fcgi_finish }
 *
 * One visit at a time. From fcgi_open on SIGTERM is blocked and seen between visits only, so
 * that the running one finishes; no signal is lost. */
#pragma once

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "http/request.h"

struct fcgi;

/* Make and listen on the socket, mode 0660. A stale socket file is replaced; one that
 * somebody answers on is not. INVALID with a sentence in *why. */
enum status fcgi_listen(struct arena *arena, const char *path, int backlog, int *out,
                        struct str *why) MUST_USE NONNULL(1, 2, 4, 5);

/* Make this process a worker on the socket. `arena` lives as long as the worker. BROKEN if
 * the library or the kernel refuses. */
enum status fcgi_open(struct arena *arena, int listening, struct fcgi **out) MUST_USE
    NONNULL(1, 3);

/* Wait for a visit. NOT_FOUND when SIGTERM has come: end the worker. BROKEN if the socket is
 * unusable. A visit that could not be read is let go and the next one awaited. */
enum status fcgi_accept(struct fcgi *fcgi) MUST_USE NONNULL(1);

/* The parameters of the running visit, ended by a NULL name; they live as long as it does,
 * the array as long as `arena`. */
const struct param *fcgi_params(struct fcgi *fcgi, struct arena *arena) RETURNS_NONNULL
    NONNULL(1, 2);

/* Has nginx closed the line, as it does when the browser has gone? */
bool fcgi_is_left(const struct fcgi *fcgi) MUST_USE NONNULL(1);

/* Read the body, `len` bytes as announced. TOO_MUCH, with nothing read, if that is more than
 * `limit`; INVALID if fewer came. */
enum status fcgi_read(struct fcgi *fcgi, struct arena *arena, size_t len, size_t limit,
                      struct str *out) MUST_USE NONNULL(1, 2, 5);

/* Send head and body in pieces of 32 KiB, and that this is all. BROKEN if nginx has gone or
 * takes nothing for 15 s; nobody can be told then but the log. */
enum status fcgi_answer(struct fcgi *fcgi, struct str head, struct str body) MUST_USE
    NONNULL(1);

/* End the visit. */
void fcgi_finish(struct fcgi *fcgi) NONNULL(1);
