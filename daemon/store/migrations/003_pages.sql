-- What the pages of articles have in common, and how well they can be read.

-- Lines that recur over the articles of a host: common/article/host_memory.hpp.
CREATE TABLE host (
    name   TEXT PRIMARY KEY,
    seen   INTEGER NOT NULL,                -- the last time an article of it was read for the first time
    memory BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- How much text the pages of its articles have given of late: common/schedule/page_health.hpp, as JSON.
ALTER TABLE feed ADD COLUMN pages TEXT NOT NULL DEFAULT '{}';
