-- What seald may do: see where each audit chain ends, add a seal (never change or take away one;
-- nobody else may add any), and put the mail that carries seals in line. It reads no row of the
-- audit log.
GRANT SELECT (root_id, seq, hash) ON branchline.audit_head TO 'seald'@'localhost';
GRANT SELECT (number, root_id, seq, at, hash, key_id, signature),
      INSERT (number, root_id, seq, at, hash, key_id, signature)
    ON branchline.audit_seal TO 'seald'@'localhost';
GRANT INSERT (message_ref, kind, to_email, to_name, sealed, not_before, queued_at, give_up_at)
    ON branchline.mail TO 'seald'@'localhost';
