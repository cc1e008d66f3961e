-- Who sent it, and what is around its line: without that a replay would read it otherwise than the first time.
ALTER TABLE dead_letters ADD COLUMN token VARCHAR(255);
ALTER TABLE dead_letters ADD COLUMN envelope VARCHAR(255);
