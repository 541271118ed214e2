-- What maild may do. It talks to the network, so it sees mails and nothing else; what they say
-- it can open only with its key.
GRANT SELECT (mail_id, message_ref, kind, to_email, to_name, sealed, state, tries, not_before,
              owner, epoch, queued_at, give_up_at, ended_at),
      UPDATE (state, tries, not_before, owner, epoch, sealed, ended_at, why), DELETE
    ON branchline.mail TO 'maild'@'localhost';
