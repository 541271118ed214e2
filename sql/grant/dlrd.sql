-- What dlrd may do. It writes what the carrier said into messages and conversations; of people
-- and sessions it sees nothing.
GRANT SELECT (root_id, account_id, country) ON branchline.account TO 'dlrd'@'localhost';
GRANT SELECT (account_id, reply_days, locks) ON branchline.setting TO 'dlrd'@'localhost';
GRANT SELECT (root_id, account_id, sender_id, msisdn) ON branchline.sender TO 'dlrd'@'localhost';
GRANT SELECT (raw_id, route_id, carrier_id, outcome, error, msisdn, reference, taken_at, excerpt,
              came_at, state, message_id, part_no),
      UPDATE (state, account_id, message_id, part_no)
    ON branchline.raw_receipt TO 'dlrd'@'localhost';
GRANT SELECT (raw_id, route_id, sender, msisdn, coding, body, concat_ref, concat_count, concat_no,
              digest, came_at, state, account_id, message_id),
      UPDATE (state, account_id, message_id)
    ON branchline.raw_inbound TO 'dlrd'@'localhost';
GRANT SELECT (route_id, carrier_id, root_id, account_id, message_id, part_no)
    ON branchline.carrier_ref TO 'dlrd'@'localhost';
GRANT SELECT, DELETE ON branchline.unnamed_part TO 'dlrd'@'localhost';
GRANT SELECT (message_id, root_id, account_id), DELETE
    ON branchline.message_news TO 'dlrd'@'localhost';
GRANT SELECT (account_id, message_id, part_no, state, receipts),
      UPDATE (state, error, receipt_at, receipts)
    ON branchline.part TO 'dlrd'@'localhost';
GRANT SELECT (root_id, account_id, message_id, conversation_id, direction, sender, msisdn,
              msisdn_typed, body, encoding, parts, class, state, why, origin, user_id, user_name, in_reply_to,
              repeated, accepted_at, due_at, queued_at, final_at),
      INSERT (root_id, account_id, message_id, conversation_id, direction, sender, msisdn,
              msisdn_typed, body, encoding, parts, class, state, why, origin, user_id, user_name,
              in_reply_to, repeated, accepted_at, due_at),
      UPDATE (state, why, due_at, final_at)
    ON branchline.message TO 'dlrd'@'localhost';
GRANT SELECT (account_id, conversation_id, sender_id, msisdn, closed, unread,
              first_message_id, last_message_id, last_state, out_message_id, out_user_id,
              out_at),
      INSERT (root_id, account_id, sender_id, msisdn, first_message_id,
              last_message_id, last_at, last_direction, last_state, preview, version,
              tree_version),
      UPDATE (closed, unread, first_message_id, last_message_id, last_at,
              last_direction, last_state, last_user_id, last_user_name, preview,
              out_message_id, out_user_id, out_at, version, tree_version)
    ON branchline.conversation TO 'dlrd'@'localhost';
GRANT SELECT (account_id, user_id, conversation_id, unread, first_message_id,
              last_message_id, last_state),
      INSERT (root_id, account_id, user_id, conversation_id, unread, first_message_id,
              last_message_id, last_at, last_direction, last_state, preview, version),
      UPDATE (unread, first_message_id, last_message_id, last_at, last_direction,
              last_state, preview, version)
    ON branchline.conversation_own TO 'dlrd'@'localhost';
GRANT INSERT (root_id, account_id, conversation_id, event_id, kind, user_id, user_name,
              happened_at)
    ON branchline.conversation_event TO 'dlrd'@'localhost';
GRANT SELECT (account_id, scope, user_id, open, unread, closed, version),
      INSERT (root_id, account_id, scope, user_id), UPDATE (open, unread, closed, version)
    ON branchline.inbox_count TO 'dlrd'@'localhost';
GRANT INSERT (root_id, account_id, user_id, word, message_id)
    ON branchline.message_word TO 'dlrd'@'localhost';
GRANT SELECT (cursor_id, folded_to), UPDATE (folded_to)
    ON branchline.word_cursor TO 'dlrd'@'localhost';
GRANT SELECT (node_id, owner, until_at), UPDATE (owner, until_at)
    ON branchline.node_lease TO 'dlrd'@'localhost';
