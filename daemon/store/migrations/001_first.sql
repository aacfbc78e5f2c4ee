-- Times are milliseconds since 1970 UTC. Ids are made by the daemon (common/base/id.hpp); 0 never occurs.

-- What polling has learnt of each feed. A feed's settings come from the configuration, or from `settings` when it was
-- added by command.
CREATE TABLE feed (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL,           -- as configured
    moved_to      TEXT,                    -- where permanent redirects have led for long enough
    title         TEXT NOT NULL DEFAULT '',
    home_url      TEXT NOT NULL DEFAULT '',
    etag          TEXT,                    -- validators, byte for byte as the server gave them
    last_modified TEXT,
    next_poll     INTEGER NOT NULL,
    last_poll     INTEGER,
    last_change   INTEGER,                 -- the last time it brought something new
    why           TEXT NOT NULL DEFAULT '',-- the reason of next_poll, for a person
    history       TEXT NOT NULL DEFAULT '{}', -- what next_poll and feed health remember, as JSON
    health        TEXT NOT NULL DEFAULT 'ok', -- ok, failing, silent, overflowing, gone
    trouble       TEXT NOT NULL DEFAULT '',-- the last failure or warning, for a person
    reread        INTEGER NOT NULL DEFAULT 0, -- articles of it that were read more than once
    edited        INTEGER NOT NULL DEFAULT 0, -- those of them that had changed
    settings      TEXT                     -- JSON; NULL: the configuration file has them
) STRICT;
CREATE INDEX feed_health ON feed (health) WHERE health <> 'ok';

