-- What a file told of a contact and the book took over: an interaction, a task, a sale. Each is taken once, whatever
-- becomes of it: amended, snoozed or deleted, the same file does not bring it back.

CREATE TABLE told (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  fact TEXT NOT NULL                        -- as core/importing/activities.py writes it: '2026-05-01 visit'
);
CREATE INDEX told_contact ON told (contact_id);
