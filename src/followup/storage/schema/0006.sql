-- The folded texts of 256 contacts each, in the order of their ids: what a search for a word goes through. Made by the search
-- that misses one (storage/query/words.py), thrown away by triggers when a text in it changes.

CREATE TABLE search_page (
  id INTEGER PRIMARY KEY,                   -- the contacts' ids / 256
  text BLOB NOT NULL
);