-- Which entries a feed has shown: every name an entry goes by (common/feed/identity.hpp) leads to its article.
CREATE TABLE entry (
    feed        INTEGER NOT NULL,
    key         INTEGER NOT NULL,
    article     INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,          -- of its content; another one means it was edited
    seen        INTEGER NOT NULL,          -- the last time it was listed, to within a day
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_article ON entry (article);

CREATE TABLE article (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL,
    host          TEXT NOT NULL,
    published     INTEGER,
    language      TEXT NOT NULL DEFAULT '',
    first_seen    INTEGER NOT NULL,
    baseline      INTEGER NOT NULL,        -- 1: was there when its feed was new: its first revision alerts nobody
    revision      INTEGER NOT NULL DEFAULT 0, -- number of the newest; 0: not read yet
    fingerprint   INTEGER NOT NULL DEFAULT 0, -- of the newest revision
    first_read    INTEGER,                 -- when its first revision was read
    changed       INTEGER,                 -- when the newest revision was read
    last_read     INTEGER,                 -- the last reading, whatever came of it
    readings      INTEGER NOT NULL DEFAULT 0,
    edits         INTEGER NOT NULL DEFAULT 0,
    etag          TEXT,
    last_modified TEXT,
    next_reading  INTEGER,                 -- NULL: never again
    priority      INTEGER NOT NULL,        -- 0 news, 1 readings again, 2 baseline
    why           TEXT NOT NULL DEFAULT '',-- the reason of next_reading, for a person
    failures      INTEGER NOT NULL DEFAULT 0, -- readings failed in a row
    trouble       TEXT NOT NULL DEFAULT '',
    presence      TEXT NOT NULL DEFAULT '{}', -- common/revision/presence.hpp, as JSON
    from_feed     BLOB                     -- what the feed says of it until the page is read, compressed
) STRICT;
CREATE INDEX article_due ON article (next_reading) WHERE next_reading IS NOT NULL;
CREATE INDEX article_seen ON article (first_seen);

-- Other addresses of the same article: canonical URLs and what redirects lead to.
CREATE TABLE address (
    identity INTEGER PRIMARY KEY,          -- digest of url_identity
    article  INTEGER NOT NULL
) STRICT;
CREATE INDEX address_article ON address (article);

CREATE TABLE article_feed (
    article INTEGER NOT NULL,
    feed    INTEGER NOT NULL,
    fresh   INTEGER NOT NULL,              -- 1: news of this feed that no reading has looked at yet
    PRIMARY KEY (article, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_feed_feed ON article_feed (feed);

CREATE TABLE revision (
    article     INTEGER NOT NULL,
    number      INTEGER NOT NULL,          -- from 1
    seen        INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    grade       TEXT,                      -- of what it changed; NULL for the first
    origin      TEXT NOT NULL,             -- 'page' or 'feed'
    text        BLOB NOT NULL,             -- common/revision/serialise.hpp, compressed
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

-- The archive's words: which articles hold them in their newest revision; rowid is the article's id. Where the words stand
-- is not kept (detail none): the query language looks at the text of the few articles that hold all words.
CREATE VIRTUAL TABLE archive USING fts5 (
    words, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 0'
);

-- Which articles a subscription has matched, so that edits find those who were told.
CREATE TABLE match (
    subscription INTEGER NOT NULL,
    article      INTEGER NOT NULL,
    revision     INTEGER NOT NULL,         -- the first that matched
    told         INTEGER NOT NULL,         -- 0: baseline, nobody was alerted
    PRIMARY KEY (article, subscription)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription (
    id       INTEGER PRIMARY KEY,          -- of its name
    name     TEXT NOT NULL,
    paused   INTEGER NOT NULL DEFAULT 0,
    settings TEXT                          -- JSON; NULL: the configuration file has them
) STRICT;

-- What is told: an alert, a notice to the operator, a digest, or several alerts in one message.
CREATE TABLE alert (
    id           INTEGER PRIMARY KEY,
    event        TEXT NOT NULL,
    subscription INTEGER,                  -- NULL: for the operator
    article      INTEGER,
    revision     INTEGER,
    time         INTEGER NOT NULL,
    body         BLOB NOT NULL             -- JSON, compressed
) STRICT;
CREATE INDEX alert_time ON alert (time);
CREATE INDEX alert_article ON alert (article) WHERE article IS NOT NULL;

CREATE TABLE delivery (
    id         INTEGER PRIMARY KEY,
    sequence   INTEGER NOT NULL,           -- the order in which deliveries were made
    alert      INTEGER NOT NULL,
    receiver   INTEGER NOT NULL,
    address    TEXT NOT NULL,              -- the e-mail address; '' for a webhook
    state      TEXT NOT NULL,              -- pending, gathered (for a digest), bundled, delivered, failed
    due        INTEGER NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    first_try  INTEGER,
    bundle     INTEGER,                    -- the delivery that carries it, when bundled
    subscription INTEGER,                  -- of the alert, for bursts and digests
    article    INTEGER,                    -- of the alert, for the order within an article
    reason     TEXT NOT NULL DEFAULT '',   -- of the last failure
    finished   INTEGER
) STRICT;
CREATE INDEX delivery_open ON delivery (receiver, sequence) WHERE state = 'pending';
CREATE INDEX delivery_article ON delivery (article) WHERE state = 'pending' AND article IS NOT NULL;
CREATE INDEX delivery_gathered ON delivery (subscription, receiver) WHERE state = 'gathered';
CREATE INDEX delivery_failed ON delivery (finished) WHERE state = 'failed';
CREATE INDEX delivery_alert ON delivery (alert);
CREATE UNIQUE INDEX delivery_sequence ON delivery (sequence);
CREATE INDEX delivery_bundle ON delivery (bundle) WHERE bundle IS NOT NULL;

CREATE TABLE attempt (
    delivery INTEGER NOT NULL,
    number   INTEGER NOT NULL,             -- from 1
    time     INTEGER NOT NULL,
    outcome  TEXT NOT NULL,                -- delivered, deferred, failed
    status   INTEGER NOT NULL,             -- of HTTP or SMTP, 0 when there was none
    took     INTEGER NOT NULL,
    answer   TEXT NOT NULL,                -- the first 2 KB
    PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE receiver (
    id      INTEGER PRIMARY KEY,           -- of its name
    name    TEXT NOT NULL,
    state   TEXT NOT NULL DEFAULT '{}'     -- common/schedule/retry.hpp's memory of it, as JSON
) STRICT;

-- robots.txt of each origin, as long as it may be believed.
CREATE TABLE robots (
    origin  TEXT PRIMARY KEY,
    expires INTEGER NOT NULL,
    status  INTEGER NOT NULL,              -- 0: could not be reached
    body    BLOB NOT NULL                  -- compressed
) STRICT, WITHOUT ROWID;

-- Single values: digest times, the next delivery sequence.
CREATE TABLE memory (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
