/* submission.h: one press of Send, known by its idempotency key
 *
 * For send.c, and for whoever wants to say what became of a press. */
#pragma once

#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/tenant.h"

struct submission {
    struct str content; /* SHA-256 of what was sent */
    uint64_t first_message_id;
    uint64_t last_message_id;
    uint32_t messages;
    uint32_t parts;
};
extern const struct shape submission_shape;

/* `once`: 32 bytes, the digest of the key. CONFLICT if this user has used it before. */
enum status submission_add(struct tenant *t, struct str once,
                           const struct submission *submission, struct stamp at) MUST_USE
    NONNULL(1, 3);
/* NOT_FOUND if this user has not used the key. */
enum status submission_find(struct tenant *t, struct str once, struct submission *out) MUST_USE
    NONNULL(1, 3);

/* One message of a press, as it stands now. */
struct posted {
    uint64_t message_id;
    uint64_t conversation_id;
    struct str msisdn;
    struct str contact_name; /* absent: not a contact */
    unsigned state;          /* enum message_state */
};
extern const struct shape posted_shape;

/* What this user's press with the key has sent, in the order of the numbers. May be empty. */
enum status submission_posted(struct tenant *t, struct str once, struct list *out) MUST_USE
    NONNULL(1, 3);

extern const struct stmt submission_add_row;
extern const struct stmt submission_by_once;
extern const struct stmt submission_letters;
