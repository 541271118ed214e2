-- What has waited longest is asked for each second, and apart: what is on hold, and what is not.
-- With one index over both, a look for one kind walked through all of the other (DI-07). The
-- column is stored, not worked out on reading: purge would have to work it out, too. Texts on
-- their way to the carrier wait for nothing, so that their steps leave the index alone.

ALTER TABLE message
    ADD waiting ENUM('held', 'due')
        AS (CASE WHEN due_at IS NULL THEN NULL WHEN state = 'held' THEN 'held' ELSE 'due' END) STORED INVISIBLE
        COMMENT 'for the index of what schedd shall take: on hold or not; NULL: for nothing',
    DROP KEY message_due,
    ADD KEY message_due (waiting, due_at, account_id);
