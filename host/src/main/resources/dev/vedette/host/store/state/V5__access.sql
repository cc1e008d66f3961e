-- Who gets in. Times are milliseconds since 1970. clients: ids with a blank between, NULL for all of them.
CREATE TABLE users (
    name           VARCHAR(64)   NOT NULL PRIMARY KEY,
    role           VARCHAR(32)   NOT NULL,
    clients        VARCHAR(100000),
    password       VARCHAR(512)  NOT NULL,
    temporary      BOOLEAN       NOT NULL,
    disabled       BOOLEAN       NOT NULL,
    created_at     BIGINT        NOT NULL,
    password_since BIGINT        NOT NULL,
    last_login     BIGINT
);

CREATE TABLE tokens (
    id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    sha256     VARCHAR(64)  NOT NULL UNIQUE,
    role       VARCHAR(32)  NOT NULL,
    clients    VARCHAR(100000),
    source     VARCHAR(1024),
    parser     VARCHAR(255),
    created_at BIGINT       NOT NULL,
    created_by VARCHAR(64)  NOT NULL,
    expires_at BIGINT,
    last_used  BIGINT,
    revoked_at BIGINT
);

-- Append-only: each row has the hash of the one before (AuditRecord says of what).
CREATE TABLE audit (
    number        BIGINT           NOT NULL PRIMARY KEY,
    at_time       BIGINT           NOT NULL,
    who           VARCHAR(255)     NOT NULL,
    action        VARCHAR(64)      NOT NULL,
    client        VARCHAR(63),
    detail        VARCHAR(1000000) NOT NULL,
    previous_hash VARCHAR(64)      NOT NULL,
    hash          VARCHAR(64)      NOT NULL
);
CREATE INDEX audit_by_time ON audit (at_time);
CREATE INDEX audit_by_who ON audit (who, number);
CREATE INDEX audit_by_action ON audit (action, number);
