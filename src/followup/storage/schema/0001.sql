-- The book: everything a salesperson knows. Dates are ISO 8601 text, money is integers of the smallest unit,
-- unknown texts are '' and unknown days and numbers NULL. Undo's triggers are generated for these tables (schema.py).

CREATE TABLE command (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,              -- when, as the program was told
  words TEXT NOT NULL,           -- what was done, for `followup history`
  sequences TEXT NOT NULL        -- sqlite_sequence before the command, so that undo gives the same ids again
);

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  command_id INTEGER NOT NULL,
  tab TEXT NOT NULL,
  row INTEGER NOT NULL,
  op TEXT NOT NULL,              -- i, u, d
  old TEXT                       -- the row before, as JSON (blobs in hex); NULL for i
);
CREATE INDEX change_command ON change (command_id);

CREATE TABLE remembered (        -- what the program learned about this book: the phone region
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
);

CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  family TEXT NOT NULL DEFAULT '',
  given TEXT NOT NULL DEFAULT '',
  additional TEXT NOT NULL DEFAULT '',
  prefix TEXT NOT NULL DEFAULT '',
  suffix TEXT NOT NULL DEFAULT '',
  nickname TEXT NOT NULL DEFAULT '',
  phonetic TEXT NOT NULL DEFAULT '',
  organization TEXT NOT NULL DEFAULT '',
  department TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  company INTEGER NOT NULL DEFAULT 0,
  grade TEXT CHECK (grade IN ('A', 'B', 'C', 'D', 'E')),
  grade_locked INTEGER NOT NULL DEFAULT 0,
  graded TEXT,
  stage TEXT,                    -- as said by hand; NULL: computed from sales
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'lost', 'archived')),
  lost_on TEXT,
  lost_reason TEXT NOT NULL DEFAULT '',
  private INTEGER NOT NULL DEFAULT 0,
  important INTEGER NOT NULL DEFAULT 0,
  do_not_contact INTEGER NOT NULL DEFAULT 0,
  area TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  honorific TEXT NOT NULL DEFAULT '',
  gender TEXT NOT NULL DEFAULT '',
  best_time TEXT NOT NULL DEFAULT '',
  cadence_visit TEXT NOT NULL DEFAULT '',   -- '', 'never' or days
  cadence_call TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',          -- 'hand', or the name of the file it came from
  uid TEXT NOT NULL DEFAULT '',
  added TEXT NOT NULL,
  sort TEXT NOT NULL DEFAULT '',            -- folded name, pinyin for Chinese: lists are ordered by it
  search TEXT NOT NULL DEFAULT ''           -- core.folding.search_text: names, pinyin, organisation, fields, phone digits
);
CREATE INDEX contact_sort ON contact (sort);
CREATE INDEX contact_uid ON contact (uid) WHERE uid <> '';

CREATE TABLE phone (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  value TEXT NOT NULL,
  e164 TEXT,
  extension TEXT,
  digits TEXT NOT NULL                      -- of the value as written: what does not parse is compared by these
);
CREATE INDEX phone_contact ON phone (contact_id);
CREATE INDEX phone_e164 ON phone (e164);

CREATE TABLE email (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  value TEXT NOT NULL,
  folded TEXT NOT NULL
);
CREATE INDEX email_contact ON email (contact_id);
CREATE INDEX email_folded ON email (folded);

CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  street TEXT NOT NULL,
  city TEXT NOT NULL,
  region TEXT NOT NULL,
  postcode TEXT NOT NULL,
  country TEXT NOT NULL
);
CREATE INDEX address_contact ON address (contact_id);

CREATE TABLE url (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  position INTEGER NOT NULL,
  value TEXT NOT NULL
);
CREATE INDEX url_contact ON url (contact_id);

