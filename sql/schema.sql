-- What the steps of sql/change/ add up to, for reading; nothing runs this file. A test holds it
-- equal to a database that was made by the steps (tests/wire/schema.test.mjs).
-- InnoDB, utf8mb4, utf8mb4_unicode_ci throughout.
-- Steps: 0001_account, 0002_session, 0003_message, 0004_dispatch, 0005_message_news,
--   0006_outbox_account, 0007_message_word, 0008_version_index, 0009_audit, 0010_mail,
--   0011_invite, 0012_setting, 0013_security, 0014_receipt_reference, 0016_half,
--   0017_outbox_share, 0018_view_as, 0019_due, 0020_seal, 0021_refusal, 0023_denial,
--   0024_invite_waiting

CREATE TABLE account (
  root_id int(10) unsigned NOT NULL COMMENT 'the parent of the tree; its own id on a parent',
  account_id int(10) unsigned NOT NULL,
  name varchar(120) NOT NULL,
  payment enum('postpaid','prepaid') NOT NULL,
  state enum('active','suspended','closed') NOT NULL DEFAULT 'active',
  state_at datetime(6) DEFAULT NULL COMMENT 'when it was suspended, closed or opened again; NULL: never',
  state_by varchar(120) DEFAULT NULL COMMENT 'their name then; NULL: never, or the operator',
  country char(2) NOT NULL COMMENT 'ISO 3166-1; numbers without a country are read as this one',
  zone varchar(40) NOT NULL COMMENT 'IANA name',
  line tinyint(3) unsigned NOT NULL COMMENT 'colour 1 to 7',
  opened_at datetime(6) NOT NULL,
  PRIMARY KEY (account_id),
  UNIQUE KEY account_tree (root_id,account_id),
  KEY account_list (root_id,name,account_id)
) COMMENT='owner of all data; two levels, never more. No foreign key to itself: InnoDB would never let a parent go';

CREATE TABLE user (
  user_id int(10) unsigned NOT NULL AUTO_INCREMENT,
  email varchar(254) NOT NULL COMMENT 'as typed; compared without case',
  name varchar(120) NOT NULL,
  password varchar(160) NOT NULL COMMENT 'Argon2id, PHC string',
  zone varchar(40) NOT NULL COMMENT 'IANA name',
  suspended tinyint(1) NOT NULL DEFAULT 0,
  verified tinyint(1) NOT NULL DEFAULT 0,
  added_at datetime(6) NOT NULL,
  two_step tinyint(1) NOT NULL DEFAULT 0 COMMENT 'signing in asks for a code after the password',
  language varchar(8) NOT NULL DEFAULT 'en-AU' COMMENT 'BCP 47, language and region',
  notify_replies tinyint(1) NOT NULL DEFAULT 0 COMMENT 'an e-mail when somebody answers what this user sent',
  notify_failures tinyint(1) NOT NULL DEFAULT 0 COMMENT 'an e-mail when what this user sent did not arrive',
  PRIMARY KEY (user_id),
  UNIQUE KEY user_email (email)
) COMMENT='a login profile; owns nothing';

