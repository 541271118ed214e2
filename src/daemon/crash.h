/* crash.h: dying at an exact moment, for the crash tests
 *
 * With `NAME_faults = 1` in the configuration, a file RUN_DIR/NAME.fault that holds a point's
 * name makes the daemon kill itself there, once: the file is removed first. */
#pragma once

#include "base/arena.h"
#include "base/conf.h"

/* The file's path, or NULL where faults are off (everywhere but in tests). */
const char *crash_file(struct arena *arena, const struct conf *conf, const char *name)
    NONNULL(1, 2, 3);

/* Die here if the file says so. */
void crash_point(const char *file, const char *point) NONNULL(2);
