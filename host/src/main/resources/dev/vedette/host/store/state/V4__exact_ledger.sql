-- One row: below which journal position every record is counted. Written in the transaction of the counts.
CREATE TABLE ledger_mark (
    id             INTEGER NOT NULL PRIMARY KEY,
    counted_below  BIGINT  NOT NULL,
    committed_from BIGINT  NOT NULL
);

-- Everything ever counted, so that nobody needs to add up the minutes.
CREATE TABLE ledger_totals (
    client  VARCHAR(63)  NOT NULL,
    term    VARCHAR(16)  NOT NULL,
    reason  VARCHAR(255) NOT NULL,
    records BIGINT       NOT NULL,
    PRIMARY KEY (client, term, reason)
);
INSERT INTO ledger_totals (client, term, reason, records)
    SELECT client, term, reason, SUM(records) FROM ledger WHERE term <> 'received' GROUP BY client, term, reason;
INSERT INTO ledger_totals (client, term, reason, records)
    SELECT client, 'received', '', SUM(records) FROM ledger WHERE term <> 'received' GROUP BY client;

-- What is older than the minutes are kept for, by hour and then by day; width is in minutes.
CREATE TABLE ledger_coarse (
    client    VARCHAR(63)   NOT NULL,
    source    VARCHAR(1024) NOT NULL,
    at_minute BIGINT        NOT NULL,
    width     INTEGER       NOT NULL,
    term      VARCHAR(16)   NOT NULL,
    reason    VARCHAR(255)  NOT NULL,
    records   BIGINT        NOT NULL,
    PRIMARY KEY (client, at_minute, width, source, term, reason)
);
CREATE INDEX ledger_coarse_by_minute ON ledger_coarse (width, at_minute);

ALTER TABLE dead_letters ADD COLUMN extension VARCHAR(512);
ALTER TABLE dead_letters ADD COLUMN explanation VARCHAR(4000);
ALTER TABLE dead_letters ADD COLUMN replaying BOOLEAN DEFAULT FALSE NOT NULL;
