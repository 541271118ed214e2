-- What admin may do: read the audit log; add to it, never change it.
GRANT SELECT (id_hash, session_id, user_id, form_salt, seen_at, ends_at), UPDATE (seen_at)
    ON branchline.session TO 'admin'@'localhost';
GRANT SELECT (user_id, name, email, zone, suspended)
    ON branchline.user TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, name, state, line, country)
    ON branchline.account TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, user_id, role)
    ON branchline.membership TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, scope, user_id, open, unread, closed, version)
    ON branchline.inbox_count TO 'admin'@'localhost';
GRANT SELECT (root_id, account_id, at, user_id, user_name, address, action, object, was, became),
      INSERT (root_id, account_id, seq, at, user_id, user_name, address, action, object, was,
              became, prev, hash)
    ON branchline.audit TO 'admin'@'localhost';
GRANT SELECT (root_id, seq, at, hash), INSERT (root_id, seq, at, hash), UPDATE (seq, at, hash)
    ON branchline.audit_head TO 'admin'@'localhost';
