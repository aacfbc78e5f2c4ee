-- An entry goes by four or five names. What is known of it stands once, and each name leads to it, where each had a row
-- and a place in an index of its own that were written again each day.
CREATE TABLE entry_with_names (
    number      INTEGER PRIMARY KEY,
    feed        INTEGER NOT NULL,
    article     INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,          -- of its content; another one means it was edited
    seen        INTEGER NOT NULL           -- the last time it was listed, to within a day
) STRICT;
INSERT INTO entry_with_names (feed, article, fingerprint, seen)
    SELECT feed, article, fingerprint, seen FROM entry AS first INDEXED BY entry_article
    WHERE NOT EXISTS (SELECT 1 FROM entry INDEXED BY entry_article
        WHERE article = first.article AND feed = first.feed AND key < first.key AND fingerprint = first.fingerprint);
CREATE INDEX entry_of_article ON entry_with_names (article);

-- Every name an entry goes by in its feed (common/feed/identity.hpp).
CREATE TABLE entry_name (
    key   INTEGER PRIMARY KEY,             -- of the name and, bit by bit exclusively or, of the feed
    entry INTEGER NOT NULL                 -- its number
) STRICT;
INSERT OR IGNORE INTO entry_name
    SELECT (entry.feed | key) & ~(entry.feed & key), number
    FROM entry JOIN entry_with_names AS named
    ON named.article = entry.article AND named.feed = entry.feed AND named.fingerprint = entry.fingerprint
    ORDER BY 1;
DROP TABLE entry;
ALTER TABLE entry_with_names RENAME TO entry;
DROP INDEX entry_of_article;
CREATE INDEX entry_article ON entry (article);
CREATE INDEX entry_name_entry ON entry_name (entry);
