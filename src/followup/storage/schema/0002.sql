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
