/* audit_seals.h: what the seals of audit chains prove, for `branchline audit verify` */
#pragma once

#include "tool/audit_proof.h"

/* Say what the seals of a chain prove, and which is wrong first. */
enum status chain_seals_verify(struct audit_proof *proof,
                               const struct audit_chain *chain) MUST_USE NONNULL(1, 2);

/* Say which seals are missing among all. */
enum status seal_gaps_verify(struct audit_proof *proof) MUST_USE NONNULL(1);

/* Each seal that is in a file of log lines or mails. An exit code; EXIT_DONE also if some were
 * wrong. */
int seal_copies_verify(struct audit_proof *proof, const char *path) MUST_USE NONNULL(1, 2);
