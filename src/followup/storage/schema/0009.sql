-- The week as it was planned, kept: bookkeeping, outside history and undo, written without SQLModel. What is done is not
-- in it: the interactions, tasks and complaints say that.

CREATE TABLE kept_week (
  week TEXT NOT NULL PRIMARY KEY,           -- its Monday
  shown TEXT NOT NULL,                      -- the day it was first shown
  carried TEXT NOT NULL DEFAULT '{}',       -- JSON: what the week before left undone -> the weeks it was planned in
  waiting TEXT NOT NULL DEFAULT ''          -- the urgent ones that found no day, with blanks between
);

CREATE TABLE kept_item (
  week TEXT NOT NULL,
  item TEXT NOT NULL,                       -- v42, t7
  contact_id INTEGER,                       -- NULL: a festival's batch. No reference: undo knows nothing of these rows
  kind TEXT NOT NULL,
  title TEXT NOT NULL,                      -- this and what follows as it was when the item came to the week
  why TEXT NOT NULL,
  quadrant INTEGER NOT NULL,
  grade TEXT,
  due TEXT NOT NULL,
  time TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  area TEXT NOT NULL,
  weight REAL NOT NULL,
  contacts INTEGER,
  planned TEXT,                             -- the day it was first given; NULL: none
  day TEXT,                                 -- the day it has now
  added TEXT NOT NULL,                      -- when it came to the week,
  later INTEGER NOT NULL,                   -- and whether that was after the week was first shown
  after INTEGER NOT NULL,                   -- the interaction that was logged last then
  weeks INTEGER NOT NULL,                   -- in how many weeks it was planned, this one too
  pinned INTEGER NOT NULL,
  skipped TEXT,                             -- the reason of a skip
  gone INTEGER NOT NULL,                    -- nothing calls for it any more
  changed TEXT,
  cause TEXT NOT NULL,
  PRIMARY KEY (week, item, kind)
);

-- What the salesperson put off: not before a day. That is data, with history and undo.
CREATE TABLE snooze (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  item TEXT NOT NULL,                       -- v, c or w of the contact, or k2, y3
  day TEXT NOT NULL,                        -- when it was put off
  until TEXT NOT NULL,
  UNIQUE (contact_id, item)
);
