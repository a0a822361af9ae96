-- When the salesperson is not there, besides what the settings say: `followup away`.

CREATE TABLE away (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  day TEXT NOT NULL,                        -- the first and the last, both off
  until TEXT NOT NULL,
  half INTEGER NOT NULL DEFAULT 0,
  time TEXT NOT NULL DEFAULT '',            -- hours off begin then, where it was said
  minutes INTEGER,                          -- how much of each day; NULL: until its end, or all of it
  reason TEXT NOT NULL DEFAULT ''
);
