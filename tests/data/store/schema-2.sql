-- A database that the program of schema 2 wrote: two feeds, one failing; two articles, two alerts, a delivery that waits.
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
) STRICT;
INSERT INTO feed VALUES(1124843322882780082,'http://press.example/gone.xml',NULL,'','',NULL,NULL,1795548896206,1795547984591,NULL,'the last poll failed: trying again after 15m','{"failures":1,"failing_since":1795547984591}','ok','the server answered 404',0,0,NULL);
INSERT INTO feed VALUES(8439336200069291025,'http://press.example/feed.xml',NULL,'Bridge news','http://press.example/',NULL,'Tue, 24 Nov 2026 19:19:30 GMT',1795548910650,1795547984592,1795547984592,'every 15m, as configured','{"listed":2,"first_window":1795547984592,"recent":[1795507200000,1795547984592],"pause_ends":[1795547984592],"pause_lengths":[40784592],"known_since":1795507200000}','ok','',0,0,NULL);
CREATE TABLE entry (
    feed        INTEGER NOT NULL,
    key         INTEGER NOT NULL,
    article     INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,          -- of its content; another one means it was edited
    seen        INTEGER NOT NULL,          -- the last time it was listed, to within a day
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
INSERT INTO entry VALUES(8439336200069291025,25418302739107967,7654235419862056983,7517506710970815620,1795547984592);
INSERT INTO entry VALUES(8439336200069291025,417531696242780306,7654235419862056983,7517506710970815620,1795547984592);
INSERT INTO entry VALUES(8439336200069291025,930058642390029406,7654235419862056983,7517506710970815620,1795547984592);
INSERT INTO entry VALUES(8439336200069291025,2018049143896929180,244842966383988514,6309273972373185660,1795547984592);
INSERT INTO entry VALUES(8439336200069291025,3038592490847854045,7654235419862056983,7517506710970815620,1795547984592);
INSERT INTO entry VALUES(8439336200069291025,3399812874068075505,244842966383988514,6309273972373185660,1795547984592);
INSERT INTO entry VALUES(8439336200069291025,4097717380544333722,244842966383988514,6309273972373185660,1795547984592);
INSERT INTO entry VALUES(8439336200069291025,6899731069693052816,244842966383988514,6309273972373185660,1795547984592);
INSERT INTO entry VALUES(8439336200069291025,8446551303427550906,7654235419862056983,7517506710970815620,1795547984592);
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
INSERT INTO article VALUES(244842966383988514,'http://press.example/closed.html','127.0.0.1',NULL,'ru',1795547984592,0,1,7101911103281549182,1795547984627,1795547984627,1795547984627,1,0,NULL,'Tue, 24 Nov 2026 19:19:30 GMT',1795548634077,1,'10m after the first reading, step 1 of 11',0,'','{"last":"present","present_at":1795547984627,"absences":0,"removed":false}',NULL);
INSERT INTO article VALUES(7654235419862056983,'http://press.example/open.html','127.0.0.1',1795507200000,'en',1795547984592,0,1,7916245502390916911,1795547984613,1795547984613,1795547984613,1,0,NULL,'Tue, 24 Nov 2026 19:19:30 GMT',1795548627085,1,'10m after the first reading, step 1 of 11',0,'','{"last":"present","present_at":1795547984613,"absences":0,"removed":false}',NULL);
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
INSERT INTO revision VALUES(244842966383988514,1,1795547984627,7101911103281549182,NULL,'page',X'28b52ffd60f500ad09000611342980b7690ca702b6dd64d6dfeefe5f0a28d7f12c451be0ef83a86b2f72202c6546ccc0452405b64d48812d002400270070470110eb40b17018030ec3592c66b556c7a9e14fd35d417d6ad94d395b59e30e2fc44a181014083809c542084b379c0dbc51c72db3bee34fe39233724a4f4b2f14723cce9a0cd46a5678e48cbf462d94e7c38b590dabdbf19eec149a95a1b62643b94759a3b63aca51a7e3976af8e4f8f4bb9cd48f4e010901ab71b7b28c9e529363758cfbfddc4fa521f06a69c951ab21e380da1e7d47656db432f45d39062b281012839cb407109067a53503d6c02885d519b6c2e65765471ad0f2e11417045bde0089c81b8e4587edb162580f3211a534162e4b1a7fe97558f96dedc508c0c7d4e1b2c2010b55f03c3d07550f8b539fee80291b7cced0b9ad4ab0fd01ee7c02');
INSERT INTO revision VALUES(7654235419862056983,1,1795547984613,7916245502390916911,NULL,'page',X'28b52ffd606500950700669030206089d2066345d62b7b34a5c520443691e0d098bf618081fd007f9f912408021e2b0025002500aa184b86a531273908240e08c440224039e94a6f5134cc490e9e59d6f319e952e12b83a39ce32dc9ae8e42e774a65e0e61b3901500216b9388255c043ec253eba621af35fe0aaba94b5fadf38f75a09c575d89228b7fbce024c7f0b42641bd6fa4397039356b31277b5a0de235b55ebce36bab36630b08c79067fe06032fe542c8d6c2e98f33c819ffa9d68be56549684eb259caab790b3cef39051100104b8010a672025c3fce6617706d4e8e004c161483c91ada470e373208b24b3d51858ead75060257b3c01e');
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
INSERT INTO alert VALUES(3591229032661839355,'article.matched',7104769985496386904,244842966383988514,1,1795547984627,X'28b52ffd608c032d140006a2703820a7481d13c89b05409e6a7643809098105c633465ab9189beab48f656012bc3c65f92a38ac43c4ac8ca605087319e8ca46a916b01010182660062005c00d4263c1aaad470000205b4cb8186aeb90e0f7a1c20204654ba39b0644b2b1656273c35ed825d0c562b3bd92c4bc99410515890441010162412c5d4825d966cd1abbad312d1acc26ebd1acd50969ca16424eaf05033160d0269c826536c612c41f1ad349b2c1196a564b10cad2c19d83e500d005b94522a73ab95b955b499b1643040b1ad97eb6e9325db8a512c6d5e1b3af84d47ef214e6f9ae3de351e199c6f66b95764517bc9aa838782a4205152f4881e9164920e0e28ccbd17539cd58d254f1612b92e429509a183cf78f8cfbf8e47d02bfa73cf173c46e03bd0c3739cebefe1371d1ee3f1e2d1f3cf3d4fd0160f1f9eeb28391d3ad7e02f1ec37f13cda1019ea223accb446a2ea6d20ae242d0cb3242b1a551968f8c62149e1896b8d8c552a3511a1a0d33c5b4d2a89d4c5ad1e655b164d070143b9bee3e1ed79ef4fefdf3be69cf2dc0878ef14e870e4a0a4e7715fdbdd35c4f74ada0bf6f3c7c6ce01d344126c934455c7ba7f89e710f41c78d73baeb28415e4573dde9ae3d8d77faf3f01d0152282002429092ca0712e037416690446928bfcb4f632893c9c9c27f353b062c6e18b1403a60f4e5ad04b03bbe500888410902b068da90b1350483a38a4c610ac319b8dd012dda43cd6348ed8d0aa3fb20d2180ac9cb96f66324e0696ae012c60f0b89e0e6f41e54785838f5d33a30250b2568ee79e17372df96fc76187c45fc0e8cad0cbe20df940e08ca34e2eb29a4ff4a51303e9abf66b0bd48038bc1ab3604cd03d8321cbebf390fbb4a42c11414762af64aac1949d142c0a265082f9532');
INSERT INTO alert VALUES(5286935959503196718,'article.matched',7104769985496386904,7654235419862056983,1,1795547984613,X'28b52ffd60d902ad10003660612f8037cd01448628233296c3ad1fed772329652322577e14b95b1239ede7801f43591386ccf67f8bde44e09974222b1a5b0055005000930e604000e3028706130c261e48389048030532d22c3954a9f3c35c3bba1046f791ebe58ee4aa022c090c8505868180b0c02c8d32e45e95326eeb174af82df7fd901fac4ab9419f0039d30e870286c35b6d94398d68f49bdf6a44ccae6a71f7e056d5a00e6128401973e3d97f567ae03e550d091af58eeda555a5deaec1e0beabd27497dc18f41ff42d811c4585a2b0282ccd92288992308b45a168a2ffa68dbe9654a94379788940345e86121c5a059021fe7dcf4de892b9f57c6e4129ae740010125f4596c148207941e7e9dfbb327e4266277d9bebe4f6d9fc8811161d357dd4bc2018825f95025915e3b16ba8d2ef8d34e25d5335290b4671f71c298201d3a4daa83bcb0fdcb654354c9a3447cc0f0f74ace35a1b1bc9f8e116c2513277fb6cc47c8fc14dd5526c095dbe4bc6eeb157e400c32c16669170afe4f07c7ee885604c26c5b7c9963b7d21f9db3e3f38202002429092d0039b84c12839c32040f0542e004ae30eb8a0e573c303b813d435128dc806207e88c92ad60a736c94950d8c372a03092cbbb68be675f53097c8b98df5548cf5caf25052048e0bcd0c4868303054b94c142e5037e0e94171f13410129f5a83ed409a399006816c8b6f53698d01aecd8ba1a858137bed23680dd97a4e6ab5d081455b4078c0cb');
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
INSERT INTO delivery VALUES(1260600184696173661,2,5286935959503196718,6509878428603653754,'desk@example.org','pending',1795548341510,1,1795547984642,NULL,7104769985496386904,7654235419862056983,'localhost could not be reached: Failed to connect to localhost port 25 after 0 ms: Couldn''t connect to server',NULL);
INSERT INTO delivery VALUES(3377725414535372927,1,5286935959503196718,4002461348771322959,'','delivered',1795547984620,1,1795547984627,NULL,7104769985496386904,7654235419862056983,'',1795547984627);
INSERT INTO delivery VALUES(6990120113043905908,3,3591229032661839355,4002461348771322959,'','delivered',1795547984671,1,1795547984673,NULL,7104769985496386904,244842966383988514,'',1795547984673);
INSERT INTO delivery VALUES(7317769319793824860,4,3591229032661839355,6509878428603653754,'desk@example.org','pending',1795547984671,0,NULL,NULL,7104769985496386904,244842966383988514,'',NULL);
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
INSERT INTO attempt VALUES(1260600184696173661,1,1795547984642,'deferred',0,16,'localhost could not be reached: Failed to connect to localhost port 25 after 0 ms: Couldn''t connect to server');
INSERT INTO attempt VALUES(3377725414535372927,1,1795547984627,'delivered',200,1,'');
INSERT INTO attempt VALUES(6990120113043905908,1,1795547984673,'delivered',200,1,'');
CREATE TABLE receiver (
    id      INTEGER PRIMARY KEY,           -- of its name
    name    TEXT NOT NULL,
    state   TEXT NOT NULL DEFAULT '{}'     -- common/schedule/retry.hpp's memory of it, as JSON
) STRICT;
INSERT INTO receiver VALUES(4002461348771322959,'desk','{"failures":0,"not_before":0,"stopped":false}');
INSERT INTO receiver VALUES(6509878428603653754,'mail','{"failing_since":1795547984642,"last_failure":1795547984642,"failures":1,"not_before":1795548341510,"stopped":false}');
CREATE TABLE robots (
    origin  TEXT PRIMARY KEY,
    expires INTEGER NOT NULL,
    status  INTEGER NOT NULL,              -- 0: could not be reached
    body    BLOB NOT NULL                  -- compressed
) STRICT, WITHOUT ROWID;
INSERT INTO robots VALUES('http://press.example',1795634384608,404,X'28b52ffd604f004d0600a20b2723308dd30643e346d0227940d228b5ab9ee0a445790a063501cd8de21cc04a38a891a2020ab3a0d674e9101a1cbe19a19ea7f65b6ad308fd59a5cd0a577c59352eae48221fe0ec84256fdee752066fe483ad25244ac71060bc910e37d142173ae130c4a574d996a396ec8c197b30b95af532a090f46471743686da1c3ba17330f5fe5f6196cdc5f12cae2fa8f51426011239f883e12142b0500070011000421b184fecb3a2a51260c052c800870a95c55006ee3a311051a9803c056ce51cad50c62000792865');
CREATE TABLE memory (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','archive','archive',0,'CREATE VIRTUAL TABLE archive USING fts5 (words, content = '''', columnsize = 0, detail = none, tokenize = ''ascii'')');
CREATE TABLE IF NOT EXISTS 'archive_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO archive_data VALUES(1,X'025f');
INSERT INTO archive_data VALUES(10,X'000000000102020002010101020101');
INSERT INTO archive_data VALUES(137438953473,X'0000025a023061b58ea9e8fbf0aec017020863636f7264696e67b58ea9e8fbf0aec01702046c6f7564b58ea9e8fbf0aec01702026e64b58ea9e8fbf0aec01701046265656eb58ea9e8fbf0aec01702057269646765b58ea9e8fbf0aec01701056361727473b58ea9e8fbf0aec01702066f756e63696cb58ea9e8fbf0aec0170206726f73736564b58ea9e8fbf0aec0170103646179b58ea9e8fbf0aec01701056669727374b58ea9e8fbf0aec01702026f72b58ea9e8fbf0aec0170103686173b58ea9e8fbf0aec01702036f7572b58ea9e8fbf0aec0170102696eb58ea9e8fbf0aec017020173b58ea9e8fbf0aec017020174b58ea9e8fbf0aec01701066b6565706572b58ea9e8fbf0aec01701066d61726b6574b58ea9e8fbf0aec01702056f6e646179b58ea9e8fbf0aec01701026f66b58ea9e8fbf0aec01702016eb58ea9e8fbf0aec017020370656eb58ea9e8fbf0aec0170203766572b58ea9e8fbf0aec017010570656e6365b58ea9e8fbf0aec017010472656164b58ea9e8fbf0aec017020469766572b58ea9e8fbf0aec017010173b58ea9e8fbf0aec0170203616964b58ea9e8fbf0aec01702066576656e7479b58ea9e8fbf0aec0170204696e6365b58ea9e8fbf0aec01702057175617265b58ea9e8fbf0aec0170208746174656d656e74b58ea9e8fbf0aec017010474686174b58ea9e8fbf0aec017030165b58ea9e8fbf0aec0170303726565b58ea9e8fbf0aec01702016fb58ea9e8fbf0aec01703026c6cb58ea9e8fbf0aec0170302776eb58ea9e8fbf0aec0170106776169766564b58ea9e8fbf0aec017030173b58ea9e8fbf0aec017040c130f0d0f101011110e100d0e0e0d0c0c1111100d0c0e0e100f0f0c0e110f10130f0c0e0c0d0d11');
INSERT INTO archive_data VALUES(274877906945,X'000002940330d0b281d9bbb68bd4a48f220308d0b5d181d0bdd18b81d9bbb68bd4a48f220207b3d0bed0b4d0b081d9bbb68bd4a48f22050ed180d0bed0b4d181d0bad0bed0bc81d9bbb68bd4a48f220c018381d9bbb68bd4a48f220205b4d0b2d0b081d9bbb68bd4a48f220409b5d0bdd18cd0b3d0b881d9bbb68bd4a48f220401be81d9bbb68bd4a48f22020db6d0b8d182d0b5d0bbd18fd0bc81d9bbb68bd4a48f22020bb7d0b0d0bad180d18bd18281d9bbb68bd4a48f22020bbad0b0d0b6d0b4d18bd0b981d9bbb68bd4a48f22040bbed182d0bed180d18bd0b981d9bbb68bd4a48f220207bcd0bed181d18281d9bbb68bd4a48f220902d0b081d9bbb68bd4a48f220203bdd0b081d9bbb68bd4a48f220405b5d0b3d0be81d9bbb68bd4a48f220211bed0b1d0bed0b9d0b4d191d182d181d18f81d9bbb68bd4a48f22020dbfd0b0d180d0bed0bcd0bed0bc81d9bbb68bd4a48f220415bed0bbd18cd0b7d0bed0b2d0b0d182d18cd181d18f81d9bbb68bd4a48f220312d180d0b5d0b4d0bbd0bed0b6d0b5d0bdd0be81d9bbb68bd4a48f220112d180d0b0d181d181d0bad0b0d0b7d0b0d0bb81d9bbb68bd4a48f220405b5d0bad18381d9bbb68bd4a48f220607bcd0bed0bdd18281d9bbb68bd4a48f22021181d0b5d0bcd18cd0b4d0b5d181d18fd18281d9bbb68bd4a48f220411bcd0bed182d180d0b8d182d0b5d0bbd18c81d9bbb68bd4a48f22040dbed0b1d0b8d180d0b0d0bbd0b881d9bbb68bd4a48f220607b2d0b5d182d0b581d9bbb68bd4a48f22060bbed0b1d189d0b8d0bbd0b881d9bbb68bd4a48f22020982d18bd181d18fd18781d9bbb68bd4a48f22020985d0bed0b4d0b8d18281d9bbb68bd4a48f22020587d0b0d18181d9bbb68bd4a48f220407b5d180d0b5d0b781d9bbb68bd4a48f22040d1312190c10140c18161616120d0e101c18201d1d10121c1c181216141410');
CREATE TABLE IF NOT EXISTS 'archive_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO archive_idx VALUES(1,X'',2);
INSERT INTO archive_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'archive_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO archive_config VALUES('version',4);
CREATE INDEX feed_health ON feed (health) WHERE health <> 'ok';
CREATE INDEX entry_article ON entry (article);
CREATE INDEX article_due ON article (next_reading) WHERE next_reading IS NOT NULL;
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
PRAGMA writable_schema=OFF;
PRAGMA user_version=2;
COMMIT;
