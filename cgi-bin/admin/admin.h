/* admin.h: what the files of the program share */
#pragma once

#include "portal/page.h"

/* audit.c and export.c: the audit log, of the account or, merged, of the tree */
enum status audit_show(struct visit *visit) MUST_USE NONNULL(1);
enum status audit_export(struct visit *visit) MUST_USE NONNULL(1);
