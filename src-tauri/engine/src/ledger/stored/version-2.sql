-- A ledger as version 2 wrote it, with two people logged on 2026-11-20. Never edited once version 2 was released.
PRAGMA application_id = 1130916205;
PRAGMA user_version = 2;
-- The ledger, version 1. Days are days since 1970-01-01, moments are Unix seconds, offsets are seconds east of UTC.

-- ---- the person's own arrangements ------------------------------------------------------------------------------

-- In which zone and from which time of day on days are counted, since when. The first row holds for all time before.
CREATE TABLE period (
  id       INTEGER PRIMARY KEY,
  since    INTEGER NOT NULL,
  zone     TEXT    NOT NULL,
  follows  INTEGER NOT NULL CHECK (follows IN (0, 1)),
  rollover INTEGER NOT NULL CHECK (rollover BETWEEN 0 AND 720)
) STRICT;

-- The goal and the weekdays off (bit 0 Monday to bit 6 Sunday) in force from a day on.
CREATE TABLE plan (
  since INTEGER PRIMARY KEY,
  goal  INTEGER NOT NULL CHECK (goal BETWEEN 1 AND 5),
  off   INTEGER NOT NULL CHECK (off BETWEEN 0 AND 127)
) STRICT;

-- Settings that have no history, by name.
CREATE TABLE setting (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

-- Days of rest, one row a day.
CREATE TABLE rest (
  day INTEGER PRIMARY KEY,
  why TEXT NOT NULL CHECK (why IN ('rest', 'ill', 'travelling'))
) STRICT;

-- Days of a busy season, one row a day.
CREATE TABLE busy (
  day INTEGER PRIMARY KEY
) STRICT;

-- Days on which the app ran at some moment.
CREATE TABLE ran (
  day INTEGER PRIMARY KEY
) STRICT;

-- Pauses: nothing is said between these moments.
CREATE TABLE pause (
  id    INTEGER PRIMARY KEY,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;

-- ---- sources, people, posts --------------------------------------------------------------------------------------

-- Something that is read. `names` has the person's own handles there, one a line; `site` is her site by the source's
-- word. `sees` is a bit set: 1 own posts, 2 replies, 4 boosts, 8 the posting app, 16 mentions. `rules` is the version of
-- the rules by which all its posts were judged, 0 while some are not.
CREATE TABLE source (
  id      INTEGER PRIMARY KEY,
  network TEXT    NOT NULL,
  account TEXT    NOT NULL,
  title   TEXT    NOT NULL,
  names   TEXT    NOT NULL,
  site    TEXT,
  way     TEXT    NOT NULL CHECK (way IN ('archive', 'account', 'sample')),
  sees    INTEGER NOT NULL,
  added   INTEGER NOT NULL,
  rules   INTEGER NOT NULL,
  UNIQUE (network, account, way)
) STRICT;

-- The spans of days for which a source was read, both included.
CREATE TABLE coverage (
  id     INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  first  INTEGER NOT NULL,
  last   INTEGER NOT NULL CHECK (first <= last),
  UNIQUE (source, first)
) STRICT;

-- A human being the person talks with.
CREATE TABLE person (
  id     INTEGER PRIMARY KEY,
  name   TEXT    NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX person_by_name ON person (name COLLATE NOCASE);

-- What identifies a person on a network. Nothing else about her is kept.
CREATE TABLE handle (
  id      INTEGER PRIMARY KEY,
  network TEXT    NOT NULL,
  key     TEXT    NOT NULL,
  name    TEXT,
  person  INTEGER NOT NULL REFERENCES person (id),
  UNIQUE (network, key)
) STRICT;
CREATE INDEX handle_by_person ON handle (person);

-- Posting apps, as sources name them.
CREATE TABLE app (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- The person's word on posting apps, by normalised name.
CREATE TABLE app_word (
  id       INTEGER PRIMARY KEY,
  app      TEXT NOT NULL UNIQUE,
  standing TEXT NOT NULL CHECK (standing IN ('automation', 'mixed', 'by-hand'))
) STRICT;

-- What the person published, as the source gave it. A fact; never edited. A boost has no text: its words are another's.
-- `links` has one link a line; `whom` is whom it answers or passes on, `mentions` whom it mentions, one a line: handle
-- and, after a tab, name.
-- `flags`: 1 only the day of `at` is real, 2 answers somebody, 4 what it answers is the person's own,
-- 8 passes on without own words. `fate`: 0 stands, 1 replaced by a later version, 2 deleted.
CREATE TABLE post (
  id         INTEGER PRIMARY KEY,
  source     INTEGER NOT NULL REFERENCES source (id),
  key        TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  offset     INTEGER NOT NULL,
  period     INTEGER NOT NULL REFERENCES period (id),
  day        INTEGER NOT NULL,
  flags      INTEGER NOT NULL,
  fate       INTEGER NOT NULL,
  media      INTEGER NOT NULL,
  app        INTEGER REFERENCES app (id),
  whom       TEXT,
  reply_post TEXT,
  quote      TEXT,
  language   TEXT,
  links      TEXT,
  mentions   TEXT,
  text       TEXT    NOT NULL,
  UNIQUE (source, key)
) STRICT;
CREATE INDEX post_by_time ON post (at, id);

-- What a post is, by the rules of the version that `rules` names, and by the person's own word where she said one.
-- Can be found again from the posts at any time. `reasons` has one encoded reason a line, `likely` is the probability of
-- being automatic in thousandths, `known` says whether that is known from the posting app, `twin` whether it is the
-- second of two cross-post twins.
CREATE TABLE verdict (
  post    INTEGER PRIMARY KEY REFERENCES post (id) ON DELETE CASCADE,
  kind    TEXT    NOT NULL,
  word    TEXT,
  likely  INTEGER NOT NULL,
  known   INTEGER NOT NULL CHECK (known IN (0, 1)),
  twin    INTEGER NOT NULL CHECK (twin IN (0, 1)),
  rules   INTEGER NOT NULL,
  reasons TEXT    NOT NULL
) STRICT;

-- Derived: each day of each source (0: all together, twins once), as the mix and the judgement of drift need it.
-- `apps` has automated posts by app, one a line: how many and, after a tab, the app.
CREATE TABLE summary (
  source    INTEGER NOT NULL,
  day       INTEGER NOT NULL,
  thread    INTEGER NOT NULL,
  automated INTEGER NOT NULL,
  boost     INTEGER NOT NULL,
  reply     INTEGER NOT NULL,
  quote     INTEGER NOT NULL,
  promotion INTEGER NOT NULL,
  share     INTEGER NOT NULL,
  question  INTEGER NOT NULL,
  original  INTEGER NOT NULL,
  signs     INTEGER NOT NULL,
  known     INTEGER NOT NULL,
  weight    INTEGER NOT NULL,
  apps      TEXT    NOT NULL,
  PRIMARY KEY (source, day)
) STRICT, WITHOUT ROWID;

-- Derived: what each posting app did in the feed, and the last day it did.
CREATE TABLE app_use (
  app       INTEGER PRIMARY KEY REFERENCES app (id),
  posts     INTEGER NOT NULL,
  automated INTEGER NOT NULL,
  last      INTEGER NOT NULL
) STRICT;

-- The person's word on what a post is, by the post's own identity, so that it outlives every import and judgement.
CREATE TABLE overrule (
  id      INTEGER PRIMARY KEY,
  network TEXT NOT NULL,
  key     TEXT NOT NULL,
  kind    TEXT NOT NULL,
  UNIQUE (network, key)
) STRICT;

-- ---- interactions ------------------------------------------------------------------------------------------------

-- One genuine act toward one person: logged (`post` is null) or found in a source (`act` is null).
-- `at` of a logged one is when it was logged.
CREATE TABLE interaction (
  id       INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  offset   INTEGER NOT NULL,
  period   INTEGER NOT NULL REFERENCES period (id),
  day      INTEGER NOT NULL,
  person   INTEGER REFERENCES person (id),
  how      TEXT    NOT NULL,
  standing TEXT    NOT NULL,
  post     INTEGER UNIQUE REFERENCES post (id) ON DELETE CASCADE,
  act      INTEGER REFERENCES act (id),
  note     TEXT,
  link     TEXT,
  reasons  TEXT    NOT NULL,
  CHECK ((post IS NULL) <> (act IS NULL))
) STRICT;
CREATE INDEX interaction_by_day ON interaction (day);
CREATE INDEX interaction_by_person ON interaction (person, day);
CREATE INDEX interaction_logged ON interaction (day) WHERE post IS NULL;
CREATE INDEX interaction_review ON interaction (day) WHERE standing = 'review';

-- The person's word on an interaction: what was done, and whether it counts.
CREATE TABLE ruling (
  interaction INTEGER PRIMARY KEY REFERENCES interaction (id) ON DELETE CASCADE,
  how         TEXT,
  standing    TEXT
) STRICT;

-- Derived: people counted on a day. Days without any have no row.
CREATE TABLE tally (
  day    INTEGER PRIMARY KEY,
  people INTEGER NOT NULL CHECK (people > 0)
) STRICT;

-- ---- what the coach said -----------------------------------------------------------------------------------------

-- Everything the coach said. `key` names the occasion, so that nothing is said twice. Sentences are JSON, as the
-- catalogue takes them.
CREATE TABLE nudge (
  id       INTEGER PRIMARY KEY,
  key      TEXT    NOT NULL UNIQUE,
  sort     TEXT    NOT NULL,
  wording  TEXT    NOT NULL,
  day      INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  offset   INTEGER NOT NULL,
  title    TEXT    NOT NULL,
  body     TEXT    NOT NULL,
  because  TEXT    NOT NULL,
  evidence TEXT    NOT NULL,
  way_back TEXT    NOT NULL,
  offers   TEXT    NOT NULL CHECK (offers IN ('talk', 'look'))
) STRICT;
CREATE INDEX nudge_by_time ON nudge (at);

-- What the person did with a nudge, in order of time.
CREATE TABLE answer (
  id     INTEGER PRIMARY KEY,
  nudge  INTEGER NOT NULL REFERENCES nudge (id) ON DELETE CASCADE,
  act    INTEGER NOT NULL REFERENCES act (id),
  what   TEXT    NOT NULL CHECK (what IN ('logged', 'opened', 'later', 'rested', 'dismissed')),
  at     INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_by_nudge ON answer (nudge);

-- Every change of the drift's state, with its numbers and the posts behind it. `source` is null for all together.
CREATE TABLE turn (
  id         INTEGER PRIMARY KEY,
  source     INTEGER REFERENCES source (id) ON DELETE CASCADE,
  day        INTEGER NOT NULL,
  from_state TEXT    NOT NULL,
  to_state   TEXT    NOT NULL,
  gap        REAL    NOT NULL,
  usual      REAL    NOT NULL,
  said       TEXT    NOT NULL,
  evidence   TEXT    NOT NULL
) STRICT;
CREATE INDEX turn_by_source ON turn (source, day);

-- ---- the journal -------------------------------------------------------------------------------------------------

-- Every change the person made, through whichever door. `said` is JSON, as the catalogue takes it.
CREATE TABLE act (
  id      INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  offset  INTEGER NOT NULL,
  door    TEXT    NOT NULL,
  what    TEXT    NOT NULL,
  said    TEXT    NOT NULL,
  undone  INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- What an act changed, row by row, as each row was before it; `image` is null where there was none.
CREATE TABLE trace (
  id    INTEGER PRIMARY KEY,
  act   INTEGER NOT NULL REFERENCES act (id),
  tbl   TEXT    NOT NULL,
  line  INTEGER NOT NULL,
  image TEXT
) STRICT;
CREATE INDEX trace_by_act ON trace (act);
CREATE INDEX trace_by_line ON trace (tbl, line, act);
-- The ledger, version 2: accounts that are read again and again, who waits for an answer, people joined and forgotten.

-- ---- what is read ------------------------------------------------------------------------------------------------

-- `flags` of a post may have 16 from here on: it was private, and its text is not kept. `words` is then how many own
-- words it had.
ALTER TABLE post ADD COLUMN words INTEGER;
CREATE INDEX post_by_answered ON post (reply_post) WHERE reply_post IS NOT NULL;

-- How a source is read again and again. `reader` names what reads it, `place` is the server or the page it is read from,
-- `account` what that reader needs to find it there. `cursor` is how far it was read, in the reader's own words;
-- `complete` says whether its whole history was. `posts` is how many there are by the server's word. `since` is since when
-- it is read so, `tried` when it was last asked, `fresh` up to which moment all it shows is known, `looked` when it last
-- said what others asked everybody, `due` when it is asked next, `failures` how often in a row it failed, `code` and
-- `said` (JSON, as the catalogue takes it) why. `keeps` says where its secret lies.
CREATE TABLE live (
  source   INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
  reader   TEXT    NOT NULL,
  place    TEXT    NOT NULL,
  account  TEXT    NOT NULL,
  cursor   TEXT    NOT NULL DEFAULT '',
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
  posts    INTEGER,
  since    INTEGER NOT NULL,
  tried    INTEGER,
  fresh    INTEGER,
  looked   INTEGER,
  due      INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  code     TEXT,
  said     TEXT,
  keeps    TEXT    NOT NULL CHECK (keeps IN ('nothing', 'keychain', 'session', 'file'))
) STRICT;

-- Sources that are not read for now, by the person's word, and since when.
CREATE TABLE stopped (
  source INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
  since  INTEGER NOT NULL
) STRICT;

-- Which hosts were asked something, for which source.
CREATE TABLE host (
  source   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  host     TEXT    NOT NULL,
  first    INTEGER NOT NULL,
  last     INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (source, host)
) STRICT, WITHOUT ROWID;

-- The person's own articles, by their canonical link: what recycled articles are recognised by.
CREATE TABLE article (
  id     INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  link   TEXT    NOT NULL,
  title  TEXT,
  at     INTEGER,
  UNIQUE (source, link)
) STRICT;

-- ---- other people ------------------------------------------------------------------------------------------------

-- Whether the account says of itself that it is a robot.
ALTER TABLE handle ADD COLUMN bot INTEGER NOT NULL DEFAULT 0 CHECK (bot IN (0, 1));
CREATE INDEX handle_of_robots ON handle (person) WHERE bot = 1;

-- What others said to the person, or asked everybody: who, when and where, never the words. `sort` is `reply`,
-- `mention`, `quote` (to the person) or `post` (to everybody). `answers` is the key of the own post it answers, `asks`
-- says whether it asks something. Answered is what an own post answers, or what the person put away (`done`).
CREATE TABLE heard (
  id      INTEGER PRIMARY KEY,
  source  INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  key     TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  day     INTEGER NOT NULL,
  handle  INTEGER NOT NULL REFERENCES handle (id),
  sort    TEXT    NOT NULL CHECK (sort IN ('reply', 'mention', 'quote', 'post')),
  answers TEXT,
  asks    INTEGER NOT NULL CHECK (asks IN (0, 1)),
  words   INTEGER NOT NULL,
  link    TEXT,
  done    INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
  UNIQUE (source, key)
) STRICT;
CREATE INDEX heard_by_time ON heard (at);
CREATE INDEX heard_by_handle ON heard (handle, at);

-- What a handle's own page proves: a site that its server found to link back, one a row.
CREATE TABLE tie (
  id     INTEGER PRIMARY KEY,
  handle INTEGER NOT NULL REFERENCES handle (id) ON DELETE CASCADE,
  site   TEXT    NOT NULL,
  UNIQUE (handle, site)
) STRICT;

-- One human being, by the person's yes: `person` is counted as `whole` from the day `since` on; days before stay as they
-- were counted.
CREATE TABLE joined (
  person INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  whole  INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  since  INTEGER NOT NULL,
  CHECK (person <> whole)
) STRICT;
CREATE INDEX joined_by_whole ON joined (whole);

-- Two people the person said are not one; the lower number first.
CREATE TABLE apart (
  id    INTEGER PRIMARY KEY,
  one   INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  UNIQUE (one, other),
  CHECK (one < other)
) STRICT;

-- How often, in days, the person wants to be in touch with somebody.
CREATE TABLE circle (
  person INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  every  INTEGER NOT NULL CHECK (every BETWEEN 1 AND 366)
) STRICT;

-- Handles of forgotten people, as a salted digest, so that they are not learnt again; what is said to them counts for a
-- handle and a person without a name.
CREATE TABLE forgotten (
  id     INTEGER PRIMARY KEY,
  digest TEXT    NOT NULL UNIQUE,
  handle INTEGER NOT NULL REFERENCES handle (id) ON DELETE CASCADE
) STRICT;
-- Whatever is read, nothing is kept of who was forgotten.
CREATE TRIGGER forgotten_is_not_heard BEFORE INSERT ON heard
  WHEN new.handle IN (SELECT handle FROM forgotten) BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER forgotten_has_no_tie BEFORE INSERT ON tie
  WHEN new.handle IN (SELECT handle FROM forgotten) BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER forgotten_is_no_robot BEFORE UPDATE OF bot ON handle
  WHEN new.bot = 1 AND new.id IN (SELECT handle FROM forgotten) BEGIN SELECT RAISE(IGNORE); END;

-- ---- whom to talk to ---------------------------------------------------------------------------------------------

-- Whom a nudge names, why her (JSON, as the catalogue takes it), and the post to answer.
ALTER TABLE nudge ADD COLUMN person INTEGER REFERENCES person (id) ON DELETE SET NULL;
ALTER TABLE nudge ADD COLUMN why TEXT;
ALTER TABLE nudge ADD COLUMN link TEXT;

-- Whom the coach named on which day, in which place: nobody is named twice in a week. `why` is JSON, as the catalogue
-- takes it.
CREATE TABLE suggested (
  id     INTEGER PRIMARY KEY,
  day    INTEGER NOT NULL,
  place  INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  sort   TEXT    NOT NULL CHECK (sort IN ('waiting', 'asked', 'apart', 'quiet', 'stranger')),
  why    TEXT    NOT NULL,
  link   TEXT,
  heard  INTEGER REFERENCES heard (id) ON DELETE SET NULL,
  UNIQUE (day, person)
) STRICT;
CREATE INDEX suggested_by_heard ON suggested (heard) WHERE heard IS NOT NULL;

-- The person's word on a suggestion: not until the day `until`, or never (null).
CREATE TABLE passed (
  person INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  until  INTEGER
) STRICT;

CREATE INDEX post_by_source ON post (source, day);

-- What the person wants done with doubtful acts from now on: `rule` says which, `standing` what becomes of them.
CREATE TABLE review_rule (
  id       INTEGER PRIMARY KEY,
  rule     TEXT NOT NULL UNIQUE,
  standing TEXT NOT NULL CHECK (standing IN ('credited', 'rejected'))
) STRICT;
-- Acts that would be doubtful without such a word.
CREATE INDEX interaction_by_review_rule ON interaction (id) WHERE substr(reasons, 1, 11) = 'review-rule';

INSERT INTO period VALUES (1, -9223372036854775808, 'Europe/Vienna', 1, 240);
INSERT INTO plan VALUES (20770, 2, 64);
INSERT INTO setting VALUES (1, 'cue', '13:30');
INSERT INTO ran VALUES (20777);
INSERT INTO act VALUES (1, 1795172400, 3600, 'window', 'log', '{"key":"act.log.asked.named","args":{"who":{"type":"text","value":"Ana"}}}', 0);
INSERT INTO act VALUES (2, 1795172460, 3600, 'tray', 'log', '{"key":"act.log.commented.someone","args":{}}', 0);
INSERT INTO person VALUES (1, 'Ana', 0);
INSERT INTO handle VALUES (1, 'x', '@ana', '@ana', 1, 0);
INSERT INTO interaction VALUES (1, 1795172400, 3600, 1, 20777, 1, 'asked', 'confirmed', NULL, 1, 'about the move', NULL, '');
INSERT INTO interaction VALUES (2, 1795172460, 3600, 1, 20777, NULL, 'commented', 'confirmed', NULL, 2, NULL, NULL, '');
INSERT INTO trace VALUES (1, 1, 'interaction', 1, NULL);
INSERT INTO trace VALUES (2, 2, 'interaction', 2, NULL);
INSERT INTO tally VALUES (20777, 2);
INSERT INTO source VALUES (1, 'mastodon', 'https://social.example/users/mira', '@mira@social.example', 'https://social.example/users/mira', NULL, 'account', 31, 1795172400, 3);
INSERT INTO live VALUES (1, 'mastodon', 'https://social.example', '42', '{"since":"109"}', 1, 12, 1795000000, 1795172400, 1795172400, NULL, 1795173300, 0, NULL, NULL, 'keychain');
INSERT INTO heard VALUES (1, 1, 'https://social.example/users/ana/statuses/7', 1795172400, 20777, 1, 'mention', NULL, 1, 9, 'https://social.example/@ana/7', 0);
INSERT INTO circle VALUES (1, 30);
