-- Texts lie one behind the other, in sheets that fill a page each. In pieces of a tenth of a page, an eighth of it went
-- into what SQLite notes of each, and into what was too little for the next one. Those that are whole in their rows stay
-- there: an archive of years is not copied for it.
CREATE TABLE sheet (
    id    INTEGER PRIMARY KEY,
    texts INTEGER NOT NULL,                -- how many are in it, whole or in part: with the last of them it goes
    bytes BLOB NOT NULL
) STRICT;
ALTER TABLE revision ADD COLUMN place INTEGER; -- of its text, in the sheets; NULL: it is `text`
ALTER TABLE revision ADD COLUMN size INTEGER;  -- of its text in the sheets, in bytes
-- Here as below: what cannot fail halfway needs no copy of the pages that it changes, which would be kept in memory.
UPDATE OR ROLLBACK revision SET text = CAST(text || (
        SELECT group_concat(bytes, '') FROM (SELECT bytes FROM piece WHERE id BETWEEN 64 * revision.id AND 64 * revision.id + 63
            ORDER BY id)) AS BLOB)
    WHERE EXISTS (SELECT 1 FROM piece WHERE piece.id BETWEEN 64 * revision.id AND 64 * revision.id + 63);
DROP TABLE piece;

-- Articles lie in the order in which they came, so that pages fill up, and have a short number: their ids are digests.
CREATE TABLE article_in_order (
    number        INTEGER PRIMARY KEY,
    id            INTEGER NOT NULL,
    url           TEXT NOT NULL,
    host          INTEGER NOT NULL,        -- host_name
    published     INTEGER,
    language      TEXT NOT NULL DEFAULT '',
    first_seen    INTEGER NOT NULL,
    baseline      INTEGER NOT NULL,        -- 1: was there when its feed was new: its first revision alerts nobody
    revision      INTEGER NOT NULL DEFAULT 0, -- number of the newest; 0: not read yet
    fingerprint   INTEGER NOT NULL DEFAULT 0, -- of the newest revision
    first_read    INTEGER,                 -- when its first revision was read
    changed       INTEGER,                 -- when the newest revision was read
    newest_seen   INTEGER,                 -- when a reading last found the newest revision
    last_read     INTEGER,                 -- the last reading, whatever came of it
    readings      INTEGER NOT NULL DEFAULT 0,
    edits         INTEGER NOT NULL DEFAULT 0,
    etag          TEXT,
    last_modified ANY,                     -- as the server gave it; a number where it is a time in the usual form
    next_reading  INTEGER,                 -- NULL: never again
    priority      INTEGER NOT NULL,        -- 0 news, 1 readings again, 2 baseline
    why           TEXT NOT NULL DEFAULT '',-- the reason of next_reading, for a person
    failures      INTEGER NOT NULL DEFAULT 0, -- readings failed in a row
    trouble       TEXT NOT NULL DEFAULT '',
    presence      TEXT DEFAULT '{}',       -- common/revision/presence.hpp, as JSON; NULL: there at the last reading
    told_by       INTEGER,                 -- the feed whose words from_feed and the revisions of origin 'feed' are
    from_feed     BLOB                     -- what the feed says of it until the page is read, compressed
) STRICT;
-- Those that have been read keep the number that the archive's index knows them by; the others come behind them.
INSERT OR ROLLBACK INTO article_in_order
    SELECT archived, id, url, host, published, language, first_seen, baseline, revision, fingerprint, first_read, changed,
        newest_seen, last_read, readings, edits, etag, last_modified, next_reading, priority, why, failures, trouble,
        presence, told_by, from_feed
    FROM article INDEXED BY article_seen WHERE archived IS NOT NULL ORDER BY first_seen;
INSERT OR ROLLBACK INTO article_in_order
    SELECT NULL, id, url, host, published, language, first_seen, baseline, revision, fingerprint, first_read, changed,
        newest_seen, last_read, readings, edits, etag, last_modified, next_reading, priority, why, failures, trouble,
        presence, told_by, from_feed
    FROM article INDEXED BY article_seen WHERE archived IS NULL ORDER BY first_seen;
DROP TABLE article;
ALTER TABLE article_in_order RENAME TO article;
CREATE UNIQUE INDEX article_id ON article (id);
CREATE INDEX article_seen ON article (first_seen);
CREATE INDEX article_due ON article (next_reading, host) WHERE next_reading IS NOT NULL;
CREATE INDEX article_turn ON article (host, priority, next_reading) WHERE next_reading IS NOT NULL;
