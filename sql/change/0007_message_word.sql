-- How a text is found by its words: newest hit first within an account, for one user of it, and
-- within a tree, whatever the other accounts hold.

CREATE TABLE message_word (
    root_id      INT UNSIGNED    NOT NULL,
    account_id   INT UNSIGNED    NOT NULL,
    user_id      INT UNSIGNED        NULL COMMENT 'as in message: whose it is',
    word         VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'folded (text/word.h)',
    message_id   BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (account_id, word, message_id),
    KEY         message_word_own (account_id, user_id, word, message_id),
    KEY         message_word_tree (root_id, word, message_id)
) COMMENT 'a word that a message holds; written by dlrd, for messages up to word_cursor'
PARTITION BY RANGE (message_id) (
    PARTITION p2026h1 VALUES LESS THAN (859946405068800000),
    PARTITION p2026q3 VALUES LESS THAN (893286088704000000),
    PARTITION p2026q4 VALUES LESS THAN (926625772339200000),
    PARTITION p2027q1 VALUES LESS THAN (959240680243200000),
    PARTITION p2027q2 VALUES LESS THAN (992217976012800000),
    PARTITION p_later VALUES LESS THAN (MAXVALUE)
);

CREATE TABLE word_cursor (
    cursor_id    TINYINT UNSIGNED NOT NULL,
    folded_to    BIGINT UNSIGNED NOT NULL COMMENT 'words of all messages up to this one are in message_word; 0 has them folded anew',
    PRIMARY KEY (cursor_id)
) COMMENT 'one row: how far the words are; newer messages are searched themselves';

INSERT INTO word_cursor (cursor_id, folded_to) VALUES (1, 0);

ALTER TABLE message ADD KEY message_fold (message_id), ALGORITHM = INPLACE, LOCK = NONE;
