-- What an account may decide for itself. NULL in a column: as the parent decides, and on the
-- parent's own row as Branchline decides (src/model/setting.h). An account without a row has
-- decided nothing. Ranges stand here too, so that no program can pass them.

CREATE TABLE setting (
    root_id          INT UNSIGNED      NOT NULL,
    account_id       INT UNSIGNED      NOT NULL,
    version          INT UNSIGNED      NOT NULL DEFAULT 0 COMMENT 'grows with each change; a form that was shown before one is not taken',
    changed_at       DATETIME(6)           NULL COMMENT 'NULL: never',
    changed_by       VARCHAR(120)          NULL COMMENT 'their name then; NULL: nobody',
    locks            SET('footer', 'quiet_hours', 'duplicate_hours', 'day_messages', 'send_recipients', 'approval_above', 'reply_days', 'opt_out_words', 'opt_out_reply', 'opt_in_reply', 'retention_months', 'two_step') NOT NULL DEFAULT '' COMMENT 'on a parent''s row: what its sub-accounts may not decide',
    sender_id        INT UNSIGNED          NULL COMMENT 'which number texts come from; NULL: the oldest',
    footer           VARCHAR(160)          NULL COMMENT 'stands under each campaign''s text; empty: none',
    quiet_hours      VARCHAR(11)           NULL COMMENT '21:00-07:00, when campaigns wait, by the recipient''s clock; empty: never',
    duplicate_hours  SMALLINT UNSIGNED     NULL COMMENT 'the same text to the same number is held back so long; 0: never',
    day_messages     INT UNSIGNED          NULL COMMENT 'most messages a day of the account''s zone; 0: no limit',
    send_recipients  SMALLINT UNSIGNED     NULL COMMENT 'most recipients of one press of Send',
    approval_above   INT UNSIGNED          NULL COMMENT 'more recipients than that wait for an Administrator; 0: never',
    reply_days       TINYINT UNSIGNED      NULL COMMENT 'how long an inbound text counts as a reply',
    opt_out_words    VARCHAR(400)          NULL COMMENT 'beside the locked core (src/model/keyword.h), folded, parted by blanks',
    opt_out_reply    VARCHAR(320)          NULL COMMENT 'what who opts out is answered; empty: nothing',
    opt_in_reply     VARCHAR(320)          NULL COMMENT 'what who comes back is answered; empty: nothing',
    opt_out_scope    ENUM('account', 'tree') NULL COMMENT 'on a parent''s row: whom an opt-out silences',
    retention_months SMALLINT UNSIGNED     NULL COMMENT 'how long messages are kept; 0: for ever',
    two_step         ENUM('required', 'optional') NULL COMMENT 'whether Administrators sign in with a code',
    PRIMARY KEY (account_id),
    KEY         setting_sender (account_id, sender_id),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
    FOREIGN KEY (account_id, sender_id) REFERENCES sender (account_id, sender_id),
    CONSTRAINT setting_quiet_hours CHECK (quiet_hours REGEXP '^(([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9])?$'),
    CONSTRAINT setting_duplicate_hours CHECK (duplicate_hours <= 72),
    CONSTRAINT setting_day_messages CHECK (day_messages <= 1000000),
    CONSTRAINT setting_send_recipients CHECK (send_recipients >= 1 AND send_recipients <= 200),
    CONSTRAINT setting_approval_above CHECK (approval_above <= 1000000),
    CONSTRAINT setting_reply_days CHECK (reply_days >= 1 AND reply_days <= 90),
    CONSTRAINT setting_retention_months CHECK (retention_months <= 120),
    CONSTRAINT setting_locks CHECK (locks = '' OR account_id = root_id),
    CONSTRAINT setting_opt_out_scope CHECK (opt_out_scope IS NULL OR account_id = root_id)
) COMMENT 'what an account has decided for itself';

INSERT INTO setting (root_id, account_id, reply_days)
SELECT a.root_id, a.account_id, a.reply_days
  FROM account AS a
 WHERE a.reply_days <> 7 AND a.reply_days >= 1 AND a.reply_days <= 90;

ALTER TABLE account
    DROP COLUMN reply_days,
    ADD COLUMN state_at DATETIME(6)  NULL COMMENT 'when it was suspended, closed or opened again; NULL: never' AFTER state,
    ADD COLUMN state_by VARCHAR(120) NULL COMMENT 'their name then; NULL: never, or the operator' AFTER state_at,
    ADD KEY account_list (root_id, name, account_id);
