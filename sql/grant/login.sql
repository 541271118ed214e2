-- What login may do. It knows who people are and which accounts they may enter; of what
-- stands in an account it sees nothing but how much is unread. INSERT … ON DUPLICATE KEY UPDATE
-- asks MariaDB for UPDATE on each column that it names, hence those of device and
-- sign_in_failure, which belong to no account.
GRANT SELECT (id_hash, session_id, user_id, half, made_at, seen_at, ends_at, auth_at, address, agent,
              form_salt, view_user_id, view_account_id, view_until),
      INSERT (id_hash, user_id, half, made_at, seen_at, ends_at, auth_at, address, agent,
              form_salt),
      UPDATE (seen_at, ends_at, half, view_user_id, view_account_id, view_until), DELETE
    ON branchline.session TO 'login'@'localhost';
GRANT SELECT (user_id, email, name, password, two_step, zone, language, notify_replies,
              notify_failures, suspended, verified),
      INSERT (email, name, password, zone, verified, added_at),
      UPDATE (email, name, password, two_step, zone, language, notify_replies, notify_failures)
    ON branchline.user TO 'login'@'localhost';
GRANT SELECT (root_id, account_id, name, state, line, zone)
    ON branchline.account TO 'login'@'localhost';
GRANT SELECT (root_id, account_id, user_id, role),
      INSERT (root_id, account_id, user_id, role, added_at), UPDATE (role)
    ON branchline.membership TO 'login'@'localhost';
GRANT SELECT (root_id, invite_id, token_hash, email, user_id, user_name, note, ends_at, used_at,
              revoked_at, declined_at),
      UPDATE (used_at, declined_at)
    ON branchline.invite TO 'login'@'localhost';
GRANT SELECT (root_id, account_id, invite_id, role, state), UPDATE (state)
    ON branchline.invite_grant TO 'login'@'localhost';
GRANT SELECT (token_hash, user_id, seen_at), INSERT (token_hash, user_id, made_at, seen_at),
      UPDATE (token_hash, user_id, made_at, seen_at)
    ON branchline.device TO 'login'@'localhost';
GRANT SELECT (kind, key_hash, failures, since_at, last_at),
      INSERT (kind, key_hash, failures, since_at, last_at),
      UPDATE (kind, key_hash, failures, since_at, last_at), DELETE
    ON branchline.sign_in_failure TO 'login'@'localhost';
GRANT SELECT (account_id, scope, user_id, unread) ON branchline.inbox_count TO 'login'@'localhost';
GRANT INSERT (message_ref, kind, to_email, to_name, sealed, not_before, queued_at, give_up_at)
    ON branchline.mail TO 'login'@'localhost';
GRANT INSERT (root_id, account_id, seq, at, user_id, user_name, address, action, object, was,
              became, prev, hash)
    ON branchline.audit TO 'login'@'localhost';
GRANT INSERT (seq, at, user_id, user_name, address, action, object, was, became, prev, hash)
    ON branchline.audit_outside TO 'login'@'localhost';
GRANT SELECT (root_id, seq, at, hash), INSERT (root_id, seq, at, hash), UPDATE (seq, at, hash)
    ON branchline.audit_head TO 'login'@'localhost';
GRANT SELECT (user_id, secret, step, on_at), INSERT (user_id, secret, made_at), UPDATE (step, on_at),
      DELETE
    ON branchline.totp TO 'login'@'localhost';
GRANT SELECT (user_id, code_hash, used_at), INSERT (user_id, code_hash), UPDATE (used_at), DELETE
    ON branchline.recovery_code TO 'login'@'localhost';
GRANT SELECT (token_hash, user_id, tries, ends_at), INSERT (token_hash, user_id, ends_at),
      UPDATE (tries), DELETE
    ON branchline.half TO 'login'@'localhost';
GRANT SELECT (token_hash, user_id, made_at, ends_at, used_at),
      INSERT (token_hash, user_id, made_at, ends_at), UPDATE (used_at)
    ON branchline.reset TO 'login'@'localhost';
GRANT SELECT (user_id, email, new_hash, old_hash, new_at, old_at, ends_at),
      INSERT (user_id, email, new_hash, old_hash, made_at, ends_at), UPDATE (new_at, old_at), DELETE
    ON branchline.email_change TO 'login'@'localhost';
GRANT SELECT (account_id, locks, two_step) ON branchline.setting TO 'login'@'localhost';
