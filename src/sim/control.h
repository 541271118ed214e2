/* control.h: a socket by which tests and people steer the built-in carrier
 *
 * A line in, a line out: "ok …" or "error …". Connect, write, read, hang up.
 *
 *   inbound FROM TO TEXT…          a text from a handset; \n and \\ are understood
 *   raw FROM TO CODING ESM HEX     the same, octet by octet: UDH, UCS-2, anything
 *   receipt TO FROM ID STATE       a receipt nobody asked for; STATE as in 5.2.28
 *   set NAME VALUE                 a setting, as on the command line
 *   pause / go                     hold answers and deliveries back / let them go
 *   drop                           cut every line
 *   count TO TEXT…                 how often this whole text was taken
 *   most                           how often the thing was taken that was taken most often
 *   state                          bound=… submits=… taken=… kinds=… most=… waiting=…
 *   forget                         start counting anew */
#pragma once

#include "sim/carrier.h"

/* One command, without its line end. The answer lives in the visit's arena. */
struct str control_run(struct carrier *carrier, struct str line) NONNULL(1);
