/* folder.h: mails kept as files instead of sent, for the local run
 *
 * A file a mail, named by its Message-ID, so that a repeat takes the place of what it repeats;
 * written aside first and then renamed, so that nobody reads half of one. */
#pragma once

#include "base/status.h"
#include "base/str.h"

/* Write FOLDER/REF.eml. BROKEN if that fails. */
enum status folder_keep(struct arena *arena, const char *folder, struct str ref,
                        struct str message) MUST_USE NONNULL(1, 2);
