-- What a person sets for themselves, two-step sign-in, forgotten passwords, changes of an
-- e-mail address.

ALTER TABLE user
    ADD COLUMN two_step        TINYINT(1)  NOT NULL DEFAULT 0 COMMENT 'signing in asks for a code after the password',
    ADD COLUMN language        VARCHAR(8)  NOT NULL DEFAULT 'en-AU' COMMENT 'BCP 47, language and region',
    ADD COLUMN notify_replies  TINYINT(1)  NOT NULL DEFAULT 0 COMMENT 'an e-mail when somebody answers what this user sent',
    ADD COLUMN notify_failures TINYINT(1)  NOT NULL DEFAULT 0 COMMENT 'an e-mail when what this user sent did not arrive';

CREATE TABLE totp (
    user_id      INT UNSIGNED    NOT NULL,
    secret       VARBINARY(120)  NOT NULL COMMENT 'sealed with a key that only login reads',
    step         BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'the last time step whose code was taken; none is taken twice',
    made_at      DATETIME(6)     NOT NULL,
    on_at        DATETIME(6)         NULL COMMENT 'NULL: shown, but no code has proved yet that an app has it',
    PRIMARY KEY (user_id),
    FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT 'what a user''s authenticator app knows';

CREATE TABLE recovery_code (
    user_id      INT UNSIGNED NOT NULL,
    code_hash    BINARY(32)   NOT NULL COMMENT 'SHA-256 of 80 random bits in base32',
    used_at      DATETIME(6)      NULL COMMENT 'NULL: not used',
    PRIMARY KEY (user_id, code_hash),
    FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT 'codes to keep on paper, each good once instead of the app''s';

CREATE TABLE half (
    token_hash   BINARY(32)   NOT NULL COMMENT 'SHA-256 of the token in the cookie',
    user_id      INT UNSIGNED NOT NULL,
    tries        TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'codes that were sent with it',
    ends_at      DATETIME(6)  NOT NULL,
    PRIMARY KEY (token_hash),
    KEY         half_user (user_id),
    KEY         half_end (ends_at),
    FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT 'a sign-in whose password was right and whose code is missing';

CREATE TABLE reset (
    token_hash   BINARY(32)   NOT NULL COMMENT 'SHA-256 of the token in the link',
    user_id      INT UNSIGNED NOT NULL,
    made_at      DATETIME(6)  NOT NULL,
    ends_at      DATETIME(6)  NOT NULL,
    used_at      DATETIME(6)      NULL COMMENT 'NULL: not used, and no later change of the password ended it',
    PRIMARY KEY (token_hash),
    KEY         reset_user (user_id, made_at),
    KEY         reset_age (made_at),
    FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT 'a one-time link by which a forgotten password is replaced';

CREATE TABLE email_change (
    user_id      INT UNSIGNED NOT NULL,
    email        VARCHAR(254) NOT NULL COMMENT 'what the address shall be',
    new_hash     BINARY(32)   NOT NULL COMMENT 'SHA-256 of the token that went there',
    old_hash     BINARY(32)   NOT NULL COMMENT 'SHA-256 of the token that went to the present address',
    new_at       DATETIME(6)      NULL COMMENT 'NULL: not confirmed there',
    old_at       DATETIME(6)      NULL COMMENT 'NULL: not confirmed there',
    made_at      DATETIME(6)  NOT NULL,
    ends_at      DATETIME(6)  NOT NULL,
    PRIMARY KEY (user_id),
    FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT 'a change of an e-mail address that waits for its two confirmations';
