-- Accounts, the people who sign in, and what ties the two together.

CREATE TABLE account (
    root_id      INT UNSIGNED NOT NULL COMMENT 'the parent of the tree; its own id on a parent',
    account_id   INT UNSIGNED NOT NULL,
    name         VARCHAR(120) NOT NULL,
    payment      ENUM('postpaid', 'prepaid') NOT NULL,
    state        ENUM('active', 'suspended', 'closed') NOT NULL DEFAULT 'active',
    country      CHAR(2)      NOT NULL COMMENT 'ISO 3166-1; numbers without a country are read as this one',
    zone         VARCHAR(40)  NOT NULL COMMENT 'IANA name',
    line         TINYINT UNSIGNED NOT NULL COMMENT 'colour 1 to 7',
    reply_days   TINYINT UNSIGNED NOT NULL DEFAULT 7 COMMENT 'how long an inbound text counts as a reply',
    opened_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (account_id),
    UNIQUE KEY  account_tree (root_id, account_id)
) COMMENT 'owner of all data; two levels, never more. No foreign key to itself: InnoDB would never let a parent go';

CREATE TABLE user (
    user_id      INT UNSIGNED NOT NULL AUTO_INCREMENT,
    email        VARCHAR(254) NOT NULL COMMENT 'as typed; compared without case',
    name         VARCHAR(120) NOT NULL,
    password     VARCHAR(160) NOT NULL COMMENT 'Argon2id, PHC string',
    zone         VARCHAR(40)  NOT NULL COMMENT 'IANA name',
    suspended    TINYINT(1)   NOT NULL DEFAULT 0,
    verified     TINYINT(1)   NOT NULL DEFAULT 0,
    added_at     DATETIME(6)  NOT NULL,
    PRIMARY KEY (user_id),
    UNIQUE KEY  user_email (email)
) COMMENT 'a login profile; owns nothing';

CREATE TABLE membership (
    root_id      INT UNSIGNED NOT NULL,
    account_id   INT UNSIGNED NOT NULL,
    user_id      INT UNSIGNED NOT NULL,
    role         ENUM('basic', 'advanced', 'administrator') NOT NULL,
    added_at     DATETIME(6)  NOT NULL,
    PRIMARY KEY (account_id, user_id),
    KEY         membership_user (user_id, account_id),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
    FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT 'which role a user holds in which account';

CREATE TABLE invite (
    root_id      INT UNSIGNED NOT NULL,
    account_id   INT UNSIGNED NOT NULL,
    token_hash   BINARY(32)   NOT NULL COMMENT 'SHA-256 of the token in the link',
    email        VARCHAR(254) NOT NULL,
    role         ENUM('basic', 'advanced', 'administrator') NOT NULL,
    made_at      DATETIME(6)  NOT NULL,
    ends_at      DATETIME(6)  NOT NULL,
    used_at      DATETIME(6)      NULL COMMENT 'NULL: not accepted',
    revoked_at   DATETIME(6)      NULL COMMENT 'NULL: not taken back',
    PRIMARY KEY (token_hash),
    KEY         invite_account (account_id, made_at),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT 'a one-time link by which somebody becomes a member';

CREATE TABLE sender (
    root_id      INT UNSIGNED NOT NULL,
    account_id   INT UNSIGNED NOT NULL,
    sender_id    INT UNSIGNED NOT NULL AUTO_INCREMENT,
    msisdn       VARCHAR(16)  NOT NULL COMMENT 'E.164, with the plus',
    added_at     DATETIME(6)  NOT NULL,
    PRIMARY KEY (account_id, sender_id),
    UNIQUE KEY  sender_msisdn (msisdn),
    KEY         sender_seq (sender_id),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT 'a number of ours; inbound texts find their account by it';

CREATE TABLE contact (
    root_id      INT UNSIGNED    NOT NULL,
    account_id   INT UNSIGNED    NOT NULL,
    contact_id   BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    name         VARCHAR(120)    NOT NULL,
    msisdn       VARCHAR(16)     NOT NULL COMMENT 'E.164, with the plus',
    added_at     DATETIME(6)     NOT NULL,
    PRIMARY KEY (account_id, contact_id),
    UNIQUE KEY  contact_msisdn (account_id, msisdn),
    KEY         contact_seq (contact_id),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT 'a person whom an account writes to';
