-- The way to the carrier and back. These rows have no account of their own or serve all.

CREATE TABLE route (
    route_id     SMALLINT UNSIGNED NOT NULL,
    name         VARCHAR(40)  NOT NULL COMMENT 'what the trace shows; the password is in the secret folder, route-NAME',
    host         VARCHAR(253) NOT NULL,
    port         SMALLINT UNSIGNED NOT NULL,
    system_id    VARCHAR(16)  NOT NULL,
    window       SMALLINT UNSIGNED NOT NULL DEFAULT 10 COMMENT 'PDUs under way at once',
    id_form      ENUM('text', 'hex_to_decimal', 'decimal_to_hex', 'digits') NOT NULL DEFAULT 'text'
                 COMMENT 'how the ids of receipts become those of responses',
    enabled      TINYINT(1)   NOT NULL DEFAULT 1,
    PRIMARY KEY (route_id),
    UNIQUE KEY  route_name (name)
) COMMENT 'a carrier that we bind to';

CREATE TABLE route_bind (
    route_id     SMALLINT UNSIGNED NOT NULL,
    owner        VARCHAR(80)      NULL COMMENT 'host:pid of the esmed that may submit; NULL: none',
    epoch        BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'fencing token, grows with every new owner',
    until_at     DATETIME(6)      NULL COMMENT 'the lease runs out then',
    line         ENUM('down', 'up') NOT NULL DEFAULT 'down',
    changed_at   DATETIME(6)      NULL COMMENT 'when line last changed',
    PRIMARY KEY (route_id),
    FOREIGN KEY (route_id) REFERENCES route (route_id)
) COMMENT 'who holds the bind of a route, and how the line is';

CREATE TABLE outbox (
    message_id   BIGINT UNSIGNED NOT NULL,
    root_id      INT UNSIGNED NOT NULL,
    account_id   INT UNSIGNED NOT NULL,
    route_id     SMALLINT UNSIGNED NOT NULL,
    priority     TINYINT UNSIGNED NOT NULL COMMENT '0 leaves first',
    not_before   DATETIME(6)  NOT NULL COMMENT 'back-off after a throttled try',
    owner        VARCHAR(80)      NULL COMMENT 'NULL: free to claim',
    epoch        BIGINT UNSIGNED NOT NULL DEFAULT 0,
    until_at     DATETIME(6)      NULL COMMENT 'the claim runs out then',
    tries        SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    PRIMARY KEY (message_id),
    KEY         outbox_claim (route_id, owner, priority, message_id)
) COMMENT 'a message that still has to leave; deleted when it has';

CREATE TABLE carrier_ref (
    route_id     SMALLINT UNSIGNED NOT NULL,
    carrier_id   VARCHAR(65)  NOT NULL COMMENT 'normalised for the route',
    root_id      INT UNSIGNED NOT NULL,
    account_id   INT UNSIGNED NOT NULL,
    message_id   BIGINT UNSIGNED NOT NULL,
    part_no      TINYINT UNSIGNED NOT NULL,
    PRIMARY KEY (route_id, carrier_id)
) COMMENT 'finds the part that a receipt speaks of';

CREATE TABLE raw_receipt (
    raw_id       BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    route_id     SMALLINT UNSIGNED NOT NULL,
    carrier_id   VARCHAR(65)  NOT NULL COMMENT 'normalised for the route',
    outcome      ENUM('enroute', 'delivered', 'failed', 'rejected', 'expired', 'unknown') NOT NULL,
    error        VARCHAR(40)      NULL,
    pdu          BLOB         NOT NULL COMMENT 'byte for byte',
    came_at      DATETIME(6)  NOT NULL,
    state        ENUM('new', 'parked', 'applied', 'ignored') NOT NULL DEFAULT 'new',
    account_id   INT UNSIGNED     NULL COMMENT 'NULL until its part was found',
    message_id   BIGINT UNSIGNED  NULL,
    part_no      TINYINT UNSIGNED NULL,
    PRIMARY KEY (raw_id),
    KEY         raw_receipt_state (state, raw_id),
    KEY         raw_receipt_parked (route_id, carrier_id, state),
    KEY         raw_receipt_message (account_id, message_id)
) COMMENT 'what the carrier said of a message; parked if it came before the response';

CREATE TABLE raw_inbound (
    raw_id       BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    route_id     SMALLINT UNSIGNED NOT NULL,
    sender       VARCHAR(21)  NOT NULL COMMENT 'ours, as the carrier wrote it',
    msisdn       VARCHAR(21)  NOT NULL COMMENT 'theirs, as the carrier wrote it',
    coding       TINYINT UNSIGNED NOT NULL COMMENT 'SMPP data_coding',
    body         BLOB         NOT NULL COMMENT 'short_message or message_payload without its UDH',
    concat_ref   SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    concat_count TINYINT UNSIGNED NOT NULL DEFAULT 1,
    concat_no    TINYINT UNSIGNED NOT NULL DEFAULT 1,
    pdu          BLOB         NOT NULL COMMENT 'byte for byte',
    digest       BINARY(32)   NOT NULL COMMENT 'SHA-256 of sender, msisdn, coding, concat and body: finds repeats',
    came_at      DATETIME(6)  NOT NULL,
    state        ENUM('new', 'waiting', 'applied', 'orphan') NOT NULL DEFAULT 'new'
                 COMMENT 'waiting: for other segments; orphan: nobody owns the number',
    account_id   INT UNSIGNED     NULL,
    message_id   BIGINT UNSIGNED  NULL,
    PRIMARY KEY (raw_id),
    KEY         raw_inbound_state (state, raw_id),
    KEY         raw_inbound_concat (msisdn, sender, concat_ref, state),
    KEY         raw_inbound_digest (digest, came_at)
) COMMENT 'what handsets wrote, as the carrier handed it over';

CREATE TABLE node_lease (
    node_id      SMALLINT UNSIGNED NOT NULL,
    owner        VARCHAR(80)      NULL,
    until_at     DATETIME(6)  NOT NULL,
    PRIMARY KEY (node_id),
    KEY         node_lease_free (until_at)
) COMMENT 'the ten node bits of message ids, leased by each process that makes some';

INSERT INTO node_lease (node_id, owner, until_at)
SELECT s.seq, NULL, '2020-01-01' FROM seq_0_to_1023 AS s;
