/* fault.h: dying at an exact moment, for the crash tests
 *
 * With `esmed_faults = 1` in the configuration, a file RUN_DIR/esmed.fault that holds a
 * point's name makes the process kill itself there, once: the file is removed first. */
#pragma once

#include "base/arena.h"
#include "base/conf.h"

/* The file's path, or NULL where faults are off (everywhere but in tests). */
const char *fault_file(struct arena *arena, const struct conf *conf) NONNULL(1, 2);

/* Die here if the file says so. */
void fault_point(const char *file, const char *point) NONNULL(2);
