/* handed.h: what a service manager hands to the process that it starts
 *
 * systemd's protocol, sd_listen_fds(3) and sd_notify(3), without its library. Started by
 * anything else, a process has been handed nothing, and both do nothing. */
#pragma once

#include "base/attr.h"

/* The one socket that was opened for us, non-blocking and closed on exec; -1 if there is none.
 * Asked again, the same one. */
int handed_socket(void) MUST_USE;

/* Tell whoever started us that we serve. */
void handed_ready(void);
