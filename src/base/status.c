/* status.c: the words for how a call ended */
#include "base/status.h"

const char *status_word(enum status status)
{
    switch (status) {
    case OK:
        return "ok";
    case NOT_FOUND:
        return "not_found";
    case DENIED:
        return "denied";
    case INVALID:
        return "invalid";
    case CONFLICT:
        return "conflict";
    case TOO_MUCH:
        return "too_much";
    case BUSY:
        return "busy";
    case BROKEN:
        return "broken";
    }
    return "unknown";
}
