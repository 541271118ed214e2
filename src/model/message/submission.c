/* submission.c: one press of Send, known by its idempotency key */
#include "model/message/submission.h"

#include "model/message/message_state.h"

SHAPE(submission, FIELD(submission, content), FIELD(submission, first_message_id),
      FIELD(submission, last_message_id), FIELD(submission, messages),
      FIELD(submission, parts));

SHAPE(posted, FIELD(posted, message_id), FIELD(posted, conversation_id), FIELD(posted, msisdn),
      FIELD(posted, contact_name), FIELD_WORD(posted, state, message_state_words));

STMT(submission_add_row, NULL,
     "INSERT INTO submission (" INTO_MINE ", once, content, first_message_id,"
     " last_message_id, messages, parts, made_at)"
     " VALUES (" INTO_MINE_VALUES ", ?, ?, ?, ?, ?, ?, ?)");

STMT(submission_by_once, &submission_shape,
     "SELECT s.content, s.first_message_id, s.last_message_id, s.messages, s.parts"
     "  FROM submission AS s"
     " WHERE " MINE("s") " AND s.once = ?");

/* Another press of the same moment may have made ids in between; it is not of this user and
 * this microsecond. */
STMT(submission_letters, &posted_shape,
     "SELECT m.message_id, m.conversation_id, m.msisdn, k.name AS contact_name, m.state"
     "  FROM submission AS s"
     "  JOIN message AS m ON " SAME(
         "m",
         "s") "   AND m.message_id >= s.first_message_id AND m.message_id <= s.last_message_id"
              "   AND m.user_id = s.user_id AND m.accepted_at = s.made_at"
              "  LEFT JOIN contact AS k ON " SAME(
                  "k", "m") " AND k.msisdn = m.msisdn"
                            " WHERE " MINE("s") " AND s.once = ?"
                                                " ORDER BY m.message_id LIMIT 200");

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

enum status submission_posted(struct tenant *t, struct str once, struct list *out)
{
    return tenant_list(t, &submission_letters, WITH(TEXT(once)), out);
}
