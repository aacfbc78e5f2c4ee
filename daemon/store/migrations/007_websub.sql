-- What a feed's hub was asked for (WebSub): one row for each feed that names a hub.
CREATE TABLE websub (
    feed       INTEGER PRIMARY KEY,
    hub        TEXT NOT NULL,
    topic      TEXT NOT NULL,
    public_url TEXT NOT NULL,              -- that the callback is made of; another one means asking anew
    code       TEXT NOT NULL UNIQUE,       -- the rest of it: random, so that nobody else knows the address
    secret     TEXT NOT NULL,              -- that the hub signs with
    asked      INTEGER NOT NULL DEFAULT 0, -- requests since the last confirmation
    next_try   INTEGER NOT NULL,           -- when the hub is asked, or asked again
    lease_ends INTEGER,                    -- NULL: nothing was confirmed
    told       INTEGER,                    -- when the hub last told of news
    believed   INTEGER NOT NULL DEFAULT 0, -- 1: it told of the news that was last found
    trouble    TEXT NOT NULL DEFAULT ''    -- why it does not tell, for a person
) STRICT;
CREATE INDEX websub_next_try ON websub (next_try);
