-- Bookkeeping: what the program noted for itself, outside history and undo, written without SQLModel.
-- And pairs of contacts that a person said are not the same.

CREATE TABLE workyear (                     -- public holidays, computed once a year and country
  country TEXT NOT NULL,
  year INTEGER NOT NULL,
  days TEXT NOT NULL,                       -- JSON: {"holidays": [[iso, name]], "workdays": [iso], "guess": bool}
  PRIMARY KEY (country, year)
);

CREATE TABLE reminded (                     -- mornings that `remind` was shown or sent, by channel
  day TEXT NOT NULL,
  channel TEXT NOT NULL,
  PRIMARY KEY (day, channel)
);

CREATE TABLE not_same (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  UNIQUE (contact_id, other_id)
);
CREATE INDEX not_same_other ON not_same (other_id);

-- The last visit, call and other touch of everybody, for the week: read off the index, never off the rows. The conditions
-- are those of storage/agenda/snapshot.py to the letter, or SQLite does not use them.
CREATE INDEX interaction_visits ON interaction (contact_id, day, kind, outcome)
  WHERE kind IN ('visit', 'meal', 'meeting') AND outcome <> 'no-answer';
CREATE INDEX interaction_calls ON interaction (contact_id, day, kind, outcome)
  WHERE kind IN ('call', 'message', 'email') AND outcome <> 'no-answer';
CREATE INDEX interaction_others ON interaction (contact_id, day, kind, outcome)
  WHERE kind NOT IN ('visit', 'meal', 'meeting', 'call', 'message', 'email') AND outcome <> 'no-answer';
CREATE INDEX interaction_vain ON interaction (contact_id, day, outcome) WHERE outcome = 'no-answer';
