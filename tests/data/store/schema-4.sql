-- A database that the program of schema 4 wrote: two feeds, one failing; two articles, two alerts, a delivery that waits.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
, pages TEXT NOT NULL DEFAULT '{}') STRICT;
INSERT INTO feed VALUES(1124843322882780082,'http://press.example/gone.xml',NULL,'','',NULL,NULL,1795552457769,1795551531198,NULL,'the last poll failed: trying again after 15m','{"failures":1,"failing_since":1795551531198}','ok','the server answered 404',0,0,NULL,'{}');
INSERT INTO feed VALUES(8439336200069291025,'http://press.example/feed.xml',NULL,'Bridge news','http://press.example/',NULL,'Tue, 24 Nov 2026 19:19:30 GMT',1795552452529,1795551531199,1795551531199,'every 15m, as configured','{"listed":2,"first_window":1795551531199,"recent":[1795507200000,1795551531199],"pause_ends":[1795551531199],"pause_lengths":[44331199],"known_since":1795507200000}','ok','',0,0,NULL,'{"recent":[7.864186144654281E0,8.118941072723507E0],"usual":0E0,"settled":0}');
CREATE TABLE entry (
    feed        INTEGER NOT NULL,
    key         INTEGER NOT NULL,
    article     INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,          -- of its content; another one means it was edited
    seen        INTEGER NOT NULL,          -- the last time it was listed, to within a day
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
INSERT INTO entry VALUES(8439336200069291025,25418302739107967,7654235419862056983,7517506710970815620,1795551531199);
INSERT INTO entry VALUES(8439336200069291025,417531696242780306,7654235419862056983,7517506710970815620,1795551531199);
INSERT INTO entry VALUES(8439336200069291025,930058642390029406,7654235419862056983,7517506710970815620,1795551531199);
INSERT INTO entry VALUES(8439336200069291025,2018049143896929180,244842966383988514,6309273972373185660,1795551531199);
INSERT INTO entry VALUES(8439336200069291025,3038592490847854045,7654235419862056983,7517506710970815620,1795551531199);
INSERT INTO entry VALUES(8439336200069291025,3399812874068075505,244842966383988514,6309273972373185660,1795551531199);
INSERT INTO entry VALUES(8439336200069291025,4097717380544333722,244842966383988514,6309273972373185660,1795551531199);
INSERT INTO entry VALUES(8439336200069291025,6899731069693052816,244842966383988514,6309273972373185660,1795551531199);
INSERT INTO entry VALUES(8439336200069291025,8446551303427550906,7654235419862056983,7517506710970815620,1795551531199);
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
INSERT INTO article VALUES(244842966383988514,'http://press.example/closed.html','127.0.0.1',NULL,'ru',1795551531199,0,1,7101911103281549182,1795551531202,1795551531202,1795551531202,1,0,NULL,'Tue, 24 Nov 2026 19:19:30 GMT',1795552151033,1,'10m after the first reading, step 1 of 11',0,'','{"last":"present","present_at":1795551531202,"absences":0,"removed":false}',NULL);
INSERT INTO article VALUES(7654235419862056983,'http://press.example/open.html','127.0.0.1',1795507200000,'en',1795551531199,0,1,7916245502390916911,1795551531213,1795551531213,1795551531213,1,0,NULL,'Tue, 24 Nov 2026 19:19:30 GMT',1795552144235,1,'10m after the first reading, step 1 of 11',0,'','{"last":"present","present_at":1795551531213,"absences":0,"removed":false}',NULL);
CREATE TABLE address (
    identity INTEGER PRIMARY KEY,          -- digest of url_identity
    article  INTEGER NOT NULL
) STRICT;
INSERT INTO address VALUES(244842966383988514,244842966383988514);
INSERT INTO address VALUES(7654235419862056983,7654235419862056983);
CREATE TABLE article_feed (
    article INTEGER NOT NULL,
    feed    INTEGER NOT NULL,
    fresh   INTEGER NOT NULL,              -- 1: news of this feed that no reading has looked at yet
    PRIMARY KEY (article, feed)
) STRICT, WITHOUT ROWID;
INSERT INTO article_feed VALUES(244842966383988514,8439336200069291025,0);
INSERT INTO article_feed VALUES(7654235419862056983,8439336200069291025,0);
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
INSERT INTO revision VALUES(244842966383988514,1,1795551531202,7101911103281549182,NULL,'page',X'28b52ffd60f500dd09008612372b80a54d63a70226dd64d66d69ed2f0583dc2ef292f107f8fb8801ce7c74208a4b9911cae84058541bcd20803100270029003f46291174a30487b59050308b0366c128d6b25aab736ae8a6e8ae9c36a5ec8ec656d6dcc0ebb0100a0809060c22b100044fbfca48ede8b47481d100dda873caacefbc691e1921a3f4b4f4803ece73565c9c56b34243c60cad04fa9e9ce381d7b20caceec65bb213509cecb41517ca39cafab4d50d398f7e3a9d57c6bc1a5a7206010a96c1ddcaf069da9a53d18ed52deef77337957e9c7964e86ae9c84fab7169386dc556e8f75356462620101c45611d96c0289661032463a874236da624e970665d10f0f42c7feb70f51876866065de501acb426d4b6ef047b80ede7e37da478c09c01fa63e70c998680161ee9a69ef9e3eb5a759c0d4187cea439fdb5c82dd7d008b3f01');
INSERT INTO revision VALUES(7654235419862056983,1,1795551531213,7916245502390916911,NULL,'page',X'28b52ffd6065009d0700861031206089d2066345d62b7b5a24fe405a9b487068ccdf30c0c07e80bfcf481204010f2c0025002500aa184b86a531273908240e08c440224039e94ad7a26898939c3b83d6e533d24a85af0c8e727e6b4976751402cb69997a59e81a44568083e026114b87043ebaa5d64d43c6f5fd0aaba995be5ae71f78a09c57c54491bd3f5e709263785a93a0de37d21c874e0d2ee6644fab41bca6d67b777c6dd5e60b0b08c79067fe06e3564a44c870e1f4c732c8d19df19f6abd402f0b6e3a73920d2aafe65aec720a11004d4b8010a672025c3fce6617706d4e395c78b30b765db13a72b89141905dea892a746cad3310b89a05f6');
CREATE TABLE match (
    subscription INTEGER NOT NULL,
    article      INTEGER NOT NULL,
    revision     INTEGER NOT NULL,         -- the first that matched
    told         INTEGER NOT NULL,         -- 0: baseline, nobody was alerted
    PRIMARY KEY (article, subscription)
) STRICT, WITHOUT ROWID;
INSERT INTO "match" VALUES(7104769985496386904,244842966383988514,1,1);
INSERT INTO "match" VALUES(7104769985496386904,7654235419862056983,1,1);
CREATE TABLE subscription (
    id       INTEGER PRIMARY KEY,          -- of its name
    name     TEXT NOT NULL,
    paused   INTEGER NOT NULL DEFAULT 0,
    settings TEXT                          -- JSON; NULL: the configuration file has them
) STRICT;
CREATE TABLE alert (
    id           INTEGER PRIMARY KEY,
    event        TEXT NOT NULL,
    subscription INTEGER,                  -- NULL: for the operator
    article      INTEGER,
    revision     INTEGER,
    time         INTEGER NOT NULL,
    body         BLOB NOT NULL             -- JSON, compressed
) STRICT;
INSERT INTO alert VALUES(3591229032661839355,'article.matched',7104769985496386904,244842966383988514,1,1795551531202,X'28b52ffd608c03751400c62374383087481d81051823308dad55151af2e80d56362ca33ccbc1734e23dabb431842fb5fc8a5274e17770fd49e68e93c86da937550ea4141a1606a0066005f00112bc314c0a3614acd0e307060a9e5cd92a0a16baec3831e0b10881193310e2b9732e5caa664ab6db364f5924d8b4a3074e5f4982448448a44220114246ab992d5957b3166d5aa12b1666575d68d33bc7233938cc40e0f3353d9209006ad5a6aaf6c25a8ad93b56a250252b331d39512cd323c57322c7de02d0ad88b7942a930935261285ba5ad6440402d9d16ac62aa954b6736b9b6aad2d0c16f3a7a0f3d76cde94d73dcbbc6a3836b55ab542cba985a340be1b1202d4894143da247a430490808d4a5566ca9d52666e54e149280d59f87ef780c1f3af88c87fffceb7804bda23ff7bcc16304be033d3cc7b9fe1e7ed3e1311e2f1e3dffdcf3056df1f0e1b98e92d3a1730dfee231fc37d11c1ae0293ae2b248a4e632d982e0955b21b8ae4ca0f6da78e543e36cb2d565256a866d1acd2eb56c6d4c251553b60ab356326836f2ded974f7f1b8f6a4f7ef9ff74d7b6ef110f41ec278a7438f9282d35dc7aec17fef34d7135d33e8ef1b0f1f1f78074d9049619a22aebd537ccfb8a7a0e3c639dd759420afa2b9ee74d7de2f1e5ee39d0e4da8a12ceb94210a4a828491d292742002629082e50312605739661844130ce57771ed624253087c667ff81d898d763419c81f18bb074a88bd837619d9431f8b52276b23c49c61ca9a0c4fd8251632ee94b76114c00f9ef42b051412bad5366534e3777d96703f84dd358bbca1d5ac3d3395ed253bdbfd324d72df56fff7e0e7006e40e3567307e25f8958ed3212f0ecdbfdbd88c807f9fe4c97d3a7987de5207c1453cbdc3d832f9544d45419f64ec952e3d5028d45233ffca9a8');
INSERT INTO alert VALUES(5286935959503196718,'article.matched',7104769985496386904,7654235419862056983,1,1795551531213,X'28b52ffd60d902dd10009620622f8037cd01448628233296c3ad1fed772329652322577e14b95b1239edc6003f86b2260ca191ef6fbd94a0b1b4640a345c0056005100031a1068a30ce3028706130c261e48389048030532d22c3954a9f3c35c3bba1046f791ebe58ee4aa1216c592b058168b450066699421f7aa94715bbf50c26fb9ef87fc6055ca0dfa05c8997638142838bcd54699d38846bff9ad4604ae6a71f7e056c55087304c01ca981bcffeb3d203f7a9622468d43bb69756957abb0683fbae4ad35d26b786f70ffa96408e2282c2b0302ccd92288992308a0501a189fe9b36fa5a52a50ee5e12502d178195a70683569f99021fe7dcf4de892b9f57c6e4129ae740010125f4596c148207941e7e9dfbb327e4266277d9bebe4f6d9fc8811161d357dd4bc2018825f95025995c263d750a51b69c4bba66a52148ce2ee3952049903d3a4daa83bab8ac10fdcb65431264d9a23e687073ad671ad8d8d64fc700be12899bb7d3662be179fc14dd5526cf92e19bbc75e91030ca3581845c2bd92c3f3f9a11782319914df265beef485e46ffb39202002421082b0079b44699121774580f0a9640014e20ebaa0c5b9a103b82fd6cda111d9c002d40b87ecae62024b8a39a4652ee38dcac0024bafc9c5e675f53091c8591beba718eb95e5a10411b82f341fc05a30181384dec825ac7096ba014f05c5c569205c94791cb62d69ce813508b82dce4d058b5446e26918c51b9880c19ea72cb9a44617cab0683608b76619');
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
INSERT INTO delivery VALUES(1260600184696173661,4,5286935959503196718,6509878428603653754,'desk@example.org','pending',1795551531214,0,NULL,NULL,7104769985496386904,7654235419862056983,'',NULL);
INSERT INTO delivery VALUES(3377725414535372927,3,5286935959503196718,4002461348771322959,'','delivered',1795551531214,1,1795551531216,NULL,7104769985496386904,7654235419862056983,'',1795551531216);
INSERT INTO delivery VALUES(6990120113043905908,1,3591229032661839355,4002461348771322959,'','delivered',1795551531209,1,1795551531214,NULL,7104769985496386904,244842966383988514,'',1795551531214);
INSERT INTO delivery VALUES(7317769319793824860,2,3591229032661839355,6509878428603653754,'desk@example.org','pending',1795551861427,1,1795551531213,NULL,7104769985496386904,244842966383988514,'localhost could not be reached: Failed to connect to localhost port 25 after 0 ms: Couldn''t connect to server',NULL);
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
INSERT INTO attempt VALUES(3377725414535372927,1,1795551531216,'delivered',200,1,'');
INSERT INTO attempt VALUES(6990120113043905908,1,1795551531214,'delivered',200,3,'');
INSERT INTO attempt VALUES(7317769319793824860,1,1795551531213,'deferred',0,2,'localhost could not be reached: Failed to connect to localhost port 25 after 0 ms: Couldn''t connect to server');
CREATE TABLE receiver (
    id      INTEGER PRIMARY KEY,           -- of its name
    name    TEXT NOT NULL,
    state   TEXT NOT NULL DEFAULT '{}'     -- common/schedule/retry.hpp's memory of it, as JSON
) STRICT;
INSERT INTO receiver VALUES(4002461348771322959,'desk','{"failures":0,"not_before":0,"stopped":false}');
INSERT INTO receiver VALUES(6509878428603653754,'mail','{"failing_since":1795551531213,"last_failure":1795551531213,"failures":1,"not_before":1795551861427,"stopped":false}');
CREATE TABLE robots (
    origin  TEXT PRIMARY KEY,
    expires INTEGER NOT NULL,
    status  INTEGER NOT NULL,              -- 0: could not be reached
    body    BLOB NOT NULL                  -- compressed
) STRICT, WITHOUT ROWID;
INSERT INTO robots VALUES('http://press.example',1795637931201,404,X'28b52ffd604f004d0600b20b2723308dd30643e346d0227940d228b5ab9ee0a445790a063501cd8de21cc04a38a891a2020ab3a0d674e9101a1cbe19a19ea7f65b6ad308fd59a5cd0a577c59352eae48221fe0ec84256fdee752066fe483ad25244ac71060bc910e37d142173ae130c4a54b976d396ac9ce98b10793ab552f030a494f16476763a8cdb1133a0753efff1566d95c1ccfe2fa825a4f61122091833f181e22040b0500171000421b184fecb3a2a51260c052c800870a95c55006ee3a3110515301625222c8395aa18c4100f250ca');
CREATE TABLE memory (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','archive','archive',0,'CREATE VIRTUAL TABLE archive USING fts5 (words, content = '''', columnsize = 0, detail = none, tokenize = ''ascii'')');
CREATE TABLE IF NOT EXISTS 'archive_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO archive_data VALUES(1,X'025f');
INSERT INTO archive_data VALUES(10,X'000000000102020002010101020101');
INSERT INTO archive_data VALUES(137438953473,X'000002940330d0b281d9bbb68bd4a48f220308d0b5d181d0bdd18b81d9bbb68bd4a48f220207b3d0bed0b4d0b081d9bbb68bd4a48f22050ed180d0bed0b4d181d0bad0bed0bc81d9bbb68bd4a48f220c018381d9bbb68bd4a48f220205b4d0b2d0b081d9bbb68bd4a48f220409b5d0bdd18cd0b3d0b881d9bbb68bd4a48f220401be81d9bbb68bd4a48f22020db6d0b8d182d0b5d0bbd18fd0bc81d9bbb68bd4a48f22020bb7d0b0d0bad180d18bd18281d9bbb68bd4a48f22020bbad0b0d0b6d0b4d18bd0b981d9bbb68bd4a48f22040bbed182d0bed180d18bd0b981d9bbb68bd4a48f220207bcd0bed181d18281d9bbb68bd4a48f220902d0b081d9bbb68bd4a48f220203bdd0b081d9bbb68bd4a48f220405b5d0b3d0be81d9bbb68bd4a48f220211bed0b1d0bed0b9d0b4d191d182d181d18f81d9bbb68bd4a48f22020dbfd0b0d180d0bed0bcd0bed0bc81d9bbb68bd4a48f220415bed0bbd18cd0b7d0bed0b2d0b0d182d18cd181d18f81d9bbb68bd4a48f220312d180d0b5d0b4d0bbd0bed0b6d0b5d0bdd0be81d9bbb68bd4a48f220112d180d0b0d181d181d0bad0b0d0b7d0b0d0bb81d9bbb68bd4a48f220405b5d0bad18381d9bbb68bd4a48f220607bcd0bed0bdd18281d9bbb68bd4a48f22021181d0b5d0bcd18cd0b4d0b5d181d18fd18281d9bbb68bd4a48f220411bcd0bed182d180d0b8d182d0b5d0bbd18c81d9bbb68bd4a48f22040dbed0b1d0b8d180d0b0d0bbd0b881d9bbb68bd4a48f220607b2d0b5d182d0b581d9bbb68bd4a48f22060bbed0b1d189d0b8d0bbd0b881d9bbb68bd4a48f22020982d18bd181d18fd18781d9bbb68bd4a48f22020985d0bed0b4d0b8d18281d9bbb68bd4a48f22020587d0b0d18181d9bbb68bd4a48f220407b5d180d0b5d0b781d9bbb68bd4a48f22040d1312190c10140c18161616120d0e101c18201d1d10121c1c181216141410');
INSERT INTO archive_data VALUES(274877906945,X'0000025a023061b58ea9e8fbf0aec017020863636f7264696e67b58ea9e8fbf0aec01702046c6f7564b58ea9e8fbf0aec01702026e64b58ea9e8fbf0aec01701046265656eb58ea9e8fbf0aec01702057269646765b58ea9e8fbf0aec01701056361727473b58ea9e8fbf0aec01702066f756e63696cb58ea9e8fbf0aec0170206726f73736564b58ea9e8fbf0aec0170103646179b58ea9e8fbf0aec01701056669727374b58ea9e8fbf0aec01702026f72b58ea9e8fbf0aec0170103686173b58ea9e8fbf0aec01702036f7572b58ea9e8fbf0aec0170102696eb58ea9e8fbf0aec017020173b58ea9e8fbf0aec017020174b58ea9e8fbf0aec01701066b6565706572b58ea9e8fbf0aec01701066d61726b6574b58ea9e8fbf0aec01702056f6e646179b58ea9e8fbf0aec01701026f66b58ea9e8fbf0aec01702016eb58ea9e8fbf0aec017020370656eb58ea9e8fbf0aec0170203766572b58ea9e8fbf0aec017010570656e6365b58ea9e8fbf0aec017010472656164b58ea9e8fbf0aec017020469766572b58ea9e8fbf0aec017010173b58ea9e8fbf0aec0170203616964b58ea9e8fbf0aec01702066576656e7479b58ea9e8fbf0aec0170204696e6365b58ea9e8fbf0aec01702057175617265b58ea9e8fbf0aec0170208746174656d656e74b58ea9e8fbf0aec017010474686174b58ea9e8fbf0aec017030165b58ea9e8fbf0aec0170303726565b58ea9e8fbf0aec01702016fb58ea9e8fbf0aec01703026c6cb58ea9e8fbf0aec0170302776eb58ea9e8fbf0aec0170106776169766564b58ea9e8fbf0aec017030173b58ea9e8fbf0aec017040c130f0d0f101011110e100d0e0e0d0c0c1111100d0c0e0e100f0f0c0e110f10130f0c0e0c0d0d11');
CREATE TABLE IF NOT EXISTS 'archive_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO archive_idx VALUES(1,X'',2);
INSERT INTO archive_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'archive_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO archive_config VALUES('version',4);
CREATE TABLE host (
    name   TEXT PRIMARY KEY,
    seen   INTEGER NOT NULL,                -- the last time an article of it was read for the first time
    memory BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO host VALUES('127.0.0.1',1795551531214,X'6bfd11a69a4d130101000000c2711a817172bd0c01000000eb1638690b8cd51201000000fc505043b9cd5e2101000000');
CREATE INDEX feed_health ON feed (health) WHERE health <> 'ok';
CREATE INDEX entry_article ON entry (article);
CREATE INDEX article_seen ON article (first_seen);
CREATE INDEX address_article ON address (article);
CREATE INDEX article_feed_feed ON article_feed (feed);
CREATE INDEX alert_time ON alert (time);
CREATE INDEX alert_article ON alert (article) WHERE article IS NOT NULL;
CREATE INDEX delivery_open ON delivery (receiver, sequence) WHERE state = 'pending';
CREATE INDEX delivery_article ON delivery (article) WHERE state = 'pending' AND article IS NOT NULL;
CREATE INDEX delivery_gathered ON delivery (subscription, receiver) WHERE state = 'gathered';
CREATE INDEX delivery_failed ON delivery (finished) WHERE state = 'failed';
CREATE INDEX delivery_alert ON delivery (alert);
CREATE UNIQUE INDEX delivery_sequence ON delivery (sequence);
CREATE INDEX delivery_bundle ON delivery (bundle) WHERE bundle IS NOT NULL;
CREATE INDEX article_due ON article (next_reading, host) WHERE next_reading IS NOT NULL;
CREATE INDEX article_turn ON article (host, priority, next_reading) WHERE next_reading IS NOT NULL;
PRAGMA writable_schema=OFF;
PRAGMA user_version=4;
COMMIT;
