CREATE TABLE dead_letters (
    journal_position BIGINT        NOT NULL PRIMARY KEY,
    client           VARCHAR(63)   NOT NULL,
    source           VARCHAR(1024) NOT NULL,
    receiver         VARCHAR(255)  NOT NULL,
    sender           VARCHAR(45),
    path             VARCHAR(4096),
    parser           VARCHAR(255),
    received_at      BIGINT        NOT NULL,
    abandoned_at     BIGINT        NOT NULL,
    reason           VARCHAR(255)  NOT NULL,
    record           BLOB          NOT NULL
);
CREATE INDEX dead_letters_by_time ON dead_letters (client, abandoned_at);
