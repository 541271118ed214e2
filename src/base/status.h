/* status.h: how a call ended
 *
 * What a person typed wrong is not a status but data (struct faults in portal/). */
#pragma once

#include "base/attr.h"

enum status {
    OK = 0,
    NOT_FOUND, /* no such row in the caller's reach; a foreign one looks the same */
    DENIED,    /* there, but the role may not */
    INVALID,   /* input that no form of ours would have sent */
    CONFLICT,  /* the state is no longer the one the caller relied on */
    TOO_MUCH,  /* a limit on size, number or rate */
    BUSY,      /* come again: lock, deadlock, full queue, database away */
    BROKEN,    /* a fault of ours or of something below; the log's reader was told */
};

/* The word for a status, for logs. Never NULL; static. */
const char *status_word(enum status status) RETURNS_NONNULL;

/* Leave the function with the call's status unless it is OK. The only macro that returns. */
#define TRY(call)                        \
    do {                                 \
        enum status try_status_ = (call); \
        if (try_status_ != OK)           \
            return try_status_;          \
    } while (0)
