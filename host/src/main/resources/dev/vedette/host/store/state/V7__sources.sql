CREATE TABLE sources (
    client   VARCHAR(63)     NOT NULL,
    source   VARCHAR(1024)   NOT NULL,
    document VARCHAR(100000) NOT NULL,
    PRIMARY KEY (client, source)
);
