-- Messages and the inbox. message and part grow for ever and are cut by month, so they
-- have no foreign keys (MariaDB error 1506); `branchline doctor --data` proves their parents.

CREATE TABLE conversation (
    root_id          INT UNSIGNED    NOT NULL,
    account_id       INT UNSIGNED    NOT NULL,
    conversation_id  BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    sender_id        INT UNSIGNED    NOT NULL,
    msisdn           VARCHAR(16)     NOT NULL COMMENT 'theirs; E.164, with the plus',
    closed           TINYINT(1)      NOT NULL DEFAULT 0,
    unread           TINYINT(1)      NOT NULL DEFAULT 0,
    first_message_id BIGINT UNSIGNED NOT NULL,
    last_message_id  BIGINT UNSIGNED NOT NULL COMMENT 'ids are ordered by time, so lists order by this',
    last_at          DATETIME(6)     NOT NULL,
    last_direction   ENUM('out', 'in') NOT NULL,
    last_state       ENUM('scheduled', 'held', 'queued', 'claimed', 'sending', 'submitted', 'unknown', 'enroute',
                          'delivered', 'failed', 'rejected', 'expired', 'cancelled', 'received') NOT NULL,
    last_user_id     INT UNSIGNED        NULL COMMENT 'who wrote the last message; NULL for inbound and programs',
    last_user_name   VARCHAR(120)        NULL,
    preview          VARCHAR(160)    NOT NULL COMMENT 'beginning of the last message',
    out_message_id   BIGINT UNSIGNED     NULL COMMENT 'newest outbound message; NULL before the first',
    out_user_id      INT UNSIGNED        NULL COMMENT 'who sent it; NULL for programs',
    out_at           DATETIME(6)         NULL,
    version          BIGINT UNSIGNED NOT NULL COMMENT 'of the account''s inbox when this row last changed',
    tree_version     BIGINT UNSIGNED NOT NULL COMMENT 'of the tree''s inbox when this row last changed',
    PRIMARY KEY (account_id, conversation_id),
    UNIQUE KEY  conversation_pair (account_id, sender_id, msisdn),
    KEY         conversation_seq (conversation_id),
    KEY         conversation_list (account_id, closed, last_message_id),
    KEY         conversation_unread (account_id, unread, last_message_id),
    KEY         conversation_version (account_id, version),
    KEY         conversation_number (account_id, msisdn),
    KEY         conversation_tree_list (root_id, closed, last_message_id),
    KEY         conversation_tree_unread (root_id, unread, last_message_id),
    KEY         conversation_tree_version (root_id, tree_version),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
    FOREIGN KEY (account_id, sender_id) REFERENCES sender (account_id, sender_id)
) COMMENT 'all messages between one of our numbers and one contact number';

CREATE TABLE conversation_own (
    root_id          INT UNSIGNED    NOT NULL,
    account_id       INT UNSIGNED    NOT NULL,
    user_id          INT UNSIGNED    NOT NULL,
    conversation_id  BIGINT UNSIGNED NOT NULL,
    unread           TINYINT(1)      NOT NULL DEFAULT 0,
    first_message_id BIGINT UNSIGNED NOT NULL,
    last_message_id  BIGINT UNSIGNED NOT NULL,
    last_at          DATETIME(6)     NOT NULL,
    last_direction   ENUM('out', 'in') NOT NULL,
    last_state       ENUM('scheduled', 'held', 'queued', 'claimed', 'sending', 'submitted', 'unknown', 'enroute',
                          'delivered', 'failed', 'rejected', 'expired', 'cancelled', 'received') NOT NULL,
    preview          VARCHAR(160)    NOT NULL,
    version          BIGINT UNSIGNED NOT NULL COMMENT 'of this user''s inbox when this row last changed',
    PRIMARY KEY (account_id, user_id, conversation_id),
    KEY         conversation_own_list (account_id, user_id, last_message_id),
    KEY         conversation_own_unread (account_id, user_id, unread, last_message_id),
    KEY         conversation_own_version (account_id, user_id, version),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversation (account_id, conversation_id)
) COMMENT 'a conversation as a Basic user sees it: own messages and replies to them';

CREATE TABLE conversation_event (
    root_id          INT UNSIGNED    NOT NULL,
    account_id       INT UNSIGNED    NOT NULL,
    conversation_id  BIGINT UNSIGNED NOT NULL,
    event_id         BIGINT UNSIGNED NOT NULL COMMENT 'made like a message id, so that both sort together',
    kind             ENUM('closed', 'reopened') NOT NULL,
    user_id          INT UNSIGNED        NULL COMMENT 'NULL: a new inbound text did it',
    user_name        VARCHAR(120)        NULL,
    happened_at      DATETIME(6)     NOT NULL,
    PRIMARY KEY (account_id, conversation_id, event_id),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversation (account_id, conversation_id)
) COMMENT 'who closed and reopened a conversation';

