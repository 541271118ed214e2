-- One invitation, by one e-mail, may name several accounts of a tree, with a role in each. Its
-- link belongs to an address, as a login does; what it gives stands in each account. An
-- invitation that was sent before this step keeps its link and its one account.

ALTER TABLE invite
    DROP PRIMARY KEY,
    ADD COLUMN invite_id INT UNSIGNED NOT NULL AUTO_INCREMENT AFTER root_id,
    ADD COLUMN user_id   INT UNSIGNED NULL COMMENT 'who sent it last, whose power is asked again when it is accepted; NULL: the operator' AFTER email,
    ADD COLUMN user_name VARCHAR(120) NULL COMMENT 'their name then; NULL: the operator' AFTER user_id,
    ADD COLUMN note      VARCHAR(300) NOT NULL DEFAULT '' COMMENT 'a line of theirs, for the e-mail' AFTER user_name,
    ADD PRIMARY KEY (root_id, invite_id),
    ADD UNIQUE KEY  invite_seq (invite_id),
    ADD UNIQUE KEY  invite_token (token_hash),
    ADD KEY         invite_email (root_id, email),
    ADD FOREIGN KEY (user_id) REFERENCES user (user_id);

CREATE TABLE invite_grant (
    root_id      INT UNSIGNED NOT NULL,
    account_id   INT UNSIGNED NOT NULL,
    invite_id    INT UNSIGNED NOT NULL,
    role         ENUM('basic', 'advanced', 'administrator') NOT NULL,
    state        ENUM('open', 'taken', 'revoked') NOT NULL DEFAULT 'open' COMMENT 'an account can take its own part back',
    PRIMARY KEY (account_id, invite_id),
    KEY         invite_grant_tree (root_id, invite_id),
    FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
    FOREIGN KEY (root_id, invite_id) REFERENCES invite (root_id, invite_id)
) COMMENT 'an account that an invitation names, and the role in it';

INSERT INTO invite_grant (root_id, account_id, invite_id, role, state)
SELECT i.root_id, i.account_id, i.invite_id, i.role,
       IF(i.used_at IS NOT NULL, 'taken', IF(i.revoked_at IS NOT NULL, 'revoked', 'open'))
  FROM invite AS i;

ALTER TABLE invite
    DROP FOREIGN KEY invite_ibfk_1,
    DROP KEY invite_account,
    DROP KEY root_id;

ALTER TABLE invite
    CHANGE COLUMN account_id made_in INT UNSIGNED NOT NULL COMMENT 'the account on whose page it was made; that one may send it again',
    DROP COLUMN role,
    MODIFY COLUMN made_at DATETIME(6) NOT NULL COMMENT 'when it was sent last',
    ADD KEY invite_made_in (root_id, made_in),
    ADD FOREIGN KEY (root_id, made_in) REFERENCES account (root_id, account_id),
    COMMENT 'a one-time link by which somebody becomes a member of the accounts in invite_grant';
