/* secret_file.h: putting a carrier's password into the installation's secret folder */
#pragma once

#include "tool/tool.h"

/* The password of a route: the content of `from` or, without it, what stands in the secret
 * folder already. At most 8 printable characters (SMPP 3.4, 4.1.1). In the wiped arena. Not
 * OK: it has said why. */
enum status secret_route_read(struct tool *tool, struct str route, struct str from,
                              struct str *out) MUST_USE NONNULL(1, 4);

/* Keep it as secret_dir/route-NAME for esmed, mode 0400 and its own, at once and whole. Not OK:
 * it has said why. */
enum status secret_route_keep(struct tool *tool, struct str route, struct str password) MUST_USE
    NONNULL(1);