CREATE TABLE occasion (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  kind TEXT NOT NULL,
  year INTEGER,
  month INTEGER,
  day INTEGER,
  calendar TEXT NOT NULL DEFAULT 'solar' CHECK (calendar IN ('solar', 'lunar')),
  leap_month INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX occasion_contact ON occasion (contact_id);
CREATE INDEX occasion_day ON occasion (month, day);

CREATE TABLE field (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (contact_id, name)
);

CREATE TABLE photo (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  mime TEXT NOT NULL,
  data BLOB NOT NULL
);
CREATE INDEX photo_contact ON photo (contact_id);

CREATE TABLE relation (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  other_id INTEGER REFERENCES contact ON DELETE SET NULL
);
CREATE INDEX relation_contact ON relation (contact_id);
CREATE INDEX relation_other ON relation (other_id);

CREATE TABLE groups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  query TEXT,                               -- a smart group is a saved query and has no members of its own
  private INTEGER NOT NULL DEFAULT 0,
  cadence_visit TEXT NOT NULL DEFAULT '',
  cadence_call TEXT NOT NULL DEFAULT ''
);

CREATE TABLE membership (
  id INTEGER PRIMARY KEY,
  group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  UNIQUE (group_id, contact_id)
);
CREATE INDEX membership_contact ON membership (contact_id);

CREATE TABLE grade_change (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  day TEXT NOT NULL,
  old TEXT,
  new TEXT,
  reason TEXT NOT NULL
);
CREATE INDEX grade_change_contact ON grade_change (contact_id);

CREATE TABLE note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  day TEXT NOT NULL,
  text TEXT NOT NULL,
  search TEXT NOT NULL                      -- the text folded
);
CREATE INDEX note_contact ON note (contact_id);

CREATE TABLE interaction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  minutes INTEGER,
  outcome TEXT NOT NULL DEFAULT '',         -- 'no-answer': an attempt in vain
  item TEXT NOT NULL DEFAULT '',            -- the agenda item it answered: v42, g12
  search TEXT NOT NULL DEFAULT ''           -- the summary folded
);
CREATE INDEX interaction_contact ON interaction (contact_id, day);

CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  text TEXT NOT NULL,
  due TEXT,
  time TEXT NOT NULL DEFAULT '',
  minutes INTEGER,
  place TEXT NOT NULL DEFAULT '',
  important INTEGER NOT NULL DEFAULT 0,
  done TEXT,
  outcome TEXT NOT NULL DEFAULT '',
  search TEXT NOT NULL DEFAULT ''           -- the text folded
);
CREATE INDEX task_contact ON task (contact_id);
CREATE INDEX task_open ON task (due) WHERE done IS NULL;

CREATE TABLE sale (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  day TEXT NOT NULL,
  amount INTEGER NOT NULL,
  profit INTEGER,                           -- NULL: amount x margin
  product TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  fingerprint TEXT NOT NULL DEFAULT ''      -- of the row of the file it came from: the same file twice changes nothing
);
CREATE INDEX sale_contact ON sale (contact_id, day);

CREATE TABLE complaint (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  opened TEXT NOT NULL,
  text TEXT NOT NULL,
  resolved TEXT,
  cause TEXT NOT NULL DEFAULT '',
  remedy TEXT NOT NULL DEFAULT '',
  satisfied TEXT
);
CREATE INDEX complaint_contact ON complaint (contact_id);

CREATE TABLE batch (                        -- one import
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  day TEXT NOT NULL,
  files TEXT NOT NULL                       -- their names as JSON
);

CREATE TABLE card (                         -- what a file said, and whom it became: re-imports are known by it
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  contact_id INTEGER REFERENCES contact ON DELETE SET NULL,   -- NULL: that contact was removed
  fingerprint BLOB NOT NULL,                -- name, organisation, UID, phones, e-mails, urls, folded
  content BLOB NOT NULL,                    -- of the bytes of the card
  original BLOB NOT NULL                    -- those bytes without the photo; empty once the contact was removed
);
CREATE INDEX card_fingerprint ON card (fingerprint);
CREATE INDEX card_contact ON card (contact_id);
