-- What tells this book from every other one: 24 random hexadecimal digits, for the ids of contacts that leave.

CREATE TABLE identity (
  value TEXT NOT NULL
);
INSERT INTO identity (value) VALUES (lower(hex(randomblob(12))));
