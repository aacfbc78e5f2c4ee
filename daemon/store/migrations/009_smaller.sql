-- What the texts of an archive have in common is kept once, beside them.
CREATE TABLE dictionary (
    id        INTEGER PRIMARY KEY,         -- as the texts that were stored with it name it
    made      INTEGER NOT NULL,
    revisions INTEGER NOT NULL,            -- the newest revision's id when it was made: texts are stored with the last
    digest    INTEGER NOT NULL,            -- of its bytes, uncompressed
    bytes     BLOB NOT NULL                -- zstd's dictionary, compressed
) STRICT;

-- What of a revision's text goes beyond its row, in pieces that fill pages. Those that are there stay whole: an archive of
-- years is not copied for it.
CREATE TABLE piece (
    id    INTEGER PRIMARY KEY,             -- 64 times the revision's id, and the place in its text
    bytes BLOB NOT NULL
) STRICT;

-- A host's name stands once, and not in each of its articles and twice more in their indexes.
CREATE TABLE host_name (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL              -- how many are of it: with the last of them it goes
) STRICT;
INSERT INTO host_name (name, articles) SELECT host, 1 FROM article WHERE true
    ON CONFLICT (name) DO UPDATE SET articles = articles + 1;
CREATE TABLE article_of_host (
    id            INTEGER PRIMARY KEY,
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
    archived      INTEGER,                 -- its number in the archive's index: the id of its first revision
    told_by       INTEGER,                 -- the feed whose words from_feed and the revisions of origin 'feed' are
    from_feed     BLOB                     -- what the feed says of it until the page is read, compressed
) STRICT;
INSERT INTO article_of_host
    SELECT id, url, (SELECT host_name.id FROM host_name WHERE name = article.host), published, language, first_seen,
        baseline, revision, fingerprint, first_read, changed, newest_seen, last_read, readings, edits, etag, last_modified,
        next_reading, priority, why, failures, trouble, presence, archived, told_by, from_feed
    FROM article ORDER BY id;
DROP TABLE article;
ALTER TABLE article_of_host RENAME TO article;
CREATE INDEX article_seen ON article (first_seen);
CREATE INDEX article_due ON article (next_reading, host) WHERE next_reading IS NOT NULL;
CREATE INDEX article_turn ON article (host, priority, next_reading) WHERE next_reading IS NOT NULL;

-- The address that an article's id was made of leads to it without being noted.
DELETE FROM address WHERE identity = article;

-- Only the removal of a feed looked for its articles.
DROP INDEX article_feed_feed;
