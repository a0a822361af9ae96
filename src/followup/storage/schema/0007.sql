-- A run of rows that come together, as an import's, is one line of the change table: `row` is the first of them, and `old`
-- the id of the last. While it comes there is a row in `running`, and the triggers that write down each one keep still.

CREATE TABLE running (
  id INTEGER PRIMARY KEY
);
