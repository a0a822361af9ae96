"""KEEP: the book, one SQLite file; the only layer that knows SQL, SQLite and SQLModel."""
