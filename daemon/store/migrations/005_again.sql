-- What is needed to tell a version that comes back from one that is served in turn with another.
ALTER TABLE article ADD COLUMN newest_seen INTEGER;   -- when a reading last found the newest revision
ALTER TABLE revision ADD COLUMN again INTEGER;        -- when a reading last found this one although it is not the newest

-- However long a receiver's queue: when something of it is due, and how many alerts of a subscription wait in it.
CREATE INDEX delivery_due ON delivery (receiver, due) WHERE state = 'pending';
CREATE INDEX delivery_untried ON delivery (receiver, subscription, sequence)
    WHERE state = 'pending' AND attempts = 0 AND subscription IS NOT NULL;
