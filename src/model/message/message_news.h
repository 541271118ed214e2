/* message_news.h: a message whose state changed where the inbox can't be written
 *
 * esmed, which parses hostile bytes, changes the state of messages and parts but may not
 * touch conversations and counts. It leaves a row here in the same transaction and rings
 * dlrd, which folds the parts, lets the conversation follow and takes the row away. */
#pragma once

#include "base/status.h"
#include "db/tenant.h"

/* Inside the transaction that changed the message; once more changes nothing. */
enum status message_news_tell(struct tenant *t, uint64_t message_id) MUST_USE NONNULL(1);

extern const struct stmt message_news_add;
