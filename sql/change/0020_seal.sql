-- Seals: the end of an audit chain, signed by seald with a key that no other program has. Rows
-- are only ever added, and by seald alone (sql/grant/).

CREATE TABLE audit_seal (
    number       BIGINT UNSIGNED NOT NULL COMMENT 'of all seals, from 1 without a gap: one that was taken away leaves one',
    root_id      INT UNSIGNED    NOT NULL COMMENT '0: of audit_outside',
    seq          BIGINT UNSIGNED NOT NULL COMMENT 'the chain''s last row at that moment',
    at           DATETIME(6)     NOT NULL COMMENT 'by seald''s own clock',
    hash         BINARY(32)      NOT NULL COMMENT 'of that row; it covers all rows before',
    key_id       BINARY(8)       NOT NULL COMMENT 'names the key: the beginning of SHA-256 of its public half',
    signature    BINARY(64)      NOT NULL COMMENT 'Ed25519 of all columns before it (src/model/audit_seal.h)',
    PRIMARY KEY (root_id, seq),
    UNIQUE KEY  audit_seal_number (number)
) COMMENT 'signed ends of audit chains; rows are only ever added';
