-- What a number is compared by is a column of its own: the rule of core.contacts.phones.phone_key, and a test holds both to be
-- the same. It is computed from the row, so that no undo and no restored book can bring back another.

ALTER TABLE phone ADD COLUMN key TEXT GENERATED ALWAYS AS (
  coalesce(nullif(e164, '') || coalesce(';' || nullif(extension, ''), ''), digits)
) VIRTUAL;
DROP INDEX phone_e164;
CREATE INDEX phone_key ON phone (key);

-- What files told of contacts (visits, tasks, sales) was kept as lines of text: '2026-05-01 visit'. Now it has columns.

CREATE TABLE imported_fact (                -- each is taken over once, whatever becomes of it afterwards
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  kind TEXT NOT NULL,                       -- interaction, task, sale; deleted: a sale of a file that a person deleted
  day TEXT,                                 -- NULL: a task without a day, a deleted sale
  text TEXT NOT NULL,                       -- the interaction's kind, the task's text folded, the deleted sale's fingerprint
  amount INTEGER                            -- of a sale
);

CREATE TABLE fact_columns AS
SELECT
  fact,
  CASE
    WHEN fact GLOB 'row *' THEN 'deleted' WHEN fact GLOB 'task *' THEN 'task' WHEN fact GLOB 'sale *' THEN 'sale'
    ELSE 'interaction'
  END AS kind,
  CASE
    WHEN fact GLOB 'row *' OR fact GLOB 'task  *' THEN NULL WHEN fact GLOB 'task *' OR fact GLOB 'sale *' THEN substr(fact, 6, 10)
    ELSE substr(fact, 1, 10)
  END AS day,
  CASE
    WHEN fact GLOB 'row *' THEN substr(fact, 5) WHEN fact GLOB 'task  *' THEN substr(fact, 7)
    WHEN fact GLOB 'task *' THEN substr(fact, 17) WHEN fact GLOB 'sale *' THEN '' ELSE substr(fact, 12)
  END AS text,
  CASE WHEN fact GLOB 'sale *' THEN CAST(substr(fact, 17) AS INTEGER) END AS amount
FROM (
  SELECT fact FROM told UNION SELECT json_extract(old, '$.fact') FROM change WHERE tab = 'told' AND op IN ('u', 'd')
) WHERE fact IS NOT NULL;
CREATE UNIQUE INDEX fact_columns_fact ON fact_columns (fact);

INSERT INTO imported_fact (id, contact_id, kind, day, text, amount)
SELECT id, contact_id, kind, day, text, amount FROM told JOIN fact_columns USING (fact) ORDER BY id;
UPDATE change SET old = (
  SELECT json_object(
    'id', json_extract(old, '$.id'), 'contact_id', json_extract(old, '$.contact_id'),
    'kind', kind, 'day', day, 'text', text, 'amount', amount
  ) FROM fact_columns WHERE fact = json_extract(old, '$.fact')
) WHERE tab = 'told' AND op IN ('u', 'd') AND json_type(old, '$.fact') = 'text';
UPDATE change SET tab = 'imported_fact' WHERE tab = 'told';
DROP TABLE fact_columns;
DROP TABLE told;
CREATE INDEX imported_fact_contact ON imported_fact (contact_id);
