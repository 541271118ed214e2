/* answer.h: what a carrier's command_status means for the message it answers
 *
 * SMPP 3.4, 5.1.3, and what is common beyond it. Only a carrier that says "too fast" or
 * "my queue is full" has surely not taken a message that it may take later; every other
 * error is final, so that nothing is tried for ever. */
#pragma once

#include <stdint.h>

#include "base/attr.h"

enum {
    ESME_ROK = 0x00,
    ESME_RINVMSGLEN = 0x01,
    ESME_RINVCMDLEN = 0x02,
    ESME_RINVCMDID = 0x03,
    ESME_RINVBNDSTS = 0x04,
    ESME_RALYBND = 0x05,
    ESME_RSYSERR = 0x08,
    ESME_RINVSRCADR = 0x0A,
    ESME_RINVDSTADR = 0x0B,
    ESME_RINVMSGID = 0x0C,
    ESME_RBINDFAIL = 0x0D,
    ESME_RINVPASWD = 0x0E,
    ESME_RINVSYSID = 0x0F,
    ESME_RMSGQFUL = 0x14,
    ESME_RSUBMITFAIL = 0x45,
    ESME_RTHROTTLED = 0x58,
    ESME_RX_T_APPN = 0x64, /* ours: "come again later" for a deliver_sm */
    ESME_RINVOPTPARSTREAM = 0xC0,
};

enum answer {
    ANSWER_TAKEN,
    ANSWER_LATER,   /* not taken, may be offered again */
    ANSWER_REFUSED, /* not taken, and never will be */
};

enum answer answer_of(uint32_t status);

/* A sentence for the trace and the log; never NULL, static. A status that the standard
 * does not name (carriers have their own) gets a general one. */
const char *answer_words(uint32_t status) RETURNS_NONNULL;
