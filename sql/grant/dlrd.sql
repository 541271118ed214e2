-- What dlrd may do. Narrowed to the columns of its listed statements.
GRANT SELECT, INSERT, UPDATE, DELETE ON branchline.* TO 'dlrd'@'localhost';
