-- A ledger as version 1 wrote it, with two people logged on 2026-11-20. Never edited once version 1 was released.
PRAGMA application_id = 1130916205;
PRAGMA user_version = 1;
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

-- ---- what was in it ------------------------------------------------------------------------------------------------

INSERT INTO period VALUES (1, -9223372036854775808, 'Europe/Vienna', 1, 240);
INSERT INTO plan VALUES (20770, 2, 64);
INSERT INTO setting VALUES (1, 'cue', '13:30');
INSERT INTO ran VALUES (20777);
INSERT INTO act VALUES (1, 1795172400, 3600, 'window', 'log', '{"key":"act.log.asked.named","args":{"who":{"type":"text","value":"Ana"}}}', 0);
INSERT INTO act VALUES (2, 1795172460, 3600, 'tray', 'log', '{"key":"act.log.commented.someone","args":{}}', 0);
INSERT INTO person VALUES (1, 'Ana', 0);
INSERT INTO handle VALUES (1, 'x', '@ana', '@ana', 1);
INSERT INTO interaction VALUES (1, 1795172400, 3600, 1, 20777, 1, 'asked', 'confirmed', NULL, 1, 'about the move', NULL, '');
INSERT INTO interaction VALUES (2, 1795172460, 3600, 1, 20777, NULL, 'commented', 'confirmed', NULL, 2, NULL, NULL, '');
INSERT INTO trace VALUES (1, 1, 'interaction', 1, NULL);
INSERT INTO trace VALUES (2, 2, 'interaction', 2, NULL);
INSERT INTO tally VALUES (20777, 2);
