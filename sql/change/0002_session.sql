-- Signing in: sessions, devices that have signed in before, and failed tries.

CREATE TABLE session (
    id_hash      BINARY(32)   NOT NULL COMMENT 'SHA-256 of the token in the cookie',
    user_id      INT UNSIGNED NOT NULL,
    session_id   BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'names a session on its own page; opens nothing',
    made_at      DATETIME(6)  NOT NULL,
    seen_at      DATETIME(6)  NOT NULL COMMENT 'written at most once a minute; idle after 30 minutes',
    ends_at      DATETIME(6)  NOT NULL COMMENT '12 h after sign-in for an Administrator, else 24 h',
    auth_at      DATETIME(6)  NOT NULL COMMENT 'when the password was last given',
    address      VARCHAR(45)  NOT NULL COMMENT 'IP address at sign-in',
    agent        VARCHAR(255) NOT NULL COMMENT 'User-Agent at sign-in',
    form_salt    BINARY(16)   NOT NULL,
    PRIMARY KEY (id_hash),
    UNIQUE KEY  session_number (session_id),
    KEY         session_user (user_id, made_at),
    KEY         session_end (ends_at),
    FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT 'who is signed in where';

CREATE TABLE device (
    token_hash   BINARY(32)   NOT NULL COMMENT 'SHA-256 of the token in the device cookie',
    user_id      INT UNSIGNED NOT NULL,
    made_at      DATETIME(6)  NOT NULL,
    seen_at      DATETIME(6)  NOT NULL,
    PRIMARY KEY (token_hash),
    KEY         device_user (user_id, seen_at),
    FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT 'a browser that has signed in before; others'' failures never slow it down';

CREATE TABLE sign_in_failure (
    kind         ENUM('email', 'address') NOT NULL,
    key_hash     BINARY(32)   NOT NULL COMMENT 'SHA-256 of the e-mail address or the IP address',
    failures     INT UNSIGNED NOT NULL,
    since_at     DATETIME(6)  NOT NULL COMMENT 'start of the window',
    last_at      DATETIME(6)  NOT NULL,
    PRIMARY KEY (kind, key_hash),
    KEY         sign_in_failure_age (last_at)
) COMMENT 'failed sign-ins, counted for throttling';
