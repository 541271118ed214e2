-- What admin may do: read the audit log; add to it, never change it.
GRANT SELECT (id_hash, session_id, user_id, half, form_salt, seen_at, ends_at), UPDATE (seen_at, half)
    ON branchline.session TO 'admin'@'localhost';
GRANT SELECT (user_id, name, email, zone, suspended, two_step)
    ON branchline.user TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, name, payment, state, state_at, state_by, line, country, zone),
      INSERT (root_id, account_id, name, payment, country, zone, line, opened_at),
      UPDATE (name, state, state_at, state_by, line, country, zone)
    ON branchline.account TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, user_id, role)
    ON branchline.membership TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, scope, user_id, open, unread, closed, version),
      INSERT (root_id, account_id, scope)
    ON branchline.inbox_count TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, sender_id, msisdn)
    ON branchline.sender TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id) ON branchline.contact TO 'admin'@'localhost';
GRANT SELECT (account_id) ON branchline.outbox TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, message_id, direction, parts, due_at)
    ON branchline.message TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, at, user_id, user_name, address, action, object, was, became),
      INSERT (root_id, account_id, seq, at, user_id, user_name, address, action, object, was,
              became, prev, hash)
    ON branchline.audit TO 'admin'@'localhost';
GRANT SELECT (root_id, seq, at, hash), INSERT (root_id, seq, at, hash), UPDATE (seq, at, hash)
    ON branchline.audit_head TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, version, changed_at, changed_by, locks, sender_id, footer,
              quiet_hours, duplicate_hours, day_messages, send_recipients, approval_above,
              reply_days, opt_out_words, opt_out_reply, opt_in_reply, opt_out_scope,
              retention_months, two_step),
      INSERT (root_id, account_id),
      UPDATE (version, changed_at, changed_by, locks, sender_id, footer, quiet_hours,
              duplicate_hours, day_messages, send_recipients, approval_above, reply_days,
              opt_out_words, opt_out_reply, opt_in_reply, opt_out_scope, retention_months,
              two_step)
    ON branchline.setting TO 'admin'@'localhost';
