-- What admin may do: look after accounts, their people and their settings; read the audit log and
-- add to it, never change it. Of messages it learns how many there are.
GRANT SELECT (id_hash, session_id, user_id, half, form_salt, seen_at, ends_at, view_user_id,
              view_account_id, view_until),
      UPDATE (seen_at, half, view_user_id, view_account_id, view_until)
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
GRANT SELECT (root_id, account_id, message_id, direction, parts, waiting)
    ON branchline.message TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, at, user_id, user_name, address, action, object, was, became),
      INSERT (root_id, account_id, seq, at, user_id, user_name, address, action, object, was,
              became, prev, hash)
    ON branchline.audit TO 'admin'@'localhost';
GRANT SELECT (root_id, seq, at, hash), INSERT (root_id, seq, at, hash), UPDATE (seq, at, hash)
    ON branchline.audit_head TO 'admin'@'localhost';
GRANT SELECT (account_id, user_id, need, told_at),
      INSERT (root_id, account_id, user_id, need, told_at), UPDATE (told_at)
    ON branchline.denial TO 'admin'@'localhost';
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
GRANT SELECT (root_id, invite_id, made_in, email, user_name, note, made_at, ends_at, used_at,
              revoked_at, declined_at),
      INSERT (root_id, made_in, token_hash, email, user_id, user_name, note, made_at, ends_at),
      UPDATE (token_hash, user_id, user_name, made_at, ends_at)
    ON branchline.invite TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, invite_id, role, state),
      INSERT (root_id, account_id, invite_id, role), UPDATE (state)
    ON branchline.invite_grant TO 'admin'@'localhost';
GRANT SELECT (user_id, seen_at) ON branchline.device TO 'admin'@'localhost';
GRANT SELECT (account_id, user_id) ON branchline.message TO 'admin'@'localhost';
GRANT SELECT (account_id, user_id) ON branchline.conversation_own TO 'admin'@'localhost';
GRANT INSERT (message_ref, kind, to_email, to_name, sealed, not_before, queued_at, give_up_at)
    ON branchline.mail TO 'admin'@'localhost';
GRANT SELECT (made_at), UPDATE (ends_at), DELETE ON branchline.session TO 'admin'@'localhost';
GRANT SELECT (added_at, verified) ON branchline.user TO 'admin'@'localhost';
GRANT SELECT (added_at), UPDATE (role), DELETE ON branchline.membership TO 'admin'@'localhost';
GRANT SELECT (user_id, made_at), INSERT (token_hash, user_id, made_at, ends_at)
    ON branchline.reset TO 'admin'@'localhost';
