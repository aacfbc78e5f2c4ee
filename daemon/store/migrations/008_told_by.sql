-- Two feeds tell of one article in words of their own, which must not be taken for an edit of each other's.
ALTER TABLE article ADD COLUMN told_by INTEGER; -- the feed whose words from_feed and the revisions of origin 'feed' are
UPDATE article SET told_by = (SELECT min(feed) FROM article_feed WHERE article = article.id)
    WHERE 1 = (SELECT count(*) FROM article_feed WHERE article = article.id);
