-- Accounts take turns on the way out, so what waits is found by account; and an index that no
-- statement reads.

ALTER TABLE outbox
    DROP KEY outbox_claim,
    ADD KEY outbox_claim (route_id, owner, priority, account_id, message_id),
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE raw_receipt DROP KEY raw_receipt_parked, ALGORITHM = INPLACE, LOCK = NONE;
