-- What inbox may do. It shows conversations and where messages are, marks them, and takes
-- replies; of what a carrier said it sees the receipts' meaning, never their bytes.
GRANT SELECT (id_hash, session_id, user_id, half, form_salt, seen_at, ends_at, view_user_id,
              view_account_id, view_until),
      UPDATE (seen_at)
    ON branchline.session TO 'inbox'@'localhost';
GRANT SELECT (user_id, name, email, zone, suspended)
    ON branchline.user TO 'inbox'@'localhost';
GRANT SELECT (root_id, account_id, name, state, line, country)
    ON branchline.account TO 'inbox'@'localhost';
GRANT SELECT (root_id, account_id, user_id, role)
    ON branchline.membership TO 'inbox'@'localhost';
GRANT SELECT (node_id, owner, until_at), UPDATE (owner, until_at)
    ON branchline.node_lease TO 'inbox'@'localhost';
GRANT SELECT (account_id, sender_id, msisdn)
    ON branchline.sender TO 'inbox'@'localhost';
GRANT SELECT (account_id, sender_id)
    ON branchline.setting TO 'inbox'@'localhost';
GRANT SELECT (account_id, contact_id, name, msisdn, added_at)
    ON branchline.contact TO 'inbox'@'localhost';
GRANT SELECT (account_id, user_id, once, content, first_message_id, last_message_id, messages,
              parts),
      INSERT (root_id, account_id, user_id, once, content, first_message_id, last_message_id,
              messages, parts, made_at)
    ON branchline.submission TO 'inbox'@'localhost';
GRANT SELECT (account_id, message_id, conversation_id, direction, sender, msisdn, msisdn_typed,
              body, encoding, parts, class, state, why, origin, user_id, user_name,
              in_reply_to, repeated, accepted_at, due_at, queued_at, final_at),
      INSERT (root_id, account_id, message_id, conversation_id, direction, sender, msisdn,
              msisdn_typed, body, encoding, parts, class, state, why, origin, user_id,
              user_name, in_reply_to, repeated, accepted_at, due_at)
    ON branchline.message TO 'inbox'@'localhost';
GRANT SELECT (root_id, account_id, user_id, word, message_id)
    ON branchline.message_word TO 'inbox'@'localhost';
GRANT SELECT (cursor_id, folded_to) ON branchline.word_cursor TO 'inbox'@'localhost';
GRANT SELECT (root_id, account_id, conversation_id, sender_id, msisdn, closed, unread,
              first_message_id, last_message_id, last_at, last_direction, last_state,
              last_user_id, last_user_name, preview, out_message_id, out_user_id, out_at,
              version),
      INSERT (root_id, account_id, sender_id, msisdn, first_message_id,
              last_message_id, last_at, last_direction, last_state, preview, version,
              tree_version),
      UPDATE (closed, unread, first_message_id, last_message_id, last_at,
              last_direction, last_state, last_user_id, last_user_name, preview,
              out_message_id, out_user_id, out_at, version, tree_version)
    ON branchline.conversation TO 'inbox'@'localhost';
GRANT SELECT (account_id, user_id, conversation_id, unread, first_message_id,
              last_message_id, last_at, last_direction, last_state, preview, version),
      INSERT (root_id, account_id, user_id, conversation_id, unread, first_message_id,
              last_message_id, last_at, last_direction, last_state, preview, version),
      UPDATE (unread, first_message_id, last_message_id, last_at, last_direction,
              last_state, preview, version)
    ON branchline.conversation_own TO 'inbox'@'localhost';
GRANT SELECT (account_id, conversation_id, event_id, kind, user_name, happened_at),
      INSERT (root_id, account_id, conversation_id, event_id, kind, user_id, user_name,
              happened_at)
    ON branchline.conversation_event TO 'inbox'@'localhost';
GRANT SELECT (account_id, scope, user_id, open, unread, closed, version),
      INSERT (root_id, account_id, scope, user_id),
      UPDATE (open, unread, closed, version)
    ON branchline.inbox_count TO 'inbox'@'localhost';
GRANT SELECT (account_id, message_id, part_no, state, route_id, carrier_id, error, sent_at,
              answered_at)
    ON branchline.part TO 'inbox'@'localhost';
GRANT SELECT (route_id, name) ON branchline.route TO 'inbox'@'localhost';
GRANT SELECT (route_id, line, until_at, changed_at)
    ON branchline.route_bind TO 'inbox'@'localhost';
GRANT SELECT (account_id, message_id, route_id, not_before, tries)
    ON branchline.outbox TO 'inbox'@'localhost';
GRANT SELECT (raw_id, account_id, message_id, part_no, outcome, error, came_at, state)
    ON branchline.raw_receipt TO 'inbox'@'localhost';
GRANT INSERT (root_id, account_id, seq, at, user_id, user_name, address, action, object, was,
              became, prev, hash)
    ON branchline.audit TO 'inbox'@'localhost';
GRANT SELECT (root_id, seq, at, hash), INSERT (root_id, seq, at, hash), UPDATE (seq, at, hash)
    ON branchline.audit_head TO 'inbox'@'localhost';
GRANT SELECT (account_id, user_id, need, told_at),
      INSERT (root_id, account_id, user_id, need, told_at), UPDATE (told_at)
    ON branchline.denial TO 'inbox'@'localhost';
