/* doctor_parents.c: every row's parents lie in its account */
#include "tool/doctor.h"

#define FOR_DOCTOR "the operator's checker compares the rows of all accounts"

STMT_GLOBAL(doctor_message_account_missing, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(m.message_id), 0) AS example"
            "  FROM message AS m"
            "  LEFT JOIN account AS a ON a.account_id = m.account_id"
            "                        AND a.root_id = m.root_id"
            " WHERE a.account_id IS NULL");

STMT_GLOBAL(doctor_message_conversation_missing, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(m.message_id), 0) AS example"
            "  FROM message AS m"
            "  LEFT JOIN conversation AS c ON c.account_id = m.account_id"
            "                             AND c.conversation_id = m.conversation_id"
            " WHERE c.conversation_id IS NULL");

STMT_GLOBAL(doctor_message_number_differs, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(m.message_id), 0) AS example"
            "  FROM message AS m"
            "  JOIN conversation AS c ON c.account_id = m.account_id"
            "                        AND c.conversation_id = m.conversation_id"
            "  JOIN sender AS s ON s.account_id = c.account_id AND s.sender_id = c.sender_id"
            " WHERE (m.msisdn <> c.msisdn OR m.sender <> s.msisdn OR m.root_id <> c.root_id)");

STMT_GLOBAL(doctor_message_reply_astray, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(m.message_id), 0) AS example"
            "  FROM message AS m"
            "  LEFT JOIN message AS o ON o.account_id = m.account_id"
            "                        AND o.message_id = m.in_reply_to"
            " WHERE m.in_reply_to IS NOT NULL"
            "   AND (o.message_id IS NULL OR o.direction <> 'out' OR m.direction <> 'in'"
            "        OR o.conversation_id <> m.conversation_id OR o.message_id > m.message_id"
            "        OR COALESCE(o.user_id, 0) <> COALESCE(m.user_id, 0))");

STMT_GLOBAL(doctor_part_message_missing, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(p.message_id), 0) AS example"
            "  FROM part AS p"
            "  LEFT JOIN message AS m ON m.account_id = p.account_id"
            "                        AND m.message_id = p.message_id"
            " WHERE (m.message_id IS NULL OR m.root_id <> p.root_id OR m.direction <> 'out')");

STMT_GLOBAL(doctor_part_beyond, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(p.message_id), 0) AS example"
            "  FROM part AS p"
            "  JOIN message AS m ON m.account_id = p.account_id"
            "                   AND m.message_id = p.message_id"
            " WHERE (p.part_no = 0 OR p.part_no > m.parts)");

/* A delivered message has all its parts, each delivered. */
STMT_GLOBAL(doctor_part_missing, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(m.message_id), 0) AS example"
            "  FROM message AS m"
            " WHERE m.direction = 'out'"
            "   AND m.state = 'delivered'"
            "   AND m.parts <> (SELECT COUNT(*)"
            "                     FROM part AS p"
            "                    WHERE p.account_id = m.account_id"
            "                      AND p.message_id = m.message_id"
            "                      AND p.state = 'delivered')");

STMT_GLOBAL(doctor_outbox_message_missing, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(x.message_id), 0) AS example"
            "  FROM outbox AS x"
            "  LEFT JOIN message AS m ON m.account_id = x.account_id"
            "                        AND m.message_id = x.message_id"
            " WHERE (m.message_id IS NULL OR m.root_id <> x.root_id OR m.direction <> 'out')");

STMT_GLOBAL(doctor_carrier_ref_part_missing, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(f.message_id), 0) AS example"
            "  FROM carrier_ref AS f"
            "  LEFT JOIN part AS p ON p.account_id = f.account_id"
            "                     AND p.message_id = f.message_id"
            "                     AND p.part_no = f.part_no"
            " WHERE (p.message_id IS NULL OR p.root_id <> f.root_id"
            "        OR p.route_id <> f.route_id)");

STMT_GLOBAL(doctor_receipt_part_missing, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(r.raw_id), 0) AS example"
            "  FROM raw_receipt AS r"
            "  LEFT JOIN part AS p ON p.account_id = r.account_id"
            "                     AND p.message_id = r.message_id"
            "                     AND p.part_no = r.part_no"
            " WHERE (r.state = 'applied' OR r.message_id IS NOT NULL)"
            "   AND p.message_id IS NULL");

STMT_GLOBAL(doctor_inbound_message_missing, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(i.raw_id), 0) AS example"
            "  FROM raw_inbound AS i"
            "  LEFT JOIN message AS m ON m.account_id = i.account_id"
            "                        AND m.message_id = i.message_id"
            " WHERE (i.state = 'applied' OR i.message_id IS NOT NULL)"
            "   AND (m.message_id IS NULL OR m.direction <> 'in')");

/* Opening and closing take turns. */
STMT_GLOBAL(doctor_event_order_astray, &finding_shape, FOR_DOCTOR,
            "SELECT COUNT(*) AS wrong, COALESCE(MIN(e.event_id), 0) AS example"
            "  FROM conversation_event AS e"
            "  JOIN conversation AS c ON c.account_id = e.account_id"
            "                        AND c.conversation_id = e.conversation_id"
            " WHERE e.event_id = (SELECT MAX(n.event_id)"
            "                       FROM conversation_event AS n"
            "                      WHERE n.account_id = e.account_id"
            "                        AND n.conversation_id = e.conversation_id)"
            "   AND c.closed <> (e.kind = 'closed')");

const struct doctor_check doctor_parents[] = {
    {&doctor_message_account_missing, "Every message lies in an account of its tree."},
    {&doctor_message_conversation_missing, "Every message's conversation lies in its account."},
    {&doctor_message_number_differs, "Every message has its conversation's two numbers."},
    {&doctor_message_reply_astray,
     "Every reply answers an earlier outbound message of its conversation and belongs to its "
     "writer."},
    {&doctor_part_message_missing, "Every part's message lies in its account and is outbound."},
    {&doctor_part_beyond, "No part has a number beyond its message's parts."},
    {&doctor_part_missing, "A delivered message has all its parts, each delivered."},
    {&doctor_outbox_message_missing, "Every outbox row's message lies in its account."},
    {&doctor_carrier_ref_part_missing,
     "Every carrier's id leads to a part of its route and account."},
    {&doctor_receipt_part_missing, "Every receipt that was placed has its part."},
    {&doctor_inbound_message_missing, "Every inbound text that was placed has its message."},
    {&doctor_event_order_astray, "A conversation is closed if its last event says so."},
    {0},
};
