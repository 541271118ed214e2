/* sender.c: a number of ours; inbound texts find their account by it */
#include "model/account/sender.h"

#include "model/account/setting.h"

SHAPE(sender, FIELD(sender, sender_id), FIELD(sender, msisdn));

SHAPE(owner, FIELD(owner, root_id), FIELD(owner, account_id), FIELD(owner, sender_id),
      FIELD(owner, msisdn), FIELD(owner, country), FIELD(owner, reply_days));

/* clang-format off */
STMT(sender_first, &sender_shape,
     "SELECT s.sender_id, s.msisdn"
     "  FROM sender AS s"
     "  LEFT JOIN setting AS g ON " SAME("g", "s") " AND g.sender_id = s.sender_id"
     " WHERE " OWN("s") " ORDER BY g.sender_id IS NULL, s.sender_id LIMIT 1");

STMT(sender_all, &sender_shape,
     "SELECT s.sender_id, s.msisdn"
     "  FROM sender AS s"
     " WHERE " OWN("s") " ORDER BY s.sender_id LIMIT 200");

STMT_GLOBAL(sender_by_msisdn, &owner_shape,
            "an inbound text finds its account by the number it was sent to",
            "SELECT n.root_id, n.account_id, n.sender_id, n.msisdn, a.country,"
            "       " SETTING_VALUE("reply_days", SETTING_STANDARD_REPLY_DAYS) " AS reply_days"
            "  FROM sender AS n"
            "  JOIN account AS a ON a.account_id = n.account_id"
            "  LEFT JOIN setting AS s ON s.account_id = a.account_id"
            "  LEFT JOIN setting AS p ON p.account_id = a.root_id"
            " WHERE n.msisdn = ?");
/* clang-format on */

enum status sender_default(struct tenant *t, struct sender *out)
{
    return tenant_one(t, &sender_first, WITH_NOTHING, out);
}

enum status sender_list(struct tenant *t, struct list *out)
{
    return tenant_list(t, &sender_all, WITH_NOTHING, out);
}

enum status sender_owner(struct db *db, struct str msisdn, struct owner *out)
{
    return global_one(db, &sender_by_msisdn, WITH(TEXT(msisdn)), out);
}