CREATE TABLE inbox_count (
    root_id      INT UNSIGNED    NOT NULL,
    account_id   INT UNSIGNED    NOT NULL COMMENT 'the root''s on a tree row',
    scope        ENUM('account', 'user', 'tree') NOT NULL,
    user_id      INT UNSIGNED    NOT NULL DEFAULT 0 COMMENT '0 but on a user row',
    open         INT UNSIGNED    NOT NULL DEFAULT 0 COMMENT 'on a user row: all',
    unread       INT UNSIGNED    NOT NULL DEFAULT 0,
    closed       INT UNSIGNED    NOT NULL DEFAULT 0,
    version      BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'grows with every change in the scope',
    PRIMARY KEY (account_id, scope, user_id),
    KEY         inbox_count_root (root_id),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT 'counts and version of an inbox, one row per scope that somebody reads by';

CREATE TABLE message (
    root_id          INT UNSIGNED    NOT NULL,
    account_id       INT UNSIGNED    NOT NULL,
    message_id       BIGINT UNSIGNED NOT NULL COMMENT 'milliseconds since 2020 << 22 | node << 12 | sequence',
    conversation_id  BIGINT UNSIGNED NOT NULL,
    direction        ENUM('out', 'in') NOT NULL,
    sender           VARCHAR(16)     NOT NULL COMMENT 'ours; E.164, with the plus',
    msisdn           VARCHAR(16)     NOT NULL COMMENT 'theirs; E.164, with the plus',
    msisdn_typed     VARCHAR(64)         NULL COMMENT 'as a person wrote it; NULL for inbound',
    body             TEXT            NOT NULL,
    encoding         ENUM('gsm7', 'ucs2') NOT NULL,
    parts            TINYINT UNSIGNED NOT NULL,
    class            ENUM('normal', 'campaign', 'alert') NOT NULL DEFAULT 'normal',
    state            ENUM('scheduled', 'held', 'queued', 'claimed', 'sending', 'submitted', 'unknown', 'enroute',
                          'delivered', 'failed', 'rejected', 'expired', 'cancelled', 'received') NOT NULL,
    why              VARCHAR(40)         NULL COMMENT 'word for the reason of held, failed, rejected, expired',
    origin           ENUM('page', 'api', 'email', 'rule', 'handset') NOT NULL,
    user_id          INT UNSIGNED        NULL COMMENT 'outbound: who sent it; inbound: reply_owner of product.md 4; NULL: nobody',
    user_name        VARCHAR(120)        NULL COMMENT 'outbound: their name when they sent it',
    in_reply_to      BIGINT UNSIGNED     NULL COMMENT 'inbound: newest outbound message within the reply window',
    repeated         TINYINT(1)      NOT NULL DEFAULT 0 COMMENT 'inbound: perhaps the carrier sent it twice',
    accepted_at      DATETIME(6)     NOT NULL COMMENT 'outbound: taken from the writer; inbound: taken from the carrier',
    due_at           DATETIME(6)         NULL COMMENT 'when schedd shall take it; NULL once it has',
    queued_at        DATETIME(6)         NULL COMMENT 'when schedd put it into the outbox',
    final_at         DATETIME(6)         NULL COMMENT 'when it reached a final state',
    PRIMARY KEY (account_id, message_id),
    KEY         message_thread (account_id, conversation_id, message_id),
    KEY         message_own (account_id, user_id, conversation_id, message_id),
    KEY         message_due (due_at)
) COMMENT 'one text to or from one number'
PARTITION BY RANGE (message_id) (
    PARTITION p2026h1 VALUES LESS THAN (859946405068800000),
    PARTITION p2026q3 VALUES LESS THAN (893286088704000000),
    PARTITION p2026q4 VALUES LESS THAN (926625772339200000),
    PARTITION p2027q1 VALUES LESS THAN (959240680243200000),
    PARTITION p2027q2 VALUES LESS THAN (992217976012800000),
    PARTITION p_later VALUES LESS THAN (MAXVALUE)
);

CREATE TABLE part (
    root_id          INT UNSIGNED    NOT NULL,
    account_id       INT UNSIGNED    NOT NULL,
    message_id       BIGINT UNSIGNED NOT NULL,
    part_no          TINYINT UNSIGNED NOT NULL COMMENT '1 to message.parts',
    state            ENUM('claimed', 'sending', 'submitted', 'unknown', 'enroute', 'delivered', 'failed',
                          'rejected', 'expired') NOT NULL,
    route_id         SMALLINT UNSIGNED NOT NULL,
    carrier_id       VARCHAR(65)         NULL COMMENT 'as the carrier wrote it; NULL before its answer',
    error            VARCHAR(40)         NULL COMMENT 'the carrier''s code, from answer or receipt',
    sent_at          DATETIME(6)         NULL COMMENT 'when `sending` was committed',
    answered_at      DATETIME(6)         NULL COMMENT 'when the submit response came',
    receipt_at       DATETIME(6)         NULL COMMENT 'when the receipt that counted came',
    receipts         SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'how many came, repeated ones too',
    PRIMARY KEY (account_id, message_id, part_no)
) COMMENT 'one segment of an outbound message, once it goes to a carrier'
PARTITION BY RANGE (message_id) (
    PARTITION p2026h1 VALUES LESS THAN (859946405068800000),
    PARTITION p2026q3 VALUES LESS THAN (893286088704000000),
    PARTITION p2026q4 VALUES LESS THAN (926625772339200000),
    PARTITION p2027q1 VALUES LESS THAN (959240680243200000),
    PARTITION p2027q2 VALUES LESS THAN (992217976012800000),
    PARTITION p_later VALUES LESS THAN (MAXVALUE)
);

CREATE TABLE submission (
    root_id          INT UNSIGNED    NOT NULL,
    account_id       INT UNSIGNED    NOT NULL,
    user_id          INT UNSIGNED    NOT NULL,
    once             BINARY(32)      NOT NULL COMMENT 'SHA-256 of the form''s once value: its idempotency key',
    content          BINARY(32)      NOT NULL COMMENT 'SHA-256 of what was sent',
    first_message_id BIGINT UNSIGNED NOT NULL,
    last_message_id  BIGINT UNSIGNED NOT NULL,
    messages         INT UNSIGNED    NOT NULL,
    parts            INT UNSIGNED    NOT NULL COMMENT 'of all messages together',
    made_at          DATETIME(6)     NOT NULL,
    PRIMARY KEY (account_id, user_id, once),
    KEY         submission_age (made_at),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT 'one press of Send; a repeated one finds this row and sends nothing';
