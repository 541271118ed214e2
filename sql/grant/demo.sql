-- What the demo may do: fill tables, and move the counts of what it adds. The local runner makes this user; an
-- installation that serves people must not have it.
GRANT SELECT (account_id), INSERT ON branchline.account TO 'demo'@'localhost';
GRANT INSERT ON branchline.user TO 'demo'@'localhost';
GRANT INSERT ON branchline.membership TO 'demo'@'localhost';
GRANT SELECT (account_id, sender_id, msisdn), INSERT ON branchline.sender TO 'demo'@'localhost';
GRANT INSERT ON branchline.contact TO 'demo'@'localhost';
GRANT INSERT ON branchline.invite TO 'demo'@'localhost';
GRANT INSERT ON branchline.invite_grant TO 'demo'@'localhost';
GRANT INSERT ON branchline.setting TO 'demo'@'localhost';
GRANT SELECT (account_id, conversation_id, sender_id, msisdn), INSERT ON branchline.conversation TO 'demo'@'localhost';
GRANT INSERT ON branchline.conversation_own TO 'demo'@'localhost';
GRANT INSERT ON branchline.conversation_event TO 'demo'@'localhost';
GRANT SELECT (account_id, scope, user_id, open, unread, closed, version), UPDATE (open, unread, closed, version), INSERT
  ON branchline.inbox_count TO 'demo'@'localhost';
GRANT INSERT ON branchline.message TO 'demo'@'localhost';
GRANT INSERT ON branchline.part TO 'demo'@'localhost';
GRANT INSERT ON branchline.outbox TO 'demo'@'localhost';
GRANT INSERT ON branchline.carrier_ref TO 'demo'@'localhost';
GRANT INSERT ON branchline.raw_receipt TO 'demo'@'localhost';
GRANT INSERT ON branchline.raw_inbound TO 'demo'@'localhost';
GRANT SELECT (route_id, name, enabled), INSERT ON branchline.route TO 'demo'@'localhost';
GRANT SELECT (cursor_id), UPDATE (folded_to) ON branchline.word_cursor TO 'demo'@'localhost';
GRANT INSERT ON branchline.audit TO 'demo'@'localhost';
GRANT INSERT ON branchline.audit_head TO 'demo'@'localhost';
