-- How dlrd learns that a message changed its state where the inbox can't be written.

CREATE TABLE message_news (
    message_id   BIGINT UNSIGNED NOT NULL,
    root_id      INT UNSIGNED NOT NULL,
    account_id   INT UNSIGNED NOT NULL,
    PRIMARY KEY (message_id)
) COMMENT 'esmed changed this message; dlrd lets the inbox follow and deletes the row';
