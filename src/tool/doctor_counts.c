/* doctor_counts.c: what is kept beside the rows equals the rows */
#include "tool/doctor.h"

#define FOR_DOCTOR "the operator's checker compares the rows of all accounts"

STMT_GLOBAL(doctor_conversation_ends_differ, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(c.conversation_id), 0) AS example"
            "  FROM conversation AS c"
            "  LEFT JOIN (SELECT m.account_id, m.conversation_id,"
            "                    MIN(m.message_id) AS first_id, MAX(m.message_id) AS last_id"
            "               FROM message AS m"
            "              GROUP BY m.account_id, m.conversation_id) AS e"
            "    ON e.account_id = c.account_id AND e.conversation_id = c.conversation_id"
            " WHERE (e.last_id IS NULL OR e.first_id <> c.first_message_id"
            "        OR e.last_id <> c.last_message_id)");

STMT_GLOBAL(doctor_conversation_last_differs, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(c.conversation_id), 0) AS example"
            "  FROM conversation AS c"
            "  JOIN message AS m ON m.account_id = c.account_id"
            "                   AND m.message_id = c.last_message_id"
            " WHERE (m.direction <> c.last_direction OR m.state <> c.last_state"
            "        OR m.accepted_at <> c.last_at"
            "        OR (m.direction = 'out'"
            "            AND COALESCE(m.user_id, 0) <> COALESCE(c.last_user_id, 0))"
            "        OR (m.direction = 'in' AND c.last_user_id IS NOT NULL))");

STMT_GLOBAL(doctor_conversation_out_differs, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(c.conversation_id), 0) AS example"
            "  FROM conversation AS c"
            "  LEFT JOIN (SELECT m.account_id, m.conversation_id,"
            "                    MAX(m.message_id) AS out_id"
            "               FROM message AS m"
            "              WHERE m.direction = 'out'"
            "              GROUP BY m.account_id, m.conversation_id) AS e"
            "    ON e.account_id = c.account_id AND e.conversation_id = c.conversation_id"
            "  LEFT JOIN message AS o ON o.account_id = c.account_id"
            "                        AND o.message_id = e.out_id"
            " WHERE (COALESCE(e.out_id, 0) <> COALESCE(c.out_message_id, 0)"
            "        OR COALESCE(o.user_id, 0) <> COALESCE(c.out_user_id, 0))");

STMT_GLOBAL(doctor_own_rows_missing, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(e.conversation_id), 0) AS example"
            "  FROM (SELECT m.account_id, m.user_id, m.conversation_id"
            "          FROM message AS m"
            "         WHERE m.user_id IS NOT NULL"
            "         GROUP BY m.account_id, m.user_id, m.conversation_id) AS e"
            "  LEFT JOIN conversation_own AS o ON o.account_id = e.account_id"
            "                                 AND o.user_id = e.user_id"
            "                                 AND o.conversation_id = e.conversation_id"
            " WHERE o.conversation_id IS NULL");

STMT_GLOBAL(doctor_own_ends_differ, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(o.conversation_id), 0) AS example"
            "  FROM conversation_own AS o"
            "  LEFT JOIN (SELECT m.account_id, m.user_id, m.conversation_id,"
            "                    MIN(m.message_id) AS first_id, MAX(m.message_id) AS last_id"
            "               FROM message AS m"
            "              WHERE m.user_id IS NOT NULL"
            "              GROUP BY m.account_id, m.user_id, m.conversation_id) AS e"
            "    ON e.account_id = o.account_id AND e.user_id = o.user_id"
            "   AND e.conversation_id = o.conversation_id"
            " WHERE (e.last_id IS NULL OR e.first_id <> o.first_message_id"
            "        OR e.last_id <> o.last_message_id)");

STMT_GLOBAL(doctor_own_last_differs, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(o.conversation_id), 0) AS example"
            "  FROM conversation_own AS o"
            "  JOIN message AS m ON m.account_id = o.account_id"
            "                   AND m.message_id = o.last_message_id"
            " WHERE (m.direction <> o.last_direction OR m.state <> o.last_state"
            "        OR m.accepted_at <> o.last_at)");

