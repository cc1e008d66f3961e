-- Orders to keep events whatever their bucket says. Times are ISO 8601; rows are never deleted.
CREATE TABLE legal_holds (
    name        VARCHAR(63)   NOT NULL PRIMARY KEY,
    client      VARCHAR(63),
    query_text  VARCHAR(10000),
    from_time   VARCHAR(64),
    to_time     VARCHAR(64),
    reason      VARCHAR(1000) NOT NULL,
    set_by      VARCHAR(255)  NOT NULL,
    set_at      VARCHAR(64)   NOT NULL,
    released_by VARCHAR(255),
    released_at VARCHAR(64)
);
