/* dial.h: a TCP connection that is being made */
#pragma once

#include <stdint.h>

#include "base/attr.h"

/* A non-blocking socket on its way to host:port, or -1. A host of several addresses gets
 * its `attempt`-th, round and round. Looking up a name may block; an address does not. */
int dial_start(const char *host, uint16_t port, unsigned attempt) MUST_USE NONNULL(1);

/* 1: connected, 0: still on its way, -1: failed. */
int dial_finish(int fd) MUST_USE;
