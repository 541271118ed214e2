-- Two ways to say no: a role that does not open a page, told in the audit log once in a while
-- and not at every try; and somebody invited who does not want to come.

CREATE TABLE denial (
    root_id      INT UNSIGNED NOT NULL,
    account_id   INT UNSIGNED NOT NULL,
    user_id      INT UNSIGNED NOT NULL COMMENT 'who was kept out',
    need         TINYINT UNSIGNED NOT NULL COMMENT 'by which rule: enum need (src/auth/perm.h) of the version that wrote it; another one may tell once more',
    told_at      DATETIME(6) NOT NULL COMMENT 'when the audit log was told last; not again within the hour',
    PRIMARY KEY (account_id, user_id, need),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
    FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT 'bounds what refusals add to the audit log; as many rows as members have rules against them, for ever';

ALTER TABLE invite
    ADD declined_at DATETIME(6) NULL COMMENT 'NULL: not declined';

ALTER TABLE invite_grant
    MODIFY state ENUM('open', 'taken', 'revoked', 'declined') NOT NULL DEFAULT 'open' COMMENT 'an account can take its own part back';
