-- What inbox may do. Narrowed to the columns of its listed statements.
GRANT SELECT, INSERT, UPDATE, DELETE ON branchline.* TO 'inbox'@'localhost';
