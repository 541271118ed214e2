-- Who administers an account where signing in takes a code, and has not set it up, gets no
-- further than that: told by the session, which every visit reads anyway.

ALTER TABLE session
    ADD COLUMN half TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'two-step sign-in is missing: 1 if the operator asks for it, 2 if an account does';
