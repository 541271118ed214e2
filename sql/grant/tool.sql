-- What the operator's command may do: open accounts, give numbers, tell of carriers; and read
-- what its checker compares. Messages it never changes, and of people only whether their sign-in
-- asks for a code, of which it tells them by mail; to the audit log it only ever adds.
GRANT SELECT, INSERT, UPDATE (payment) ON branchline.account TO 'tool'@'localhost';
GRANT SELECT, INSERT ON branchline.sender TO 'tool'@'localhost';
GRANT SELECT, INSERT, UPDATE ON branchline.route TO 'tool'@'localhost';
GRANT SELECT (root_id, email, used_at, revoked_at), UPDATE (revoked_at),
      INSERT (root_id, made_in, token_hash, email, made_at, ends_at)
    ON branchline.invite TO 'tool'@'localhost';
GRANT INSERT (root_id, account_id, invite_id, role) ON branchline.invite_grant TO 'tool'@'localhost';
GRANT SELECT, INSERT (root_id, account_id, scope) ON branchline.inbox_count TO 'tool'@'localhost';
GRANT SELECT (user_id, email, name, zone, two_step), UPDATE (two_step)
    ON branchline.user TO 'tool'@'localhost';
GRANT SELECT (user_id), DELETE ON branchline.totp TO 'tool'@'localhost';
GRANT SELECT (user_id), DELETE ON branchline.recovery_code TO 'tool'@'localhost';
GRANT SELECT (user_id), DELETE ON branchline.half TO 'tool'@'localhost';
GRANT SELECT (user_id), DELETE ON branchline.session TO 'tool'@'localhost';
GRANT SELECT (root_id, account_id, user_id, role) ON branchline.membership TO 'tool'@'localhost';
GRANT SELECT ON branchline.conversation TO 'tool'@'localhost';
GRANT SELECT ON branchline.conversation_own TO 'tool'@'localhost';
GRANT SELECT ON branchline.conversation_event TO 'tool'@'localhost';
GRANT SELECT ON branchline.message TO 'tool'@'localhost';
GRANT SELECT ON branchline.part TO 'tool'@'localhost';
GRANT SELECT ON branchline.outbox TO 'tool'@'localhost';
GRANT SELECT ON branchline.carrier_ref TO 'tool'@'localhost';
GRANT SELECT ON branchline.raw_receipt TO 'tool'@'localhost';
GRANT SELECT ON branchline.raw_inbound TO 'tool'@'localhost';
GRANT SELECT ON branchline.route_bind TO 'tool'@'localhost';
GRANT SELECT, INSERT ON branchline.audit TO 'tool'@'localhost';
GRANT SELECT, INSERT ON branchline.audit_outside TO 'tool'@'localhost';
GRANT SELECT, INSERT, UPDATE (seq, at, hash) ON branchline.audit_head TO 'tool'@'localhost';
GRANT SELECT (state, queued_at, ended_at, why),
      INSERT (message_ref, kind, to_email, to_name, sealed, not_before, queued_at, give_up_at)
    ON branchline.mail TO 'tool'@'localhost';
GRANT SELECT (number, root_id, seq, at, hash, key_id, signature) ON branchline.audit_seal TO 'tool'@'localhost';