CREATE TABLE membership (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  user_id int(10) unsigned NOT NULL,
  role enum('basic','advanced','administrator') NOT NULL,
  added_at datetime(6) NOT NULL,
  PRIMARY KEY (account_id,user_id),
  KEY membership_user (user_id,account_id),
  KEY root_id (root_id,account_id),
  CONSTRAINT membership_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
  CONSTRAINT membership_ibfk_2 FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT='which role a user holds in which account';

CREATE TABLE invite (
  root_id int(10) unsigned NOT NULL,
  invite_id int(10) unsigned NOT NULL AUTO_INCREMENT,
  made_in int(10) unsigned NOT NULL COMMENT 'the account on whose page it was made; that one may send it again',
  token_hash binary(32) NOT NULL COMMENT 'SHA-256 of the token in the link',
  email varchar(254) NOT NULL,
  user_id int(10) unsigned DEFAULT NULL COMMENT 'who sent it last, whose power is asked again when it is accepted; NULL: the operator',
  user_name varchar(120) DEFAULT NULL COMMENT 'their name then; NULL: the operator',
  note varchar(300) NOT NULL DEFAULT '' COMMENT 'a line of theirs, for the e-mail',
  made_at datetime(6) NOT NULL COMMENT 'when it was sent last',
  ends_at datetime(6) NOT NULL,
  used_at datetime(6) DEFAULT NULL COMMENT 'NULL: not accepted',
  revoked_at datetime(6) DEFAULT NULL COMMENT 'NULL: not taken back',
  declined_at datetime(6) DEFAULT NULL COMMENT 'NULL: not declined',
  PRIMARY KEY (root_id,invite_id),
  UNIQUE KEY invite_seq (invite_id),
  UNIQUE KEY invite_token (token_hash),
  KEY invite_email (root_id,email),
  KEY user_id (user_id),
  KEY invite_made_in (root_id,made_in),
  KEY invite_waiting (root_id,ends_at),
  CONSTRAINT invite_ibfk_2 FOREIGN KEY (user_id) REFERENCES user (user_id),
  CONSTRAINT invite_ibfk_3 FOREIGN KEY (root_id, made_in) REFERENCES account (root_id, account_id)
) COMMENT='a one-time link by which somebody becomes a member of the accounts in invite_grant';

CREATE TABLE invite_grant (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  invite_id int(10) unsigned NOT NULL,
  role enum('basic','advanced','administrator') NOT NULL,
  state enum('open','taken','revoked','declined') NOT NULL DEFAULT 'open' COMMENT 'an account can take its own part back',
  PRIMARY KEY (account_id,invite_id),
  KEY invite_grant_tree (root_id,invite_id),
  KEY root_id (root_id,account_id),
  CONSTRAINT invite_grant_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
  CONSTRAINT invite_grant_ibfk_2 FOREIGN KEY (root_id, invite_id) REFERENCES invite (root_id, invite_id)
) COMMENT='an account that an invitation names, and the role in it';

CREATE TABLE audit (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  seq bigint(20) unsigned NOT NULL COMMENT 'in the tree, from 1 without a gap; no page shows it: a sub-account would learn of the others',
  at datetime(6) NOT NULL COMMENT 'the database''s clock, but always later than the row before; pages go by it',
  user_id int(10) unsigned DEFAULT NULL COMMENT 'NULL: a program, or nobody who is known',
  user_name varchar(120) NOT NULL COMMENT 'as it was then',
  address varchar(45) NOT NULL COMMENT 'IP address; empty: not over the network',
  action varchar(40) NOT NULL COMMENT 'a word of src/model/audit_word.c',
  object varchar(400) NOT NULL COMMENT 'whom or what, as people read it',
  was varchar(400) DEFAULT NULL COMMENT 'NULL: there was nothing before',
  became varchar(400) DEFAULT NULL COMMENT 'NULL: there is nothing now',
  prev binary(32) NOT NULL COMMENT 'hash of the row before; zeros in the first',
  hash binary(32) NOT NULL COMMENT 'SHA-256 of prev and all columns before it (src/model/audit_chain.h)',
  PRIMARY KEY (root_id,seq),
  UNIQUE KEY audit_tree (root_id,at),
  UNIQUE KEY audit_list (account_id,at),
  KEY root_id (root_id,account_id),
  CONSTRAINT audit_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT='what was done in an account; rows are only ever added';

CREATE TABLE audit_outside (
  seq bigint(20) unsigned NOT NULL,
  at datetime(6) NOT NULL,
  user_id int(10) unsigned DEFAULT NULL,
  user_name varchar(120) NOT NULL,
  address varchar(45) NOT NULL,
  action varchar(40) NOT NULL,
  object varchar(400) NOT NULL,
  was varchar(400) DEFAULT NULL,
  became varchar(400) DEFAULT NULL,
  prev binary(32) NOT NULL,
  hash binary(32) NOT NULL,
  PRIMARY KEY (seq)
) COMMENT='the same for what happened in no account, such as a sign-in as nobody: the operator''s chain';

CREATE TABLE audit_head (
  root_id int(10) unsigned NOT NULL COMMENT '0: of audit_outside',
  seq bigint(20) unsigned NOT NULL,
  at datetime(6) NOT NULL,
  hash binary(32) NOT NULL,
  PRIMARY KEY (root_id)
) COMMENT='the last row of each chain; who adds a row locks it, as the last lock of a transaction';

CREATE TABLE denial (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  user_id int(10) unsigned NOT NULL COMMENT 'who was kept out',
  need tinyint(3) unsigned NOT NULL COMMENT 'by which rule: enum need (src/auth/perm.h) of the version that wrote it; another one may tell once more',
  told_at datetime(6) NOT NULL COMMENT 'when the audit log was told last; not again within the hour',
  PRIMARY KEY (account_id,user_id,need),
  KEY root_id (root_id,account_id),
  KEY user_id (user_id),
  KEY told_at (told_at),
  CONSTRAINT denial_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
  CONSTRAINT denial_ibfk_2 FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT='bounds what refusals add to the audit log; at most as many rows as members have rules against them, and none older than a day';

CREATE TABLE audit_seal (
  number bigint(20) unsigned NOT NULL COMMENT 'of all seals, from 1 without a gap: one that was taken away leaves one',
  root_id int(10) unsigned NOT NULL COMMENT '0: of audit_outside',
  seq bigint(20) unsigned NOT NULL COMMENT 'the chain''s last row at that moment',
  at datetime(6) NOT NULL COMMENT 'by seald''s own clock',
  hash binary(32) NOT NULL COMMENT 'of that row; it covers all rows before',
  key_id binary(8) NOT NULL COMMENT 'names the key: the beginning of SHA-256 of its public half',
  signature binary(64) NOT NULL COMMENT 'Ed25519 of all columns before it (src/model/audit_seal.h)',
  PRIMARY KEY (root_id,seq),
  UNIQUE KEY audit_seal_number (number)
) COMMENT='signed ends of audit chains; rows are only ever added';

CREATE TABLE sender (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  sender_id int(10) unsigned NOT NULL AUTO_INCREMENT,
  msisdn varchar(16) NOT NULL COMMENT 'E.164, with the plus',
  added_at datetime(6) NOT NULL,
  PRIMARY KEY (account_id,sender_id),
  UNIQUE KEY sender_msisdn (msisdn),
  KEY sender_seq (sender_id),
  KEY root_id (root_id,account_id),
  CONSTRAINT sender_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT='a number of ours; inbound texts find their account by it';

CREATE TABLE setting (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  version int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'grows with each change; a form that was shown before one is not taken',
  changed_at datetime(6) DEFAULT NULL COMMENT 'NULL: never',
  changed_by varchar(120) DEFAULT NULL COMMENT 'their name then; NULL: nobody',
  locks set('footer','quiet_hours','duplicate_hours','day_messages','send_recipients','approval_above','reply_days','opt_out_words','opt_out_reply','opt_in_reply','retention_months','two_step') NOT NULL DEFAULT '' COMMENT 'on a parent''s row: what its sub-accounts may not decide',
  sender_id int(10) unsigned DEFAULT NULL COMMENT 'which number texts come from; NULL: the oldest',
  footer varchar(160) DEFAULT NULL COMMENT 'stands under each campaign''s text; empty: none',
  quiet_hours varchar(11) DEFAULT NULL COMMENT '21:00-07:00, when campaigns wait, by the recipient''s clock; empty: never',
  duplicate_hours smallint(5) unsigned DEFAULT NULL COMMENT 'the same text to the same number is held back so long; 0: never',
  day_messages int(10) unsigned DEFAULT NULL COMMENT 'most messages a day of the account''s zone; 0: no limit',
  send_recipients smallint(5) unsigned DEFAULT NULL COMMENT 'most recipients of one press of Send',
  approval_above int(10) unsigned DEFAULT NULL COMMENT 'more recipients than that wait for an Administrator; 0: never',
  reply_days tinyint(3) unsigned DEFAULT NULL COMMENT 'how long an inbound text counts as a reply',
  opt_out_words varchar(400) DEFAULT NULL COMMENT 'beside the locked core (src/model/keyword.h), folded, parted by blanks',
  opt_out_reply varchar(320) DEFAULT NULL COMMENT 'what who opts out is answered; empty: nothing',
  opt_in_reply varchar(320) DEFAULT NULL COMMENT 'what who comes back is answered; empty: nothing',
  opt_out_scope enum('account','tree') DEFAULT NULL COMMENT 'on a parent''s row: whom an opt-out silences',
  retention_months smallint(5) unsigned DEFAULT NULL COMMENT 'how long messages are kept; 0: for ever',
  two_step enum('required','optional') DEFAULT NULL COMMENT 'whether Administrators sign in with a code',
  PRIMARY KEY (account_id),
  KEY setting_sender (account_id,sender_id),
  KEY root_id (root_id,account_id),
  CONSTRAINT setting_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
  CONSTRAINT setting_ibfk_2 FOREIGN KEY (account_id, sender_id) REFERENCES sender (account_id, sender_id),
  CONSTRAINT setting_quiet_hours CHECK (quiet_hours regexp '^(([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9])?$'),
  CONSTRAINT setting_duplicate_hours CHECK (duplicate_hours <= 72),
  CONSTRAINT setting_day_messages CHECK (day_messages <= 1000000),
  CONSTRAINT setting_send_recipients CHECK (send_recipients >= 1 and send_recipients <= 200),
  CONSTRAINT setting_approval_above CHECK (approval_above <= 1000000),
  CONSTRAINT setting_reply_days CHECK (reply_days >= 1 and reply_days <= 90),
  CONSTRAINT setting_retention_months CHECK (retention_months <= 120),
  CONSTRAINT setting_locks CHECK (locks = '' or account_id = root_id),
  CONSTRAINT setting_opt_out_scope CHECK (opt_out_scope is null or account_id = root_id)
) COMMENT='what an account has decided for itself';

CREATE TABLE contact (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  contact_id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  name varchar(120) NOT NULL,
  msisdn varchar(16) NOT NULL COMMENT 'E.164, with the plus',
  added_at datetime(6) NOT NULL,
  PRIMARY KEY (account_id,contact_id),
  UNIQUE KEY contact_msisdn (account_id,msisdn),
  KEY contact_seq (contact_id),
  KEY root_id (root_id,account_id),
  CONSTRAINT contact_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT='a person whom an account writes to';

CREATE TABLE session (
  id_hash binary(32) NOT NULL COMMENT 'SHA-256 of the token in the cookie',
  user_id int(10) unsigned NOT NULL,
  session_id bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'names a session on its own page; opens nothing',
  made_at datetime(6) NOT NULL,
  seen_at datetime(6) NOT NULL COMMENT 'written at most once a minute; idle after 30 minutes',
  ends_at datetime(6) NOT NULL COMMENT '12 h after sign-in for an Administrator, else 24 h',
  auth_at datetime(6) NOT NULL COMMENT 'when the password was last given',
  address varchar(45) NOT NULL COMMENT 'IP address at sign-in',
  agent varchar(255) NOT NULL COMMENT 'User-Agent at sign-in',
  form_salt binary(16) NOT NULL,
  half tinyint(3) unsigned NOT NULL DEFAULT 0 COMMENT 'two-step sign-in is missing: 1 if the operator asks for it, 2 if an account does',
  view_user_id int(10) unsigned DEFAULT NULL COMMENT 'whose eyes; NULL: nobody else''s',
  view_account_id int(10) unsigned DEFAULT NULL COMMENT 'in which account; everywhere else the session is its own user''s',
  view_until datetime(6) DEFAULT NULL COMMENT 'then it is over by itself',
  PRIMARY KEY (id_hash),
  UNIQUE KEY session_number (session_id),
  KEY session_user (user_id,made_at),
  KEY session_end (ends_at),
  KEY view_user_id (view_user_id),
  CONSTRAINT session_ibfk_1 FOREIGN KEY (user_id) REFERENCES user (user_id),
  CONSTRAINT session_ibfk_2 FOREIGN KEY (view_user_id) REFERENCES user (user_id)
) COMMENT='who is signed in where';

CREATE TABLE device (
  token_hash binary(32) NOT NULL COMMENT 'SHA-256 of the token in the device cookie',
  user_id int(10) unsigned NOT NULL,
  made_at datetime(6) NOT NULL,
  seen_at datetime(6) NOT NULL,
  PRIMARY KEY (token_hash),
  KEY device_user (user_id,seen_at),
  CONSTRAINT device_ibfk_1 FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT='a browser that has signed in before; others'' failures never slow it down';

CREATE TABLE sign_in_failure (
  kind enum('email','address') NOT NULL,
  key_hash binary(32) NOT NULL COMMENT 'SHA-256 of the e-mail address or the IP address',
  failures int(10) unsigned NOT NULL,
  since_at datetime(6) NOT NULL COMMENT 'start of the window',
  last_at datetime(6) NOT NULL,
  PRIMARY KEY (kind,key_hash),
  KEY sign_in_failure_age (last_at)
) COMMENT='failed sign-ins, counted for throttling';

CREATE TABLE totp (
  user_id int(10) unsigned NOT NULL,
  secret varbinary(120) NOT NULL COMMENT 'sealed with a key that only login reads',
  step bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'the last time step whose code was taken; none is taken twice',
  made_at datetime(6) NOT NULL,
  on_at datetime(6) DEFAULT NULL COMMENT 'NULL: shown, but no code has proved yet that an app has it',
  PRIMARY KEY (user_id),
  CONSTRAINT totp_ibfk_1 FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT='what a user''s authenticator app knows';

CREATE TABLE recovery_code (
  user_id int(10) unsigned NOT NULL,
  code_hash binary(32) NOT NULL COMMENT 'SHA-256 of 80 random bits in base32',
  used_at datetime(6) DEFAULT NULL COMMENT 'NULL: not used',
  PRIMARY KEY (user_id,code_hash),
  CONSTRAINT recovery_code_ibfk_1 FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT='codes to keep on paper, each good once instead of the app''s';

CREATE TABLE half (
  token_hash binary(32) NOT NULL COMMENT 'SHA-256 of the token in the cookie',
  user_id int(10) unsigned NOT NULL,
  tries tinyint(3) unsigned NOT NULL DEFAULT 0 COMMENT 'codes that were sent with it',
  ends_at datetime(6) NOT NULL,
  PRIMARY KEY (token_hash),
  KEY half_user (user_id),
  KEY half_end (ends_at),
  CONSTRAINT half_ibfk_1 FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT='a sign-in whose password was right and whose code is missing';

CREATE TABLE reset (
  token_hash binary(32) NOT NULL COMMENT 'SHA-256 of the token in the link',
  user_id int(10) unsigned NOT NULL,
  made_at datetime(6) NOT NULL,
  ends_at datetime(6) NOT NULL,
  used_at datetime(6) DEFAULT NULL COMMENT 'NULL: not used, and no later change of the password ended it',
  PRIMARY KEY (token_hash),
  KEY reset_user (user_id,made_at),
  KEY reset_age (made_at),
  CONSTRAINT reset_ibfk_1 FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT='a one-time link by which a forgotten password is replaced';

CREATE TABLE email_change (
  user_id int(10) unsigned NOT NULL,
  email varchar(254) NOT NULL COMMENT 'what the address shall be',
  new_hash binary(32) NOT NULL COMMENT 'SHA-256 of the token that went there',
  old_hash binary(32) NOT NULL COMMENT 'SHA-256 of the token that went to the present address',
  new_at datetime(6) DEFAULT NULL COMMENT 'NULL: not confirmed there',
  old_at datetime(6) DEFAULT NULL COMMENT 'NULL: not confirmed there',
  made_at datetime(6) NOT NULL,
  ends_at datetime(6) NOT NULL,
  PRIMARY KEY (user_id),
  CONSTRAINT email_change_ibfk_1 FOREIGN KEY (user_id) REFERENCES user (user_id)
) COMMENT='a change of an e-mail address that waits for its two confirmations';

CREATE TABLE conversation (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  conversation_id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  sender_id int(10) unsigned NOT NULL,
  msisdn varchar(16) NOT NULL COMMENT 'theirs; E.164, with the plus',
  closed tinyint(1) NOT NULL DEFAULT 0,
  unread tinyint(1) NOT NULL DEFAULT 0,
  first_message_id bigint(20) unsigned NOT NULL,
  last_message_id bigint(20) unsigned NOT NULL COMMENT 'ids are ordered by time, so lists order by this',
  last_at datetime(6) NOT NULL,
  last_direction enum('out','in') NOT NULL,
  last_state enum('scheduled','held','queued','claimed','sending','submitted','unknown','enroute','delivered','failed','rejected','expired','cancelled','received') NOT NULL,
  last_user_id int(10) unsigned DEFAULT NULL COMMENT 'who wrote the last message; NULL for inbound and programs',
  last_user_name varchar(120) DEFAULT NULL,
  preview varchar(160) NOT NULL COMMENT 'beginning of the last message',
  out_message_id bigint(20) unsigned DEFAULT NULL COMMENT 'newest outbound message; NULL before the first',
  out_user_id int(10) unsigned DEFAULT NULL COMMENT 'who sent it; NULL for programs',
  out_at datetime(6) DEFAULT NULL,
  version bigint(20) unsigned NOT NULL COMMENT 'of the account''s inbox when this row last changed',
  tree_version bigint(20) unsigned NOT NULL COMMENT 'of the tree''s inbox when this row last changed',
  PRIMARY KEY (account_id,conversation_id),
  UNIQUE KEY conversation_pair (account_id,sender_id,msisdn),
  KEY conversation_seq (conversation_id),
  KEY conversation_list (account_id,closed,last_message_id),
  KEY conversation_unread (account_id,unread,last_message_id),
  KEY conversation_number (account_id,msisdn),
  KEY conversation_tree_list (root_id,closed,last_message_id),
  KEY conversation_tree_unread (root_id,unread,last_message_id),
  KEY root_id (root_id,account_id),
  CONSTRAINT conversation_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
  CONSTRAINT conversation_ibfk_2 FOREIGN KEY (account_id, sender_id) REFERENCES sender (account_id, sender_id)
) COMMENT='all messages between one of our numbers and one contact number';

CREATE TABLE conversation_own (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  user_id int(10) unsigned NOT NULL,
  conversation_id bigint(20) unsigned NOT NULL,
  unread tinyint(1) NOT NULL DEFAULT 0,
  first_message_id bigint(20) unsigned NOT NULL,
  last_message_id bigint(20) unsigned NOT NULL,
  last_at datetime(6) NOT NULL,
  last_direction enum('out','in') NOT NULL,
  last_state enum('scheduled','held','queued','claimed','sending','submitted','unknown','enroute','delivered','failed','rejected','expired','cancelled','received') NOT NULL,
  preview varchar(160) NOT NULL,
  version bigint(20) unsigned NOT NULL COMMENT 'of this user''s inbox when this row last changed',
  PRIMARY KEY (account_id,user_id,conversation_id),
  KEY conversation_own_list (account_id,user_id,last_message_id),
  KEY conversation_own_unread (account_id,user_id,unread,last_message_id),
  KEY root_id (root_id,account_id),
  KEY account_id (account_id,conversation_id),
  CONSTRAINT conversation_own_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
  CONSTRAINT conversation_own_ibfk_2 FOREIGN KEY (account_id, conversation_id) REFERENCES conversation (account_id, conversation_id)
) COMMENT='a conversation as a Basic user sees it: own messages and replies to them';

CREATE TABLE conversation_event (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  conversation_id bigint(20) unsigned NOT NULL,
  event_id bigint(20) unsigned NOT NULL COMMENT 'made like a message id, so that both sort together',
  kind enum('closed','reopened') NOT NULL,
  user_id int(10) unsigned DEFAULT NULL COMMENT 'NULL: a new inbound text did it',
  user_name varchar(120) DEFAULT NULL,
  happened_at datetime(6) NOT NULL,
  PRIMARY KEY (account_id,conversation_id,event_id),
  KEY root_id (root_id,account_id),
  CONSTRAINT conversation_event_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id),
  CONSTRAINT conversation_event_ibfk_2 FOREIGN KEY (account_id, conversation_id) REFERENCES conversation (account_id, conversation_id)
) COMMENT='who closed and reopened a conversation';

CREATE TABLE inbox_count (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL COMMENT 'the root''s on a tree row',
  scope enum('account','user','tree') NOT NULL,
  user_id int(10) unsigned NOT NULL DEFAULT 0 COMMENT '0 but on a user row',
  open int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'on a user row: all',
  unread int(10) unsigned NOT NULL DEFAULT 0,
  closed int(10) unsigned NOT NULL DEFAULT 0,
  version bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'grows with every change in the scope',
  PRIMARY KEY (account_id,scope,user_id),
  KEY inbox_count_root (root_id),
  KEY root_id (root_id,account_id),
  CONSTRAINT inbox_count_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT='counts and version of an inbox, one row per scope that somebody reads by';

CREATE TABLE message (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  message_id bigint(20) unsigned NOT NULL COMMENT 'milliseconds since 2020 << 22 | node << 12 | sequence',
  conversation_id bigint(20) unsigned NOT NULL,
  direction enum('out','in') NOT NULL,
  sender varchar(16) NOT NULL COMMENT 'ours; E.164, with the plus',
  msisdn varchar(16) NOT NULL COMMENT 'theirs; E.164, with the plus',
  msisdn_typed varchar(64) DEFAULT NULL COMMENT 'as a person wrote it; NULL for inbound',
  body text NOT NULL,
  encoding enum('gsm7','ucs2') NOT NULL,
  parts tinyint(3) unsigned NOT NULL,
  class enum('normal','campaign','alert') NOT NULL DEFAULT 'normal',
  state enum('scheduled','held','queued','claimed','sending','submitted','unknown','enroute','delivered','failed','rejected','expired','cancelled','received') NOT NULL,
  why varchar(40) DEFAULT NULL COMMENT 'word for the reason of held, failed, rejected, expired',
  origin enum('page','api','email','rule','handset') NOT NULL,
  user_id int(10) unsigned DEFAULT NULL COMMENT 'outbound: who sent it; inbound: reply_owner of product.md 4; NULL: nobody',
  user_name varchar(120) DEFAULT NULL COMMENT 'outbound: their name when they sent it',
  in_reply_to bigint(20) unsigned DEFAULT NULL COMMENT 'inbound: newest outbound message within the reply window',
  repeated tinyint(1) NOT NULL DEFAULT 0 COMMENT 'inbound: perhaps the carrier sent it twice',
  accepted_at datetime(6) NOT NULL COMMENT 'outbound: taken from the writer; inbound: taken from the carrier',
  due_at datetime(6) DEFAULT NULL COMMENT 'when schedd shall take it; NULL once it has',
  queued_at datetime(6) DEFAULT NULL COMMENT 'when schedd put it into the outbox',
  final_at datetime(6) DEFAULT NULL COMMENT 'when it reached a final state',
  waiting enum('held','due') GENERATED ALWAYS AS (case when due_at is null then NULL when state = 'held' then 'held' else 'due' end) STORED INVISIBLE COMMENT 'for the index of what schedd shall take: on hold or not; NULL: for nothing',
  PRIMARY KEY (account_id,message_id),
  KEY message_thread (account_id,conversation_id,message_id),
  KEY message_own (account_id,user_id,conversation_id,message_id),
  KEY message_fold (message_id),
  KEY message_due (waiting,due_at,account_id)
) COMMENT='one text to or from one number'
 PARTITION BY RANGE (message_id)
(PARTITION p2026h1 VALUES LESS THAN (859946405068800000),
 PARTITION p2026q3 VALUES LESS THAN (893286088704000000),
 PARTITION p2026q4 VALUES LESS THAN (926625772339200000),
 PARTITION p2027q1 VALUES LESS THAN (959240680243200000),
 PARTITION p2027q2 VALUES LESS THAN (992217976012800000),
 PARTITION p_later VALUES LESS THAN MAXVALUE);

CREATE TABLE part (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  message_id bigint(20) unsigned NOT NULL,
  part_no tinyint(3) unsigned NOT NULL COMMENT '1 to message.parts',
  state enum('claimed','sending','submitted','unknown','enroute','delivered','failed','rejected','expired') NOT NULL,
  route_id smallint(5) unsigned NOT NULL,
  carrier_id varchar(65) DEFAULT NULL COMMENT 'as the carrier wrote it; NULL before its answer',
  error varchar(40) DEFAULT NULL COMMENT 'the carrier''s code, from answer or receipt',
  sent_at datetime(6) DEFAULT NULL COMMENT 'when sending was committed',
  answered_at datetime(6) DEFAULT NULL COMMENT 'when the submit response came',
  receipt_at datetime(6) DEFAULT NULL COMMENT 'when the receipt that counted came',
  receipts smallint(5) unsigned NOT NULL DEFAULT 0 COMMENT 'how many came, repeated ones too',
  PRIMARY KEY (account_id,message_id,part_no)
) COMMENT='one segment of an outbound message, once it goes to a carrier'
 PARTITION BY RANGE (message_id)
(PARTITION p2026h1 VALUES LESS THAN (859946405068800000),
 PARTITION p2026q3 VALUES LESS THAN (893286088704000000),
 PARTITION p2026q4 VALUES LESS THAN (926625772339200000),
 PARTITION p2027q1 VALUES LESS THAN (959240680243200000),
 PARTITION p2027q2 VALUES LESS THAN (992217976012800000),
 PARTITION p_later VALUES LESS THAN MAXVALUE);

CREATE TABLE message_word (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  user_id int(10) unsigned DEFAULT NULL COMMENT 'as in message: whose it is',
  word varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'folded (text/word.h)',
  message_id bigint(20) unsigned NOT NULL,
  PRIMARY KEY (account_id,word,message_id),
  KEY message_word_own (account_id,user_id,word,message_id),
  KEY message_word_tree (root_id,word,message_id)
) COMMENT='a word that a message holds; written by dlrd, for messages up to word_cursor'
 PARTITION BY RANGE (message_id)
(PARTITION p2026h1 VALUES LESS THAN (859946405068800000),
 PARTITION p2026q3 VALUES LESS THAN (893286088704000000),
 PARTITION p2026q4 VALUES LESS THAN (926625772339200000),
 PARTITION p2027q1 VALUES LESS THAN (959240680243200000),
 PARTITION p2027q2 VALUES LESS THAN (992217976012800000),
 PARTITION p_later VALUES LESS THAN MAXVALUE);

CREATE TABLE submission (
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  user_id int(10) unsigned NOT NULL,
  once binary(32) NOT NULL COMMENT 'SHA-256 of the form''s once value: its idempotency key',
  content binary(32) NOT NULL COMMENT 'SHA-256 of what was sent',
  first_message_id bigint(20) unsigned NOT NULL,
  last_message_id bigint(20) unsigned NOT NULL,
  messages int(10) unsigned NOT NULL,
  parts int(10) unsigned NOT NULL COMMENT 'of all messages together',
  made_at datetime(6) NOT NULL,
  PRIMARY KEY (account_id,user_id,once),
  KEY submission_age (made_at),
  KEY root_id (root_id,account_id),
  CONSTRAINT submission_ibfk_1 FOREIGN KEY (root_id, account_id) REFERENCES account (root_id, account_id)
) COMMENT='one press of Send; a repeated one finds this row and sends nothing';

CREATE TABLE route (
  route_id smallint(5) unsigned NOT NULL,
  name varchar(40) NOT NULL COMMENT 'what the trace shows; the password is in the secret folder, route-NAME',
  host varchar(253) NOT NULL,
  port smallint(5) unsigned NOT NULL,
  system_id varchar(16) NOT NULL,
  window smallint(5) unsigned NOT NULL DEFAULT 10 COMMENT 'PDUs under way at once',
  id_form enum('text','hex_to_decimal','decimal_to_hex','digits') NOT NULL DEFAULT 'text' COMMENT 'how the ids of receipts become those of responses',
  enabled tinyint(1) NOT NULL DEFAULT 1,
  PRIMARY KEY (route_id),
  UNIQUE KEY route_name (name)
) COMMENT='a carrier that we bind to';

CREATE TABLE route_bind (
  route_id smallint(5) unsigned NOT NULL,
  owner varchar(80) DEFAULT NULL COMMENT 'host:pid of the esmed that may submit; NULL: none',
  epoch bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'fencing token, grows with every new owner',
  until_at datetime(6) DEFAULT NULL COMMENT 'the lease runs out then',
  line enum('down','up') NOT NULL DEFAULT 'down',
  changed_at datetime(6) DEFAULT NULL COMMENT 'when line last changed',
  PRIMARY KEY (route_id),
  CONSTRAINT route_bind_ibfk_1 FOREIGN KEY (route_id) REFERENCES route (route_id)
) COMMENT='who holds the bind of a route, and how the line is';

CREATE TABLE outbox (
  message_id bigint(20) unsigned NOT NULL,
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  route_id smallint(5) unsigned NOT NULL,
  priority tinyint(3) unsigned NOT NULL COMMENT '0 leaves first',
  not_before datetime(6) NOT NULL COMMENT 'back-off after a throttled try',
  owner varchar(80) DEFAULT NULL COMMENT 'NULL: free to claim',
  epoch bigint(20) unsigned NOT NULL DEFAULT 0,
  until_at datetime(6) DEFAULT NULL COMMENT 'the claim runs out then',
  tries smallint(5) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (message_id),
  KEY outbox_account (account_id,message_id),
  KEY outbox_claim (route_id,owner,priority,account_id,message_id)
) COMMENT='a message that still has to leave; deleted when it has';

CREATE TABLE carrier_ref (
  route_id smallint(5) unsigned NOT NULL,
  carrier_id varchar(65) NOT NULL COMMENT 'normalised for the route',
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  message_id bigint(20) unsigned NOT NULL,
  part_no tinyint(3) unsigned NOT NULL,
  PRIMARY KEY (route_id,carrier_id)
) COMMENT='finds the part that a receipt speaks of';

CREATE TABLE unnamed_part (
  message_id bigint(20) unsigned NOT NULL,
  part_no tinyint(3) unsigned NOT NULL,
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  route_id smallint(5) unsigned NOT NULL,
  reference smallint(5) unsigned NOT NULL COMMENT 'the user_message_reference it was sent with',
  msisdn varchar(16) NOT NULL COMMENT 'without a plus, as it was sent',
  sent_at datetime(6) NOT NULL,
  PRIMARY KEY (message_id,part_no),
  KEY unnamed_part_reference (route_id,reference,msisdn),
  KEY unnamed_part_age (sent_at)
) COMMENT='a part that was sent and whose carrier id we were never told: receipts find it by reference';

CREATE TABLE raw_receipt (
  raw_id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  route_id smallint(5) unsigned NOT NULL,
  carrier_id varchar(65) NOT NULL COMMENT 'normalised for the route',
  outcome enum('enroute','delivered','failed','rejected','expired','unknown') NOT NULL,
  error varchar(40) DEFAULT NULL,
  pdu blob NOT NULL COMMENT 'byte for byte',
  came_at datetime(6) NOT NULL,
  state enum('new','parked','applied','ignored') NOT NULL DEFAULT 'new',
  account_id int(10) unsigned DEFAULT NULL COMMENT 'NULL until its part was found',
  message_id bigint(20) unsigned DEFAULT NULL,
  part_no tinyint(3) unsigned DEFAULT NULL,
  msisdn varchar(21) DEFAULT NULL COMMENT 'who it was for, as the carrier wrote it, without a plus',
  reference smallint(5) unsigned DEFAULT NULL COMMENT 'its user_message_reference; NULL if it named none',
  taken_at datetime(6) DEFAULT NULL COMMENT 'its submit date, by a clock and zone of the carrier''s own',
  excerpt varchar(20) DEFAULT NULL COMMENT 'what it quotes of the text, ASCII only',
  PRIMARY KEY (raw_id),
  KEY raw_receipt_state (state,raw_id),
  KEY raw_receipt_message (account_id,message_id)
) COMMENT='what the carrier said of a message; parked if it came before the response';

CREATE TABLE raw_inbound (
  raw_id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  route_id smallint(5) unsigned NOT NULL,
  sender varchar(21) NOT NULL COMMENT 'ours, as the carrier wrote it',
  msisdn varchar(21) NOT NULL COMMENT 'theirs, as the carrier wrote it',
  coding tinyint(3) unsigned NOT NULL COMMENT 'SMPP data_coding',
  body blob NOT NULL COMMENT 'short_message or message_payload without its UDH',
  concat_ref smallint(5) unsigned NOT NULL DEFAULT 0,
  concat_count tinyint(3) unsigned NOT NULL DEFAULT 1,
  concat_no tinyint(3) unsigned NOT NULL DEFAULT 1,
  pdu blob NOT NULL COMMENT 'byte for byte',
  digest binary(32) NOT NULL COMMENT 'SHA-256 of sender, msisdn, coding, concat and body: finds repeats',
  came_at datetime(6) NOT NULL,
  state enum('new','waiting','applied','orphan') NOT NULL DEFAULT 'new' COMMENT 'waiting: for other segments; orphan: nobody owns the number',
  account_id int(10) unsigned DEFAULT NULL,
  message_id bigint(20) unsigned DEFAULT NULL,
  PRIMARY KEY (raw_id),
  KEY raw_inbound_state (state,raw_id),
  KEY raw_inbound_concat (msisdn,sender,concat_ref,state),
  KEY raw_inbound_digest (digest,came_at)
) COMMENT='what handsets wrote, as the carrier handed it over';

CREATE TABLE message_news (
  message_id bigint(20) unsigned NOT NULL,
  root_id int(10) unsigned NOT NULL,
  account_id int(10) unsigned NOT NULL,
  PRIMARY KEY (message_id)
) COMMENT='esmed changed this message; dlrd lets the inbox follow and deletes the row';

CREATE TABLE word_cursor (
  cursor_id tinyint(3) unsigned NOT NULL,
  folded_to bigint(20) unsigned NOT NULL COMMENT 'words of all messages up to this one are in message_word; 0 has them folded anew',
  PRIMARY KEY (cursor_id)
) COMMENT='one row: how far the words are; newer messages are searched themselves';

CREATE TABLE node_lease (
  node_id smallint(5) unsigned NOT NULL,
  owner varchar(80) DEFAULT NULL,
  until_at datetime(6) NOT NULL,
  PRIMARY KEY (node_id),
  KEY node_lease_free (until_at)
) COMMENT='the ten node bits of message ids, leased by each process that makes some';

CREATE TABLE mail (
  mail_id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  message_ref char(32) NOT NULL COMMENT 'random; the left half of the Message-ID, the same at every try',
  kind varchar(32) NOT NULL COMMENT 'names the templates mail/KIND.html.tpl and .txt.tpl',
  to_email varchar(254) NOT NULL,
  to_name varchar(120) NOT NULL,
  sealed blob DEFAULT NULL COMMENT 'what it says (AES-256-GCM); NULL once it has ended: no link of a mail stays',
  state enum('queued','sending','sent','failed') NOT NULL DEFAULT 'queued',
  tries smallint(5) unsigned NOT NULL DEFAULT 0,
  not_before datetime(6) NOT NULL COMMENT 'queued: when to try; sending: when the lease runs out',
  owner varchar(80) DEFAULT NULL COMMENT 'host:pid:start of the maild that has it',
  epoch bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'grows with every claim',
  queued_at datetime(6) NOT NULL,
  give_up_at datetime(6) NOT NULL COMMENT 'not tried after that',
  ended_at datetime(6) DEFAULT NULL COMMENT 'when it was sent or given up',
  why varchar(255) DEFAULT NULL COMMENT 'what the last try came to, if not to sending',
  PRIMARY KEY (mail_id),
  UNIQUE KEY mail_ref (message_ref),
  KEY mail_due (state,not_before),
  KEY mail_age (state,ended_at)
) COMMENT='a mail on its way, then for a while what became of it';
