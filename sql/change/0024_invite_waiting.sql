-- How many invitations of a tree wait for an answer is counted whenever one is sent: of those that
-- have run out, which are ever more, none is read.

ALTER TABLE invite
    ADD KEY invite_waiting (root_id, ends_at);