STMT_GLOBAL(doctor_account_count_differs, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(a.account_id), 0) AS example"
            "  FROM account AS a"
            "  LEFT JOIN (SELECT c.account_id, SUM(c.closed = 0) AS open,"
            "                    SUM(c.unread) AS unread, SUM(c.closed) AS closed"
            "               FROM conversation AS c"
            "              GROUP BY c.account_id) AS e ON e.account_id = a.account_id"
            "  LEFT JOIN inbox_count AS n ON n.account_id = a.account_id"
            "                            AND n.scope = 'account'"
            " WHERE (COALESCE(n.open, 0) <> COALESCE(e.open, 0)"
            "        OR COALESCE(n.unread, 0) <> COALESCE(e.unread, 0)"
            "        OR COALESCE(n.closed, 0) <> COALESCE(e.closed, 0))");

STMT_GLOBAL(doctor_user_count_differs, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(n.user_id), 0) AS example"
            "  FROM inbox_count AS n"
            "  LEFT JOIN (SELECT o.account_id, o.user_id, COUNT(*) AS open,"
            "                    SUM(o.unread) AS unread"
            "               FROM conversation_own AS o"
            "              GROUP BY o.account_id, o.user_id) AS e"
            "    ON e.account_id = n.account_id AND e.user_id = n.user_id"
            " WHERE n.scope = 'user'"
            "   AND (n.open <> COALESCE(e.open, 0) OR n.unread <> COALESCE(e.unread, 0))");

STMT_GLOBAL(doctor_tree_count_differs, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(a.account_id), 0) AS example"
            "  FROM account AS a"
            "  LEFT JOIN (SELECT c.root_id, SUM(c.closed = 0) AS open,"
            "                    SUM(c.unread) AS unread, SUM(c.closed) AS closed"
            "               FROM conversation AS c"
            "              GROUP BY c.root_id) AS e ON e.root_id = a.account_id"
            "  LEFT JOIN inbox_count AS n ON n.account_id = a.account_id"
            "                            AND n.scope = 'tree'"
            " WHERE a.root_id = a.account_id"
            "   AND (COALESCE(n.open, 0) <> COALESCE(e.open, 0)"
            "        OR COALESCE(n.unread, 0) <> COALESCE(e.unread, 0)"
            "        OR COALESCE(n.closed, 0) <> COALESCE(e.closed, 0))");

STMT_GLOBAL(doctor_count_version_behind, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(c.conversation_id), 0) AS example"
            "  FROM conversation AS c"
            "  LEFT JOIN inbox_count AS n ON n.account_id = c.account_id"
            "                            AND n.scope = 'account'"
            "  LEFT JOIN inbox_count AS t ON t.account_id = c.root_id"
            "                            AND t.scope = 'tree'"
            " WHERE (COALESCE(n.version, 0) < c.version"
            "        OR COALESCE(t.version, 0) < c.tree_version)");

/* Received is what comes from a handset, and only that. */
STMT_GLOBAL(doctor_message_state_differs, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(m.message_id), 0) AS example"
            "  FROM message AS m"
            " WHERE (m.direction = 'in') <> (m.state = 'received')");

/* What stands before the last row only `audit verify` reads. */
STMT_GLOBAL(doctor_audit_end_differs, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(h.root_id), 0) AS example"
            "  FROM audit_head AS h"
            "  LEFT JOIN audit AS w ON w.root_id = h.root_id AND w.seq = h.seq"
            "  LEFT JOIN audit_outside AS o ON h.root_id = 0 AND o.seq = h.seq"
            " WHERE COALESCE(w.hash, o.hash, '') <> h.hash");

const struct doctor_check doctor_counts[] = {
    {&doctor_message_state_differs, "Inbound messages are received, outbound ones are not."},
    {&doctor_conversation_ends_differ, "A conversation knows its first and its last message."},
    {&doctor_conversation_last_differs, "A conversation shows what its last message is."},
    {&doctor_conversation_out_differs, "A conversation knows its newest outbound message."},
    {&doctor_own_rows_missing,
     "Everybody who wrote or was answered has a view of the conversation."},
    {&doctor_own_ends_differ,
     "A person's view of a conversation spans just the rows that are theirs."},
    {&doctor_own_last_differs, "A person's view shows what their last row is."},
    {&doctor_account_count_differs, "An account's counts equal its conversations."},
    {&doctor_user_count_differs, "A person's counts equal their views."},
    {&doctor_tree_count_differs,
     "A tree's counts equal the conversations of all its accounts."},
    {&doctor_audit_end_differs,
     "The last audit row of a tree is the one that its chain ends with."},
    {&doctor_count_version_behind, "No conversation is newer than its inbox."},
    {0},
};
