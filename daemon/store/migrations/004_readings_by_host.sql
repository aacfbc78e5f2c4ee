-- Readings are found host by host: which hosts have some that fall due, and which of a host's goes first.
DROP INDEX article_due;
CREATE INDEX article_due ON article (next_reading, host) WHERE next_reading IS NOT NULL;
CREATE INDEX article_turn ON article (host, priority, next_reading) WHERE next_reading IS NOT NULL;
