-- When each contact was last met, for the week: ten thousand of them are read in a moment, where looking into the
-- interactions took longer than all the rest. Kept by triggers, like an index; nobody else writes it. Days are ordinals
-- (Python's date.toordinal), 0 is never; the sorts of touch are those of core/cadence/due.py.

CREATE TABLE touched (
  contact_id INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,                   -- of any answered interaction
  visit INTEGER NOT NULL,                   -- the last answered one of its sort
  call INTEGER NOT NULL,
  message INTEGER NOT NULL,
  other INTEGER NOT NULL,
  vain INTEGER NOT NULL                     -- the last attempt in vain
);

-- The rows behind it are read off one index, which does what those of the steps before did.
DROP INDEX interaction_contact;
DROP INDEX interaction_visits;
DROP INDEX interaction_calls;
DROP INDEX interaction_others;
DROP INDEX interaction_vain;
CREATE INDEX interaction_contact ON interaction (contact_id, day, kind, outcome);

CREATE VIEW touched_now AS SELECT
  contact_id,
  coalesce(CAST(julianday(min(day) FILTER (WHERE outcome <> 'no-answer')) - 1721424.5 AS INTEGER), 0) AS first,
  coalesce(CAST(julianday(max(day) FILTER (WHERE outcome <> 'no-answer'
    AND kind IN ('visit', 'meal', 'meeting'))) - 1721424.5 AS INTEGER), 0) AS visit,
  coalesce(CAST(julianday(max(day) FILTER (WHERE outcome <> 'no-answer'
    AND kind = 'call')) - 1721424.5 AS INTEGER), 0) AS call,
  coalesce(CAST(julianday(max(day) FILTER (WHERE outcome <> 'no-answer'
    AND kind IN ('message', 'email'))) - 1721424.5 AS INTEGER), 0) AS message,
  coalesce(CAST(julianday(max(day) FILTER (WHERE outcome <> 'no-answer'
    AND kind NOT IN ('visit', 'meal', 'meeting', 'call', 'message', 'email'))) - 1721424.5 AS INTEGER), 0) AS other,
  coalesce(CAST(julianday(max(day) FILTER (WHERE outcome = 'no-answer')) - 1721424.5 AS INTEGER), 0) AS vain
FROM interaction GROUP BY contact_id;

INSERT INTO touched SELECT * FROM touched_now;

CREATE TRIGGER touched_insert AFTER INSERT ON interaction BEGIN
  INSERT INTO touched SELECT
    NEW.contact_id,
    iif(answered, day, 0),
    iif(answered AND NEW.kind IN ('visit', 'meal', 'meeting'), day, 0),
    iif(answered AND NEW.kind = 'call', day, 0),
    iif(answered AND NEW.kind IN ('message', 'email'), day, 0),
    iif(answered AND NEW.kind NOT IN ('visit', 'meal', 'meeting', 'call', 'message', 'email'), day, 0),
    iif(answered, 0, day)
  FROM (SELECT coalesce(CAST(julianday(NEW.day) - 1721424.5 AS INTEGER), 0) AS day, NEW.outcome <> 'no-answer' AS answered)
  WHERE true
  ON CONFLICT (contact_id) DO UPDATE SET
    first = iif(first = 0 OR excluded.first = 0, max(first, excluded.first), min(first, excluded.first)),
    visit = max(visit, excluded.visit),
    call = max(call, excluded.call),
    message = max(message, excluded.message),
    other = max(other, excluded.other),
    vain = max(vain, excluded.vain);
END;
CREATE TRIGGER touched_update AFTER UPDATE OF contact_id, day, kind, outcome ON interaction BEGIN
  DELETE FROM touched WHERE contact_id IN (OLD.contact_id, NEW.contact_id);
  INSERT INTO touched SELECT * FROM touched_now WHERE contact_id IN (OLD.contact_id, NEW.contact_id);
END;
CREATE TRIGGER touched_delete AFTER DELETE ON interaction
WHEN EXISTS (                               -- what was neither the first nor the last of its sort changes nothing
  SELECT 1 FROM touched WHERE contact_id = OLD.contact_id
  AND coalesce(CAST(julianday(OLD.day) - 1721424.5 AS INTEGER), 0) IN (first, visit, call, message, other, vain)
) BEGIN
  DELETE FROM touched WHERE contact_id = OLD.contact_id;
  INSERT INTO touched SELECT * FROM touched_now WHERE contact_id = OLD.contact_id;
END;

-- What answered the agenda, or greeted: the week asks for those of the last weeks.
CREATE INDEX interaction_answer ON interaction (day, contact_id, kind, item, outcome)
  WHERE kind = 'greeting' OR item <> '';
