-- What send may do. It takes texts from people: it adds messages and moves the conversations
-- they stand in; of what is there already it reads one's own messages and contacts by number.
GRANT SELECT (id_hash, session_id, user_id, half, form_salt, seen_at, ends_at, view_user_id,
              view_account_id, view_until),
      UPDATE (seen_at)
    ON branchline.session TO 'send'@'localhost';
GRANT SELECT (user_id, name, email, zone, suspended)
    ON branchline.user TO 'send'@'localhost';
GRANT SELECT (root_id, account_id, name, state, line, country)
    ON branchline.account TO 'send'@'localhost';
GRANT SELECT (root_id, account_id, user_id, role)
    ON branchline.membership TO 'send'@'localhost';
GRANT SELECT (node_id, owner, until_at), UPDATE (owner, until_at)
    ON branchline.node_lease TO 'send'@'localhost';
GRANT SELECT (account_id, sender_id, msisdn)
    ON branchline.sender TO 'send'@'localhost';
GRANT SELECT (account_id, sender_id)
    ON branchline.setting TO 'send'@'localhost';
GRANT SELECT (account_id, contact_id, name, msisdn, added_at)
    ON branchline.contact TO 'send'@'localhost';
GRANT SELECT (account_id, user_id, once, content, first_message_id, last_message_id, messages,
              parts, made_at),
      INSERT (root_id, account_id, user_id, once, content, first_message_id, last_message_id,
              messages, parts, made_at)
    ON branchline.submission TO 'send'@'localhost';
GRANT SELECT (account_id, message_id, conversation_id, direction, sender, msisdn, msisdn_typed,
              body, encoding, parts, class, state, why, origin, user_id, user_name,
              in_reply_to, repeated, accepted_at, due_at, queued_at, final_at),
      INSERT (root_id, account_id, message_id, conversation_id, direction, sender, msisdn,
              msisdn_typed, body, encoding, parts, class, state, why, origin, user_id,
              user_name, in_reply_to, repeated, accepted_at, due_at)
    ON branchline.message TO 'send'@'localhost';
GRANT SELECT (account_id, message_id)
    ON branchline.outbox TO 'send'@'localhost';
GRANT SELECT (account_id, conversation_id, sender_id, msisdn, closed, unread,
              first_message_id, last_message_id, last_state, out_message_id, out_user_id,
              out_at),
      INSERT (root_id, account_id, sender_id, msisdn, first_message_id,
              last_message_id, last_at, last_direction, last_state, preview, version,
              tree_version),
      UPDATE (closed, unread, first_message_id, last_message_id, last_at,
              last_direction, last_state, last_user_id, last_user_name, preview,
              out_message_id, out_user_id, out_at, version, tree_version)
    ON branchline.conversation TO 'send'@'localhost';
GRANT SELECT (account_id, user_id, conversation_id, unread, first_message_id,
              last_message_id, last_state),
      INSERT (root_id, account_id, user_id, conversation_id, unread, first_message_id,
              last_message_id, last_at, last_direction, last_state, preview, version),
      UPDATE (unread, first_message_id, last_message_id, last_at, last_direction,
              last_state, preview, version)
    ON branchline.conversation_own TO 'send'@'localhost';
GRANT SELECT (account_id, scope, user_id, open, unread, closed, version),
      INSERT (root_id, account_id, scope, user_id),
      UPDATE (open, unread, closed, version)
    ON branchline.inbox_count TO 'send'@'localhost';
GRANT INSERT (root_id, account_id, seq, at, user_id, user_name, address, action, object, was,
              became, prev, hash)
    ON branchline.audit TO 'send'@'localhost';
GRANT SELECT (root_id, seq, at, hash), INSERT (root_id, seq, at, hash), UPDATE (seq, at, hash)
    ON branchline.audit_head TO 'send'@'localhost';
GRANT SELECT (account_id, user_id, need, told_at),
      INSERT (root_id, account_id, user_id, need, told_at), UPDATE (told_at)
    ON branchline.denial TO 'send'@'localhost';
