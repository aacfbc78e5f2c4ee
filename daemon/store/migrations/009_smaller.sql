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
