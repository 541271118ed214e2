/* witness.c: who can see a conversation, by the rule of the rows themselves */
#include "model/people/witness.h"

#include "db/global.h"
#include "model/people/membership.h"

SHAPE(witness, FIELD(witness, user_id), FIELD(witness, name),
      FIELD_WORD(witness, role, role_words), FIELD(witness, part), FIELD(witness, above));

STMT_GLOBAL(witness_page, &witness_shape,
            "a role in the parent counts in the account too, and stands in the parent",
            "SELECT u.user_id, u.name, m.role, o.user_id IS NOT NULL AS part,"
            "       q.user_id IS NOT NULL AS above"
            "  FROM membership AS m JOIN user AS u ON u.user_id = m.user_id"
            "  LEFT JOIN conversation_own AS o ON o.account_id = m.account_id"
            "        AND o.user_id = m.user_id AND o.conversation_id = ?"
            "  LEFT JOIN membership AS q ON q.account_id = m.root_id AND q.user_id = m.user_id"
            "        AND q.role = 'administrator' AND m.account_id <> m.root_id"
            " WHERE m.account_id = ? AND u.suspended = 0"
            " ORDER BY m.role + 0 DESC, u.name, u.user_id LIMIT 200");

enum status witness_list(struct db *db, const struct tenant *t, uint64_t conversation_id,
                         struct list *out)
{
    return global_list(db, &witness_page, WITH(ID(conversation_id), ID(tenant_account(t))),
                       out);
}
