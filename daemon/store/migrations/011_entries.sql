-- An entry goes by four or five names. What is known of it stands once, and each name leads to it, where each had a row
-- and a place in an index of its own that were written again each day.
DROP INDEX entry_article;
CREATE TABLE entry_with_names (
    number      INTEGER PRIMARY KEY,
    feed        INTEGER NOT NULL,
    article     INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,          -- of its content; another one means it was edited
    seen        INTEGER NOT NULL           -- the last time it was listed, to within a day
) STRICT;
CREATE UNIQUE INDEX entry_told_apart ON entry_with_names (feed, article, fingerprint);
INSERT OR IGNORE INTO entry_with_names (feed, article, fingerprint, seen)
    SELECT feed, article, fingerprint, seen FROM entry ORDER BY feed, key;

-- Every name an entry goes by in its feed (common/feed/identity.hpp).
CREATE TABLE entry_name (
    key   INTEGER PRIMARY KEY,             -- of the name and, bit by bit exclusively or, of the feed
    entry INTEGER NOT NULL                 -- its number
) STRICT;
-- In order, so that the pages are written once each, and by quarters, so that not all of it is sorted in memory.
CREATE VIEW named AS
    SELECT (entry.feed | key) & ~(entry.feed & key) AS name, number
    FROM entry CROSS JOIN entry_with_names AS told INDEXED BY entry_told_apart
    ON told.feed = entry.feed AND told.article = entry.article AND told.fingerprint = entry.fingerprint;
INSERT OR IGNORE INTO entry_name SELECT name, number FROM named WHERE name < -(1 << 62) ORDER BY name;
INSERT OR IGNORE INTO entry_name SELECT name, number FROM named WHERE name BETWEEN -(1 << 62) AND -1 ORDER BY name;
INSERT OR IGNORE INTO entry_name SELECT name, number FROM named WHERE name BETWEEN 0 AND (1 << 62) - 1 ORDER BY name;
INSERT OR IGNORE INTO entry_name SELECT name, number FROM named WHERE name >= 1 << 62 ORDER BY name;
DROP VIEW named;
DROP TABLE entry;
DROP INDEX entry_told_apart;
ALTER TABLE entry_with_names RENAME TO entry;
CREATE INDEX entry_article ON entry (article);
CREATE INDEX entry_name_entry ON entry_name (entry);
