-- The inbox is asked for by its version and then read as a list: nothing finds rows by the version
-- that they carry, and these three were written with every change of a conversation.

ALTER TABLE conversation DROP KEY conversation_version, DROP KEY conversation_tree_version, ALGORITHM = INPLACE, LOCK = NONE;
ALTER TABLE conversation_own DROP KEY conversation_own_version, ALGORITHM = INPLACE, LOCK = NONE;
