-- What was done, by whom, from where: one chain of rows for each tree, in which each row's hash
-- covers the row before it. No program may change or delete a row (sql/grant/).

CREATE TABLE audit (
    root_id      INT UNSIGNED    NOT NULL,
    account_id   INT UNSIGNED    NOT NULL,
    seq          BIGINT UNSIGNED NOT NULL COMMENT 'in the tree, from 1 without a gap; no page shows it: a sub-account would learn of the others',
    at           DATETIME(6)     NOT NULL COMMENT 'the database''s clock, but always later than the row before; pages go by it',
    user_id      INT UNSIGNED        NULL COMMENT 'NULL: a program, or nobody who is known',
    user_name    VARCHAR(120)    NOT NULL COMMENT 'as it was then',
    address      VARCHAR(45)     NOT NULL COMMENT 'IP address; empty: not over the network',
    action       VARCHAR(40)     NOT NULL COMMENT 'a word of src/model/audit_word.c',
    object       VARCHAR(400)    NOT NULL COMMENT 'whom or what, as people read it',
    was          VARCHAR(400)        NULL COMMENT 'NULL: there was nothing before',
    became       VARCHAR(400)        NULL COMMENT 'NULL: there is nothing now',
    prev         BINARY(32)      NOT NULL COMMENT 'hash of the row before; zeros in the first',
    hash         BINARY(32)      NOT NULL COMMENT 'SHA-256 of prev and all columns before it (src/model/audit_chain.h)',
    PRIMARY KEY (root_id, seq),
    UNIQUE KEY  audit_tree (root_id, at),
    UNIQUE KEY  audit_list (account_id, at),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT 'what was done in an account; rows are only ever added';

CREATE TABLE audit_outside (
    seq          BIGINT UNSIGNED NOT NULL,
    at           DATETIME(6)     NOT NULL,
    user_id      INT UNSIGNED        NULL,
    user_name    VARCHAR(120)    NOT NULL,
    address      VARCHAR(45)     NOT NULL,
    action       VARCHAR(40)     NOT NULL,
    object       VARCHAR(400)    NOT NULL,
    was          VARCHAR(400)        NULL,
    became       VARCHAR(400)        NULL,
    prev         BINARY(32)      NOT NULL,
    hash         BINARY(32)      NOT NULL,
    PRIMARY KEY (seq)
) COMMENT 'the same for what happened in no account, such as a sign-in as nobody: the operator''s chain';

CREATE TABLE audit_head (
    root_id      INT UNSIGNED    NOT NULL COMMENT '0: of audit_outside',
    seq          BIGINT UNSIGNED NOT NULL,
    at           DATETIME(6)     NOT NULL,
    hash         BINARY(32)      NOT NULL,
    PRIMARY KEY (root_id)
) COMMENT 'the last row of each chain; who adds a row locks it, as the last lock of a transaction';
