/* mailbox.h: what the files of the mailbox share */
#pragma once

#include "base/list.h"
#include "portal/page.h"
#include "text/mime.h"

/* A mail that maild has kept. `kept_id` are the first 60 bits of its name. */
struct kept {
    uint64_t kept_id;
    struct str name; /* of its file */
    struct str to;
    struct str subject;
    struct stamp came_at;
};
extern const struct shape kept_shape;

enum { KEPT_MOST = 100 };

/* The folder of mail_to; NULL: mails go to a relay. */
const char *kept_folder(const struct visit *visit) NONNULL(1);

/* The newest, at most KEPT_MOST; *more: there are older ones. Fills kept_id, name, came_at. */
enum status kept_list(struct visit *visit, struct list *out, bool *more) MUST_USE
    NONNULL(1, 2, 3);

/* Read and parse one of kept_list. NOT_FOUND if it is gone or is no mail. */
enum status kept_read(struct visit *visit, const struct kept *kept,
                      struct mime_seen *out) MUST_USE NONNULL(1, 2, 3);

enum status box_show(struct visit *visit) MUST_USE;
enum status mail_show(struct visit *visit) MUST_USE;
