-- The index gets words as the query language sees them, separated by blanks (daemon/store/archive_index.hpp), so that the
-- tokenizer has nothing to decide: everything beyond ASCII is part of a word.
DROP TABLE archive;
CREATE VIRTUAL TABLE archive USING fts5 (words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
INSERT INTO archive (rowid, words)
    SELECT article, archive_words(text) FROM article JOIN revision
    ON revision.article = article.id AND revision.number = article.revision ORDER BY article.id;
