/* admin.h: what the files of the program share */
#pragma once

#include "portal/page.h"

/* audit.c */
enum status audit_show(struct visit *visit) MUST_USE NONNULL(1);
