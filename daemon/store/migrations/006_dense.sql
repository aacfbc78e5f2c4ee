-- An archive is mostly texts and their words. Texts lie in the order in which they were written, so that pages fill up, and
-- the index numbers articles from 1, where it took eight bytes for each word of each article with their ids.
-- What is there already is copied as it lies, article by article: to sort it would take as much memory as there are texts.
CREATE TABLE revision_in_order (
    id          INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL,
    number      INTEGER NOT NULL,          -- from 1
    seen        INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    grade       TEXT,                      -- of what it changed; NULL for the first
    origin      TEXT NOT NULL,             -- 'page' or 'feed'
    again       INTEGER,                   -- when a reading last found this one although it is not the newest
    base        INTEGER,                   -- number of the article's revision that `text` differs from; NULL: it stands alone
    text        BLOB NOT NULL              -- common/revision/storage.hpp, compressed, with that of `base` as the dictionary
) STRICT;
INSERT INTO revision_in_order (article, number, seen, fingerprint, grade, origin, again, text)
    SELECT article, number, seen, fingerprint, grade, origin, again, text FROM revision ORDER BY article, number;
DROP TABLE revision;
ALTER TABLE revision_in_order RENAME TO revision;
CREATE UNIQUE INDEX revision_number ON revision (article, number);

ALTER TABLE article ADD COLUMN archived INTEGER; -- its number in the archive's index: the id of its first revision
UPDATE article SET archived = (SELECT min(id) FROM revision WHERE article = article.id) WHERE revision > 0;
DROP TABLE archive;
CREATE VIRTUAL TABLE archive USING fts5 (words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
INSERT INTO archive (rowid, words)
    SELECT archived, archive_words(text) FROM revision CROSS JOIN article
    ON revision.article = article.id AND revision.number = article.revision ORDER BY revision.id;
