-- What schedd may do. It moves messages whose time has come, takes back those that may
-- not leave any more, lets the inbox follow, and takes away what has had its time; it reads no text.
GRANT SELECT (account_id, root_id, state) ON branchline.account TO 'schedd'@'localhost';
GRANT SELECT (route_id, enabled) ON branchline.route TO 'schedd'@'localhost';
GRANT SELECT (root_id, account_id, message_id, conversation_id, user_id, state, why, class,
              due_at, waiting),
      UPDATE (state, why, due_at, queued_at, final_at)
    ON branchline.message TO 'schedd'@'localhost';
GRANT SELECT (route_id, root_id, account_id, message_id, owner), DELETE,
      INSERT (root_id, account_id, message_id, route_id, priority, not_before)
    ON branchline.outbox TO 'schedd'@'localhost';
GRANT INSERT (message_id, root_id, account_id) ON branchline.message_news TO 'schedd'@'localhost';
GRANT SELECT (account_id, conversation_id, sender_id, closed, unread, last_message_id, last_state,
              out_message_id, out_user_id, out_at),
      UPDATE (closed, unread, last_state, out_message_id, out_user_id, out_at, version,
              tree_version)
    ON branchline.conversation TO 'schedd'@'localhost';
GRANT SELECT (account_id, user_id, conversation_id, unread, last_message_id, last_state),
      UPDATE (unread, last_state, version)
    ON branchline.conversation_own TO 'schedd'@'localhost';
GRANT SELECT (account_id, scope, user_id, open, unread, closed, version),
      INSERT (root_id, account_id, scope, user_id), UPDATE (open, unread, closed, version)
    ON branchline.inbox_count TO 'schedd'@'localhost';
GRANT SELECT (id_hash, ends_at), DELETE ON branchline.session TO 'schedd'@'localhost';
GRANT SELECT (token_hash, seen_at), DELETE ON branchline.device TO 'schedd'@'localhost';
GRANT SELECT (kind, key_hash, last_at), DELETE
    ON branchline.sign_in_failure TO 'schedd'@'localhost';
GRANT SELECT (token_hash, ends_at), DELETE ON branchline.half TO 'schedd'@'localhost';
GRANT SELECT (token_hash, made_at), DELETE ON branchline.reset TO 'schedd'@'localhost';
GRANT SELECT (user_id, ends_at), DELETE ON branchline.email_change TO 'schedd'@'localhost';
GRANT SELECT (account_id, user_id, once, made_at), DELETE
    ON branchline.submission TO 'schedd'@'localhost';
GRANT SELECT (account_id, user_id, need, told_at), DELETE ON branchline.denial TO 'schedd'@'localhost';
