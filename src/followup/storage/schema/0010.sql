-- History keeps the last 200 commands or 90 days, whichever is more (storage/book/growth.py). How many were forgotten, so that
-- `followup history` and `undo` can say so; no row: none. Of a changed row, `change.old` has from now on the columns that
-- changed; older entries have whole rows.

CREATE TABLE forgotten (
  commands INTEGER NOT NULL,
  at TEXT NOT NULL                          -- of the last one of them
);
