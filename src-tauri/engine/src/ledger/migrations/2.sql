-- The ledger, version 2: accounts that are read again and again, who waits for an answer, people joined and forgotten.

-- ---- what is read ------------------------------------------------------------------------------------------------

-- `flags` of a post may have 16 from here on: it was private, and its text is not kept. `words` is then how many own
-- words it had. And 32 or 64: what it answers asked something, or asked nothing; neither where the source does not say.
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
