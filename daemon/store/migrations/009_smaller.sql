-- What the texts of an archive have in common is kept once, beside them.
CREATE TABLE dictionary (
    id        INTEGER PRIMARY KEY,         -- as the texts that were stored with it name it
    made      INTEGER NOT NULL,
    revisions INTEGER NOT NULL,            -- the newest revision's id when it was made: texts are stored with the last
    digest    INTEGER NOT NULL,            -- of its bytes, uncompressed
    bytes     BLOB NOT NULL                -- zstd's dictionary, compressed
) STRICT;
