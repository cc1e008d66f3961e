CREATE TABLE event_moves (
    event_id    VARCHAR(200)  NOT NULL PRIMARY KEY,
    client      VARCHAR(1000) NOT NULL,
    before_time VARCHAR(100)  NOT NULL,
    to_slice    VARCHAR(1000) NOT NULL
);
