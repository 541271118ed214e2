-- Mail that has to leave. Programs write a row in the transaction of what it tells of; maild
-- renders and sends it.

CREATE TABLE mail (
    mail_id      BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    message_ref  CHAR(32)     NOT NULL
                 COMMENT 'random; the left half of the Message-ID, the same at every try',
    kind         VARCHAR(32)  NOT NULL COMMENT 'names the templates mail/KIND.html.tpl and .txt.tpl',
    to_email     VARCHAR(254) NOT NULL,
    to_name      VARCHAR(120) NOT NULL,
    sealed       BLOB             NULL COMMENT 'what it says (AES-256-GCM); NULL once it has ended: no link of a mail stays',
    state        ENUM('queued', 'sending', 'sent', 'failed') NOT NULL DEFAULT 'queued',
    tries        SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    not_before   DATETIME(6)  NOT NULL COMMENT 'queued: when to try; sending: when the lease runs out',
    owner        VARCHAR(80)      NULL COMMENT 'host:pid:start of the maild that has it',
    epoch        BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'grows with every claim',
    queued_at    DATETIME(6)  NOT NULL,
    give_up_at   DATETIME(6)  NOT NULL COMMENT 'not tried after that',
    ended_at     DATETIME(6)      NULL COMMENT 'when it was sent or given up',
    why          VARCHAR(255)     NULL COMMENT 'what the last try came to, if not to sending',
    PRIMARY KEY (mail_id),
    UNIQUE KEY  mail_ref (message_ref),
    KEY         mail_due (state, not_before),
    KEY         mail_age (state, ended_at)
) COMMENT 'a mail on its way, then for a while what became of it';
