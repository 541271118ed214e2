-- What was told to the audit log of refusals is of use for an hour, and goes after a day.

ALTER TABLE denial
    ADD KEY (told_at),
    COMMENT 'bounds what refusals add to the audit log; at most as many rows as members have rules against them, and none older than a day';
