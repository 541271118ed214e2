-- View as: for a quarter of an hour a session sees one account with another member's eyes.

ALTER TABLE session
    ADD view_user_id    INT UNSIGNED NULL COMMENT 'whose eyes; NULL: nobody else''s',
    ADD view_account_id INT UNSIGNED NULL COMMENT 'in which account; everywhere else the session is its own user''s',
    ADD view_until      DATETIME(6)  NULL COMMENT 'then it is over by itself',
    ADD FOREIGN KEY (view_user_id) REFERENCES user (user_id);
