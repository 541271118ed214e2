/* audit.h: the page of the audit log, which an export that can't be made shows again */
#pragma once

#include "admin.h"
#include "lookup.h"

/* An export is made in memory, so it has an end; who needs more takes shorter times. */
enum { EXPORT_MOST = 5000, EXPORT_BYTES = 10 << 20 };

/* `too_many`: say that the export would hold more than EXPORT_MOST rows. */
enum status audit_log(struct visit *visit, const struct lookup *lookup, bool too_many) MUST_USE
    NONNULL(1, 2);
