-- What mailbox may do, which only a local run has: see who asks, like every program.
GRANT SELECT (id_hash, session_id, user_id, half, form_salt, seen_at, ends_at), UPDATE (seen_at)
    ON branchline.session TO 'mailbox'@'localhost';
GRANT SELECT (user_id, name, email, zone, suspended)
    ON branchline.user TO 'mailbox'@'localhost';
GRANT SELECT (root_id, account_id, user_id, role)
    ON branchline.membership TO 'mailbox'@'localhost';
