/* sign_ins.h: the list of the demo's people, for the one who tries it and for tests */
#pragma once

#include <stdbool.h>

#include "base/attr.h"

#define DEMO_PASSWORD "green bulbs in april"

/* A line for each membership, tab-separated, under the header
 * `email password account_id account_name role`: into the file, for its owner alone, and to
 * standard output. False if the file can't be written. */
bool sign_ins_write(const char *path) MUST_USE NONNULL(1);
