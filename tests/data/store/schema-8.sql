-- A database of schema 8: that of schema 7 and who told of its articles.
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
INSERT INTO feed VALUES(517024555496713655,'http://press.example/gone.xml',NULL,'','',NULL,NULL,1795764624012,1795763634379,NULL,'the last poll failed: trying again after 15m','{"failures":1,"failing_since":1795763634379}','ok','the server answered 404',0,0,NULL,'{}');
INSERT INTO feed VALUES(3468769953530566640,'http://press.example/feed.xml',NULL,'Bridge news','http://press.example/',NULL,NULL,1795764592299,1795763634381,1795763634381,'every 15m, as configured','{"listed":2,"first_window":1795763634381,"recent":[1795507200000],"known_since":1795507200000}','ok','',2,1,NULL,'{"recent":[7.864186144654281E0,8.118941072723507E0],"usual":0E0,"settled":0}');
CREATE TABLE entry (
    feed        INTEGER NOT NULL,
    key         INTEGER NOT NULL,
    article     INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,          -- of its content; another one means it was edited
    seen        INTEGER NOT NULL,          -- the last time it was listed, to within a day
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
INSERT INTO entry VALUES(3468769953530566640,25418302739107967,6112667807692464952,2114084052336481343,1795763634381);
INSERT INTO entry VALUES(3468769953530566640,930058642390029406,6112667807692464952,2114084052336481343,1795763634381);
INSERT INTO entry VALUES(3468769953530566640,3038592490847854045,6112667807692464952,2114084052336481343,1795763634381);
INSERT INTO entry VALUES(3468769953530566640,3399812874068075505,5258658083582591771,6491155176054647786,1795763634381);
INSERT INTO entry VALUES(3468769953530566640,6899731069693052816,5258658083582591771,6491155176054647786,1795763634381);
INSERT INTO entry VALUES(3468769953530566640,8952467735780022106,5258658083582591771,6491155176054647786,1795763634381);
INSERT INTO entry VALUES(3468769953530566640,9103763408559389778,6112667807692464952,2114084052336481343,1795763634381);
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
, newest_seen INTEGER, archived INTEGER, told_by INTEGER) STRICT;
INSERT INTO article VALUES(5258658083582591771,'http://press.example/closed.html','127.0.0.1',NULL,'ru',1795763634381,0,1,7101911103281549182,1795763634515,1795763634515,1795763639377,2,0,NULL,NULL,1798546299287,1,'30d after the first reading, step 2 of 2',0,'','{"present_at":1795763639377}',NULL,1795763639377,1,3468769953530566640);
INSERT INTO article VALUES(6112667807692464952,'http://press.example/open.html','127.0.0.1',1795507200000,'en',1795763634381,0,2,4433498125168415288,1795763634658,1795763639439,1795763639439,2,1,NULL,NULL,1798582928394,1,'30d after the last change, step 2 of 2',0,'','{"present_at":1795763639439}',NULL,1795763639439,2,3468769953530566640);
CREATE TABLE address (
    identity INTEGER PRIMARY KEY,          -- digest of url_identity
    article  INTEGER NOT NULL
) STRICT;
INSERT INTO address VALUES(5258658083582591771,5258658083582591771);
INSERT INTO address VALUES(6112667807692464952,6112667807692464952);
CREATE TABLE article_feed (
    article INTEGER NOT NULL,
    feed    INTEGER NOT NULL,
    fresh   INTEGER NOT NULL,              -- 1: news of this feed that no reading has looked at yet
    PRIMARY KEY (article, feed)
) STRICT, WITHOUT ROWID;
INSERT INTO article_feed VALUES(5258658083582591771,3468769953530566640,0);
INSERT INTO article_feed VALUES(6112667807692464952,3468769953530566640,0);
CREATE TABLE match (
    subscription INTEGER NOT NULL,
    article      INTEGER NOT NULL,
    revision     INTEGER NOT NULL,         -- the first that matched
    told         INTEGER NOT NULL,         -- 0: baseline, nobody was alerted
    PRIMARY KEY (article, subscription)
) STRICT, WITHOUT ROWID;
INSERT INTO "match" VALUES(7104769985496386904,5258658083582591771,1,1);
INSERT INTO "match" VALUES(7104769985496386904,6112667807692464952,1,1);
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
INSERT INTO alert VALUES(934820764447127597,'article.matched',7104769985496386904,5258658083582591771,1,1795763634515,X'28b52ffd608c039d140066e373393089381d8105b8354015a36ce86b110f6258d9e0a67c08da5736c6df5d47505eb5ffb7eddec840f27b20fc802b9b31ac88fc01d28b888802036b0067005e001581d5a04995cc353dd0a86101050c30c553b32c78e89aeb7bd0218101304327260147de26c5c2a884a5a659b07ac168b549301bc705696152605060882c3444248a6705abf3aaaaac4433abb04aab36212647b6a439a19374313464b6c7432699620b63098a2b9d99648917478d36e7c651da308849393af0a6606a30005b734e281243291243d164c6d1e100c51bb55c152339f246b189a5c9ba85fe7dd3d03e74d835a737cd717b8d4308cf6a56a95764cdcd9255091280e9315152f4881e510422252450975a2fa638a3188e0c412901fdf97dc7e17de8df337effb9d771087a457feef983c3e87b07fa3dc7b9f67ebfe97b8cc38b43cf3ff7bc415bfcfe9e6b18391d3ad7df2f0eefbd89e6d0f84ed119cb22899a0b9d55c4e4c83562568e13c59636393eb2894d585e58a262011a0d33c5b3d2e626919abc2a8e0e1a8eec3b9bee3e966b1bedbd7bf69bf6dce2f7b30f61bcd3a1c348c1e9ae61d7dfbd779aeb89ae1db4f78ddfc308f6208802240281445cdb5378cfb865d070e39cee1a4690ad68ae3bddb5fdc5ef35de094fa8a12cea94a1094a829191d2d21c20026294c26a0712a04739669843130ce57771ed622865c040ea80b7ec6fbf1371cf8e0a06ee07c6dd0b2576ef0ebd43c4908ad5ac2a7067629e7e4ae60ce7da75165fa9930bc39ba3128cafdfce55681f4b6af6e8c09ff558427d1e9a31d3740b68419bc194e14a2ed9709635c5fdb4feb51b3f4730e319af1a3bd0eccac52a919180e7deded51511f9a8df67ec9e74293ead3e081100d4f2ed1ec03b4ae2d6d412761b69e9442a80d4a30dd5cac37dea0f');
INSERT INTO alert VALUES(4015461723628604203,'article.matched',7104769985496386904,6112667807692464952,1,1795763634658,X'28b52ffd60d902f51000a6e0622e80a7cd016512310333b8c35dffdb9bdd29a56d91c60a91bd93c8d91b83f831943561a89bbabb9b88c033e94456345d0057005100020e0eecb31d65c2434183040d182c2c58d00204b4329b92ec5a6fa9bd092dc728df4f6f328728dfc5502c12880562e1281a4ef36c47deefdad68e3d479686ecfdfcd893deb5901f1218c942d1e88e100fc8fb6c7babf0eccf86bc0a01beabf137e9b9cbb14ee9a801b6754712bfc4941419ee722078d6a7744ff1aef5f9a216f97dd7aa3fd57607f061e4dd127b9286869160124fb3300bb33887c66078a67fb7cfc249eddae90c88a449099d880dc563ae6a031f3bd2cfefca1a9fb6c7aef0b14849a60e2052e4af0ab7280768b3f85cfd273395afb11b5267f7a6b67b9d3d919526a155fd349b213442ff2e26f6ae04ec17ed5a9e56e19fdb5531078751f8831035c5ee55b5fbac43bccbd15264c77639aa5d664fdd1029be3625632c236d3d794ce949bba77b8da44228bf45d63529e9f49fb6769793550c38cea1710e4b4fa624aedf90c99128b55112b236eea9ce147d76af0139202002421082b0079b44699121774580f0a9640014e20ebaa0c5b9a103b82fd6cda111d9c002d40b87ecae62024b8a39a4652ee38dcac0024bafc9c5e675f53091c8591beba718eb95e5a10411b82f341fc05a30181384dec825ac70a65d87a7d6e2e234102eca3c0edb9634e7c01a04dc16e7a682452a23f1348ce20d4cc060cf53965c52a30b6558341b845bb30c');
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
INSERT INTO delivery VALUES(363097273902257758,3,4015461723628604203,4002461348771322959,'','delivered',1795763634679,1,1795763634714,NULL,7104769985496386904,6112667807692464952,'',1795763634714);
INSERT INTO delivery VALUES(1153048841775548169,2,934820764447127597,6509878428603653754,'desk@example.org','pending',1795763958792,1,1795763634659,NULL,7104769985496386904,5258658083582591771,'localhost could not be reached: Failed to connect to localhost port 25 after 0 ms: Couldn''t connect to server',NULL);
INSERT INTO delivery VALUES(5716730050257198510,1,934820764447127597,4002461348771322959,'','delivered',1795763634595,1,1795763634652,NULL,7104769985496386904,5258658083582591771,'',1795763634652);
INSERT INTO delivery VALUES(8555869252563672481,4,4015461723628604203,6509878428603653754,'desk@example.org','pending',1795763634679,0,NULL,NULL,7104769985496386904,6112667807692464952,'',NULL);
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
INSERT INTO attempt VALUES(363097273902257758,1,1795763634714,'delivered',200,25,'');
INSERT INTO attempt VALUES(1153048841775548169,1,1795763634659,'deferred',0,12,'localhost could not be reached: Failed to connect to localhost port 25 after 0 ms: Couldn''t connect to server');
INSERT INTO attempt VALUES(5716730050257198510,1,1795763634652,'delivered',200,5,'');
CREATE TABLE receiver (
    id      INTEGER PRIMARY KEY,           -- of its name
    name    TEXT NOT NULL,
    state   TEXT NOT NULL DEFAULT '{}'     -- common/schedule/retry.hpp's memory of it, as JSON
) STRICT;
INSERT INTO receiver VALUES(4002461348771322959,'desk','{"failures":0,"not_before":0,"stopped":false,"address":"25ap7t6q5pker"}');
INSERT INTO receiver VALUES(6509878428603653754,'mail','{"failing_since":1795763634659,"failures":1,"not_before":1795763958792,"stopped":false,"address":"0k4xfp2bxgrry"}');
CREATE TABLE robots (
    origin  TEXT PRIMARY KEY,
    expires INTEGER NOT NULL,
    status  INTEGER NOT NULL,              -- 0: could not be reached
    body    BLOB NOT NULL                  -- compressed
) STRICT, WITHOUT ROWID;
INSERT INTO robots VALUES('http://press.example',1795850034459,404,X'28b52ffd2000010000');
CREATE TABLE memory (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO memory VALUES('unsubscribe key','5933AAA16EDB1F6497F6D24E4BDA8F1868758A3D2D7E3C502D759AEAF5B9A375');
CREATE TABLE host (
    name   TEXT PRIMARY KEY,
    seen   INTEGER NOT NULL,                -- the last time an article of it was read for the first time
    memory BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO host VALUES('127.0.0.1',1795763634679,X'6bfd11a69a4d130101000000c2711a817172bd0c01000000eb1638690b8cd51201000000fc505043b9cd5e2101000000');
CREATE TABLE IF NOT EXISTS "revision" (
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
INSERT INTO revision VALUES(1,5258658083582591771,1,1795763634515,7101911103281549182,NULL,'page',NULL,NULL,X'28b52ffd60f500ad09000611342980b7690ca702b6dd64d6dfeefe5f0a28d7f12c451be0ef83a86b2f72202c6546ccc0452405b64d48812d002400270070470110eb40b17018030ec3592c66b556c7a9e14fd35d417d6ad94d395b59e30e2fc44a181014083809c542084b379c0dbc51c72db3bee34fe39233724a4f4b2f14723cce9a0cd46a5678e48cbf462d94e7c38b590dabdbf19eec149a95a1b62643b94759a3b63aca51a7e3976af8e4f8f4bb9cd48f4e010901ab71b7b28c9e529363758cfbfddc4fa521f06a69c951ab21e380da1e7d47656db432f45d39062b281012839cb407109067a53503d6c02885d519b6c2e65765471ad0f2e11417045bde0089c81b8e4587edb162580f3211a534162e4b1a7fe97558f96dedc508c0c7d4e1b2c2010b55f03c3d07550f8b539fee80291b7cced0b9ad4ab0fd01ee7c02');
INSERT INTO revision VALUES(2,6112667807692464952,1,1795763634658,7916245502390916911,NULL,'page',NULL,NULL,X'28b52ffd606500950700669030206089d2066345d62b7b34a5c520443691e0d098bf618081fd007f9f912408021e2b0025002500aa184b86a531273908240e08c440224039e94a6f5134cc490e9e59d6f319e952e12b83a39ce32dc9ae8e42e774a65e0e61b3901500216b9388255c043ec253eba621af35fe0aaba94b5fadf38f75a09c575d89228b7fbce024c7f0b42641bd6fa4397039356b31277b5a0de235b55ebce36bab36630b08c79067fe06032fe542c8d6c2e98f33c819ffa9d68be56549684eb259caab790b3cef39051100104b8010a672025c3fce6617706d4e8e004c161483c91ada470e373208b24b3d51858ead75060257b3c01e');
INSERT INTO revision VALUES(3,6112667807692464952,2,1795763639439,4433498125168415288,'substantive','page',NULL,1,X'28b52ffd604a008d0000204e696e6503100881268a384e14402381');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','archive','archive',0,'CREATE VIRTUAL TABLE archive USING fts5 (words, content = '''', columnsize = 0, detail = none, tokenize = ''ascii'')');
CREATE TABLE IF NOT EXISTS 'archive_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO archive_data VALUES(1,X'025f');
INSERT INTO archive_data VALUES(10,X'000000000103030003010101020101030101');
INSERT INTO archive_data VALUES(137438953473,X'000001940330d0b2010308d0b5d181d0bdd18b010207b3d0bed0b4d0b001050ed180d0bed0b4d181d0bad0bed0bc010c0183010205b4d0b2d0b0010409b5d0bdd18cd0b3d0b8010401be01020db6d0b8d182d0b5d0bbd18fd0bc01020bb7d0b0d0bad180d18bd18201020bbad0b0d0b6d0b4d18bd0b901040bbed182d0bed180d18bd0b9010207bcd0bed181d182010902d0b0010203bdd0b0010405b5d0b3d0be010211bed0b1d0bed0b9d0b4d191d182d181d18f01020dbfd0b0d180d0bed0bcd0bed0bc010415bed0bbd18cd0b7d0bed0b2d0b0d182d18cd181d18f010312d180d0b5d0b4d0bbd0bed0b6d0b5d0bdd0be010112d180d0b0d181d181d0bad0b0d0b7d0b0d0bb010405b5d0bad183010607bcd0bed0bdd18201021181d0b5d0bcd18cd0b4d0b5d181d18fd182010411bcd0bed182d180d0b8d182d0b5d0bbd18c01040dbed0b1d0b8d180d0b0d0bbd0b8010607b2d0b5d182d0b501060bbed0b1d189d0b8d0bbd0b801020982d18bd181d18fd18701020985d0bed0b4d0b8d18201020587d0b0d181010407b5d180d0b5d0b70104050b0a1104080c04100e0e0e0a0506081410181515080a1414100a0e0c0c08');
INSERT INTO archive_data VALUES(274877906945,X'0000011202306102020863636f7264696e670202046c6f75640202026e640201046265656e020205726964676502010563617274730202066f756e63696c020206726f7373656402010364617902010566697273740202026f720201036861730202036f7572020102696e02020173020201740201066b65657065720201066d61726b65740202056f6e6461790201026f660202016e02020370656e02020376657202010570656e63650201047265616402020469766572020101730202036169640202066576656e7479020204696e63650202057175617265020208746174656d656e7402010474686174020301650203037265650202016f0203026c6c020302776e020106776169766564020301730204040b0705070808090906080506060504040909080504060608070704060907080b07040604050509');
INSERT INTO archive_data VALUES(412316860417,X'0000016c023061020000020863636f7264696e6702000002046c6f756402000002026e6402000001046265656e020000020572696467650200000105636172747302000002066f756e63696c0200000206726f7373656402000001036461790200000105666972737402000002026f72020000010368617302000002036f75720200000102696e02000002017302000002017402000001066b656570657202000001066d61726b657402000002056f6e64617902000001066e696e6574790201026f6602000002016e020000020370656e0200000203766572020000010570656e6365020000010472656164020000020469766572020000010173020000020361696402000002066576656e747902000204696e6365020000020571756172650200000208746174656d656e74020000010474686174020000030165020000030372656502000002016f02000003026c6c0200000302776e020000010677616976656402000003017302000004060d0907090a0a0b0b080a0708080706060b0b0a09070608080a090906080a090a0d0906080607070b');
CREATE TABLE IF NOT EXISTS 'archive_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO archive_idx VALUES(1,X'',2);
INSERT INTO archive_idx VALUES(2,X'',2);
INSERT INTO archive_idx VALUES(3,X'',2);
CREATE TABLE IF NOT EXISTS 'archive_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO archive_config VALUES('version',4);
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
INSERT INTO websub VALUES(3468769953530566640,'http://press.example/hub','http://press.example/feed.xml','https://watch.example.org/w','58e4ef42f68344e4716de085671dc7cb6d40fb3a','33ea06ccaf7b113262db231b94184a07ffa9cb82d2a849d0fec03c1d78a08eca',0,1796307751238,1796627639898,NULL,0,'');
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
CREATE INDEX delivery_due ON delivery (receiver, due) WHERE state = 'pending';
CREATE INDEX delivery_untried ON delivery (receiver, subscription, sequence)
    WHERE state = 'pending' AND attempts = 0 AND subscription IS NOT NULL;
CREATE UNIQUE INDEX revision_number ON revision (article, number);
CREATE INDEX websub_next_try ON websub (next_try);
PRAGMA writable_schema=OFF;
PRAGMA user_version=8;
COMMIT;
