/* submission.c: one press of Send, known by its idempotency key */
#include "model/submission.h"

SHAPE(submission, FIELD(submission, content), FIELD(submission, first_message_id),
      FIELD(submission, last_message_id), FIELD(submission, messages),
      FIELD(submission, parts));

STMT(submission_add_row, NULL,
     "INSERT INTO submission (" INTO_MINE ", once, content, first_message_id,"
     " last_message_id, messages, parts, made_at)"
     " VALUES (" INTO_MINE_VALUES ", ?, ?, ?, ?, ?, ?, ?)");

STMT(submission_by_once, &submission_shape,
     "SELECT s.content, s.first_message_id, s.last_message_id, s.messages, s.parts"
     "  FROM submission AS s"
     " WHERE " MINE("s") " AND s.once = ?");

enum status submission_add(struct tenant *t, struct str once,
                           const struct submission *submission, struct stamp at)
{
    return tenant_try(t, &submission_add_row,
                      WITH(TEXT(once), TEXT(submission->content),
                           ID(submission->first_message_id), ID(submission->last_message_id),
                           ID(submission->messages), ID(submission->parts), STAMP(at)));
}

enum status submission_find(struct tenant *t, struct str once, struct submission *out)
{
    return tenant_one(t, &submission_by_once, WITH(TEXT(once)), out);
}
