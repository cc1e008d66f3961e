CREATE INDEX dead_letters_of_all_by_time ON dead_letters (abandoned_at);
