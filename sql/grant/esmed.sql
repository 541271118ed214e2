-- What esmed may do. It parses what strangers send, so it reads the texts that leave, marks
-- how far they got, and keeps what came; of people, contacts, conversations it sees nothing.
GRANT SELECT (route_id, name, host, port, system_id, window, id_form, enabled)
    ON branchline.route TO 'esmed'@'localhost';
GRANT SELECT (route_id, owner, epoch, until_at), INSERT (route_id),
      UPDATE (route_id, owner, epoch, until_at, line, changed_at)
    ON branchline.route_bind TO 'esmed'@'localhost';
GRANT SELECT, UPDATE (owner, epoch, until_at, tries, not_before), DELETE
    ON branchline.outbox TO 'esmed'@'localhost';
GRANT SELECT (account_id, message_id, direction, sender, msisdn, body, parts, state, final_at),
      UPDATE (state, why, due_at, final_at)
    ON branchline.message TO 'esmed'@'localhost';
GRANT SELECT (root_id, account_id, message_id, part_no, state, route_id, sent_at, answered_at),
      INSERT (root_id, account_id, message_id, part_no, state, route_id, sent_at),
      UPDATE (state, route_id, sent_at, carrier_id, error, answered_at)
    ON branchline.part TO 'esmed'@'localhost';
GRANT SELECT (root_id, account_id, message_id, part_no),
      INSERT (route_id, carrier_id, root_id, account_id, message_id, part_no),
      UPDATE (route_id, carrier_id, root_id, account_id, message_id, part_no)
    ON branchline.carrier_ref TO 'esmed'@'localhost';
GRANT INSERT (message_id, part_no, root_id, account_id, route_id, reference, msisdn, sent_at)
    ON branchline.unnamed_part TO 'esmed'@'localhost';
GRANT INSERT (route_id, carrier_id, outcome, error, msisdn, reference, taken_at, excerpt, pdu,
              came_at)
    ON branchline.raw_receipt TO 'esmed'@'localhost';
GRANT INSERT (route_id, sender, msisdn, coding, body, concat_ref, concat_count, concat_no, pdu,
              digest, came_at)
    ON branchline.raw_inbound TO 'esmed'@'localhost';
GRANT INSERT (message_id, root_id, account_id) ON branchline.message_news TO 'esmed'@'localhost';
