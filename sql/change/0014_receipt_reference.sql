-- A receipt may name no id that we know: the answer with it was lost. Then it can name its part
-- by the reference that we gave it, and by whom and when it was sent to.

ALTER TABLE raw_receipt
    ADD COLUMN msisdn    VARCHAR(21)       NULL COMMENT 'who it was for, as the carrier wrote it, without a plus',
    ADD COLUMN reference SMALLINT UNSIGNED NULL COMMENT 'its user_message_reference; NULL if it named none',
    ADD COLUMN taken_at  DATETIME(6)       NULL COMMENT 'its submit date, by a clock and zone of the carrier''s own',
    ADD COLUMN excerpt   VARCHAR(20)       NULL COMMENT 'what it quotes of the text, ASCII only',
    ALGORITHM = INSTANT;

CREATE TABLE unnamed_part (
    message_id   BIGINT UNSIGNED NOT NULL,
    part_no      TINYINT UNSIGNED NOT NULL,
    root_id      INT UNSIGNED NOT NULL,
    account_id   INT UNSIGNED NOT NULL,
    route_id     SMALLINT UNSIGNED NOT NULL,
    reference    SMALLINT UNSIGNED NOT NULL COMMENT 'the user_message_reference it was sent with',
    msisdn       VARCHAR(16) NOT NULL COMMENT 'without a plus, as it was sent',
    sent_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (message_id, part_no),
    KEY         unnamed_part_reference (route_id, reference, msisdn),
    KEY         unnamed_part_age (sent_at)
) COMMENT 'a part that was sent and whose carrier id we were never told: receipts find it by reference';
