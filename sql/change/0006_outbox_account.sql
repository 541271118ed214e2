-- schedd looks each second for what a suspended account still has in the outbox.

ALTER TABLE outbox ADD KEY outbox_account (account_id, message_id), ALGORITHM = INPLACE, LOCK = NONE;
